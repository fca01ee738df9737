// What a unit of a shaped paragraph inherits from its characters, as tables: from the break before the next
// character, from the entry of the chain table, and from the line-break class.
#pragma once

#include <array>
#include <cstdint>

#include "render/text/chain_table.h"
#include "render/text/paragraph.h"
#include "render/text/shaped_paragraph.h"

namespace gongkai::text {

inline constexpr std::uint16_t break_flags[] = {0, weak_break_after, break_after, break_bits};  // by Break

// Unit flags by the flags of an entry.
constexpr std::array<std::uint16_t, 256> make_entry_flags() {
  std::array<std::uint16_t, 256> out{};
  for (unsigned i = 0; i < out.size(); ++i) {
    unsigned flags = 0;
    if ((i & trims_left) != 0) flags |= cuts_left;
    if ((i & trims_right) != 0) flags |= cuts_right;
    if ((i & ideograph) != 0) flags |= han_side;
    if ((i & alphanumeric) != 0) flags |= latin_side;
    if ((i & blank) != 0) flags |= hangs;
    out[i] = static_cast<std::uint16_t>(flags);
  }
  return out;
}
inline constexpr auto entry_flags = make_entry_flags();

// By line-break class: not at a line's start or end, comma, stop.
using ClassFlags = std::array<std::uint16_t, static_cast<std::size_t>(BreakClass::count)>;
const ClassFlags& class_flags(BreakLevel level, Language language);

}  // namespace gongkai::text

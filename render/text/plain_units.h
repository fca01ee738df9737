// Units of the characters that the chain table places without shaping.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <span>

#include "render/text/chain_table.h"
#include "render/text/shaped_paragraph.h"
#include "render/text/unit_flags.h"

namespace gongkai::text {

// scaled() for many advances of one font and size, which are never negative. The half unit keeps the quotient
// away from whole numbers by more than a double can err, so that cutting it off gives exactly what the
// division gives.
class AdvanceScale {
 public:
  AdvanceScale(std::int32_t px, std::int32_t units_per_em, FontRole role)
      : factor_(static_cast<std::int64_t>(px) * 64),
        half_(units_per_em / 2),
        reciprocal_(1.0 / units_per_em),
        whole_pixels_(role == FontRole::led) {}

  std::int32_t operator()(std::int32_t units) const {
    const std::int64_t product = units * factor_ + half_;
    const auto rounded = static_cast<std::int32_t>((static_cast<double>(product) + 0.5) * reciprocal_);
    return whole_pixels_ ? (rounded + 32) & ~63 : rounded;
  }

 private:
  std::int64_t factor_, half_;
  double reciprocal_;
  bool whole_pixels_;
};

// The unit of a character that is placed by its entry; the break behind it and its bytes are not in it yet.
inline Unit plain_unit(const CharacterEntry& entry, const AdvanceScale& scale,
                       const ClassFlags& class_flags_of) {
  const std::int32_t advance = std::min<std::int32_t>(scale(entry.advance), advance_in_side);
  const unsigned flags =
      entry_flags[entry.flags] | class_flags_of[static_cast<std::size_t>(entry.break_class)];
  return {entry.glyph, static_cast<std::uint16_t>(advance), static_cast<std::uint16_t>(flags),
          static_cast<std::uint8_t>(entry.trim), 0};
}

// Units of the characters met last, by their entries: a text uses the same marks and digits over and over.
class KnownUnits {
 public:
  // For what a unit depends on beside its entry.
  void open(const ChainTable& table, std::int32_t px, const ClassFlags& class_flags_of) {
    if (table_ == &table && px_ == px && class_flags_of_ == &class_flags_of) return;
    table_ = &table;
    px_ = px;
    class_flags_of_ = &class_flags_of;
    known_.fill({});
  }
  const Unit& of(const CharacterEntry& entry, const AdvanceScale& scale) {
    Known& known = known_[entry.glyph % known_.size()];
    if (known.entry != bits_of(entry)) known = {bits_of(entry), plain_unit(entry, scale, *class_flags_of_)};
    return known.unit;
  }

 private:
  struct Known {
    EntryBits entry = 0;  // of a character without a font: never asked for
    Unit unit{};
  };
  const ChainTable* table_ = nullptr;
  std::int32_t px_ = 0;
  const ClassFlags* class_flags_of_ = nullptr;
  std::array<Known, 128> known_{};
};

// The unit of nearly every character but for its glyph, by the break behind it.
using CommonUnits = std::array<Unit, std::size(break_flags)>;
inline constexpr std::uint8_t common_bytes = 3;

inline CommonUnits common_units(Unit unit) {
  CommonUnits out;
  unit.bytes = common_bytes;
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = unit;
    out[i].flags = static_cast<std::uint16_t>(unit.flags | break_flags[i]);
  }
  return out;
}

// `offsets` of the characters of the units, and one more. False if a unit has too many.
inline bool set_bytes(const std::uint32_t* offsets, std::span<Unit> units) {
  std::uint32_t most = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const std::uint32_t bytes = offsets[i + 1] - offsets[i];
    units[i].bytes = static_cast<std::uint8_t>(bytes);
    most = std::max(most, bytes);
  }
  return most < bytes_in_side;
}

}  // namespace gongkai::text

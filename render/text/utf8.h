// UTF-8 to code points. Malformed sequences become U+FFFD, one for each maximal subpart (Unicode 15.0, 3.9,
// table 3-8).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "render/text/unfilled_vector.h"

namespace gongkai::text {

inline constexpr char32_t replacement_character = 0xFFFD;

struct DecodedText {
  UnfilledVector<char32_t> characters;
  UnfilledVector<std::uint32_t> offsets;  // byte offset of each character, and one more: the end
  std::uint32_t invalid_sequences = 0;

  void clear();
};

// Appends `text`, whose first byte has the offset `base`, to `out`. `out.offsets` ends with the end of what
// is there.
void decode_utf8(std::string_view text, std::uint32_t base, DecodedText& out);

void append_utf8(std::string& out, char32_t code_point);

}  // namespace gongkai::text

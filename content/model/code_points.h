// Unicode code points of UTF-8 text, for rules that look at characters rather than bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gongkai::model {

// One step of reading UTF-8. Invalid bytes (overlong forms and surrogates included, Unicode 15 table 3-7)
// give `valid` = false and a length of 1, so that a reader can report the place and go on.
struct CodePoint {
  char32_t value = 0;
  std::size_t length = 1;
  bool valid = false;
};

CodePoint code_point_at(std::string_view utf8, std::size_t position);

// All code points of `utf8`; invalid bytes become U+FFFD.
std::u32string to_code_points(std::string_view utf8);
std::string to_utf8(std::u32string_view text);

bool is_han(char32_t c);           // ideographs, 〇 and the supplementary planes included
bool is_latin_letter(char32_t c);  // ASCII and full-width A-Z, a-z
bool is_digit(char32_t c);         // 0-9 only

}  // namespace gongkai::model

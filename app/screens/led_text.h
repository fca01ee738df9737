// Text on a board of few pixels, where a Han character is as wide as it is high and a Latin letter half as wide: widths
// are counted, not shaped, because what goes on which page must be known before anything is laid out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gongkai::screens {

// The width in half ems, rounded up: what is counted fits.
int led_width(std::string_view words);

// Lines of at most `most` half ems. Words of letters and digits stay whole where they fit, no line begins with a
// closing mark or ends with an opening one (GB/T 15834).
std::vector<std::string> led_lines(std::string_view words, int most);

// The same number of lines, none of them much shorter than the others.
std::vector<std::string> led_balanced(std::string_view words, int most);
// Parts side by side, parted by a space, on lines of at most `most` half ems; a part is only broken where it is longer
// than a line. Empty parts are left out.
std::vector<std::string> led_packed(const std::vector<std::string>& parts, int most);

}  // namespace gongkai::screens

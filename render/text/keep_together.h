// What a reader takes as one thing although UAX #14 would break it: a number and its unit, a date, a time, a
// document number, a telephone number. Breaks inside become weak: used only when the thing is longer than a
// line.
#pragma once

#include <span>
#include <vector>

#include "render/text/line_breaks.h"

namespace gongkai::text {

// `classes` is what find_line_breaks() took, and finds the digits.
void weaken_breaks(std::span<const char32_t> text, std::span<const BreakClass> classes,
                   std::vector<Break>& breaks);

}  // namespace gongkai::text

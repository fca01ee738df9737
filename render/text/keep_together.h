// What a reader takes as one thing although UAX #14 would break it: a number and its unit, a date, a time, a document
// number, a telephone number. Breaks inside become weak: used only when the thing is longer than a line.
#pragma once

#include <span>
#include <vector>

#include "render/text/line_breaks.h"

namespace gongkai::text {

void weaken_breaks(std::span<const char32_t> text, std::vector<Break>& breaks);

}  // namespace gongkai::text

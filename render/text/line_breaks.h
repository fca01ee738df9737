// Where a line may end: UAX #14 (Unicode 15.0) with the numbers of its Example 7, on classes that
// break_levels.h has already tailored to CLREQ.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "render/text/break_levels.h"
#include "render/text/unicode_tables.h"

namespace gongkai::text {

// What may happen before a character. A weak break is legal but tears what a reader takes as one thing (a
// date, a number and its unit); it is used only when that thing is longer than a line.
enum class Break : std::uint8_t { none, weak, allowed, mandatory };

// `classes` holds the fine class of each character of `text`. breaks[i] is the break before character i;
// breaks[0] is none; breaks has one more element than the text, the last is mandatory (or none for an empty
// text).
void find_line_breaks(std::span<const char32_t> text, std::span<const BreakClass> classes,
                      const BreakTailoring& tailoring, std::vector<Break>& breaks);

// The table of the fast path, worked out from the rules themselves.
SimplePairs make_simple_pairs(const BreakTailoring& tailoring);

}  // namespace gongkai::text

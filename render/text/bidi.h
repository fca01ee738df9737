// Embedding levels of UAX #9 through FriBidi. Called only for text that has a right-to-left character, an
// Arabic number or an explicit control.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace gongkai::text {

enum class BaseDirection : std::uint8_t { left_to_right, right_to_left, automatic };  // automatic: P2 and P3

// One level a character; a hard line break in the text ends a UAX #9 paragraph. Returns the level of the
// first paragraph's base direction (0 or 1).
std::uint8_t find_bidi_levels(std::span<const char32_t> text, BaseDirection base,
                              std::vector<std::uint8_t>& levels);

// Visual order of runs with these levels, UAX #9 rule L2: order[i] is the run that stands at place i from the
// left.
std::vector<std::uint32_t> visual_order(std::span<const std::uint8_t> run_levels);

}  // namespace gongkai::text

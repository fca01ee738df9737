// Justification of one line in the order of CLREQ 3.1.7: shrink before stretch. The half of the mark at the
// line end has been taken by fit already.
#pragma once

#include <cstdint>
#include <vector>

#include "render/text/fit.h"
#include "render/text/shaped_paragraph.h"

namespace gongkai::text {

// By how much the units [first, last) can shrink together, 26.6.
std::int32_t shrink_room(const ShapedParagraph& paragraph, std::uint32_t first, std::uint32_t last);

// shifts[i] is what to add to the pen before unit line.first + i so that the line fills `limit`. A line that
// cannot be filled without tearing letters apart is left as it is.
void justify(const ShapedParagraph& paragraph, const FittedLine& line, std::int32_t limit,
             std::vector<std::int32_t>& shifts);

}  // namespace gongkai::text

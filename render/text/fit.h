// Cuts a shaped paragraph into lines of a width: greedily, with the trim of marks at both line ends, spaces
// that hang, and tearing as a last resort.
#pragma once

#include <cstdint>
#include <vector>

#include "render/text/paragraph.h"
#include "render/text/shaped_paragraph.h"

namespace gongkai::text {

// Units [first, last) with what the edges lose. Units of hanging spaces lie in [visible_end, last).
struct FittedLine {
  std::uint32_t first = 0, visible_end = 0, last = 0;
  std::int32_t start_cut = 0;  // taken from the left of the first unit, 26.6
  std::int32_t end_cut =
      0;  // taken from the right of the last visible unit: half a mark, a gap, letter spacing
  std::int32_t width = 0;  // of the visible units after both cuts, 26.6
  bool hard_end = false;   // ends by a line feed or with the paragraph
};

// The line that begins at unit `first`; `limit` in 26.6.
FittedLine fit_line(const ShapedParagraph& paragraph, const ParagraphStyle& style, std::uint32_t first,
                    std::int32_t limit);

inline constexpr std::int32_t no_limit = INT32_MAX / 2;

}  // namespace gongkai::text

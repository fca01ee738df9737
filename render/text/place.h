// Turns fitted lines into placed glyphs: alignment, bidi order, baselines.
#pragma once

#include "render/text/fit.h"
#include "render/text/paragraph.h"
#include "render/text/shaped_paragraph.h"

namespace gongkai::text {

// Fits and places the whole paragraph. `ellipsis` is the shaped …… a cut paragraph ends with; null if
// max_lines is 0.
void place_paragraph(const ShapedParagraph& paragraph, const ParagraphStyle& style, int width_px,
                     const ShapedParagraph* ellipsis, LaidOutParagraph& out);

}  // namespace gongkai::text

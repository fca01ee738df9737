// Turns fitted lines into placed glyphs: alignment, bidi order, baselines.
#pragma once

#include "render/text/fit.h"
#include "render/text/paragraph.h"
#include "render/text/shape_paragraph.h"
#include "render/text/shaped_paragraph.h"

namespace gongkai::text {

struct ParagraphToPlace {
  const Paragraph& paragraph;
  const ShapedParagraph& shaped;
  const ShapedParagraph* ellipsis;  // the shaped …… a cut paragraph ends with; null if max_lines is 0
  ParagraphShaper& shaper;          // for lines that end where HarfBuzz says "unsafe to break"
};

// Fits and places the whole paragraph.
void place_paragraph(const ParagraphToPlace& what, int width_px, LaidOutParagraph& out);

}  // namespace gongkai::text

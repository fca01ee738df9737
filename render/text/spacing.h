// Spacing that does not depend on where lines end: adjacent full-width marks share a half (CLREQ 3.1.3, GB/T 15834),
// the interpunct takes half an em, and Han and Latin stand a little apart (CLREQ 3.2.2, 1/8 em here).
#pragma once

#include "render/text/paragraph.h"
#include "render/text/shaped_paragraph.h"

namespace gongkai::text {

void set_spacing(const ParagraphStyle& style, ShapedParagraph& paragraph);

}  // namespace gongkai::text

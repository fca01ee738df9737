// Spacing that does not depend on where lines end: adjacent full-width marks share a half (CLREQ 3.1.3, GB/T
// 15834), the interpunct takes half an em, and Han and Latin stand a little apart (CLREQ 3.2.2, 1/8 em here).
#pragma once

#include <cstdint>
#include <span>

#include "render/text/paragraph.h"
#include "render/text/shaped_paragraph.h"

namespace gongkai::text {

// `places` holds, ascending, every unit that is a full-width mark and every unit that has one side of a gap
// other than the unit before it; others may be among them.
void set_spacing(const ParagraphStyle& style, std::span<const std::uint32_t> places,
                 ShapedParagraph& paragraph);

}  // namespace gongkai::text

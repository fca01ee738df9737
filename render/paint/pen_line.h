// A line drawn by a round pen, as a finger writes.
#pragma once

#include <cstdint>
#include <span>

#include "render/geometry.h"

namespace gongkai::paint {

// Where a pen `width` px wide leaves its mark between two points.
render::Rect pen_bounds(render::Point from, render::Point to, int width);

// Adds the piece to the coverage of `area` (a byte a pixel, `area.width` a row): a pixel keeps the greater of what it has
// and what the piece covers of it, so that pieces join without a seam, in any order and with any clip.
void cover_pen_line(const render::Rect& area, std::span<std::uint8_t> coverage, render::Point from, render::Point to,
                    int width);

}  // namespace gongkai::paint

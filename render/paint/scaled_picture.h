// A picture at another size: the mean of the pixels under each target pixel, so fine lines of a scan stay readable.
#pragma once

#include <cstdint>

#include "render/paint/painter.h"
#include "render/paint/raster.h"

namespace gongkai::paint {

// At most `most_pixels`, smaller by whole proportions; unchanged when it has no more.
Picture shrunk(Picture picture, std::int64_t most_pixels);

void draw_scaled(const Surface& surface, const render::Rect& rect, const Picture& picture);

}  // namespace gongkai::paint

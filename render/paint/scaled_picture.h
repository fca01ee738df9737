// A picture at another size: the mean of the pixels under each target pixel, so fine lines of a scan stay readable.
#pragma once

#include "render/paint/painter.h"
#include "render/paint/raster.h"

namespace gongkai::paint {

void draw_scaled(const Surface& surface, const render::Rect& rect, const Picture& picture);

}  // namespace gongkai::paint

// The marked box for a character no font has, with its code point in hexadecimal inside.
#pragma once

#include "render/paint/raster.h"

namespace gongkai::paint {

void draw_missing(const Surface& surface, const render::Rect& rect, render::Color color, char32_t code_point);

}  // namespace gongkai::paint

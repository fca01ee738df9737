// The last letters there are: digits and the fixed words of the rescue screen as strokes, drawn when no font file is
// there. Each character is a handful of straight lines on a grid of 32 x 32.
#pragma once

#include <string_view>

#include "render/color.h"
#include "render/paint/bitmap.h"

namespace gongkai::sdl {

// Draws `text` (UTF-8) in one line of height `size`, centred in `area`. Characters without strokes leave a space.
void draw_strokes(paint::Bitmap target, std::string_view text, const render::Rect& area, int size,
                  render::Color color);

// Width of the line in pixels.
int strokes_width(std::string_view text, int size);

}  // namespace gongkai::sdl

// Pictures for panels that hang on their side or upside down: the picture is painted as it is read and turned when it
// is handed over, only where it has changed.
#pragma once

#include <cstdint>

#include "render/geometry.h"
#include "render/paint/bitmap.h"

namespace gongkai::paint {

// Clockwise, by 0, 90, 180 and 270 degrees.
enum class Turn : std::uint8_t { none, right, half, left };

// The size of a picture that has been turned.
render::Size turned(render::Size picture, Turn turn);
// Where a part of a picture of that size lies once it is turned.
render::Rect turned(const render::Rect& part, render::Size picture, Turn turn);
// The pixel of the picture that is seen at `point` of the turned one.
render::Point turned_back(render::Point point, render::Size picture, Turn turn);

// Copies `part` of `picture` to where it belongs in `target`, which has the size of the turned picture. What lies
// outside either is left alone.
void copy_turned(Bitmap picture, const render::Rect& part, Turn turn, Bitmap target);

}  // namespace gongkai::paint

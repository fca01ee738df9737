// Strokes as the model was taught them. Pure.
#pragma once

#include <vector>

#include "render/geometry.h"

namespace gongkai::handwriting {

// One stroke, from where the finger came down to where it was lifted.
using Stroke = std::vector<render::Point>;

inline constexpr int field_side = 10'000;             // of the square a visitor writes in, in the unit of his strokes
inline constexpr int legible_side = 1000;             // of the square that legible() writes into
inline constexpr std::size_t most_strokes = 40;       // no character has more
// zinnia takes a stroke apart at its corners, and its memory doubles with each: a scribble must not have many.
inline constexpr std::size_t most_corners = 12;

// The character in the middle of the square and as large as it is taught, wherever and however small it was written;
// each stroke by its corners alone. Strokes without points are left out.
std::vector<Stroke> legible(const std::vector<Stroke>& written);

}  // namespace gongkai::handwriting

// Few rectangles instead of many: each one costs a request to the X server, and a GPU uploads the span around them all.
#pragma once

#include <span>
#include <vector>

#include "render/geometry.h"

namespace gongkai::sdl {

// At most `most` rectangles inside `bounds` that hold all of `damage`; those that touch are joined first, then those
// whose union adds the fewest pixels.
std::vector<render::Rect> merge_damage(std::span<const render::Rect> damage, render::Rect bounds, std::size_t most);

}  // namespace gongkai::sdl

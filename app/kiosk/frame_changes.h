// What of a page is different from the page before: a clock, a number, a bar. The rest keeps its pixels.
#pragma once

#include <optional>
#include <vector>

#include "render/layout/display_list.h"

namespace gongkai::kiosk {

// The areas in which `after` looks different, scroll positions and crawls aside; nullopt: everywhere, or nearly.
std::optional<std::vector<render::Rect>> changed_areas(const layout::Frame& before, const layout::Frame& after);

}  // namespace gongkai::kiosk

// What lies under a finger. Later entries lie over earlier ones.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "render/geometry.h"

namespace gongkai::layout {

struct HitArea {
  render::Rect rect;
  std::uint32_t action = 0;  // as the Block said; never 0
  std::string label;
  int radius = 0;            // of its corners, in pixels
};

struct HitMap {
  std::vector<HitArea> areas;

  const HitArea* at(render::Point p) const {
    for (auto area = areas.rbegin(); area != areas.rend(); ++area) {
      if (area->rect.contains(p)) return &*area;
    }
    return nullptr;
  }
};

}  // namespace gongkai::layout

#include "render/sdl/damage.h"

#include <cstdint>

namespace gongkai::sdl {
namespace {

std::int64_t area(const render::Rect& r) { return static_cast<std::int64_t>(r.width) * r.height; }

// Pixels that joining two rectangles would add for nothing. Negative when they overlap.
std::int64_t waste(const render::Rect& a, const render::Rect& b) { return area(united(a, b)) - area(a) - area(b); }

}  // namespace

std::vector<render::Rect> merge_damage(std::span<const render::Rect> damage, render::Rect bounds, std::size_t most) {
  std::vector<render::Rect> merged;
  for (const render::Rect& rect : damage) {
    const render::Rect inside = intersection(rect, bounds);
    if (!inside.empty()) merged.push_back(inside);
  }
  while (merged.size() > 1) {
    std::size_t first = 0, second = 1;
    for (std::size_t a = 0; a < merged.size(); ++a) {
      for (std::size_t b = a + 1; b < merged.size(); ++b) {
        if (waste(merged[a], merged[b]) < waste(merged[first], merged[second])) first = a, second = b;
      }
    }
    if (merged.size() <= most && waste(merged[first], merged[second]) > 0) break;
    merged[first] = united(merged[first], merged[second]);
    merged.erase(merged.begin() + static_cast<std::ptrdiff_t>(second));
  }
  return merged;
}

}  // namespace gongkai::sdl

#include "render/paint/pen_line.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace gongkai::paint {

namespace {

using render::Point;
using render::Rect;

float distance_to_piece(float x, float y, Point from, Point to) {
  const float dx = static_cast<float>(to.x - from.x), dy = static_cast<float>(to.y - from.y);
  const float px = x - static_cast<float>(from.x), py = y - static_cast<float>(from.y);
  const float square = dx * dx + dy * dy;
  const float along = square == 0 ? 0 : std::clamp((px * dx + py * dy) / square, 0.0F, 1.0F);
  return std::hypot(px - along * dx, py - along * dy);
}

}  // namespace

Rect pen_bounds(Point from, Point to, int width) {
  const int reach = width / 2 + 2;  // the rim is smoothed over a pixel
  const int left = std::min(from.x, to.x) - reach, top = std::min(from.y, to.y) - reach;
  return {left, top, std::max(from.x, to.x) + reach - left, std::max(from.y, to.y) + reach - top};
}

void cover_pen_line(const Rect& area, std::span<std::uint8_t> coverage, Point from, Point to, int width) {
  const Rect part = intersection(area, pen_bounds(from, to, width));
  const float radius = static_cast<float>(width) / 2;
  for (int y = part.y; y < part.bottom(); ++y) {
    std::uint8_t* const row = coverage.data() + static_cast<std::ptrdiff_t>(y - area.y) * area.width - area.x;
    for (int x = part.x; x < part.right(); ++x) {
      const float out = distance_to_piece(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F, from, to) - radius;
      const auto covered = static_cast<std::uint8_t>(std::lround(255.0F * std::clamp(0.5F - out, 0.0F, 1.0F)));
      row[x] = std::max(row[x], covered);
    }
  }
}

}  // namespace gongkai::paint

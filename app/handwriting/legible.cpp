#include "app/handwriting/legible.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace gongkai::handwriting {

namespace {

using render::Point;

constexpr int usual_extent = 800;      // of what is written, in the square
constexpr double least_part = 0.2;     // of the field: what is smaller is a dot, and not blown up
constexpr double tolerance = 15.0;     // a corner stands out so far; half of what zinnia itself lets pass

double distance(const Point& p, const Point& a, const Point& b) {
  const double dx = b.x - a.x, dy = b.y - a.y, length = std::hypot(dx, dy);
  if (length == 0) return std::hypot(p.x - a.x, p.y - a.y);
  return std::abs(dx * (p.y - a.y) - dy * (p.x - a.x)) / length;
}

// The point that stands out farthest between two neighbours of `kept`.
std::optional<std::size_t> next_corner(const Stroke& stroke, const std::vector<std::size_t>& kept) {
  double farthest = tolerance;
  std::optional<std::size_t> corner;
  for (std::size_t k = 0; k + 1 < kept.size(); ++k) {
    for (std::size_t i = kept[k] + 1; i < kept[k + 1]; ++i) {
      const double out = distance(stroke[i], stroke[kept[k]], stroke[kept[k + 1]]);
      if (out <= farthest) continue;
      farthest = out;
      corner = i;
    }
  }
  return corner;
}

// Douglas and Peucker 1973, the farthest corner of the whole stroke first.
Stroke corners_of(const Stroke& stroke) {
  if (stroke.size() < 2) return stroke;
  std::vector<std::size_t> kept{0, stroke.size() - 1};
  while (kept.size() < most_corners) {
    const auto corner = next_corner(stroke, kept);
    if (!corner) break;
    kept.insert(std::upper_bound(kept.begin(), kept.end(), *corner), *corner);
  }
  Stroke corners;
  for (const std::size_t i : kept) corners.push_back(stroke[i]);
  // zinnia measures from the line between the ends: a ring has none.
  if (corners.front() == corners.back()) ++corners.back().x;
  return corners;
}

}  // namespace

std::vector<Stroke> legible(const std::vector<Stroke>& written) {
  std::vector<Stroke> strokes;
  int left = INT32_MAX, top = INT32_MAX, right = INT32_MIN, bottom = INT32_MIN;
  for (const Stroke& stroke : written) {
    if (stroke.empty() || strokes.size() == most_strokes) continue;
    strokes.push_back(stroke);
    for (const Point& p : stroke) {
      left = std::min(left, p.x);
      right = std::max(right, p.x);
      top = std::min(top, p.y);
      bottom = std::max(bottom, p.y);
    }
  }
  if (strokes.empty()) return {};
  const double extent = std::max({right - left, bottom - top, static_cast<int>(least_part * field_side)});
  const double scale = usual_extent / extent, middle_x = (left + right) / 2.0, middle_y = (top + bottom) / 2.0;
  const auto placed = [&](double at, double middle) { return legible_side / 2 + static_cast<int>(std::lround((at - middle) * scale)); };
  for (Stroke& stroke : strokes) {
    for (Point& p : stroke) p = {placed(p.x, middle_x), placed(p.y, middle_y)};
    stroke = corners_of(stroke);
  }
  return strokes;
}

}  // namespace gongkai::handwriting

// Positions and sizes in device pixels. x grows to the right, y downwards; a rectangle holds its left and top edge
// and not its right and bottom edge.
#pragma once

#include <algorithm>

namespace gongkai::render {

struct Point {
  int x = 0;
  int y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

struct Size {
  int width = 0;
  int height = 0;
  friend bool operator==(const Size&, const Size&) = default;
};

struct Rect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;

  int right() const { return x + width; }
  int bottom() const { return y + height; }
  bool empty() const { return width <= 0 || height <= 0; }
  bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
  Rect shifted(int dx, int dy) const { return {x + dx, y + dy, width, height}; }
  friend bool operator==(const Rect&, const Rect&) = default;
};

inline Rect intersection(const Rect& a, const Rect& b) {
  const int left = std::max(a.x, b.x), top = std::max(a.y, b.y);
  const int width = std::min(a.right(), b.right()) - left, height = std::min(a.bottom(), b.bottom()) - top;
  return width > 0 && height > 0 ? Rect{left, top, width, height} : Rect{};
}

// The smallest rectangle that holds both; an empty one does not count.
inline Rect united(const Rect& a, const Rect& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  const int left = std::min(a.x, b.x), top = std::min(a.y, b.y);
  return {left, top, std::max(a.right(), b.right()) - left, std::max(a.bottom(), b.bottom()) - top};
}

}  // namespace gongkai::render

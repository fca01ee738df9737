#include "render/paint/scaled_picture.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace gongkai::paint {
namespace {

// Source columns (or rows) under target position `at`: never empty.
struct Range {
  int first, end;
};
Range under(int at, int target, int source) {
  const int first = static_cast<int>(static_cast<std::int64_t>(at) * source / target);
  const int end = static_cast<int>((static_cast<std::int64_t>(at + 1) * source + target - 1) / target);
  return {first, std::clamp(end, first + 1, std::max(first + 1, source))};
}

// Colours count by their alpha, or the invisible colour of clear pixels would bleed in.
std::uint32_t mean(const Picture& picture, Range columns, Range rows) {
  std::uint64_t red = 0, green = 0, blue = 0, alpha = 0, count = 0;
  for (int y = rows.first; y < rows.end; ++y) {
    const std::uint32_t* row = picture.argb.data() + static_cast<std::ptrdiff_t>(y) * picture.width;
    for (int x = columns.first; x < columns.end; ++x) {
      const std::uint32_t a = row[x] >> 24;
      red += (row[x] >> 16 & 255) * a;
      green += (row[x] >> 8 & 255) * a;
      blue += (row[x] & 255) * a;
      alpha += a;
      ++count;
    }
  }
  if (alpha == 0) return 0;
  const auto channel = [&](std::uint64_t sum) { return static_cast<std::uint32_t>((sum + alpha / 2) / alpha); };
  return static_cast<std::uint32_t>(alpha / count) << 24 | channel(red) << 16 | channel(green) << 8 | channel(blue);
}

}  // namespace

Picture shrunk(Picture picture, std::int64_t most_pixels) {
  const auto pixels = static_cast<double>(picture.width) * picture.height;
  if (pixels <= static_cast<double>(most_pixels)) return picture;
  const double factor = std::sqrt(static_cast<double>(most_pixels) / pixels);
  Picture small{std::max(1, static_cast<int>(picture.width * factor)), std::max(1, static_cast<int>(picture.height * factor)), {}};
  small.argb.reserve(static_cast<std::size_t>(small.width) * static_cast<std::size_t>(small.height));
  for (int y = 0; y < small.height; ++y) {
    const Range rows = under(y, small.height, picture.height);
    for (int x = 0; x < small.width; ++x) {
      small.argb.push_back(mean(picture, under(x, small.width, picture.width), rows));
    }
  }
  return small;
}

void draw_scaled(const Surface& surface, const render::Rect& rect, const Picture& picture) {
  const render::Rect area = intersection(rect, surface.clip);
  if (area.empty() || picture.width <= 0 || picture.height <= 0) return;
  if (rect.width == picture.width && rect.height == picture.height) return draw_pixels(surface, rect, picture.argb);
  std::vector<std::uint32_t> line(static_cast<std::size_t>(area.width));
  for (int y = area.y; y < area.bottom(); ++y) {
    const Range rows = under(y - rect.y, rect.height, picture.height);
    for (int x = area.x; x < area.right(); ++x) {
      line[static_cast<std::size_t>(x - area.x)] = mean(picture, under(x - rect.x, rect.width, picture.width), rows);
    }
    draw_pixels(surface, {area.x, y, area.width, 1}, line);
  }
}

}  // namespace gongkai::paint

#include "render/paint/raster.h"

#include <algorithm>
#include <cmath>

namespace gongkai::paint {
namespace {

using render::Color;
using render::Rect;

// dst moved towards `source` by alpha/256, two channels at a time. alpha 0..256.
std::uint32_t mixed(std::uint32_t dst, std::uint32_t source, std::uint32_t alpha) {
  const std::uint32_t keep = 256 - alpha;
  const std::uint32_t red_blue = ((dst & 0xFF00FFu) * keep + (source & 0xFF00FFu) * alpha) >> 8 & 0xFF00FFu;
  const std::uint32_t green = ((dst & 0x00FF00u) * keep + (source & 0x00FF00u) * alpha) >> 8 & 0x00FF00u;
  return 0xFF000000u | red_blue | green;
}

// 0..255 to 0..256, so that full coverage replaces the pixel.
std::uint32_t to_256(std::uint32_t value) { return value + (value >> 7); }

void put(std::uint32_t& pixel, std::uint32_t source, std::uint32_t alpha) {
  if (alpha >= 256) pixel = source;
  else if (alpha > 0) pixel = mixed(pixel, source, alpha);
}

// Share of a pixel inside a circle's edge, from the distance of its middle to the centre.
std::uint32_t circle_coverage(double dx, double dy, double radius, Edge edge) {
  const double inside = radius + 0.5 - std::sqrt(dx * dx + dy * dy);
  if (edge == Edge::hard) return inside >= 0.5 ? 256 : 0;
  return static_cast<std::uint32_t>(std::clamp(inside, 0.0, 1.0) * 256.0 + 0.5);
}

std::uint32_t round_coverage(const Rect& rect, int radius, int x, int y, Edge edge) {
  if (!rect.contains({x, y})) return 0;
  const int left = x - rect.x, right = rect.right() - 1 - x, top = y - rect.y, bottom = rect.bottom() - 1 - y;
  const int across = std::min(left, right), down = std::min(top, bottom);
  if (across >= radius || down >= radius) return 256;
  return circle_coverage(radius - across - 0.5, radius - down - 0.5, radius, edge);
}

int fitting_radius(const Rect& rect, int radius) {
  return std::clamp(radius, 0, std::min(rect.width, rect.height) / 2);
}

}  // namespace

void fill_rect(const Surface& surface, const Rect& rect, Color color) {
  const Rect area = intersection(rect, surface.clip);
  const std::uint32_t source = opaque_pixel(color), alpha = to_256(color.alpha);
  for (int y = area.y; y < area.bottom(); ++y) {
    std::uint32_t* row = surface.bitmap.row(y);
    if (alpha >= 256) {
      std::fill(row + area.x, row + area.right(), source);
    } else {
      for (int x = area.x; x < area.right(); ++x) row[x] = mixed(row[x], source, alpha);
    }
  }
}

void fill_round(const Surface& surface, const Rect& rect, Color color, int radius) {
  radius = fitting_radius(rect, radius);
  if (radius == 0) return fill_rect(surface, rect, color);
  const std::uint32_t source = opaque_pixel(color), alpha = to_256(color.alpha);
  fill_rect(surface, {rect.x, rect.y + radius, rect.width, rect.height - 2 * radius}, color);
  const Rect area = intersection(rect, surface.clip);
  for (int y = area.y; y < area.bottom(); ++y) {
    if (y >= rect.y + radius && y < rect.bottom() - radius) continue;
    std::uint32_t* row = surface.bitmap.row(y);
    const auto corner = [&](int from, int to) {
      for (int x = std::max(from, area.x); x < std::min(to, area.right()); ++x) {
        put(row[x], source, round_coverage(rect, radius, x, y, surface.edge) * alpha >> 8);
      }
    };
    corner(rect.x, rect.x + radius);
    fill_rect(surface, {rect.x + radius, y, rect.width - 2 * radius, 1}, color);
    corner(rect.right() - radius, rect.right());
  }
}

void fill_hexagon(const Surface& surface, const Rect& rect, Color color, int depth) {
  depth = std::clamp(depth, 0, rect.width / 2);
  const std::uint32_t source = opaque_pixel(color), alpha = to_256(color.alpha);
  const Rect area = intersection(rect, surface.clip);
  const double half = rect.height / 2.0;
  for (int y = area.y; y < area.bottom(); ++y) {
    const double inset = depth * std::abs(y + 0.5 - rect.y - half) / half;
    std::uint32_t* row = surface.bitmap.row(y);
    for (int x = area.x; x < area.right(); ++x) {
      const double inside = std::min(x - rect.x, rect.right() - 1 - x) + 1.0 - inset;
      double share = std::clamp(inside, 0.0, 1.0);
      if (surface.edge == Edge::hard) share = share >= 0.5 ? 1.0 : 0.0;
      put(row[x], source, static_cast<std::uint32_t>(share * alpha + 0.5));
    }
  }
}

void stroke_round(const Surface& surface, const Rect& rect, Color color, int radius, int width) {
  radius = fitting_radius(rect, radius);
  width = std::min(width, (std::min(rect.width, rect.height) + 1) / 2);
  const Rect inner{rect.x + width, rect.y + width, rect.width - 2 * width, rect.height - 2 * width};
  const int reach = std::max(radius, width), inner_radius = std::max(0, radius - width);
  fill_rect(surface, {rect.x + reach, rect.y, rect.width - 2 * reach, width}, color);
  fill_rect(surface, {rect.x + reach, rect.bottom() - width, rect.width - 2 * reach, width}, color);
  fill_rect(surface, {rect.x, rect.y + reach, width, rect.height - 2 * reach}, color);
  fill_rect(surface, {rect.right() - width, rect.y + reach, width, rect.height - 2 * reach}, color);

  const std::uint32_t source = opaque_pixel(color), alpha = to_256(color.alpha);
  const auto corner = [&](int left, int top) {
    const Rect area = intersection({left, top, reach, reach}, surface.clip);
    for (int y = area.y; y < area.bottom(); ++y) {
      std::uint32_t* row = surface.bitmap.row(y);
      for (int x = area.x; x < area.right(); ++x) {
        const std::uint32_t outside = round_coverage(rect, radius, x, y, surface.edge);
        const std::uint32_t hole = round_coverage(inner, inner_radius, x, y, surface.edge);
        put(row[x], source, (outside - std::min(outside, hole)) * alpha >> 8);
      }
    }
  };
  // A thin or small rectangle's corners meet; each pixel may be painted once only.
  const int right = std::max(rect.x + reach, rect.right() - reach);
  const int bottom = std::max(rect.y + reach, rect.bottom() - reach);
  corner(rect.x, rect.y);
  corner(right, rect.y);
  corner(rect.x, bottom);
  corner(right, bottom);
}

void fill_arrow(const Surface& surface, const Rect& rect, Color color, Heading heading) {
  const bool upright = heading == Heading::down || heading == Heading::up;
  const int length = upright ? rect.height : rect.width;
  const double half = (upright ? rect.width : rect.height) / 2.0;
  const std::uint32_t source = opaque_pixel(color), alpha = to_256(color.alpha);
  const Rect area = intersection(rect, surface.clip);
  for (int y = area.y; y < area.bottom(); ++y) {
    std::uint32_t* row = surface.bitmap.row(y);
    for (int x = area.x; x < area.right(); ++x) {
      const int along = upright ? y - rect.y : x - rect.x, across = upright ? x - rect.x : y - rect.y;
      const bool forward = heading == Heading::down || heading == Heading::right;
      const double to_tip = forward ? length - along - 0.5 : along + 0.5;
      const double inside = half * to_tip / length - std::abs(across + 0.5 - half) + 0.5;
      double share = std::clamp(inside, 0.0, 1.0);
      if (surface.edge == Edge::hard) share = share >= 0.5 ? 1.0 : 0.0;
      put(row[x], source, static_cast<std::uint32_t>(share * alpha + 0.5));
    }
  }
}

void fill_coverage(const Surface& surface, const Rect& rect, std::span<const std::uint8_t> coverage, Color color) {
  const Rect area = intersection(rect, surface.clip);
  const std::uint32_t source = opaque_pixel(color), alpha = to_256(color.alpha);
  for (int y = area.y; y < area.bottom(); ++y) {
    const std::uint8_t* from = coverage.data() + static_cast<std::ptrdiff_t>(y - rect.y) * rect.width - rect.x;
    std::uint32_t* row = surface.bitmap.row(y);
    for (int x = area.x; x < area.right(); ++x) {
      if (from[x] == 0) continue;  // most of a glyph's box is empty, most of the rest is full
      put(row[x], source, to_256(from[x]) * alpha >> 8);
    }
  }
}

void draw_pixels(const Surface& surface, const Rect& rect, std::span<const std::uint32_t> argb) {
  const Rect area = intersection(rect, surface.clip);
  for (int y = area.y; y < area.bottom(); ++y) {
    const std::uint32_t* from = argb.data() + static_cast<std::ptrdiff_t>(y - rect.y) * rect.width - rect.x;
    std::uint32_t* row = surface.bitmap.row(y);
    for (int x = area.x; x < area.right(); ++x) put(row[x], from[x] | 0xFF000000u, to_256(from[x] >> 24));
  }
}

}  // namespace gongkai::paint

// Shapes and coverage into pixels. Every pixel's value depends only on its own place and what was there, never on the
// clip, so that painting in pieces gives the same picture as painting at once.
#pragma once

#include <cstdint>
#include <span>

#include "render/color.h"
#include "render/geometry.h"
#include "render/paint/bitmap.h"

namespace gongkai::paint {

enum class Edge : std::uint8_t { smooth, hard };  // hard: no anti-aliasing (LED)

// What may be touched: `clip` lies inside the bitmap.
struct Surface {
  Bitmap bitmap;
  render::Rect clip;
  Edge edge = Edge::smooth;
};

inline render::Rect bounds_of(const Bitmap& bitmap) { return {0, 0, bitmap.width, bitmap.height}; }

constexpr std::uint32_t opaque_pixel(render::Color c) {
  return 0xFF000000u | static_cast<std::uint32_t>(c.red) << 16 | static_cast<std::uint32_t>(c.green) << 8 | c.blue;
}

void fill_rect(const Surface& surface, const render::Rect& rect, render::Color color);
void fill_round(const Surface& surface, const render::Rect& rect, render::Color color, int radius);
void fill_hexagon(const Surface& surface, const render::Rect& rect, render::Color color, int depth);
void stroke_round(const Surface& surface, const render::Rect& rect, render::Color color, int radius, int width);
// Isosceles triangle with its tip at the far end of `rect`.
enum class Heading : std::uint8_t { right, down, left, up };
void fill_arrow(const Surface& surface, const render::Rect& rect, render::Color color, Heading heading);
// 8-bit coverage, `rect.width` bytes a row, in one colour.
void fill_coverage(const Surface& surface, const render::Rect& rect, std::span<const std::uint8_t> coverage,
                   render::Color color);
// Straight ARGB pixels over what is there.
void draw_pixels(const Surface& surface, const render::Rect& rect, std::span<const std::uint32_t> argb);

}  // namespace gongkai::paint

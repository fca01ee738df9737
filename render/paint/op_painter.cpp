#include "render/paint/op_painter.h"

#include <algorithm>
#include <cstdlib>

#include "render/paint/missing_box.h"
#include "render/paint/scaled_picture.h"

namespace gongkai::paint {
namespace {

using render::Point;
using render::Rect;

// An arrow head in multiples of its line's width.
constexpr int arrow_length = 4, arrow_half_width = 3;

Rect piece(Point a, Point b, int width) {
  const int left = std::min(a.x, b.x), top = std::min(a.y, b.y);
  return {left - width / 2, top - width / 2, std::abs(a.x - b.x) + width, std::abs(a.y - b.y) + width};
}

struct Head {
  Rect rect;
  Heading heading;
};

Head head_at(Point tip, Point from, int width) {
  const int length = arrow_length * width, half = arrow_half_width * width;
  const int x = tip.x - width / 2 - half, y = tip.y - width / 2 - half, across = 2 * half + width;
  if (tip.y > from.y) return {{x, tip.y - length, across, length}, Heading::down};
  if (tip.y < from.y) return {{x, tip.y, across, length}, Heading::up};
  if (tip.x < from.x) return {{tip.x, y, length, across}, Heading::left};
  return {{tip.x - length, y, length, across}, Heading::right};
}

}  // namespace

void OpPainter::paint(const layout::DisplayList& ops, Point by, const Surface& surface) {
  for (const auto& op : ops) paint_one(op, by, surface);
}

void OpPainter::paint(const layout::DisplayList& ops, std::span<const layout::OpChunk> chunks, Point by,
                      const Surface& surface) {
  for (const auto& chunk : chunks) {
    if (intersection(chunk.bounds.shifted(by.x, by.y), surface.clip).empty()) continue;
    for (std::uint32_t i = chunk.first; i < chunk.end; ++i) paint_one(ops[i], by, surface);
  }
}

void OpPainter::paint_one(const layout::Op& op, Point by, const Surface& surface) {
  Surface inside = surface;
  inside.clip = intersection(op.bounds.shifted(by.x, by.y), surface.clip);
  if (inside.clip.empty()) return;
  std::visit([&](const auto& what) { draw(what, by, inside); }, op.what);
}

void OpPainter::draw(const layout::FillOp& op, Point by, const Surface& surface) {
  const Rect rect = op.rect.shifted(by.x, by.y);
  if (op.shape == layout::FillShape::hexagon) fill_hexagon(surface, rect, op.color, op.radius);
  else fill_round(surface, rect, op.color, op.radius);
}

void OpPainter::draw(const layout::StrokeOp& op, Point by, const Surface& surface) {
  stroke_round(surface, op.rect.shifted(by.x, by.y), op.color, op.radius, op.width);
}

void OpPainter::draw(const layout::GlyphOp& op, Point by, const Surface& surface) {
  const bool mono = surface.edge == Edge::hard;
  const auto mode = mono ? text::RasterMode::mono : text::RasterMode::grey;
  // A glyph far from the clip is not even looked up. Ligatures such as U+FDFD are many ems wide, hence the margins.
  const int before = surface.clip.x - 12 * op.px, after = surface.clip.right() + 2 * op.px;
  for (const layout::DrawnGlyph& glyph : op.glyphs) {
    // Pen positions on quarters of a pixel sideways, whole pixels up and down.
    const int quarters = ((op.origin.x + by.x) * 64 + glyph.x + (mono ? 32 : 8)) >> (mono ? 6 : 4);
    const int x = mono ? quarters : quarters >> 2, subpixel = mono ? 0 : quarters & 3;
    if (x < before || x > after) continue;
    const int y = op.origin.y + by.y + ((glyph.y + 32) >> 6);
    const text::GlyphImage image = glyphs_.get(op.font, glyph.glyph, op.px, mode, subpixel);
    const Rect rect{x + image.left, y - image.top, image.width, image.height};
    if (!image.color.empty()) draw_pixels(surface, rect, image.color);
    else if (!image.coverage.empty()) fill_coverage(surface, rect, image.coverage, op.color);
  }
}

void OpPainter::draw(const layout::MissingOp& op, Point by, const Surface& surface) {
  draw_missing(surface, op.rect.shifted(by.x, by.y), op.color, op.code_point);
}

void OpPainter::draw(const layout::ImageOp& op, Point by, const Surface& surface) {
  const Rect rect = op.rect.shifted(by.x, by.y);
  const Picture* picture = pictures_ ? pictures_(picture_context_, op.sha256) : nullptr;
  if (picture) {
    draw_scaled(surface, rect, *picture);
  } else {  // not there or broken: a plain frame keeps its place
    fill_rect(surface, rect, render::rgb(0xE8EBEF));
    stroke_round(surface, rect, render::rgb(0xB4BCC6), 0, 2);
  }
  if (op.veil.alpha > 0) fill_rect(surface, rect, op.veil);
}

void OpPainter::draw(const layout::QrOp& op, Point by, const Surface& surface) {
  constexpr std::size_t kept_codes = 16;
  auto found = qr_codes_.find(op.text);
  if (found == qr_codes_.end()) {
    if (qr_codes_.size() >= kept_codes) qr_codes_.clear();
    found = qr_codes_.emplace(op.text, encode_qr(op.text)).first;
  }
  draw_qr(surface, op.rect.shifted(by.x, by.y), found->second, op.dark, op.light);
}

void OpPainter::draw(const layout::PolylineOp& op, Point by, const Surface& surface) {
  if (op.points.size() < 2) return;
  const auto at = [&](std::size_t i) { return Point{op.points[i].x + by.x, op.points[i].y + by.y}; };
  const std::size_t last = op.points.size() - 1;
  const Head head = head_at(at(last), at(last - 1), op.width);
  for (std::size_t i = 0; i < last; ++i) {
    Point to = at(i + 1);
    if (op.arrow && i + 1 == last) {  // the line ends inside its head, or it would blunt the tip
      const int back = arrow_length * op.width / 2;
      if (head.heading == Heading::down) to.y -= back;
      if (head.heading == Heading::up) to.y += back;
      if (head.heading == Heading::right) to.x -= back;
      if (head.heading == Heading::left) to.x += back;
    }
    fill_rect(surface, piece(at(i), to, op.width), op.color);
  }
  if (op.arrow) fill_arrow(surface, head.rect, op.color, head.heading);
}

}  // namespace gongkai::paint

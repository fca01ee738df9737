#include "app/kiosk/ink.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "render/paint/pen_line.h"
#include "render/paint/raster.h"

namespace gongkai::kiosk {

namespace {

using handwriting::field_side;
using handwriting::Stroke;
using render::Point;
using render::Rect;

int scaled(int value, int to, int from) {
  return static_cast<int>((static_cast<std::int64_t>(value) * to + from / 2) / std::max(1, from));
}

// Calls `piece(from, to)` for each piece of the strokes; a dot is a piece without length.
template <class Piece>
void for_each_piece(const std::vector<Stroke>& strokes, const Piece& piece) {
  for (const Stroke& stroke : strokes) {
    if (stroke.size() == 1) piece(stroke[0], stroke[0]);
    for (std::size_t i = 1; i < stroke.size(); ++i) piece(stroke[i - 1], stroke[i]);
  }
}

}  // namespace

Point Ink::part_of_field(Point at) const {
  const Rect& rect = field_->rect;
  // The whole width of the pen stays within the field.
  const int margin = field_->width / 2 + 1;
  const int x = std::clamp(at.x, rect.x + margin, rect.right() - margin) - rect.x;
  const int y = std::clamp(at.y, rect.y + margin, rect.bottom() - margin) - rect.y;
  return {scaled(x, field_side, rect.width), scaled(y, field_side, rect.height)};
}

Point Ink::on_screen(Point part) const {
  const Rect& rect = field_->rect;
  return {rect.x + scaled(part.x, rect.width, field_side), rect.y + scaled(part.y, rect.height, field_side)};
}

void Ink::place(std::optional<InkField> field) {
  if (field && 2 * field->width >= std::min(field->rect.width, field->rect.height)) field.reset();
  if (field == field_) return;
  for (const auto& one : {field_, field}) {
    if (one && !empty()) stale_.push_back(one->rect);
  }
  field_ = field;
}

void Ink::begin(Point at) {
  if (!field_ || strokes_.size() == handwriting::most_strokes) return;
  strokes_.push_back({part_of_field(at)});
  const Point here = on_screen(strokes_.back().back());
  stale_.push_back(paint::pen_bounds(here, here, field_->width));
}

void Ink::go_on(Point at) {
  if (!field_ || strokes_.empty() || strokes_.back().size() == most_points) return;
  Stroke& stroke = strokes_.back();
  const Point next = part_of_field(at);
  if (next == stroke.back()) return;
  stale_.push_back(paint::pen_bounds(on_screen(stroke.back()), on_screen(next), field_->width));
  stroke.push_back(next);
}

void Ink::undo() {
  if (strokes_.empty()) return;
  strokes_.pop_back();
  if (field_) stale_.push_back(field_->rect);
}

void Ink::clear() {
  if (field_ && !empty()) stale_.push_back(field_->rect);
  strokes_ = {};  // its memory too
}

std::vector<Rect> Ink::take_stale() { return std::exchange(stale_, {}); }

void Ink::paint(paint::Bitmap target, const Rect& area) const {
  if (!field_ || empty()) return;
  const Rect part = intersection(intersection(area, field_->rect), paint::bounds_of(target));
  if (part.empty()) return;
  std::vector<std::uint8_t> coverage(static_cast<std::size_t>(part.width) * static_cast<std::size_t>(part.height));
  for_each_piece(strokes_, [&](Point from, Point to) {
    paint::cover_pen_line(part, coverage, on_screen(from), on_screen(to), field_->width);
  });
  paint::fill_coverage({target, part}, part, coverage, field_->color);
}

}  // namespace gongkai::kiosk

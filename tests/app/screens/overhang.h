// Whether all of a frame is on the glass.
#pragma once

#include <algorithm>

#include "render/layout/display_list.h"
#include "render/layout/flow.h"

namespace gongkai::screens {

// Of a line of text its em boxes (880 of 1000 above the baseline); the bounds of an op are those of any ink there may be.
inline render::Rect box_of(const layout::Op& op) {
  const auto* text = std::get_if<layout::GlyphOp>(&op.what);
  if (text == nullptr || text->glyphs.empty()) return op.bounds;
  const int baseline = text->origin.y + text->glyphs.front().y / 64, left = text->origin.x + text->glyphs.front().x / 64;
  return {left, baseline - text->px * 88 / 100, text->origin.x + text->glyphs.back().x / 64 - left, text->px};
}

// How far the frame's content reaches over its edge, device px.
inline int overhang(const layout::Frame& frame) {
  int out = 0;
  const auto look = [&](const render::Rect& rect) {
    out = std::max({out, -rect.x, -rect.y, rect.right() - frame.size.width, rect.bottom() - frame.size.height});
  };
  for (const auto& op : frame.ops) look(box_of(op));
  for (const auto& layer : frame.scrolls) look(layer.viewport);
  for (const auto& ticker : frame.tickers) look(ticker.viewport);
  return out;
}

}  // namespace gongkai::screens

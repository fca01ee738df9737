#include "app/kiosk/frame_changes.h"

#include <algorithm>
#include <cstddef>
#include <variant>

namespace gongkai::kiosk {

namespace {

using namespace layout;
using render::Rect;

constexpr std::size_t most_areas = 24;  // more: the page is a different one

bool same_glyph(const text::PlacedGlyph& a, const text::PlacedGlyph& b) {
  return a.glyph == b.glyph && a.x == b.x && a.y == b.y;
}

struct Same {
  bool operator()(const FillOp& a, const FillOp& b) const {
    return a.rect == b.rect && a.color == b.color && a.radius == b.radius && a.shape == b.shape;
  }
  bool operator()(const StrokeOp& a, const StrokeOp& b) const {
    return a.rect == b.rect && a.color == b.color && a.radius == b.radius && a.width == b.width;
  }
  bool operator()(const GlyphOp& a, const GlyphOp& b) const {
    return a.font == b.font && a.px == b.px && a.color == b.color && a.origin == b.origin &&
           std::equal(a.glyphs.begin(), a.glyphs.end(), b.glyphs.begin(), b.glyphs.end(), same_glyph);
  }
  bool operator()(const MissingOp& a, const MissingOp& b) const {
    return a.rect == b.rect && a.color == b.color && a.code_point == b.code_point;
  }
  bool operator()(const ImageOp& a, const ImageOp& b) const { return a.rect == b.rect && a.sha256 == b.sha256; }
  bool operator()(const QrOp& a, const QrOp& b) const {
    return a.rect == b.rect && a.text == b.text && a.dark == b.dark && a.light == b.light;
  }
  bool operator()(const PolylineOp& a, const PolylineOp& b) const {
    return a.points == b.points && a.width == b.width && a.arrow == b.arrow && a.color == b.color;
  }
  template <class A, class B>
  bool operator()(const A&, const B&) const {
    return false;
  }
};

bool same_op(const Op& a, const Op& b) { return a.bounds == b.bounds && std::visit(Same{}, a.what, b.what); }

bool same_ops(const DisplayList& a, const DisplayList& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same_op);
}

bool same_band(const StickyBand& a, const StickyBand& b) {
  return a.top == b.top && a.bottom == b.bottom && a.height == b.height && same_ops(a.ops, b.ops);
}

bool same_place(const ScrollLayer& a, const ScrollLayer& b) {
  return a.id == b.id && a.viewport == b.viewport && a.depth == b.depth;
}

bool same_layer(const ScrollLayer& a, const ScrollLayer& b) {
  return a.content == b.content && a.background == b.background && a.mark == b.mark &&
         a.mark_track == b.mark_track && a.mark_thumb == b.mark_thumb && same_ops(a.ops, b.ops) &&
         std::equal(a.sticky.begin(), a.sticky.end(), b.sticky.begin(), b.sticky.end(), same_band);
}

bool same_crawl_place(const TickerStrip& a, const TickerStrip& b) {
  return a.id == b.id && a.viewport == b.viewport && a.depth == b.depth && a.background == b.background;
}

// Same number of everything in the same places: only then can parts be compared one by one.
bool same_build(const Frame& a, const Frame& b) {
  return a.size == b.size && a.background == b.background && a.mono_text == b.mono_text &&
         a.ops.size() == b.ops.size() &&
         std::equal(a.scrolls.begin(), a.scrolls.end(), b.scrolls.begin(), b.scrolls.end(), same_place) &&
         std::equal(a.tickers.begin(), a.tickers.end(), b.tickers.begin(), b.tickers.end(), same_crawl_place);
}

}  // namespace

std::optional<std::vector<Rect>> changed_areas(const Frame& before, const Frame& after) {
  if (!same_build(before, after)) return std::nullopt;
  std::vector<Rect> areas;
  for (std::size_t i = 0; i < after.ops.size(); ++i) {
    if (same_op(before.ops[i], after.ops[i])) continue;
    areas.push_back(united(before.ops[i].bounds, after.ops[i].bounds));
    if (areas.size() > most_areas) return std::nullopt;
  }
  for (std::size_t i = 0; i < after.scrolls.size(); ++i) {
    if (!same_layer(before.scrolls[i], after.scrolls[i])) areas.push_back(after.scrolls[i].viewport);
  }
  return areas;
}

}  // namespace gongkai::kiosk

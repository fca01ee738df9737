#include "app/kiosk/frame_changes.h"

#include <algorithm>
#include <cstddef>
#include <variant>

namespace gongkai::kiosk {

namespace {

using namespace layout;
using render::Rect;

constexpr std::size_t most_areas = 24;  // more are painted in one piece

bool same_glyph(const DrawnGlyph& a, const DrawnGlyph& b) {
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
  bool operator()(const ImageOp& a, const ImageOp& b) const {
    return a.rect == b.rect && a.sha256 == b.sha256 && a.veil == b.veil;
  }
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

// The ops that two frames have in common at their beginning and at their end.
struct Common {
  std::size_t before_size = 0, after_size = 0, first = 0, last = 0;

  // Whether a layer that lies at these depths lies between the same ops.
  bool same_depth(std::size_t before, std::size_t after) const {
    if (before == after && before <= first) return true;
    return before_size - before == after_size - after && before_size - before <= last;
  }
};

Common common_of(const DisplayList& before, const DisplayList& after) {
  Common common{before.size(), after.size(), 0, 0};
  const std::size_t least = std::min(before.size(), after.size());
  while (common.first < least && same_op(before[common.first], after[common.first])) ++common.first;
  while (common.last < least - common.first &&
         same_op(before[before.size() - 1 - common.last], after[after.size() - 1 - common.last])) {
    ++common.last;
  }
  return common;
}

bool same_part(const SidewaysPart& a, const SidewaysPart& b) {
  return a.id == b.id && a.rect == b.rect && a.width == b.width && a.background == b.background && a.mark == b.mark &&
         a.mark_track == b.mark_track && a.mark_thumb == b.mark_thumb && a.shade == b.shade &&
         a.shade_width == b.shade_width && same_ops(a.ops, b.ops);
}

bool same_layer(const ScrollLayer& a, const ScrollLayer& b) {
  return a.content == b.content && a.background == b.background && a.mark == b.mark &&
         a.mark_track == b.mark_track && a.mark_thumb == b.mark_thumb && same_ops(a.ops, b.ops) &&
         std::equal(a.sticky.begin(), a.sticky.end(), b.sticky.begin(), b.sticky.end(), same_band) &&
         std::equal(a.sideways.begin(), a.sideways.end(), b.sideways.begin(), b.sideways.end(), same_part);
}

// The same moving parts in the same places: only then can parts be compared one by one.
bool same_build(const Frame& a, const Frame& b, const Common& common) {
  const auto same_depth = [&](const auto& x, const auto& y) {
    return (a.ops.size() == b.ops.size() && x.depth == y.depth) || common.same_depth(x.depth, y.depth);
  };
  const auto same_place = [&](const ScrollLayer& x, const ScrollLayer& y) {
    return x.id == y.id && x.viewport == y.viewport && same_depth(x, y);
  };
  const auto same_crawl = [&](const TickerStrip& x, const TickerStrip& y) {
    return x.id == y.id && x.viewport == y.viewport && x.background == y.background && same_depth(x, y);
  };
  return a.size == b.size && a.background == b.background && a.mono_text == b.mono_text &&
         std::equal(a.scrolls.begin(), a.scrolls.end(), b.scrolls.begin(), b.scrolls.end(), same_place) &&
         std::equal(a.tickers.begin(), a.tickers.end(), b.tickers.begin(), b.tickers.end(), same_crawl);
}

// Frames of as many ops differ op by op.
std::vector<Rect> by_ops(const Frame& before, const Frame& after) {
  std::vector<Rect> areas;
  for (std::size_t i = 0; i < after.ops.size() && areas.size() <= most_areas; ++i) {
    if (!same_op(before.ops[i], after.ops[i])) areas.push_back(united(before.ops[i].bounds, after.ops[i].bounds));
  }
  return areas;
}

// Others in one piece: what stands between the ops they share.
std::vector<Rect> in_one(const Frame& before, const Frame& after, const Common& common) {
  Rect area;
  const auto add = [&](const DisplayList& ops) {
    for (std::size_t i = common.first; i + common.last < ops.size(); ++i) area = united(area, ops[i].bounds);
  };
  add(before.ops);
  add(after.ops);
  if (area.empty()) return {};
  return {area};
}

}  // namespace

std::optional<std::vector<Rect>> changed_areas(const Frame& before, const Frame& after) {
  const Common common = common_of(before.ops, after.ops);
  if (!same_build(before, after, common)) return std::nullopt;
  std::vector<Rect> areas;
  if (before.ops.size() == after.ops.size()) areas = by_ops(before, after);
  if (before.ops.size() != after.ops.size() || areas.size() > most_areas) areas = in_one(before, after, common);
  for (std::size_t i = 0; i < after.scrolls.size(); ++i) {
    if (!same_layer(before.scrolls[i], after.scrolls[i])) areas.push_back(after.scrolls[i].viewport);
  }
  return areas;
}

}  // namespace gongkai::kiosk

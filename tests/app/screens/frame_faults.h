// What may be wrong with a finished frame, found from its display list and hit map alone: clipped, covered, too small,
// too close, too pale.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <variant>
#include <vector>

#include "app/screens/targets.h"
#include "render/layout/display_list.h"

namespace gongkai::screens {

class FrameFaults {
 public:
  FrameFaults(const layout::Frame& frame, const Panel& panel) : frame_(frame), panel_(panel) {}

  std::vector<std::string> find() {
    check_list(frame_.ops, {{}, frame_.size.width, frame_.size.height}, frame_.background);
    check_cut(frame_.ops, frame_.hits);
    check_hits(frame_.hits, {0, 0, frame_.size.width, frame_.size.height});
    for (const auto& layer : frame_.scrolls) {
      if (layer.covered) continue;
      if (!inside(layer.viewport, {0, 0, frame_.size.width, frame_.size.height}, 0)) fault("viewport over the edge", "");
      if (layer.viewport.height < 2 * target_px(panel_)) fault("viewport lower than two targets", "");
      const render::Rect whole{0, 0, layer.content.width, layer.content.height};
      check_list(layer.ops, {whole.x, whole.width, whole.height}, layer.background);
      check_hits(layer.hits, whole);
      check_cut(layer.ops, layer.hits);
      for (const auto& part : layer.sideways) check_sideways(part, layer);
      for (const auto& band : layer.sticky) check_list(band.ops, {0, whole.width, band.height}, layer.background);
    }
    for (const auto& strip : frame_.tickers) {
      check_list(strip.ops, {0, strip.width, strip.viewport.height}, strip.background);
    }
    return std::move(faults_);
  }

  // In low reach: nothing to be touched above the reach, and room to drag what scrolls.
  std::vector<std::string> out_of_reach() {
    const int line = panel_.height - panel_.reach_px;
    for (const auto& area : reachable(frame_.hits)) {
      if (area.rect.y < line) fault("out of reach", area.label);
    }
    for (const auto& layer : frame_.scrolls) {
      const int within = layer.viewport.bottom() - std::max(layer.viewport.y, line);
      if (!layer.covered && layer.furthest() > 0 && within < 2 * target_px(panel_)) fault("scroll out of reach", "");
      for (const auto& area : layer.hits.areas) {
        if (!layer.covered && layer.viewport.y < line) fault("out of reach", area.label);
      }
      for (const auto& part : layer.sideways) {
        if (!layer.covered && layer.viewport.y < line) fault("sideways part out of reach", std::to_string(part.id));
      }
    }
    return std::move(faults_);
  }

 private:
  struct Room {
    int x = 0, width = 0, height = 0;
  };
  struct Words {
    render::Rect box;
    std::string text;
  };

  void fault(const std::string& what, const std::string& where) { faults_.push_back(what + ": " + where); }

  static bool inside(const render::Rect& inner, const render::Rect& outer, int slack) {
    return inner.x >= outer.x - slack && inner.y >= outer.y - slack && inner.right() <= outer.right() + slack &&
           inner.bottom() <= outer.bottom() + slack;
  }

  // The em boxes of the glyphs: ASCII is half as wide as it is high in the square font.
  static render::Rect box_of(const layout::GlyphOp& op) {
    std::int32_t left = INT32_MAX, right = INT32_MIN, baseline = 0;
    for (const auto& glyph : op.glyphs) {
      left = std::min(left, glyph.x);
      right = std::max(right, glyph.x);
      baseline = glyph.y;
    }
    // So is general punctuation such as the › of a breadcrumb.
    const std::size_t size = op.text.size();
    const bool narrow = (size > 0 && static_cast<unsigned char>(op.text.back()) < 0x80) ||
                        (size > 2 && op.text[size - 3] == '\xE2' && op.text[size - 2] == '\x80');
    const int x = op.origin.x + (left >> 6), end = op.origin.x + (right >> 6) + (narrow ? op.px / 2 : op.px);
    const int bottom = op.origin.y + (baseline >> 6) + op.px * 12 / 100;
    return {x, bottom - op.px, end - x, op.px};
  }

  static double luminance(render::Color color) {
    const auto part = [](int value) {
      const double v = value / 255.0;
      return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(color.red) + 0.7152 * part(color.green) + 0.0722 * part(color.blue);
  }

  static double contrast(render::Color a, render::Color b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
  }

  static bool is_icon(const std::string& text) {  // U+F000..U+F8FF
    return text.size() == 3 && static_cast<unsigned char>(text[0]) == 0xEF && static_cast<unsigned char>(text[1]) < 0xA4;
  }

  bool is_scrim(const layout::FillOp& fill) const {
    return fill.color.alpha < 255 && fill.rect.width == frame_.size.width && fill.rect.height == frame_.size.height;
  }

  void check_list(const layout::DisplayList& ops, const Room& room, render::Color ground) {
    std::size_t first = 0;  // what lies under a scrim is not read
    for (std::size_t i = 0; i < ops.size(); ++i) {
      const auto* fill = std::get_if<layout::FillOp>(&ops[i].what);
      if (fill != nullptr && is_scrim(*fill)) first = i + 1;
    }
    std::vector<const layout::FillOp*> fills;
    std::vector<Words> words;
    for (std::size_t i = 0; i < ops.size(); ++i) {
      if (const auto* fill = std::get_if<layout::FillOp>(&ops[i].what)) fills.push_back(fill);
      const auto* glyphs = std::get_if<layout::GlyphOp>(&ops[i].what);
      if (glyphs == nullptr || glyphs->glyphs.empty() || i < first) continue;
      const Words one{box_of(*glyphs), glyphs->text};
      if (!inside(one.box, {room.x, 0, room.width, room.height}, 2)) fault("text over the edge", one.text);
      check_ground(*glyphs, one, fills, ground);
      words.push_back(one);
    }
    check_overlap(std::move(words));
  }

  void check_ground(const layout::GlyphOp& glyphs, const Words& words, const std::vector<const layout::FillOp*>& fills, render::Color ground) {
    const render::Point start{words.box.x + 1, words.box.y + words.box.height / 2};
    const layout::FillOp* under = nullptr;
    for (auto fill = fills.rbegin(); fill != fills.rend() && under == nullptr; ++fill) {
      if ((*fill)->rect.contains(start) && (*fill)->color.alpha == 255) under = *fill;
    }
    if (under != nullptr && !inside(words.box, under->rect, 2)) fault("text runs out of its surface", words.text);
    const double ratio = contrast(glyphs.color, under != nullptr ? under->color : ground);
    if (ratio < (is_icon(words.text) ? 3.0 : 7.0)) fault("contrast " + std::to_string(ratio), words.text);
  }

  void check_sideways(const layout::SidewaysPart& part, const layout::ScrollLayer& layer) {
    if (!inside(part.rect, {0, 0, layer.content.width, layer.content.height}, 0)) fault("sideways part over the edge", "");
    if (part.furthest() == 0) fault("sideways part that has no more", "");
    const render::Rect whole{0, 0, part.width, part.rect.height};
    check_list(part.ops, {0, whole.width, whole.height}, part.background);
    check_hits(part.hits, whole);
    check_cut(part.ops, part.hits);
    for (const auto& area : layer.hits.areas) {
      const render::Rect near{area.rect.x - least_distance_px, area.rect.y - least_distance_px, area.rect.width + 2 * least_distance_px,
                              area.rect.height + 2 * least_distance_px};
      if (!intersection(near, part.rect).empty()) fault("target too near to the sideways part", area.label);
    }
  }

  // The two dots of a cut text are glyphs that no character of it stands for; a blank at its end may be one as well.
  static bool is_cut(const layout::GlyphOp& op) {
    const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return op.glyphs.size() >= static_cast<std::size_t>(std::count_if(op.text.begin(), op.text.end(), starts)) + 2;
  }

  // Words may end in an ellipsis only where a tap shows them whole.
  void check_cut(const layout::DisplayList& ops, const layout::HitMap& hits) {
    for (const auto& op : ops) {
      const auto* glyphs = std::get_if<layout::GlyphOp>(&op.what);
      if (glyphs == nullptr || !is_cut(*glyphs)) continue;
      const render::Rect box = box_of(*glyphs);
      const auto holds = [&](const layout::HitArea& area) { return area.rect.contains({box.x, box.y}); };
      if (std::none_of(hits.areas.begin(), hits.areas.end(), holds)) fault("words cut", glyphs->text);
    }
  }

  void check_overlap(std::vector<Words> words) {
    std::sort(words.begin(), words.end(), [](const Words& a, const Words& b) { return a.box.y < b.box.y; });
    for (std::size_t i = 0; i < words.size(); ++i) {
      for (std::size_t j = i + 1; j < words.size() && words[j].box.y < words[i].box.bottom(); ++j) {
        const render::Rect common = intersection(words[i].box, words[j].box);
        if (common.width > 2 && common.height > 2) fault("text over text", words[i].text + " | " + words[j].text);
      }
    }
  }

  // The ground of a dialog takes every touch beside it: it is no target of its own.
  std::vector<layout::HitArea> reachable(const layout::HitMap& hits) const {
    std::vector<layout::HitArea> areas;
    for (const auto& area : hits.areas) {
      if (area.rect.width < frame_.size.width || area.rect.height < frame_.size.height) areas.push_back(area);
    }
    return areas;
  }

  void check_hits(const layout::HitMap& hits, const render::Rect& room) {
    const auto areas = reachable(hits);
    const int least = target_px(panel_);
    for (std::size_t i = 0; i < areas.size(); ++i) {
      const render::Rect& a = areas[i].rect;
      if (!inside(a, room, 0)) fault("target over the edge", areas[i].label);
      if (a.width < least || a.height < least) {
        fault("target " + std::to_string(a.width) + "x" + std::to_string(a.height), areas[i].label);
      }
      for (std::size_t j = i + 1; j < areas.size(); ++j) {
        const render::Rect& b = areas[j].rect;
        const int dx = std::max(b.x - a.right(), a.x - b.right()), dy = std::max(b.y - a.bottom(), a.y - b.bottom());
        if (std::max(dx, dy) < least_distance_px) {
          fault("targets " + std::to_string(std::max(dx, dy)) + " px apart", areas[i].label + " | " + areas[j].label);
        }
      }
    }
  }

  const layout::Frame& frame_;
  Panel panel_;
  std::vector<std::string> faults_;
};

}  // namespace gongkai::screens

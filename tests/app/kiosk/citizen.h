// A citizen in front of the terminal: what is tapped is found by its words on the screen, as a visitor finds it, and
// dragged into sight first where it has to be.
#pragma once

#include <cstdlib>

#include "tests/app/kiosk/terminal_at_work.h"

namespace gongkai::kiosk {

class Citizen : public TerminalWithContent {
 protected:
  static constexpr int step_px = 16;  // of the search for a target: far less than the smallest one

  void SetUp() override {
    TerminalWithContent::SetUp();
    profile_.hall.portal = "https://zwfw.linlan.example/item/";
    start();
  }

  const layout::Frame& frame() const { return terminal_->view().frame(); }

  // All that is laid out, in reading order of its parts.
  std::string words() const {
    std::string all = words_of(frame().ops);
    for (const layout::ScrollLayer& layer : frame().scrolls) {
      all += words_of(layer.ops);
      for (const layout::SidewaysPart& part : layer.sideways) all += words_of(part.ops);
    }
    return all;
  }
  static std::string words_of(const layout::DisplayList& ops) {
    std::string all;
    for (const layout::Op& op : ops) {
      if (const auto* glyphs = std::get_if<layout::GlyphOp>(&op.what)) all += glyphs->text;
    }
    return all;
  }
  testing::AssertionResult reads(const std::string& wanted) const {
    if (words().find(wanted) != std::string::npos) return testing::AssertionSuccess();
    return testing::AssertionFailure() << "“" << wanted << "” is not on the screen, which says: " << words();
  }

  // The same, and it has been scrolled into sight.
  bool sees(const std::string& wanted) const {
    for (const layout::ScrollLayer& layer : frame().scrolls) {
      for (const layout::Op& op : layer.ops) {
        const auto* glyphs = std::get_if<layout::GlyphOp>(&op.what);
        if (glyphs == nullptr || glyphs->text.find(wanted) == std::string::npos) continue;
        const int y = glyphs->origin.y - scrolled(layer.id);
        if (y > 0 && y < layer.viewport.height) return true;
      }
    }
    return false;
  }

  // Where a finger hits what is named so; nothing if no point of the screen does.
  std::optional<render::Point> place_of(const std::string& label) const {
    for (const layout::HitArea& area : all_areas()) {
      if (area.label.find(label) == std::string::npos) continue;
      for (int y = step_px / 2; y < profile_.size.height; y += step_px) {
        for (int x = step_px / 2; x < profile_.size.width; x += step_px) {
          if (terminal_->view().under({x, y}).action == area.action) return render::Point{x, y};
        }
      }
    }
    return std::nullopt;
  }
  std::vector<layout::HitArea> all_areas() const {
    std::vector<layout::HitArea> areas = frame().hits.areas;
    for (const layout::ScrollLayer& layer : frame().scrolls) {
      areas.insert(areas.end(), layer.hits.areas.begin(), layer.hits.areas.end());
      for (const layout::SidewaysPart& part : layer.sideways) areas.insert(areas.end(), part.hits.areas.begin(), part.hits.areas.end());
    }
    return areas;
  }

  // Drags the page's longest part upwards, slowly enough that it does not fly on. False: it is at its end.
  bool drag_up() {
    if (frame().scrolls.empty()) return false;
    const layout::ScrollLayer& layer = frame().scrolls.back();
    const render::Rect part = layer.viewport;
    const int before = scrolled(layer.id);
    const int x = part.x + part.width / 2, far = std::min(800, part.height - 80);
    int y = part.y + part.height - 40;
    send(sdl::TouchPhase::down, {x, y});
    for (int moved = 0; moved < far; moved += 80) send(sdl::TouchPhase::move, {x, y -= 80});
    for (int i = 0; i < 8; ++i) send(sdl::TouchPhase::move, {x, y});
    send(sdl::TouchPhase::up, {x, y});
    tick(20ms);
    return scrolled(layer.id) != before;
  }
  int scrolled(std::uint32_t layer) const {
    const ScrollPositions& positions = terminal_->view().scroll_positions();
    const auto at = positions.find(layer);
    return at == positions.end() ? 0 : at->second;
  }
  void send(sdl::TouchPhase phase, render::Point at) {
    clock_.passed += 16ms;
    terminal_->touch({1, phase, at, std::chrono::duration_cast<std::chrono::milliseconds>(clock_.passed)});
    terminal_->update();
  }

  testing::AssertionResult tap_on(const std::string& label) {
    std::optional<render::Point> at = place_of(label);
    while (!at && drag_up()) at = place_of(label);
    if (!at) return testing::AssertionFailure() << "“" << label << "” cannot be tapped anywhere on the screen that says: " << words();
    tap(at->x, at->y);
    ++taps_;
    return testing::AssertionSuccess();
  }

  int taps_ = 0;
};

}  // namespace gongkai::kiosk

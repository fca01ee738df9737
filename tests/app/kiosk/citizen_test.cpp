// Ways of a citizen through the demo city, walked with a finger: what is tapped is found by its words on the screen, as
// a visitor finds it, and dragged into sight first where it has to be.
#include <cstdlib>

#include "tests/app/kiosk/terminal_at_work.h"

namespace gongkai::kiosk {
namespace {

constexpr int step_px = 16;  // of the search for a target: far less than the smallest one

class Citizen : public TerminalWithContent {
 protected:
  void SetUp() override {
    TerminalWithContent::SetUp();
    profile_.hall.portal = "https://zwfw.linlan.example/item/";
    start();
  }

  const layout::Frame& frame() const { return terminal_->view().frame(); }

  // All that is laid out, in reading order of its parts.
  std::string words() const {
    std::string all = words_of(frame().ops);
    for (const layout::ScrollLayer& layer : frame().scrolls) all += words_of(layer.ops);
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

TEST_F(Citizen, FindsTheMaterialsOfAGuideAndTakesItsCodeAlong) {
  ASSERT_TRUE(tap_on("办事指南"));
  EXPECT_TRUE(reads("首页 ›办事指南"));
  ASSERT_TRUE(tap_on("部门"));
  ASSERT_TRUE(tap_on("城市管理局"));
  ASSERT_TRUE(tap_on("户外招牌设置许可（新办）"));
  EXPECT_TRUE(reads("首页 ›办事指南 ›户外招牌设置许可（新办）"));
  EXPECT_TRUE(reads("法定时限"));
  EXPECT_TRUE(reads("75"));  // (20 - 5) / 20
  ASSERT_TRUE(tap_on("申请材料"));
  EXPECT_LE(taps_, 6);
  EXPECT_TRUE(reads("招牌设置申请表"));
  EXPECT_TRUE(reads("可免提交"));
  EXPECT_TRUE(reads("容缺后补"));
  ASSERT_TRUE(tap_on("收费"));
  EXPECT_TRUE(reads("不收费"));

  std::string code;
  for (const layout::Op& op : frame().ops) {
    if (const auto* qr = std::get_if<layout::QrOp>(&op.what)) code = qr->text;
  }
  EXPECT_EQ(code, "https://zwfw.linlan.example/item/guide-cgj-0001");
  ASSERT_TRUE(tap_on("首页"));
  EXPECT_TRUE(reads("公告公示"));
}

TEST_F(Citizen, ReadsAStepOfTheFlowChart) {
  ASSERT_TRUE(tap_on("办事指南"));
  ASSERT_TRUE(tap_on("户外招牌设置许可（新办）"));
  ASSERT_TRUE(tap_on("办理流程"));
  ASSERT_TRUE(tap_on("现场踏勘"));
  EXPECT_TRUE(reads("市容科"));
  EXPECT_TRUE(reads("2个工作日"));
  EXPECT_TRUE(reads("申请人可不到场"));
}

TEST_F(Citizen, ReachesTheLastOfThreeHundredFeesUnderTheTablesHead) {
  ASSERT_TRUE(tap_on("收费标准"));
  ASSERT_TRUE(tap_on("特种设备检验检测费"));
  ASSERT_EQ(frame().scrolls.back().sticky.size(), 1U);
  const layout::StickyBand& head = frame().scrolls.back().sticky.front();
  EXPECT_EQ(words_of(head.ops), "收费项目标准依据减免");

  int drags = 0;
  while (!sees("材料光谱分析") && drag_up()) ++drags;
  EXPECT_GT(drags, 10);
  EXPECT_TRUE(sees("材料光谱分析"));
  EXPECT_TRUE(frame().scrolls.back().sticky.front().offset_at(scrolled(frame().scrolls.back().id)).has_value());
}

TEST_F(Citizen, IsAskedTwelveTimesAndKeepsThePageEachTime) {
  ASSERT_TRUE(tap_on("办事指南"));
  ASSERT_TRUE(tap_on("户外招牌设置许可（新办）"));
  ASSERT_TRUE(tap_on("申请材料"));
  for (int i = 0; i < 12; ++i) {
    tick(91s);
    ASSERT_TRUE(terminal_->state().idle_seconds_left.has_value()) << i;
    tick(19s);
    ASSERT_TRUE(tap_on("继续")) << i;
    ASSERT_TRUE(reads("招牌设置申请表")) << i;
  }
  tick(91s);
  tick(21s);
  EXPECT_EQ(terminal_->state().pages.size(), 1U);
}

}  // namespace
}  // namespace gongkai::kiosk

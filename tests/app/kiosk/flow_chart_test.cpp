// A flow chart on a panel that lies: it runs to the right, further than there is room, and goes sideways under a finger.
#include "tests/app/kiosk/citizen.h"

namespace gongkai::kiosk {
namespace {

class LyingFlowChart : public Citizen {
 protected:
  void SetUp() override {
    Citizen::SetUp();
    profile_.size = {1920, 1080};
    start();
    ASSERT_TRUE(tap_on("办事指南"));
    ASSERT_TRUE(tap_on("户外招牌设置许可（新办）"));
    ASSERT_TRUE(tap_on("流程"));
    ASSERT_EQ(page().sideways.size(), 1u);
    const layout::ScrollLayer& layer = page();
    middle_ = {layer.viewport.x + part().rect.x + part().rect.width / 2, layer.viewport.y + part().rect.y + 60};
  }

  const layout::ScrollLayer& page() const {
    for (const layout::ScrollLayer& layer : frame().scrolls) {
      if (!layer.sideways.empty()) return layer;
    }
    return frame().scrolls.front();
  }
  const layout::SidewaysPart& part() const { return page().sideways.front(); }
  int panned() const { return scrolled(part().id); }

  void finger(sdl::TouchPhase phase, render::Point at) {
    send(phase, at);
    terminal_->paint(canvas_->view());
  }
  // By `way`, quickly or so that it comes to rest before it is lifted.
  void drag(render::Point way, bool at_rest) {
    render::Point at = middle_;
    finger(sdl::TouchPhase::down, at);
    for (int i = 0; i < 10; ++i) {
      at = {at.x + way.x / 10, at.y + way.y / 10};
      finger(sdl::TouchPhase::move, at);
    }
    for (int i = 0; at_rest && i < 8; ++i) finger(sdl::TouchPhase::move, at);
    finger(sdl::TouchPhase::up, at);
  }
  // Until nothing moves by itself; how many frames that took.
  int settle() {
    int frames = 0;
    for (; terminal_->moving() && frames < 400; ++frames) {
      terminal_->step(1);
      tick(16ms);
    }
    return frames;
  }

  render::Point middle_;
};

TEST_F(LyingFlowChart, GoesSidewaysUnderAFingerAndItsStepsWithIt) {
  drag({-400, 30}, true);
  EXPECT_GT(panned(), 300);
  EXPECT_EQ(scrolled(page().id), 0) << "the page stands still";
  const int where = panned();
  EXPECT_EQ(pixels_out_of_date(), 0);
  ASSERT_TRUE(tap_on("现场踏勘"));
  EXPECT_TRUE(reads("市容科"));
  EXPECT_TRUE(reads("2个工作日"));
  ASSERT_TRUE(tap_on("关闭"));
  EXPECT_EQ(panned(), where);
  EXPECT_EQ(pixels_out_of_date(), 0);
}

TEST_F(LyingFlowChart, ScrollsThePageWhenTheFingerGoesUpOrDown) {
  drag({20, -200}, true);
  EXPECT_GT(scrolled(page().id), 100);
  EXPECT_EQ(panned(), 0);
  drag({-300, 0}, true);
  EXPECT_GT(panned(), 200);
  EXPECT_GT(scrolled(page().id), 100) << "both at once";
  EXPECT_EQ(pixels_out_of_date(), 0);
}

TEST_F(LyingFlowChart, WhatWentBothWaysBetweenTwoFramesIsPaintedWhole) {
  for (const render::Point way : {render::Point{-30, 0}, render::Point{0, -20}}) {
    render::Point at = middle_;
    send(sdl::TouchPhase::down, at);
    for (int i = 0; i < 10; ++i) send(sdl::TouchPhase::move, at = {at.x + way.x, at.y + way.y});
    for (int i = 0; i < 8; ++i) send(sdl::TouchPhase::move, at);
    send(sdl::TouchPhase::up, at);
  }
  EXPECT_GT(panned(), 200);
  EXPECT_GT(scrolled(page().id), 100);
  tick(16ms);
  EXPECT_EQ(pixels_out_of_date(), 0);
}

TEST_F(LyingFlowChart, GoesOnWhenItIsFlungAndStopsAtATouch) {
  drag({-200, 0}, false);
  const int let_go = panned();
  for (int i = 0; i < 5; ++i) {
    terminal_->step(1);
    tick(16ms);
  }
  const int flown = panned();
  EXPECT_GT(flown, let_go);
  const std::size_t pages = terminal_->state().pages.size();
  finger(sdl::TouchPhase::down, middle_);
  EXPECT_FALSE(terminal_->moving());
  finger(sdl::TouchPhase::up, middle_);
  EXPECT_EQ(panned(), flown);
  EXPECT_EQ(terminal_->state().pages.size(), pages);
  EXPECT_EQ(std::get<screens::DetailPage>(terminal_->state().page()).step, -1) << "the touch that stops it chooses nothing";
}

TEST_F(LyingFlowChart, ComesBackFromBeyondItsEnd) {
  render::Point at = middle_;
  finger(sdl::TouchPhase::down, at);
  for (int i = 0; i < 10; ++i) finger(sdl::TouchPhase::move, at = {at.x + 40, at.y});
  EXPECT_EQ(panned(), 0);
  const render::Rect first = part().hits.areas.front().rect;
  const int seen_x = terminal_->view().under({page().viewport.x + part().rect.x + first.x + 100 + 100, middle_.y + first.y}).whole.x;
  EXPECT_GT(seen_x, page().viewport.x + part().rect.x + first.x) << "it follows the finger a little";
  finger(sdl::TouchPhase::up, at);
  EXPECT_GT(settle(), 3);
  EXPECT_EQ(pixels_out_of_date(), 0);
}

TEST_F(LyingFlowChart, ItsButtonsLeadToItsEndAndBack) {
  int taps = 0;
  while (panned() < part().furthest() && taps < 9) {
    const int before = panned();
    ASSERT_TRUE(tap_on("向右看"));
    EXPECT_GT(settle(), 3) << "the eye can follow";
    EXPECT_GT(panned(), before);
    ++taps;
  }
  EXPECT_EQ(panned(), part().furthest());
  EXPECT_LE(taps, 4);
  EXPECT_EQ(pixels_out_of_date(), 0);
  ASSERT_TRUE(tap_on("窗口发证"));
  ASSERT_TRUE(tap_on("关闭"));
  for (; taps > 0; --taps) {
    ASSERT_TRUE(tap_on("向左看"));
    settle();
  }
  EXPECT_EQ(panned(), 0);
}

}  // namespace
}  // namespace gongkai::kiosk

#include "app/kiosk/gestures.h"

#include <gtest/gtest.h>

#include "app/kiosk/fling.h"
#include "app/kiosk/page_glide.h"
#include "app/kiosk/rubber_band.h"

namespace gongkai::kiosk {
namespace {

using namespace std::chrono_literals;
using sdl::TouchPhase;
using Kind = Gesture::Kind;

const Target button{7, {100, 100, 200, 80}, 0};
const Target row{3, {0, 300, 1080, 120}, 10};  // inside the scrolled part 10
const Target nothing{};

sdl::TouchEvent at(TouchPhase phase, int x, int y, std::chrono::milliseconds when = 0ms, std::int64_t finger = 1) {
  return {finger, phase, {x, y}, when};
}

std::vector<Kind> kinds(const std::vector<Gesture>& gestures) {
  std::vector<Kind> kinds;
  for (const Gesture& gesture : gestures) kinds.push_back(gesture.kind);
  return kinds;
}

TEST(Gestures, ActsOnReleaseInsideTheSameTarget) {
  Gestures gestures;
  EXPECT_EQ(kinds(gestures.feed(at(TouchPhase::down, 150, 120), button)), std::vector{Kind::press});
  const auto up = gestures.feed(at(TouchPhase::up, 180, 130, 90ms), button);
  EXPECT_EQ(kinds(up), (std::vector{Kind::unpress, Kind::tap}));
  EXPECT_EQ(up.back().target.action, 7u);
}

TEST(Gestures, SlidingOffCancelsEvenWhenTheFingerComesBack) {
  Gestures gestures;
  gestures.feed(at(TouchPhase::down, 150, 120), button);
  EXPECT_EQ(kinds(gestures.feed(at(TouchPhase::move, 150, 240, 30ms), nothing)), std::vector{Kind::unpress});
  EXPECT_TRUE(gestures.feed(at(TouchPhase::move, 150, 120, 60ms), button).empty());
  EXPECT_TRUE(gestures.feed(at(TouchPhase::up, 150, 120, 90ms), button).empty());
}

TEST(Gestures, ReleaseOverAnotherTargetDoesNothing) {
  Gestures gestures;
  gestures.feed(at(TouchPhase::down, 150, 120), button);
  const Target other{8, {100, 200, 200, 80}, 0};
  EXPECT_EQ(kinds(gestures.feed(at(TouchPhase::up, 150, 220, 90ms), other)), std::vector{Kind::unpress});
}

TEST(Gestures, AFingerThatComesDownOnAFieldWritesUntilItIsLifted) {
  const Target field{9, {0, 600, 500, 500}, 0, {0, 600, 500, 500}, 0, true};
  Gestures gestures;
  const auto down = gestures.feed(at(TouchPhase::down, 100, 700), field);
  EXPECT_EQ(kinds(down), std::vector{Kind::pen_down});
  EXPECT_EQ(down.front().at, (render::Point{100, 700}));
  EXPECT_TRUE(gestures.writing());
  EXPECT_TRUE(gestures.feed(at(TouchPhase::down, 150, 120, 10ms, 2), button).empty()) << "the second finger";
  EXPECT_EQ(kinds(gestures.feed(at(TouchPhase::move, 300, 350, 20ms), row)), std::vector{Kind::pen_move}) << "and no drag";
  EXPECT_EQ(kinds(gestures.feed(at(TouchPhase::up, 320, 350, 30ms), row)), (std::vector{Kind::pen_move, Kind::pen_up}));
  EXPECT_FALSE(gestures.writing());
  gestures.feed(at(TouchPhase::down, 100, 700, 60ms), field);
  EXPECT_EQ(kinds(gestures.feed(at(TouchPhase::cancelled, 0, 0, 70ms), nothing)), std::vector{Kind::pen_up}) << "no line to the corner";
  EXPECT_EQ(kinds(gestures.feed(at(TouchPhase::down, 150, 120, 80ms), button)), std::vector{Kind::press});
}

const Target chart_box{5, {300, 400, 260, 180}, 10, {300, 400, 260, 180}, 0, false, 53};  // in a chart, in the same page

TEST(Gestures, TheFirstWayOfAFingerDecidesWhetherThePageOrTheChartGoes) {
  Gestures gestures;
  gestures.feed(at(TouchPhase::down, 400, 500), chart_box);
  EXPECT_EQ(kinds(gestures.feed(at(TouchPhase::move, 370, 510, 20ms), chart_box)), std::vector{Kind::unpress}) << "the threshold";
  const auto aside = gestures.feed(at(TouchPhase::move, 340, 560, 40ms), chart_box);
  ASSERT_EQ(kinds(aside), std::vector{Kind::drag});
  EXPECT_EQ(aside[0].target.sideways, 53u);
  EXPECT_EQ(aside[0].target.layer, 0u) << "the page stands still";
  EXPECT_EQ(aside[0].dx, -30);
  const auto let_go = gestures.feed(at(TouchPhase::up, 340, 560, 50ms), chart_box);
  ASSERT_EQ(kinds(let_go), std::vector{Kind::fling});
  EXPECT_EQ(let_go[0].target.sideways, 53u);
  EXPECT_LT(let_go[0].velocity, -1000) << "to the left";

  gestures.feed(at(TouchPhase::down, 400, 500, 500ms), chart_box);
  gestures.feed(at(TouchPhase::move, 410, 470, 520ms), chart_box);
  const auto up = gestures.feed(at(TouchPhase::move, 460, 440, 540ms), chart_box);
  ASSERT_EQ(kinds(up), std::vector{Kind::drag});
  EXPECT_EQ(up[0].target.layer, 10u);
  EXPECT_EQ(up[0].target.sideways, 0u) << "the chart stands still";
  EXPECT_EQ(up[0].dy, -30);
}

TEST(Gestures, AChartOnAPageThatStandsStillGoesSidewaysAlone) {
  Target alone = chart_box;
  alone.layer = 0;
  Gestures gestures;
  gestures.feed(at(TouchPhase::down, 400, 500), alone);
  EXPECT_TRUE(gestures.feed(at(TouchPhase::move, 405, 560, 20ms), alone).empty()) << "there is nothing to drag up or down";
  gestures.feed(at(TouchPhase::move, 490, 560, 40ms), alone);
  EXPECT_EQ(kinds(gestures.feed(at(TouchPhase::move, 500, 560, 60ms), alone)), std::vector{Kind::drag});
}

TEST(Gestures, TheSecondFingerIsIgnored) {
  Gestures gestures;
  gestures.feed(at(TouchPhase::down, 150, 120, 0ms, 1), button);
  EXPECT_TRUE(gestures.feed(at(TouchPhase::down, 400, 350, 10ms, 2), row).empty());
  EXPECT_TRUE(gestures.feed(at(TouchPhase::move, 400, 500, 20ms, 2), row).empty());
  EXPECT_TRUE(gestures.feed(at(TouchPhase::up, 400, 500, 30ms, 2), row).empty());
  EXPECT_EQ(gestures.feed(at(TouchPhase::up, 150, 120, 90ms, 1), button).back().kind, Kind::tap);
}

TEST(Gestures, ATremblingHandTapsOnce) {
  Gestures gestures;
  const auto tap = [&](int x, std::chrono::milliseconds when, const Target& target) {
    gestures.feed(at(TouchPhase::down, x, 120, when), target);
    const auto out = gestures.feed(at(TouchPhase::up, x, 120, when + 40ms), target);
    return !out.empty() && out.back().kind == Kind::tap;
  };
  EXPECT_TRUE(tap(150, 0ms, button));
  EXPECT_FALSE(tap(155, 200ms, button));  // 200 ms after the first, at its place
  EXPECT_TRUE(tap(150, 341ms, button));
  const Target other_key{9, {500, 100, 80, 80}, 0};
  EXPECT_TRUE(tap(520, 400ms, other_key)) << "fast typing on other keys goes through";
}

TEST(Gestures, ADragBeginsAt24PixelsAndDoesNotJump) {
  Gestures gestures;
  gestures.feed(at(TouchPhase::down, 500, 360), row);
  EXPECT_TRUE(gestures.feed(at(TouchPhase::move, 500, 340, 20ms), row).empty()) << "20 px is a tap still";
  EXPECT_EQ(kinds(gestures.feed(at(TouchPhase::move, 500, 335, 30ms), row)), std::vector{Kind::unpress});
  const auto drag = gestures.feed(at(TouchPhase::move, 500, 300, 40ms), row);
  ASSERT_EQ(kinds(drag), std::vector{Kind::drag});
  EXPECT_EQ(drag[0].dy, -35);
  EXPECT_EQ(drag[0].target.layer, 10u);
  const auto sideways = gestures.feed(at(TouchPhase::move, 520, 300, 50ms), row);
  ASSERT_EQ(kinds(sideways), std::vector{Kind::drag});
  EXPECT_EQ(sideways[0].dy, 0);
  EXPECT_EQ(sideways[0].dx, 20);
}

TEST(Gestures, ADragEndsInAFlingAndNeverInATap) {
  Gestures gestures;
  gestures.feed(at(TouchPhase::down, 500, 900), row);
  for (int i = 1; i <= 10; ++i) gestures.feed(at(TouchPhase::move, 500, 900 - 30 * i, i * 10ms), row);
  const auto up = gestures.feed(at(TouchPhase::up, 500, 600, 105ms), row);
  ASSERT_EQ(kinds(up), std::vector{Kind::fling});
  EXPECT_NEAR(up[0].velocity, -3000, 200);
}

TEST(Gestures, AFingerThatRestedBeforeItWasLiftedDoesNotFling) {
  Gestures gestures;
  gestures.feed(at(TouchPhase::down, 500, 900), row);
  gestures.feed(at(TouchPhase::move, 500, 800, 20ms), row);
  gestures.feed(at(TouchPhase::move, 500, 700, 40ms), row);
  EXPECT_TRUE(gestures.feed(at(TouchPhase::up, 500, 700, 400ms), row).empty());
}

TEST(Gestures, OutsideAScrolledPartAFingerMayWanderInsideItsTarget) {
  Gestures gestures;
  gestures.feed(at(TouchPhase::down, 110, 110), button);
  EXPECT_TRUE(gestures.feed(at(TouchPhase::move, 290, 170, 30ms), button).empty());
  EXPECT_EQ(gestures.feed(at(TouchPhase::up, 290, 170, 60ms), button).back().kind, Kind::tap);
}

TEST(Gestures, WhatChangedUnderTheFingerIsNotTapped) {
  Gestures gestures;
  gestures.feed(at(TouchPhase::down, 150, 120), button);
  gestures.forget();
  EXPECT_FALSE(gestures.touched());
  EXPECT_TRUE(gestures.feed(at(TouchPhase::up, 150, 120, 60ms), button).empty());
  gestures.feed(at(TouchPhase::down, 150, 120, 500ms), button);
  EXPECT_EQ(gestures.feed(at(TouchPhase::up, 150, 120, 560ms), button).back().kind, Kind::tap);
}

TEST(Gestures, DirtOnTheGlassDoesNotLockTheScreenForEver) {
  Gestures gestures;
  gestures.feed(at(TouchPhase::down, 150, 120, 0ms, 1), button);  // and never lifted
  EXPECT_TRUE(gestures.feed(at(TouchPhase::down, 150, 120, 9s, 2), button).empty());
  EXPECT_EQ(kinds(gestures.feed(at(TouchPhase::down, 150, 120, 11s, 3), button)),
            (std::vector{Kind::unpress, Kind::press}));
  EXPECT_EQ(gestures.feed(at(TouchPhase::up, 150, 120, 11s + 80ms, 3), button).back().kind, Kind::tap);
}

TEST(Gestures, AForgottenFingerDoesNotKeepOthersAway) {
  Gestures gestures;
  gestures.feed(at(TouchPhase::down, 150, 120, 0ms, 1), button);
  gestures.forget();
  gestures.feed(at(TouchPhase::down, 150, 120, 100ms, 2), button);
  EXPECT_EQ(gestures.feed(at(TouchPhase::up, 150, 120, 160ms, 2), button).back().kind, Kind::tap);
}

TEST(Gestures, ACancelledTouchDoesNothing) {
  Gestures gestures;
  gestures.feed(at(TouchPhase::down, 150, 120), button);
  EXPECT_EQ(kinds(gestures.feed(at(TouchPhase::cancelled, 0, 0, 10ms), nothing)), std::vector{Kind::unpress});
  EXPECT_FALSE(gestures.touched());
}

TEST(PageGlide, GoesTheWholeWayAndEnds) {
  for (const int way : {1, -1, 37, -656}) {
    PageGlide glide;
    glide.start(4, way);
    int gone = 0, frames = 0;
    for (; glide.active() && frames < 60; ++frames) gone += glide.step(1);
    EXPECT_EQ(gone, way);
    EXPECT_LT(frames, 60);
  }
  PageGlide late;
  late.start(4, 656);
  EXPECT_EQ(late.step(60), 656);
  EXPECT_EQ(late.step(1), 0);
}

TEST(Fling, SlowsDownInWholePixelsAndEnds) {
  Fling fling;
  fling.start(10, -3000);
  int last = -1000, way = 0, frames = 0;
  while (fling.active()) {
    const int step = fling.step(1);
    EXPECT_GE(step, last - 1);  // never faster than before, but for the rounding
    last = step;
    way += step;
    ASSERT_LT(++frames, 300);
  }
  EXPECT_NEAR(way, -1100, 60);
}

TEST(Fling, LateFramesMoveItAsFarAsFramesInTime) {
  Fling smooth, late;
  smooth.start(1, 1800);
  late.start(1, 1800);
  int a = 0;
  for (int i = 0; i < 12; ++i) a += smooth.step(1);
  const int b = late.step(7) + late.step(5);
  EXPECT_NEAR(a, b, 1);
}

TEST(Fling, AStopIsAtOnce) {
  Fling fling;
  fling.start(1, 2000);
  fling.stop();
  EXPECT_FALSE(fling.active());
  EXPECT_EQ(fling.step(5), 0);
}

TEST(RubberBand, FollowsLessAndLessAndNeverAsFarAsThePageIsLong) {
  RubberBand band;
  band.pull(10, 100, 600);
  const int first = band.offset();
  band.pull(10, 100, 600);
  EXPECT_GT(first, 30);
  EXPECT_GT(band.offset(), first);
  EXPECT_LT(band.offset() - first, first);
  band.pull(10, 1'000'000, 600);
  EXPECT_LT(band.offset(), 600);
}

TEST(RubberBand, ComesBackByItselfWithinHalfASecond) {
  RubberBand band;
  band.pull(10, -300, 600);
  int before = band.offset();
  EXPECT_LT(before, 0);
  for (int frame = 0; frame < 30; ++frame) {
    band.come_back(1);
    EXPECT_GE(band.offset(), before);
    before = band.offset();
  }
  EXPECT_FALSE(band.active());
}

TEST(RubberBand, TheWayBackIsTakenBeforeThePageScrolls) {
  RubberBand band;
  EXPECT_EQ(band.give_back(10, -40), -40) << "nothing is pulled";
  band.pull(10, 100, 600);
  EXPECT_EQ(band.give_back(10, -40), 0);
  EXPECT_EQ(band.give_back(10, 30), 30) << "further the same way";
  EXPECT_EQ(band.give_back(11, -30), -30) << "another part";
  EXPECT_EQ(band.give_back(10, -100), -40);
  EXPECT_FALSE(band.active());
}

}  // namespace
}  // namespace gongkai::kiosk

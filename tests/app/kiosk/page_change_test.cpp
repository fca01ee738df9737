// One page gives way to the next: in whole pixels or equal steps, only where they differ, and exactly at the end.
#include "app/kiosk/page_change.h"

#include <gtest/gtest.h>

namespace gongkai::kiosk {
namespace {

using Kind = PageChange::Kind;
using render::Rect;

constexpr render::Size size{90, 40};
constexpr Rect area{10, 5, 71, 30};

std::uint32_t old_pixel(int x, int y) { return 0xFF000000u | static_cast<std::uint32_t>(x * 2 + 256 * y); }
std::uint32_t new_pixel(int x, int y) { return 0xFF800000u | static_cast<std::uint32_t>(y * 5 + 256 * x); }

template <class Pixel>
void fill(paint::Bitmap target, const Rect& part, Pixel pixel) {
  for (int y = part.y; y < part.bottom(); ++y) {
    for (int x = part.x; x < part.right(); ++x) target.row(y)[x] = pixel(x, y);
  }
}

class PageChanges : public testing::Test {
 protected:
  Transition begin(PageChange change) {
    fill(canvas.view(), {0, 0, size.width, size.height}, old_pixel);
    Transition transition(change, area);
    transition.keep_old(canvas.view());
    fill(canvas.view(), area, new_pixel);
    transition.take_new(canvas.view());
    return transition;
  }
  std::uint32_t at(int x, int y) { return canvas.view().row(y)[x]; }
  void expect_finished() {
    for (int y = 0; y < size.height; ++y) {
      for (int x = 0; x < size.width; ++x) {
        ASSERT_EQ(at(x, y), area.contains({x, y}) ? new_pixel(x, y) : old_pixel(x, y)) << x << "," << y;
      }
    }
  }
  paint::Canvas canvas{size};
};

TEST_F(PageChanges, BeginWithWhatWasThere) {
  const Transition transition = begin({Kind::scroll_up, 2});
  EXPECT_EQ(at(10, 5), old_pixel(10, 5));
  EXPECT_FALSE(transition.over());
}

TEST_F(PageChanges, AScrollPushesTheOldPageUpByTheSameStepEachFrame) {
  Transition transition = begin({Kind::scroll_up, 2});
  for (int frame = 1; frame <= 3; ++frame) EXPECT_EQ(transition.advance(1, canvas.view()), std::vector{area});
  EXPECT_EQ(at(20, 5), old_pixel(20, 5 + 6));
  EXPECT_EQ(at(20, 34), new_pixel(20, 5 + 5));
  transition.advance(2, canvas.view());  // a late frame is skipped, not made up for later
  EXPECT_EQ(at(20, 5), old_pixel(20, 5 + 10));
  while (!transition.over()) transition.advance(1, canvas.view());
  expect_finished();
}

TEST_F(PageChanges, ACurtainTouchesOnlyWhatItUncovers) {
  Transition transition = begin({Kind::curtain, 3});
  int touched = 0;
  while (!transition.over()) {
    for (const Rect& rect : transition.advance(1, canvas.view())) touched += rect.width;
  }
  EXPECT_EQ(touched, area.width) << "each column once";
  expect_finished();
}

TEST_F(PageChanges, AFadeGoesFromOneToTheOtherInEqualStepsAndEndsExactly) {
  Transition transition = begin({Kind::fade, 0});
  const auto red = [&] { return static_cast<int>(at(40, 20) >> 16 & 0xFF); };
  int before = red();
  EXPECT_EQ(before, 0);
  for (int frame = 1; frame < 18; ++frame) {
    transition.advance(1, canvas.view());
    EXPECT_NEAR(red() - before, 0x80 / 18, 3) << frame;
    before = red();
  }
  transition.advance(1, canvas.view());
  EXPECT_TRUE(transition.over());
  expect_finished();
}

TEST(PageChangesAreCalm, OrThereAreNone) {
  EXPECT_FALSE(is_calm({Kind::cut}, {0, 0, 100, 100}));
  EXPECT_FALSE(is_calm({Kind::fade}, {}));
  EXPECT_TRUE(is_calm({Kind::fade}, {0, 0, 1240, 860})) << "the lobby's card";
  EXPECT_TRUE(is_calm({Kind::fade}, {0, 0, 2480, 1720})) << "and at 3840x2160";
  EXPECT_FALSE(is_calm({Kind::fade}, {0, 0, 3840, 2160})) << "a whole screen of that size is cut";
}

TEST(PageChangesAreCalm, NoneTakesLongerThanASecond) {
  Transition slow({Kind::scroll_up, 1}, {0, 0, 8, 480});
  paint::Canvas canvas({8, 480});
  slow.keep_old(canvas.view());
  slow.take_new(canvas.view());
  for (int frame = 0; frame < 60; ++frame) slow.advance(1, canvas.view());
  EXPECT_TRUE(slow.over());
}

}  // namespace
}  // namespace gongkai::kiosk

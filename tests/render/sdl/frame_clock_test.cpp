#include "render/sdl/frame_clock.h"

#include <gtest/gtest.h>

namespace gongkai::sdl {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

TEST(FrameClock, SixtyFramesAreExactlyASecondEvenAfterYears) {
  const FrameClock clock(seconds(5));
  EXPECT_EQ(clock.due(0), seconds(5));
  EXPECT_EQ(clock.due(60), seconds(6));
  const std::int64_t ten_years = 60LL * 3600 * 24 * 3652;
  EXPECT_EQ(clock.due(ten_years), seconds(5) + hours(24 * 3652));
  EXPECT_EQ(clock.frame_at(clock.due(ten_years)), ten_years);
}

TEST(FrameClock, EveryMomentBelongsToOneFrame) {
  const FrameClock clock(nanoseconds(123), 60);
  EXPECT_EQ(clock.frame_at(nanoseconds(122)), -1);
  for (std::int64_t frame = 0; frame < 5000; ++frame) {
    ASSERT_EQ(clock.frame_at(clock.due(frame)), frame);
    ASSERT_EQ(clock.frame_at(clock.due(frame + 1) - nanoseconds(1)), frame);
  }
}

TEST(FrameClock, ALateFrameIsSkippedNotShifted) {
  const FrameClock clock(seconds(0));
  EXPECT_EQ(clock.frame_at(milliseconds(100)), 6);
  EXPECT_EQ(clock.due(7), nanoseconds(116'666'666));
}

TEST(FrameClock, EventsAreWaitedForUntilAMillisecondBefore) {
  const FrameClock clock(seconds(0));
  EXPECT_EQ(clock.wait_before(6, milliseconds(90)), milliseconds(9));
  EXPECT_EQ(clock.wait_before(6, nanoseconds(99'500'000)), milliseconds(0));
  EXPECT_EQ(clock.wait_before(6, milliseconds(300)), milliseconds(0));
}

TEST(FrameClock, SleepingEndsAtTheDeadlineOrAtOnce) {
  const FrameClock clock(monotonic_now());
  clock.sleep_until(2);
  EXPECT_GE(monotonic_now(), clock.due(2));
  const auto before = monotonic_now();
  clock.sleep_until(1);
  EXPECT_LT(monotonic_now() - before, seconds(1));
}

}  // namespace
}  // namespace gongkai::sdl

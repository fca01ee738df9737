#include "render/sdl/display_pace.h"

#include <gtest/gtest.h>

namespace gongkai::sdl {
namespace {

using namespace std::chrono_literals;
using Verdict = DisplayPace::Verdict;
using Moment = DisplayPace::Moment;

constexpr Moment at_60 = Moment(1s) / 60;

// Presents one after the other, `apart`, with a jitter that comes and goes.
Verdict after(DisplayPace& pace, int presents, Moment apart, Moment jitter = 0ns) {
  Moment now = 100s;
  for (int i = 0; i < presents; ++i) pace.presented(now += apart + (i % 2 == 0 ? jitter : -jitter));
  return pace.verdict();
}

TEST(DisplayPace, ADisplayThatHoldsEveryPresentForOneRefreshIsBelieved) {
  DisplayPace exact(60), jittery(60), ntsc(60), unsaid(0);
  EXPECT_EQ(after(exact, 30, at_60), Verdict::open);
  EXPECT_EQ(after(exact, 70, at_60), Verdict::display);
  EXPECT_EQ(after(jittery, 70, at_60, 4ms), Verdict::display);
  EXPECT_EQ(after(ntsc, 70, Moment(1'001ms) / 60), Verdict::display) << "59.94 Hz";
  EXPECT_EQ(after(unsaid, 70, at_60), Verdict::display);
}

TEST(DisplayPace, SixteenMillisecondsOfATimerAreNoDisplay) {
  DisplayPace pace(60);
  EXPECT_EQ(after(pace, 320, 16ms), Verdict::timer);
}

TEST(DisplayPace, PresentsThatDoNotWaitAreFoundOutAtOnce) {
  DisplayPace pace(60);
  EXPECT_EQ(after(pace, 12, 1ms), Verdict::timer);
}

TEST(DisplayPace, WhatCannotBeToldIsLeftToTheTimer) {
  DisplayPace pace(60);
  EXPECT_EQ(after(pace, 700, at_60, 12ms), Verdict::timer);
}

TEST(DisplayPace, FramesOfASixtiethDoNotFitADisplayOfAnotherRate) {
  EXPECT_EQ(DisplayPace(75).verdict(), Verdict::timer);
  EXPECT_EQ(DisplayPace(50).verdict(), Verdict::timer);
}

TEST(DisplayPace, ItsRefreshesAreCountedNotTimed) {
  DisplayPace pace(60);
  Moment now = 100s;
  const Moment real = Moment(1'001ms) / 60;  // drifts against a clock of 60 Hz: never two steps, never none
  while (pace.verdict() != Verdict::display) pace.presented(now += real);
  pace.take_frames(now);
  for (int i = 0; i < 5'000; ++i) {
    pace.presented(now += real);
    ASSERT_EQ(pace.take_frames(now), 1) << i;
    ASSERT_EQ(pace.take_frames(now + 5ms), 0) << "a touch between two presents is no frame";
  }
  pace.presented(now += 3 * real);
  EXPECT_EQ(pace.take_frames(now), 3) << "a late frame skips";
  EXPECT_EQ(pace.take_frames(now + 10 * real), 10) << "nothing to present, and yet time goes on";
}

}  // namespace
}  // namespace gongkai::sdl

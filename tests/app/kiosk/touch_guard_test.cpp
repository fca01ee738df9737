// Reliability row 41: a finger that never leaves and a place touched for hours are ignored after 30 s and reported; the
// rest of the glass goes on working.
#include "app/kiosk/touch_guard.h"

#include <gtest/gtest.h>

namespace gongkai::kiosk {
namespace {

using namespace std::chrono_literals;
using sdl::TouchPhase;
using Verdict = TouchGuard::Verdict;
using What = TouchGuard::Report::What;

class Glass : public testing::Test {
 protected:
  Verdict event(TouchPhase phase, int x, int y, std::int64_t finger = 1) {
    return guard_.hear({finger, phase, {x, y}, std::chrono::duration_cast<std::chrono::milliseconds>(now_)}, now_);
  }
  Verdict tap(int x, int y, std::int64_t finger = 1) {
    const Verdict verdict = event(TouchPhase::down, x, y, finger);
    event(TouchPhase::up, x, y, finger);
    return verdict;
  }
  std::vector<What> reports() {
    std::vector<What> out;
    for (const auto& report : guard_.take_reports()) out.push_back(report.what);
    return out;
  }

  TouchGuard guard_;
  TouchGuard::Moment now_{1h};
};

TEST_F(Glass, AFingerThatTremblesAtItsPlaceForHalfAMinuteIsExpelledAndTheOthersAreHeard) {
  EXPECT_EQ(event(TouchPhase::down, 100, 100), Verdict::heard);
  for (int i = 0; i < 29; ++i) {
    now_ += 1s;
    EXPECT_EQ(event(TouchPhase::move, 100 + i % 3, 100), Verdict::heard) << i;
  }
  EXPECT_TRUE(reports().empty());
  now_ += 1s;
  EXPECT_EQ(event(TouchPhase::move, 101, 100), Verdict::expelled);
  EXPECT_EQ(reports(), std::vector{What::resting});
  now_ += 1s;
  EXPECT_EQ(event(TouchPhase::move, 101, 100), Verdict::ignored);
  EXPECT_EQ(tap(600, 900, 2), Verdict::heard);
  EXPECT_TRUE(reports().empty()) << "it is said once";
  EXPECT_EQ(event(TouchPhase::up, 101, 100), Verdict::ignored);
  EXPECT_EQ(reports(), std::vector{What::heard_again});
}

TEST_F(Glass, AFingerThatRestsInSilenceIsFoundByLooking) {
  event(TouchPhase::down, 100, 100, 7);
  EXPECT_EQ(guard_.next_due(), now_ + 30s);
  now_ += 29s;
  EXPECT_TRUE(guard_.look(now_).empty());
  now_ += 1s;
  EXPECT_EQ(guard_.look(now_), std::vector<std::int64_t>{7});
  EXPECT_EQ(reports(), std::vector{What::resting});
  now_ += 10h;
  EXPECT_TRUE(guard_.look(now_).empty());
  EXPECT_TRUE(reports().empty()) << "it lies there all the time";
  EXPECT_EQ(event(TouchPhase::up, 100, 100, 7), Verdict::ignored);
  EXPECT_EQ(reports(), std::vector{What::heard_again});
  EXPECT_EQ(tap(100, 100), Verdict::heard);
  EXPECT_EQ(guard_.next_due(), std::nullopt);
}

TEST_F(Glass, AFingerWhoseLiftingIsNeverToldTakesItsPlaceFromNobody) {
  event(TouchPhase::down, 100, 100, 7);
  for (int minute = 0; minute < 10; ++minute) {
    now_ += 1min;
    guard_.look(now_);
  }
  EXPECT_EQ(tap(100, 100, 8), Verdict::heard);
}

TEST_F(Glass, ALongDragIsNoRest) {
  event(TouchPhase::down, 100, 1000);
  for (int i = 0; i < 120; ++i) {
    now_ += 1s;
    EXPECT_EQ(event(TouchPhase::move, 100, 1000 - 5 * i), Verdict::heard) << i;
    EXPECT_TRUE(guard_.look(now_).empty()) << i;
  }
  EXPECT_TRUE(reports().empty());
}

TEST_F(Glass, DrummingOnOnePlaceIsIgnoredUntilItHasBeenSilent) {
  for (int i = 0; i < 59; ++i, now_ += 500ms) EXPECT_EQ(tap(300 + i % 8, 300), Verdict::heard) << i;
  now_ += 500ms;
  EXPECT_EQ(tap(300, 300), Verdict::ignored);
  EXPECT_EQ(reports(), std::vector{What::repeating});
  for (int i = 0; i < 1000; ++i, now_ += 20s) {
    EXPECT_EQ(tap(300, 300), Verdict::ignored) << i;
    EXPECT_EQ(tap(700, 1500 - 300 * (i % 2)), Verdict::heard) << i;
  }
  EXPECT_TRUE(reports().empty());
  now_ += 31s;
  EXPECT_EQ(tap(300, 300), Verdict::heard);
  EXPECT_EQ(reports(), std::vector{What::heard_again});
}

TEST_F(Glass, AVisitorWhoTurnsPagesAtOnePlaceIsHeard) {
  for (int i = 0; i < 40; ++i, now_ += 12s) EXPECT_EQ(tap(900, 1700), Verdict::heard) << i;
  EXPECT_EQ(tap(200, 400), Verdict::heard);  // and now another page: the count begins again
  for (int i = 0; i < 40; ++i, now_ += 12s) EXPECT_EQ(tap(900, 1700), Verdict::heard) << i;
  EXPECT_TRUE(reports().empty());
}

// A hand does not hit the same millimetres again and again.
TEST_F(Glass, AVisitorWhoHurriesThroughAHundredPagesIsHeard) {
  for (int i = 0; i < 100; ++i, now_ += 900ms) EXPECT_EQ(tap(900 + i * 7 % 30, 1700 + i * 5 % 20), Verdict::heard) << i;
  EXPECT_TRUE(reports().empty());
}

TEST_F(Glass, AVisitorWhoReadsFarIntoALongDocumentIsHeard) {
  for (int i = 0; i < 200; ++i, now_ += 15s) EXPECT_EQ(tap(900 + i * 7 % 30, 1700 + i * 5 % 20), Verdict::heard) << i;
  EXPECT_TRUE(reports().empty());
}

TEST_F(Glass, AVisitorWhoDragsAgainAndAgainFromOnePlaceIsHeard) {
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(event(TouchPhase::down, 540, 1500), Verdict::heard) << i;
    for (int y = 1480; y > 900; y -= 20, now_ += 16ms) event(TouchPhase::move, 540, y);
    event(TouchPhase::up, 540, 900);
    now_ += 100ms;
  }
  EXPECT_TRUE(reports().empty());
}

TEST_F(Glass, NoHandTapsFiveTimesASecondForHalfAMinute) {
  int heard = 0;
  for (; heard < 1000 && tap(300 + heard * 7 % 30, 300) == Verdict::heard; ++heard) now_ += 100ms;
  EXPECT_EQ(heard, 300);
}

TEST_F(Glass, APlaceThatAloneTouchesTheGlassForAnHourIsNobodyHoweverItMoves) {
  int heard = 0;
  for (; heard < 1000 && tap(900 + heard * 7 % 30, 1700) == Verdict::heard; ++heard) now_ += 10s;
  EXPECT_EQ(heard, 360);
  EXPECT_EQ(reports(), std::vector{What::repeating});
}

TEST_F(Glass, APlaceThatAloneTouchesTheGlassForTenMinutesIsNobody) {
  int heard = 0;
  for (; heard < 1000 && tap(900, 1700) == Verdict::heard; ++heard) now_ += 10s;
  EXPECT_EQ(heard, 60);
  EXPECT_EQ(reports(), std::vector{What::repeating});
}

TEST_F(Glass, APanelThatTouchesEverywhereFillsNoMemory) {
  for (int i = 0; i < 100'000; ++i, now_ += 1ms) event(TouchPhase::down, i * 97 % 1080, i * 61 % 1920, i);
  guard_.look(now_);
  EXPECT_LE(guard_.take_reports().size(), 16u);
}

}  // namespace
}  // namespace gongkai::kiosk

// Reliability section 4, rows 26, 29 and 30.
#include "app/kiosk/trusted_time.h"

#include <gtest/gtest.h>

namespace gongkai::kiosk {
namespace {

using namespace std::chrono_literals;

// The wall clock can be set; the monotonic one only goes on.
class SetClock final : public process::Clock {
 public:
  std::chrono::sys_seconds now() const override { return wall; }
  std::chrono::nanoseconds monotonic() const override { return passed; }
  void pass(std::chrono::seconds time) {
    wall += time;
    passed += time;
  }
  model::Instant wall{};
  std::chrono::seconds passed{5000};
};

const model::Instant built = *model::parse_instant("2026-11-01T00:00:00+08:00");
const model::Instant signed_at = *model::parse_instant("2026-11-21T09:00:00+08:00");

class TheTime : public testing::Test {
 protected:
  TheTime() { clock.wall = signed_at + 42min; }
  SetClock clock;
  TrustedTime time{clock, built};
};

TEST_F(TheTime, IsTheWallClock) {
  time.confirm(signed_at);
  EXPECT_EQ(time.fault(), ClockFault::none);
  EXPECT_EQ(time.now(), clock.wall);
}

TEST_F(TheTime, IsNotBeforeTheProgramWasBuilt) {
  clock.wall = model::Instant{};  // 1970
  EXPECT_EQ(time.fault(), ClockFault::behind);
  clock.pass(90s);
  EXPECT_EQ(time.now(), built + 90s);
}

TEST_F(TheTime, IsNotBeforeWhatWasSigned) {
  clock.wall = built + 24h;
  EXPECT_EQ(time.fault(), ClockFault::none);
  time.confirm(signed_at);
  EXPECT_EQ(time.fault(), ClockFault::behind);
  clock.pass(60s);
  EXPECT_EQ(time.now(), signed_at + 60s);
  clock.wall = signed_at + 2h;  // the clock has been set
  EXPECT_EQ(time.fault(), ClockFault::none);
  EXPECT_EQ(time.now(), signed_at + 2h);
}

TEST_F(TheTime, TenYearsAheadIsNotBelievedUntilASignatureSaysSo) {
  time.confirm(signed_at);
  clock.wall += 24h * 3650;
  EXPECT_EQ(time.fault(), ClockFault::ahead);
  clock.pass(60s);
  EXPECT_EQ(time.now(), signed_at + 60s);
  time.confirm(clock.wall - 1h);
  EXPECT_EQ(time.fault(), ClockFault::none);
  EXPECT_EQ(time.now(), clock.wall);
}

TEST_F(TheTime, AMonthWithoutNetworkIsBelieved) {
  time.confirm(signed_at);
  clock.wall += 24h * 30;  // switched off meanwhile
  EXPECT_EQ(time.fault(), ClockFault::none);
}

TEST_F(TheTime, TwoYearsOfRunningWithoutNetworkAreBelieved) {
  time.confirm(signed_at);
  clock.pass(24h * 730);
  EXPECT_EQ(time.fault(), ClockFault::none);
  EXPECT_EQ(time.now(), clock.wall);
}

TEST_F(TheTime, AnHourBackOrForthIsFollowed) {
  time.confirm(signed_at - 2h);
  for (const auto jump : {1h, -1h, -1h, 1h}) {
    clock.wall += jump;
    EXPECT_EQ(time.fault(), ClockFault::none);
    EXPECT_EQ(time.now(), clock.wall);
  }
}

TEST_F(TheTime, AnEarlierSignatureTakesNothingBack) {
  time.confirm(signed_at);
  time.confirm(signed_at - 24h);
  clock.wall = signed_at - 1h;
  EXPECT_EQ(time.fault(), ClockFault::behind);
}

}  // namespace
}  // namespace gongkai::kiosk

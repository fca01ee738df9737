#include "app/sync/sync_schedule.h"

namespace gongkai::agent {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using sync::CycleKind;
using sync::CycleOutcome;

constexpr double middle = 0.5;  // no spread

CycleEnd idle_poll() {
  CycleEnd end;
  end.outcome = CycleOutcome::not_modified;
  end.kind = CycleKind::poll;
  end.took = milliseconds(2);
  end.at = seconds(10);
  return end;
}

CycleEnd failure() {
  CycleEnd end;
  end.at = seconds(10);
  return end;
}

TEST(SyncSchedule, AStaticHostIsAskedEveryFewSecondsSpreadByAFifth) {
  SyncSchedule schedule({});
  EXPECT_EQ(schedule.after(idle_poll(), middle).delay, seconds(5));
  EXPECT_EQ(schedule.after(idle_poll(), 0.0).delay, seconds(4));
  EXPECT_LT(schedule.after(idle_poll(), 0.999).delay, seconds(6));
  EXPECT_EQ(schedule.after(idle_poll(), middle).kind, CycleKind::poll);
}

TEST(SyncSchedule, AHostThatHoldsIsAskedAgainAtOnce) {
  SyncSchedule schedule({});
  CycleEnd end = idle_poll();
  end.waited = true;
  end.took = seconds(25);
  EXPECT_EQ(schedule.after(end, middle).delay, milliseconds(0));
}

TEST(SyncSchedule, AHostThatOnlySaysItHeldIsNotHammered) {
  SyncSchedule schedule({});
  CycleEnd end = idle_poll();
  end.waited = true;
  EXPECT_EQ(schedule.after(end, middle).delay, seconds(5));
  end.outcome = CycleOutcome::up_to_date;
  EXPECT_EQ(schedule.after(end, middle).delay, seconds(5));
}

TEST(SyncSchedule, FailuresBackOffToABound) {
  SyncSchedule schedule({});
  EXPECT_EQ(schedule.after(failure(), middle).delay, seconds(5));
  EXPECT_EQ(schedule.after(failure(), middle).delay, seconds(10));
  EXPECT_EQ(schedule.after(failure(), middle).delay, seconds(20));
  for (int i = 0; i < 40; ++i) EXPECT_LE(schedule.after(failure(), middle).delay, seconds(300));
  EXPECT_EQ(schedule.after(failure(), middle).delay, seconds(300));
  EXPECT_EQ(schedule.after(failure(), middle).kind, CycleKind::full);
}

TEST(SyncSchedule, ASuccessEndsTheBackOff) {
  SyncSchedule schedule({});
  for (int i = 0; i < 5; ++i) schedule.after(failure(), middle);
  schedule.after(idle_poll(), middle);
  EXPECT_EQ(schedule.after(failure(), middle).delay, seconds(5));
}

TEST(SyncSchedule, RetryAfterIsObeyedWithABound) {
  SyncSchedule schedule({});
  CycleEnd end = failure();
  end.retry_after_seconds = 120;
  EXPECT_EQ(schedule.after(end, middle).delay, seconds(120));
  end.retry_after_seconds = 1'000'000;
  EXPECT_EQ(schedule.after(end, middle).delay, seconds(600));
}

TEST(SyncSchedule, AFullCycleIsDueEveryTenMinutes) {
  SyncSchedule schedule({});
  CycleEnd end = idle_poll();
  end.kind = CycleKind::full;
  end.outcome = CycleOutcome::up_to_date;
  end.at = seconds(1000);
  EXPECT_EQ(schedule.after(end, middle).kind, CycleKind::poll);
  CycleEnd poll = idle_poll();
  poll.at = seconds(1599);
  EXPECT_EQ(schedule.after(poll, middle).kind, CycleKind::poll);
  poll.at = seconds(1600);
  EXPECT_EQ(schedule.after(poll, middle).kind, CycleKind::full);
}

TEST(SyncSchedule, TroubleInPartIsTriedAgainInAMinute) {
  SyncSchedule schedule({});
  CycleEnd end = idle_poll();
  end.outcome = CycleOutcome::applied;
  end.in_part = true;
  EXPECT_EQ(schedule.after(end, middle).delay, seconds(60));
}

}  // namespace
}  // namespace gongkai::agent

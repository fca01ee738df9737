#include "content/model/calendar.h"

#include <gtest/gtest.h>

#include "tests/content/model/sample.h"

namespace gongkai::model {
namespace {

using sample::calendar;
using sample::day;

TEST(Calendar, TwentyWorkdaysAcrossNewYearWithAndWithoutCalendar) {
  const PeriodEnd known = calendar().period_end(day("2026-12-21"), 20, DayUnit::working_day);
  EXPECT_EQ(format_date(known.last_day), "2027-01-19");
  EXPECT_FALSE(known.estimated);
  const PeriodEnd guessed = WorkCalendar().period_end(day("2026-12-21"), 20, DayUnit::working_day);
  EXPECT_EQ(format_date(guessed.last_day), "2027-01-18");
  EXPECT_TRUE(guessed.estimated);
}

TEST(Calendar, TheStartDayIsNotCounted) {
  EXPECT_EQ(calendar().period_end(day("2026-11-23"), 7, DayUnit::working_day).last_day, day("2026-12-02"));
  EXPECT_EQ(calendar().period_end(day("2026-12-15"), 5, DayUnit::working_day).last_day, day("2026-12-22"));
  EXPECT_EQ(calendar().period_end(day("2026-11-23"), 3, DayUnit::calendar_day).last_day, day("2026-11-26"));
  EXPECT_EQ(calendar().period_end(day("2026-11-23"), 0, DayUnit::working_day).last_day, day("2026-11-23"));
  EXPECT_EQ(calendar().period_end(day("2026-11-23"), 5, DayUnit::instant).last_day, day("2026-11-23"));
}

TEST(Calendar, ALastDayOnAHolidayRollsOnOnlyWhenAsked) {
  using Roll = WorkCalendar::Roll;
  const Date start = day("2026-09-28");  // 3 days on is 1 October; 6 and 7 October are worked here
  EXPECT_EQ(calendar().period_end(start, 3, DayUnit::calendar_day, Roll::keep).last_day, day("2026-10-01"));
  EXPECT_EQ(calendar().period_end(start, 3, DayUnit::calendar_day, Roll::to_workday).last_day,
            day("2026-10-06"));
}

TEST(Calendar, HolidaysAndMadeUpWeekends) {
  EXPECT_FALSE(calendar().is_workday(day("2026-10-01")));
  EXPECT_TRUE(calendar().is_workday(day("2026-10-10")));  // a worked Saturday
  EXPECT_FALSE(calendar().is_workday(day("2026-10-11")));
  EXPECT_TRUE(WorkCalendar().is_workday(day("2026-10-01")));
  EXPECT_FALSE(WorkCalendar().is_workday(day("2026-10-10")));
  EXPECT_TRUE(calendar().knows(2027));
  EXPECT_FALSE(calendar().knows(2028));
}

TEST(Calendar, CountsWorkdaysBetweenForACountdown) {
  EXPECT_EQ(calendar().workdays_between(day("2026-11-25"), day("2026-12-02")), 5);
  EXPECT_EQ(calendar().workdays_between(day("2026-12-02"), day("2026-12-02")), 0);
  EXPECT_EQ(calendar().workdays_between(day("2026-12-03"), day("2026-12-02")), 0);
}

TEST(Calendar, AddsWorkdaysBothWays) {
  EXPECT_EQ(calendar().add_workdays(day("2026-11-27"), 1), day("2026-11-30"));
  EXPECT_EQ(calendar().add_workdays(day("2026-11-30"), -1), day("2026-11-27"));
  EXPECT_EQ(calendar().add_workdays(day("2026-11-21"), 0), day("2026-11-21"));
}

// Counting forward n workdays and then the workdays in between gives n again, wherever one starts.
TEST(Calendar, PeriodAndCountdownAgree) {
  const WorkCalendar known = calendar();
  for (int offset = 0; offset < 400; ++offset) {
    const Date start = day("2026-01-01") + std::chrono::days{offset};
    const int n = offset % 31;
    const Date end = known.period_end(start, n, DayUnit::working_day).last_day;
    EXPECT_EQ(known.workdays_between(start, end), n) << format_date(start);
    EXPECT_EQ(known.add_workdays(start, n), end);
  }
}

}  // namespace
}  // namespace gongkai::model

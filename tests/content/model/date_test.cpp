#include "content/model/date.h"

#include <gtest/gtest.h>

namespace gongkai::model {
namespace {

TEST(Date, RefusesDatesThatDoNotExist) {
  for (const char* text : {"2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "26-01-01",
                           "", "2026/01/01", "2026-01-01 ", "２０２６-01"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
  EXPECT_TRUE(parse_date("2028-02-29"));
}

TEST(Date, FormatsWhatItReads) {
  const Date date = parse_date("2026-11-21").value();
  EXPECT_EQ(format_date(date), "2026-11-21");
  EXPECT_EQ(format_date_zh(date), "2026年11月21日");
  EXPECT_EQ(format_month_day_zh(date), "11月21日");
  EXPECT_EQ(format_weekday_zh(date), "星期六");
  EXPECT_EQ(year_of(date), 2026);
}

TEST(Date, InstantsAreHallTime) {
  const Instant instant = parse_instant("2026-11-21T00:30:05+08:00").value();
  EXPECT_EQ(format_instant(instant), "2026-11-21T00:30:05+08:00");
  EXPECT_EQ(format_clock(instant), "00:30");
  EXPECT_EQ(format_date(date_of(instant)), "2026-11-21");  // still the 20th in UTC
  EXPECT_EQ(start_of(date_of(instant)) + std::chrono::seconds{1805}, instant);
}

TEST(Date, RefusesInstantsOfOtherForms) {
  for (const char* text : {"2026-11-21T09:00:00Z", "2026-11-21T09:00:00+00:00", "2026-11-21 09:00:00+08:00",
                           "2026-11-21T24:00:00+08:00", "2026-11-21T09:60:00+08:00",
                           "2026-02-30T09:00:00+08:00", "2026-11-21T09:00+08:00", "2026-11-21"}) {
    EXPECT_FALSE(parse_instant(text)) << text;
  }
}

}  // namespace
}  // namespace gongkai::model

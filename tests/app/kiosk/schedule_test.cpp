#include "app/kiosk/schedule.h"

#include <gtest/gtest.h>

#include <fstream>

#include "app/kiosk/profile.h"

namespace gongkai::kiosk {
namespace {

using namespace std::chrono_literals;

model::Instant at(const char* words) { return *model::parse_instant(words); }

// 2026-10-01 is a holiday, Saturday 2026-10-10 is worked.
model::WorkCalendar calendar() {
  return model::WorkCalendar({{2026, {*model::parse_date("2026-10-01")}, {*model::parse_date("2026-10-10")}}});
}

process::SettingsFault only_fault(const std::string& more) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "schedule_profile.toml";
  std::ofstream(file) << "hall = {id = \"hall-01\", name = \"厅\", hotline = \"12345\"}\n"
                         "screen = {id = \"s\", surface = \"wall\", width = 1920, height = 480}\n"
                         "fonts = {file = \"f\"}\n"
                      << more;
  const ReadProfile read = read_profile(file);
  EXPECT_EQ(read.faults.size(), 1u);
  return read.faults.empty() ? process::SettingsFault{} : read.faults.front();
}

TEST(Schedule, HoursFollowWeekdaySeasonAndCalendar) {
  Schedule schedule;
  ASSERT_EQ(read_spans("09:00-12:00 13:30-17:00", schedule.open.workday), "");
  schedule.open.named[4] = DaySpans{{9 * 60, 12 * 60}};   // Friday
  schedule.open.named[5] = DaySpans{{10 * 60, 12 * 60}};  // Saturday
  Season winter{1101, 331, schedule.open};
  read_spans("09:30-16:00", winter.hours.workday);
  schedule.seasons = {winter};
  const auto minutes = [&](const char* day) { return minutes_of(open_hours(schedule, *model::parse_date(day), calendar())); };
  EXPECT_EQ(minutes("2026-10-12"), 390) << "a Monday";
  EXPECT_EQ(minutes("2026-10-09"), 180) << "a Friday";
  EXPECT_EQ(minutes("2026-10-17"), 120) << "a Saturday";
  EXPECT_EQ(minutes("2026-10-18"), 0) << "a Sunday";
  EXPECT_EQ(minutes("2026-10-01"), 0) << "a holiday on a Thursday";
  EXPECT_EQ(minutes("2026-10-10"), 390) << "a Saturday that is worked";
  EXPECT_EQ(minutes("2026-11-02"), 390) << "winter over the turn of the year";
  EXPECT_EQ(minutes("2027-02-01"), 390);
  EXPECT_EQ(passed_permille(schedule.open.workday, 12 * 60 + 40), 180 * 1000 / 390) << "the break does not count";
}

TEST(Schedule, DarkBrightnessAndDaypartChangeAtTheirMinute) {
  Schedule schedule;
  read_spans("00:00-07:30 18:30-24:00", schedule.dark.workday);
  schedule.brightness[36] = 40;  // 18:00
  Daypart noon{"午间", Daypart::Days::workdays, {{12 * 60, 13 * 60 + 30}}, {}};
  noon.rules.weights[3] = 0;
  schedule.dayparts = {noon};
  EXPECT_TRUE(is_dark(schedule, calendar(), at("2026-11-23T07:29:59+08:00")));
  EXPECT_FALSE(is_dark(schedule, calendar(), at("2026-11-23T07:30:00+08:00")));
  EXPECT_TRUE(is_dark(schedule, calendar(), at("2026-11-23T18:30:00+08:00")));
  EXPECT_FALSE(is_dark(schedule, calendar(), at("2026-11-22T03:00:00+08:00"))) << "Sunday has no dark hours of its own";
  EXPECT_EQ(brightness_at(schedule, at("2026-11-23T18:29:59+08:00")), 40);
  EXPECT_EQ(brightness_at(schedule, at("2026-11-23T18:30:00+08:00")), 100);
  EXPECT_EQ(rules_at(schedule, calendar(), at("2026-11-23T12:00:00+08:00")).weights[3], 0);
  EXPECT_EQ(rules_at(schedule, calendar(), at("2026-11-23T13:30:00+08:00")).weights[3], 2);
  EXPECT_EQ(rules_at(schedule, calendar(), at("2026-11-22T12:00:00+08:00")).weights[3], 2) << "not on a Sunday";
  EXPECT_EQ(schedule_until(schedule, calendar(), at("2026-11-23T07:10:00+08:00")), at("2026-11-23T07:30:00+08:00"));
  EXPECT_EQ(schedule_until(schedule, calendar(), at("2026-11-23T23:50:00+08:00")), at("2026-11-24T00:00:00+08:00"));
}

// Nothing lasts: at every minute of a year, what was said to hold until then did hold.
TEST(ScheduleProperty, NothingChangesBeforeItIsSaid) {
  Schedule schedule;
  read_spans("09:07-12:00 13:31-17:59", schedule.open.workday);
  read_spans("00:00-06:11 22:22-24:00", schedule.dark.workday);
  schedule.dark.named[6] = DaySpans{{0, 1440}};
  schedule.brightness[20] = 50;
  schedule.dayparts = {{"", Daypart::Days::other_days, {{601, 602}}, {}}};
  const auto state = [&](model::Instant now) {
    return std::tuple(is_dark(schedule, calendar(), now), brightness_at(schedule, now),
                      daypart_at(schedule, calendar(), now) != nullptr,
                      inside(open_hours(schedule, model::date_of(now), calendar()), minute_of_day(now)));
  };
  const model::Instant start = at("2026-09-25T00:00:00+08:00");
  model::Instant until = start;
  auto held = state(start);
  for (model::Instant now = start; now < start + 24h * 20; now += 1min) {
    if (now >= until) {
      held = state(now);
      until = schedule_until(schedule, calendar(), now);
      ASSERT_GT(until, now);
    }
    ASSERT_EQ(state(now), held) << model::format_instant(now);
  }
}

TEST(Schedule, FaultsNameLineKeyAndRemedy) {
  process::SettingsFault fault = only_fault("[hours]\nworkday = \"9-12\"\n");
  EXPECT_EQ(fault.line, 5);
  EXPECT_NE(fault.message.find("hours.workday"), std::string::npos);
  EXPECT_NE(fault.message.find("09:00-12:00"), std::string::npos);
  fault = only_fault("[dark]\nworkday = \"18:00-08:00\"\n");
  EXPECT_NE(fault.message.find("过夜的分成两段"), std::string::npos);
  fault = only_fault("[dark]\noff = [\"wlopm\", \"--off\"]\n");
  EXPECT_NE(fault.message.find("完整路径"), std::string::npos);
  fault = only_fault("[brightness]\ntable = [1, 2, 3]\n");
  EXPECT_NE(fault.message.find("48"), std::string::npos);
  fault = only_fault("[loop.weights]\nguides = 3\n");
  EXPECT_NE(fault.message.find("loop.weights.guide"), std::string::npos) << fault.message;
  fault = only_fault("[[daypart]]\nhours = \"12:00-13:00\"\n[[daypart]]\nhours = \"13:00-14:00\"\nday = \"all\"\n");
  EXPECT_EQ(fault.line, 8);
  EXPECT_NE(fault.message.find("daypart[1].days"), std::string::npos) << fault.message;
  fault = only_fault("[[season]]\nfrom = \"02-30\"\nto = \"05-01\"\n");
  EXPECT_NE(fault.message.find("月-日"), std::string::npos);
}

}  // namespace
}  // namespace gongkai::kiosk

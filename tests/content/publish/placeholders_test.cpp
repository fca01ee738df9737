#include "content/publish/placeholders.h"

namespace gongkai::publish {
namespace {

const model::Date saturday = *model::parse_date("2026-11-21");

std::string expanded(std::string_view source) { return expand_placeholders(source, saturday, {}).text; }

TEST(Placeholders, BecomeDatesInEveryForm) {
  EXPECT_EQ(expanded("{today}"), "2026-11-21");
  EXPECT_EQ(expanded("{today-3d}T09:00:00+08:00"), "2026-11-18T09:00:00+08:00");
  EXPECT_EQ(expanded("{today+5wd}"), "2026-11-27");
  EXPECT_EQ(expanded("{today-1wd}"), "2026-11-20");
  EXPECT_EQ(expanded("{today-3d:zh}起，至{today+10d:md}止"), "2026年11月18日起，至12月1日止");
  EXPECT_EQ(expanded("{today:y}年{today:m}月"), "2026年11月");
}

TEST(Placeholders, WorkingDaysFollowTheCalendar) {
  model::CalendarYear year{2026, {*model::parse_date("2026-11-23")}, {*model::parse_date("2026-11-28")}};
  const model::WorkCalendar calendar({year});
  EXPECT_EQ(expand_placeholders("{today+1wd}", saturday, calendar).text, "2026-11-24");
  EXPECT_EQ(expand_placeholders("{today+5wd}", saturday, calendar).text, "2026-11-28");
}

TEST(Placeholders, OtherBracesStay) {
  const Expanded text = expand_placeholders("第{round}榜，{deadline}前", saturday, {});
  EXPECT_EQ(text.text, "第{round}榜，{deadline}前");
  EXPECT_FALSE(text.any);
  EXPECT_TRUE(text.malformed.empty());
}

TEST(Placeholders, MalformedOnesAreReportedWhereTheyStand) {
  for (const char* source : {"ab{today+3x}", "ab{today3d}", "ab{today+d}", "ab{today:xx}", "ab{today", "ab{today+9999d}"}) {
    const Expanded text = expand_placeholders(source, saturday, {});
    EXPECT_EQ(text.malformed, std::vector<std::size_t>{2}) << source;
    EXPECT_EQ(text.text, source);
  }
}

TEST(Placeholders, OffsetsLeadBackToTheSource) {
  //                                  0         1         2         3
  //                                  0123456789012345678901234567890
  const Expanded text = expand_placeholders("ab{today}cd{today+1d}ef", saturday, {});
  EXPECT_EQ(text.text, "ab2026-11-21cd2026-11-22ef");
  EXPECT_EQ(text.source_offset(1), 1u);
  EXPECT_EQ(text.source_offset(5), 2u);
  EXPECT_EQ(text.source_offset(12), 9u);
  EXPECT_EQ(text.source_offset(20), 11u);
  EXPECT_EQ(text.source_offset(25), 22u);
}

}  // namespace
}  // namespace gongkai::publish

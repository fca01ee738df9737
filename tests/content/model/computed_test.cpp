#include "content/model/names.h"
#include "tests/content/model/sample.h"

namespace gongkai::model {
namespace {

TEST(Computed, RatesAreRoundedHalfUp) {
  EXPECT_EQ(format_rate(rate(1248, 1280)), "97.50%");
  EXPECT_EQ(format_rate(rate(496, 500)), "99.20%");
  EXPECT_EQ(rate(1, 8), 1250);
  EXPECT_EQ(rate(1, 3), 3333);
  EXPECT_EQ(rate(2, 3), 6667);
  EXPECT_EQ(rate(1, 20000), 1);  // 0.5 of a hundredth
  EXPECT_EQ(format_rate(rate(0, 0)), "—");
  EXPECT_EQ(format_rate(rate(5, 5)), "100.00%");
  EXPECT_FALSE(rate(INT64_MAX, INT64_MAX));
}

TEST(Computed, SpeedUp) {
  const auto days = [](int n) { return DayLimit{n, DayUnit::working_day}; };
  EXPECT_EQ(format_rate(speed_up(days(20), days(5))), "75.00%");
  EXPECT_EQ(format_rate(speed_up(days(20), {0, DayUnit::instant})), "100.00%");
  EXPECT_FALSE(speed_up(days(20), {5, DayUnit::calendar_day}));
  EXPECT_FALSE(speed_up(days(0), days(0)));
}

TEST(Computed, GraphemeClusters) {
  EXPECT_EQ(grapheme_count(""), 0u);
  EXPECT_EQ(grapheme_count("易𬭎abc"), 5u);
  EXPECT_EQ(grapheme_count("e\u0301"), 1u);          // combining mark
  EXPECT_EQ(grapheme_count("葛\U000E0100"), 1u);     // variation selector
  EXPECT_EQ(grapheme_count("🇨🇳🇨🇳🇨"), 3u);            // two flags and a half
  EXPECT_EQ(grapheme_count("👨\u200D👩\u200D👧"), 1u);  // a family
  EXPECT_EQ(grapheme_count("བོད"), 2u);               // Tibetan, one vowel sign
}

TEST(Computed, WorkCalendarTakesOnlyPublishedCalendars) {
  Item year = sample::reference("cal-2026", "日历", Calendar{{2026, {sample::day("2026-10-01")}, {}}});
  EXPECT_TRUE(work_calendar(std::vector{year}).knows(2026));
  year.header.state = State::withdrawn;
  EXPECT_FALSE(work_calendar(std::vector{year}).knows(2026));
}

TEST(Names, EveryWordLeadsBackToItsValue) {
  for (int i = 0; i < kind_count; ++i) {
    const auto kind = static_cast<Kind>(i);
    EXPECT_EQ(from_word<Kind>(word(kind)), kind);
    EXPECT_FALSE(title_zh(kind).empty());
  }
  EXPECT_EQ(from_word<Kind>("hologram"), std::nullopt);
  EXPECT_EQ(word(PublicitySubtype::three_lists), "三榜");
  EXPECT_EQ(word(NoticeSubtype::regulation), "制度规定");
  EXPECT_EQ(words<PowerType>().size(), static_cast<std::size_t>(PowerType::social_affairs) + 1);
  EXPECT_EQ(words<TextRole>().size(), static_cast<std::size_t>(TextRole::date) + 1);
}

}  // namespace
}  // namespace gongkai::model

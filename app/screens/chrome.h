// What stands round the content of every touch page: head, status line, the seven fixed buttons; always in one place.
#pragma once

#include "app/screens/pieces.h"

namespace gongkai::screens {

// The coloured bar: the hall, the way back in words, and the clock.
Block breadcrumb_bar(const Building& building, std::vector<std::string> crumbs, Tone tone);
Block home_bar(const Building& building);

// The bar, content (it grows), something fixed below it, status line, buttons. In low reach all that can be touched
// stands in the lowest part of the screen; what is only read, bar, heading and status line, stands just above it.
struct PageParts {
  Block bar;
  Block content;
  Blocks below;
  Blocks heading = {};  // under the bar; nothing in it is tapped
};
Block touch_page(const Building& building, PageParts parts);
// Room for a heading above the reach, in design units; 0 when the page is not in low reach.
int room_above_reach(const Building& building);

// 上一页 and 下一页 for what scrolls as `layer`, for whom a drag is hard or unknown.
Blocks page_buttons(const Building& building, std::uint32_t layer);

// A list of more than `rows_a_page` in parts: where one is and the ways to the parts beside; nothing for a short one.
inline constexpr std::size_t rows_a_page = 60;
Blocks paging(const Building& building, int page, std::int64_t total);

// The crawl at the foot of home and lobby: what the loop says, or a welcome. Sizes in design units.
struct CrawlSizes {
  int text, label, label_padding, height;
};
Block crawl_bar(const Context& context, const CrawlSizes& sizes, Language language = Language::chinese);

// The line in words: when the content was last brought up to date, and how far it may be trusted.
std::string freshness_words(const Context& context, Language language = Language::chinese);
// The same as a badge: amber after a day without contact, red after a week, at most `max_lines` lines (0: any number).
Block freshness_badge(const Context& context, int max_lines, Language language = Language::chinese);

// "2026-11-18"; "11月21日", "21 Nov"; "2026年11月21日", "21 Nov 2026".
std::string day_words(model::Instant instant);
std::string month_day_words(model::Date date, Language language);
std::string date_words(model::Date date, Language language);
// The face of the clock and the day below it; without a trusted clock no face, and words instead of the day.
std::string clock_words(const Context& context);
std::string today_words(const Context& context, Language language = Language::chinese);

// The colour of a kind: guides indigo, notices vermilion, fees amber, catalogue jade.
Tone tone_of(model::Kind kind);

}  // namespace gongkai::screens

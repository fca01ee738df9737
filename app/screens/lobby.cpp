// The lobby screen, landscape, read from 3-10 m: one item at a time, hints at the side, a crawl below.
#include <fmt/format.h>

#include <algorithm>

#include "app/screens/chrome.h"
#include "app/screens/excerpt.h"
#include "app/screens/pages.h"
#include "app/screens/punctuation.h"
#include "content/model/item_rules.h"

namespace gongkai::screens {

namespace {

constexpr int head_height = 112, crawl_height = 100, banner_height = 120;
constexpr int page_top = 28;                             // above and below the two cards
constexpr int side_width = 568, side_padding = 32;
constexpr int card_width = 1920 - 2 * page_margin - 32 - side_width, card_padding = 56;

// What the cards may take of the height: the crawl below them must stay on the glass, whatever is said.
int room_for_cards(const Context& context) {
  const int banner = context.loop.banners.empty() ? 0 : banner_height;
  return context.device.height_units - head_height - crawl_height - banner - 2 * page_top;
}

int lines_of(const std::string& words, int size, int width) {
  const int half_ems_a_line = width * 2 / size;
  return std::max(1, (half_ems(words) + half_ems_a_line - 1) / half_ems_a_line);
}

Block head(const Context& context) {
  Block bar = row({grown(text(context.hall.name, {.size = 44, .tone = Tone::on_accent, .role = FontRole::sans_bold, .max_lines = 1})),
                   text(clock_words(context), {.size = 56, .tone = Tone::on_accent, .role = FontRole::sans_bold}),
                   text(today_words(context), {.size = 28, .tone = Tone::on_accent})},
                  28);
  bar.padding = layout::edges(48, 12);
  bar.height = head_height;
  return filled(std::move(bar), Tone::indigo);
}

Block progress(const Context& context, Tone tone) {
  Block bar;
  bar.content = layout::ProgressContent{context.loop.progress_permille, 1000, Tone::line, tone};
  bar.height = 8;
  return bar;
}

Block main_card(const Context& context) {
  const auto item = context.loop.shown ? context.store->find(*context.loop.shown) : std::nullopt;
  Block block;
  if (!item) {
    block = card({bold("欢迎光临", 64), text("办事指南、收费标准和公示公告可在触摸屏上查询。", {.size = 44})}, card_padding, 16);
    block.top_bar = Tone::indigo;
    return grown(std::move(block));
  }
  const Tone tone = tone_of(item->kind());
  const auto organ = context.store->find(item->header.organ);
  constexpr int title_line = 73, excerpt_line = 63, beside_them = 288;  // units, of the card below
  const std::string title = marks_repaired(item->header, item->header.title);
  const int of_title = title_line * std::min(3, lines_of(title, 56, card_width - 2 * card_padding));
  const int of_excerpt = std::clamp((room_for_cards(context) - beside_them - of_title) / excerpt_line, 1, 6);
  block = card({row({tag(tag_words(*item, context.store->calendar(), model::date_of(context.now)), tone), spacer()}), gap(4),
                text(title, {.size = 56, .role = FontRole::sans_bold, .max_lines = 3}),
                secondary(joined({organ ? organ->header.title : "", document_number(*item),
                                  item->header.publish_at ? day_words(*item->header.publish_at) : ""})),
                gap(4), text(excerpt(*item), {.size = 40, .align = Align::justify, .max_lines = of_excerpt, .line_height = 156}), spacer(),
                progress(context, tone)},
               card_padding, 10);
  block.top_bar = tone;
  return grown(with_marks_of(item->header, std::move(block)));
}

Block hint(const std::string& first, const std::string& second) {
  Blocks lines{text(first, {.size = 32, .max_lines = 2, .line_height = 130})};
  if (!second.empty()) lines.push_back(text(second, {.size = 28, .tone = Tone::ink_second, .max_lines = 1, .line_height = 130}));
  Block block = column(std::move(lines), 4);
  block.padding = layout::edges(0, 16);
  block.bottom_line = Tone::line;
  return block;
}

Block side_card(const Building& building) {
  const Context& context = building.context;
  Block title = bold("今日办事提示", 34, Tone::indigo);
  title.padding = {0, 0, 0, 16};
  Blocks rows{std::move(title), rule(Tone::indigo, 3)};
  store::ListQuery guides = query_of(ListKind::guides);
  guides.limit = 4;
  constexpr int of_hint = 114, more_for_title = 42;                        // units, of a hint of two lines
  int room = room_for_cards(context) - 2 * side_padding - 64 - of_hint - 88;  // less heading, rates and state of the content
  guides.order = store::ListOrder::newest;
  for (const auto& guide : context.store->list(guides, context.now)) {
    const std::string place = guide.place.empty() ? "" : guide.place + "窗口";
    const std::string promise = guide.badge == "即办" ? "当场办结" : guide.badge.empty() ? "" : "承诺" + guide.badge + "办结";
    const std::string title_words = shown_title(building, guide).words;
    room -= of_hint + (lines_of(title_words, 32, side_width - 2 * side_padding) > 1 ? more_for_title : 0);
    if (room < 0) break;
    rows.push_back(hint(title_words, joined({place, promise}, "，")));
  }
  const auto stats = context.store->items({model::Kind::stats}, context.now);
  if (!stats.empty()) {
    const auto& s = std::get<model::Stats>(stats.front().body);
    rows.push_back(hint("按时办结率 " + model::format_rate(model::rate(s.on_time, s.closed)),
                        fmt::format("满意率 {}，评价 {} 件", model::format_rate(model::rate(s.satisfied, s.rated)), s.rated)));
  }
  rows.push_back(spacer());
  rows.push_back(freshness_badge(context, 2));
  Block block = card(std::move(rows), side_padding, 0);
  block.width = side_width;
  return block;
}

}  // namespace

Block lobby_board(const Building& building) {
  const Context& context = building.context;
  Block middle = row({main_card(context), side_card(building)}, 32, Place::stretch);
  middle.padding = layout::edges(page_margin, page_top);
  Blocks parts{head(context)};
  for (Block& banner : alert_banner(building)) parts.push_back(std::move(banner));
  parts.push_back(grown(std::move(middle)));
  parts.push_back(crawl_bar(context, {44, 34, 24, crawl_height}));
  return filled(column(std::move(parts)), Tone::paper);
}

}  // namespace gongkai::screens

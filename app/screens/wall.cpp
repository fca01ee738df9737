// The LED wall: one item at a time in large letters, tables ten rows a page in two columns, a crawl below. One design
// unit is one pixel of the video output.
#include <fmt/format.h>

#include <algorithm>

#include "app/screens/board_table.h"
#include "app/screens/chrome.h"
#include "app/screens/excerpt.h"
#include "app/screens/led_pages.h"
#include "app/screens/led_text.h"
#include "app/screens/pages.h"
#include "app/screens/punctuation.h"
#include "app/screens/reading_pages.h"
#include "app/screens/title_lines.h"
#include "content/model/item_rules.h"
#include "content/model/playlist.h"

namespace gongkai::screens {

namespace {

using namespace gongkai::model;

constexpr int margin = 32, row_height = 36;  // of 32 px letters

Look led_look(int size, Tone tone, FontRole role = FontRole::sans) {
  return {.size = size, .tone = tone, .role = role, .max_lines = 1, .line_height = 100};
}

Block clock_line(const Context& context) {
  if (const std::string old = age_words(context); !old.empty()) return text(old + (context.clock_trusted ? "　" + format_clock(context.now) : ""), led_look(60, Tone::led_red));
  if (!context.clock_trusted) return text(today_words(context), led_look(60, Tone::led_green));
  const Date today = date_of(context.now);
  return row({text(format_clock(context.now), led_look(60, Tone::led_green)),
              text(format_month_day_zh(today) + " " + format_weekday_zh(today), led_look(60, Tone::led_green))},
             48);
}

Block crawl(const Context& context) {
  std::vector<TextSpan> spans;
  const auto say = [&](std::string words) { spans.push_back({std::move(words), FontRole::sans, 52, Tone::led_amber, false}); };
  for (const auto& id : context.loop.crawl) {
    const auto item = context.store->find(id);
    if (!item) continue;
    if (!spans.empty()) say("　◆　");
    say(led_tag(*item) + "：" + marks_repaired(item->header, led_words(*item, context)));
  }
  if (spans.empty()) say("欢迎光临" + context.hall.name + "，咨询投诉请拨 " + context.hall.hotline);
  layout::TickerContent content;
  content.id = 1;
  content.spans = std::move(spans);
  content.pixels_per_frame = context.device.crawl_pixels_per_frame;
  content.pace = layout::Pace::readable;
  Block line;
  line.content = std::move(content);
  line.fill = Tone::led_band;
  line.height = 96;
  return line;
}

Block headline(const std::string& words) {
  Look look = led_look(58, Tone::led_amber);
  look.line_height = 130;
  return text(words, look);
}

// ---- tables: notices with their rows, fees, the windows of the hall

// Room for five rows and their head, also below the banner of an alert.
BoardTable table_of(const Item& item, LedTable table, const Context& context) {
  const TableRoom room{.width = context.device.width_units - 2 * margin, .height = 6 * row_height, .between = margin};
  return fitted(std::move(table), room, item.kind(), context.device.led);
}

Blocks rows_page(const Item& item, const BoardTable& table, const Context& context) {
  const PageOf on = page_on(table, context.loop, item.kind() == Kind::publicity ? context.loop.turn / 2 : context.loop.turn);
  const bool named = item.kind() == Kind::window || item.kind() == Kind::fee;
  Look title = led_look(44, Tone::led_amber);
  title.line_height = 112;
  Block head = row({grown(text(item.kind() == Kind::window ? table.table.title : item.header.title, title)),
                    text(named ? "" : table.table.title, led_look(32, Tone::led_red)),
                    text(fmt::format("{}/{}", on.page + 1, on.pages), led_look(32, Tone::led_green))},
                   margin);
  return {std::move(head), table_page(table, on.page)};
}

// A posting shows its words and its rows by turns.
std::optional<LedTable> table_now(const Item& item, const Context& context) {
  const bool words_now = item.kind() == Kind::publicity && context.loop.turn % 2 == 0;
  return words_now ? std::nullopt : led_table(item, context);
}

// ---- four numbers

// Smaller rather than cut: a number without its unit says something else.
Block figure(const Context& context, const std::string& label, const std::string& value) {
  const int room = (context.device.width_units - 2 * margin - 3 * margin) / 4;
  const int size = std::clamp(room * 2 / std::max(1, led_width(value)), 48, 84);
  Look number = led_look(size, Tone::led_green, FontRole::sans_bold);
  Block big = text(value, number);
  big.height = 84;
  return grown(column({std::move(big), gap(10), text(label, led_look(40, Tone::led_white))}));
}

Blocks stats_page(const Item& item, const Stats& stats, const Context& context) {
  Blocks figures;
  for (const auto& [label, value] : led_figures(stats)) figures.push_back(figure(context, label, value));
  return {headline(item.header.title), gap(12), row(std::move(figures), margin)};
}

std::string steps_of(const Guide& guide) {
  constexpr std::size_t most = 8;
  std::string words;
  std::size_t count = 0;
  if (!guide.flow) return {};
  for (const FlowNode& node : guide.flow->nodes) {
    if (++count > most) return words + "→……";
    words += (words.empty() ? "" : "→") + node.label;
  }
  return words;
}

Blocks guide_page(const Item& item, const Guide& guide, const Context& context) {
  const std::string window = guide.places.empty() || guide.places.front().window.empty() ? "" : guide.places.front().window;
  const std::string promise = day_limit_words(guide.promise_days);
  Blocks figures{figure(context, promise == "即办" ? "办结" : "承诺时限", promise == "即办" ? "当场" : promise),
                 figure(context, "到现场", guide.visits == 0 ? "全程网办" : fmt::format("{}次", guide.visits)),
                 figure(context, "费用", guide.charged ? "收费" : "不收费")};
  if (!window.empty()) figures.push_back(figure(context, "办理窗口", window));
  Blocks page{headline(item.header.title)};
  const std::string steps = steps_of(guide);
  if (!steps.empty()) page.push_back(text(steps, {.size = 36, .tone = Tone::led_white, .max_lines = 1, .line_height = 130}));
  page.push_back(row(std::move(figures), margin));
  return page;
}

// ---- words, with the code that leads to all of them

Blocks words_page(const Item& item, const Context& context) {
  constexpr int code_size = 220, side = 340, title_size = 54;
  const int title_room = context.device.width_units - side - code_size - 8 * margin;
  // Two lines each, or one of title and three of words.
  const bool long_title = led_width(item.header.title) > title_room * 2 / title_size;
  Look body{.size = 44, .tone = Tone::led_white, .max_lines = long_title ? 2 : 3, .line_height = 145};
  std::string said = led_words(item, context);
  if (item.header.led_text.empty()) {  // a long text goes on in the next turn
    const int width = context.device.width_units - (context.hall.portal.empty() ? 2 : 4) * margin - (context.hall.portal.empty() ? 0 : side + code_size);
    const auto pages = reading_pages(paragraphs_of(item), {width * 2 / body.size - 2, body.max_lines, item.header.title});
    const int turn = item.kind() == Kind::publicity ? context.loop.turn / 2 : context.loop.turn;
    said = pages[static_cast<std::size_t>(turn) % pages.size()];
  }
  Block words = grown(text(std::move(said), body));
  Look title{.size = title_size, .tone = Tone::led_amber, .max_lines = 2, .line_height = 125};
  Block told = grown(column({text(broken_title(item.header.title, title_room / title_size + 1, 2), title), std::move(words)}, 8));
  if (context.hall.portal.empty()) return {std::move(told)};
  Block code;
  code.content = layout::QrContent{context.hall.portal + item.header.id};
  code.width = code.height = code_size;
  const auto organ = context.store->find(item.header.organ);
  Look small{.size = 28, .tone = Tone::led_green, .align = Align::end, .max_lines = 3, .line_height = 130};
  Look deadline = small;
  deadline.tone = Tone::led_red;
  Block source = column({spacer(), text(deadline_words(item, context), deadline), text(organ ? organ->header.title : "", small),
                         text("扫码看全文", small)});
  source.width = side;
  return {row({std::move(told), std::move(source), std::move(code)}, margin, Place::stretch)};
}

Blocks page_of(const Item& stored, const Context& context) {
  const Item item = with_repaired_words(stored);
  if (auto table = table_now(item, context)) return rows_page(item, table_of(item, std::move(*table), context), context);
  if (const auto* stats = std::get_if<Stats>(&item.body)) return stats_page(item, *stats, context);
  if (const auto* guide = std::get_if<Guide>(&item.body)) return guide_page(item, *guide, context);
  return words_page(item, context);
}

}  // namespace

std::chrono::milliseconds wall_length(const Item& item, const Context& context, int turn) {
  Context then = context;
  then.loop.turn = turn;
  if (auto table = table_now(item, then)) {
    const PagePace pace = table_of(item, std::move(*table), then).pace;
    return pace.page * pace.a_turn;
  }
  return reading_time(tenths_of(page_of(item, then)), item.kind());
}

Block wall_board(const Building& building) {
  const Context& context = building.context;
  Blocks parts = alert_banner(building);
  Blocks lines;  // the banner takes the place of the hall's name
  if (parts.empty()) {
    lines.push_back(row({grown(text(context.hall.name, led_look(60, Tone::led_red, FontRole::sans_bold))), clock_line(context)}, 24));
  }
  const auto item = context.loop.shown ? context.store->find(*context.loop.shown) : std::nullopt;
  if (item) {
    for (Block& block : page_of(*item, context)) lines.push_back(std::move(block));
  } else {
    lines.push_back(text("欢迎光临，办事指南、收费标准和公示公告可在触摸屏上查询。", {.size = 52, .tone = Tone::led_amber}));
  }
  Block top = column(std::move(lines), 8);
  top.padding = layout::edges(margin, 16);
  parts.push_back(grown(std::move(top)));
  parts.push_back(crawl(context));
  return filled(column(std::move(parts)), Tone::led_background);
}

}  // namespace gongkai::screens

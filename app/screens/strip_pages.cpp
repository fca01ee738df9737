// What each kind says on the strip, in lines of 16, 32 or 48 px (layouts T1, T2, T4 of domain section 5).
#include <fmt/format.h>

#include <algorithm>

#include "app/screens/chrome.h"
#include "app/screens/excerpt.h"
#include "app/screens/led_text.h"
#include "app/screens/punctuation.h"
#include "app/screens/strip_pages.h"
#include "content/model/item_rules.h"

namespace gongkai::screens {

namespace {

using namespace gongkai::model;

constexpr int narrow = 400;                       // below it a tag would take too much of the line

// How many half ems a line of that height holds.
int room(const Context& context, int height, int width) { return std::max(4, width * 2 / text_size(context, height)); }
int room(const Context& context, int height) { return room(context, height, context.device.width_units); }

StripLine still(int height, std::string words, Tone tone = Tone::led_amber, Align align = Align::start) {
  return {height, {{std::move(words), tone, 0, align}}, StripLine::Motion::still};
}
StripLine crawling(int height, std::string words, Tone tone = Tone::led_amber) {
  return {height, {{std::move(words), tone}}, StripLine::Motion::crawl};
}

// Large where it fits, else smaller, else in two lines of half the height, else cut there.
std::vector<StripLine> headline(const Context& context, const std::string& words, Tone tone) {
  StripLine line = still(32, words, tone);
  if (led_width(words) <= room(context, 32)) return {line};
  line.text = 24;
  if (led_width(words) <= room(context, 24)) return {line};
  std::vector<std::string> lines = led_lines(words, room(context, 16));
  if (lines.size() == 1) {
    line.text = 16;
    return {line};
  }
  if (lines.size() > 2) {
    for (std::size_t i = 2; i < lines.size(); ++i) lines[1] += lines[i];  // the layout ends it in ……
    lines.resize(2);
  }
  return {still(16, lines.front(), tone), still(16, lines.back(), tone)};
}

StripLine footer(const Context& context) {
  StripLine line = still(16, "监督投诉 " + context.hall.hotline, Tone::led_green);
  if (const std::string old = age_words(context); !old.empty()) {
    line.cells.push_back({old, Tone::led_red, 0, Align::end});
    return line;
  }
  if (!context.clock_trusted) return line;
  line.cells.push_back({format_month_day_zh(date_of(context.now)) + " " + format_clock(context.now), Tone::led_green, 0, Align::end});
  return line;
}

// For boards without a footer, whose message ends in it.
std::string with_age(const std::string& words, const Context& context) {
  const std::string old = age_words(context);
  return old.empty() ? words : words + "（" + old + "）";
}

bool effect_crawls(const Context& context) { return context.device.led.effect == LedEffect::crawl; }

std::string organ_prefix(const Item& item, const Context& context) {
  const auto organ = context.store->find(item.header.organ);
  const auto* about = organ ? std::get_if<Organ>(&organ->body) : nullptr;
  if (about == nullptr) return {};
  return "〔" + (about->abbr.empty() ? organ->header.title : about->abbr) + "〕";
}

// Pages of `a_page` lines each.
std::vector<StripPage> in_pages(const std::vector<std::string>& lines, int height, std::size_t a_page) {
  std::vector<StripPage> pages;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i % a_page == 0) pages.emplace_back();
    pages.back().lines.push_back(still(height, lines[i]));
  }
  if (pages.empty()) pages.emplace_back();
  return pages;
}

std::vector<StripPage> one_line(const Item& item, const Context& context) {
  const bool tagged = context.device.width_units >= narrow;
  const int width = context.device.width_units - (tagged ? scaled(context, tag_width) + tag_gap : 0);
  const std::string organ = item.kind() == Kind::notice ? organ_prefix(item, context) : "";
  const std::string words = (tagged ? "" : "〔" + led_tag(item) + "〕") + organ + led_words(item, context);
  const int fits = room(context, 48, width);
  std::vector<StripPage> pages;
  if (led_width(words) <= fits || !effect_crawls(context)) {
    pages = in_pages(led_lines(words, fits), 48, 1);
  } else {
    pages = {{"", {crawling(48, words)}}};
  }
  for (StripPage& page : pages) {
    if (tagged) page.tag = led_tag(item);
    page.lines.push_back(footer(context));
  }
  return pages;
}

std::string headline_words(const Item& item, const Context& context) {
  std::string words = "〔" + led_tag(item) + "〕" + item.header.title;
  const auto* publicity = std::get_if<Publicity>(&item.body);
  const auto current = publicity != nullptr ? current_round(*publicity, date_of(context.now)) : std::nullopt;
  if (current && publicity->total_rounds > 1) words += " " + round_name(*publicity, publicity->rounds[*current].no);
  return words;
}

std::vector<StripPage> two_lines(const Item& item, const Context& context) {
  const bool own_words = led_words(item, context) != item.header.title;
  const std::string words = with_age(led_words(item, context), context);
  if (!effect_crawls(context)) return in_pages(led_lines("〔" + led_tag(item) + "〕" + words, room(context, 32)), 32, 2);
  StripPage page;
  page.lines = headline(context, own_words ? headline_words(item, context) : "〔" + led_tag(item) + "〕" + organ_prefix(item, context), Tone::led_red);
  page.lines.push_back(led_width(words) <= room(context, 32) ? still(32, words) : crawling(32, words));
  return {page};
}

std::vector<StripPage> four_lines(const Item& item, const Context& context) {
  const std::string words = with_age(item.header.led_text.empty() ? excerpt(item) : led_words(item, context), context);
  const std::string head = "〔" + led_tag(item) + "〕" + organ_prefix(item, context);
  std::vector<std::string> title = led_lines(item.header.title, room(context, 16));
  if (!effect_crawls(context)) {
    std::vector<std::string> lines{head};
    lines.insert(lines.end(), title.begin(), title.end());
    for (std::string& line : led_lines(words, room(context, 16))) lines.push_back(std::move(line));
    return in_pages(lines, 16, 4);
  }
  title.resize(2);  // 60 字 on 512 px; a longer one goes on in the crawl's own words
  StripPage page{"", {still(16, head, Tone::led_red), still(16, title[0]), still(16, title[1])}};
  page.lines.push_back(led_width(words) <= room(context, 16) ? still(16, words, Tone::led_green) : crawling(16, words, Tone::led_green));
  return {page};
}

std::vector<StripPage> message(const Item& item, const Context& context) {
  switch (context.device.led.layout) {
    case LedLayout::one_line: return one_line(item, context);
    case LedLayout::two_lines: return two_lines(item, context);
    case LedLayout::four_lines: return four_lines(item, context);
    case LedLayout::automatic: break;
  }
  return item.kind() == Kind::publicity ? two_lines(item, context) : one_line(item, context);
}

struct TableLook {
  std::vector<int> widths;  // units
  int text = 16;
};

TableLook table_look(const Context& context, const LedTable& table, int text) {
  TableLook look{led_widths(table, room(context, text)), text};
  for (int& width : look.widths) width = width * text_size(context, text) / 2;
  return look;
}

StripLine table_line(const std::vector<std::string>& cells, const TableLook& look, Tone tone) {
  StripLine line{16, {}, StripLine::Motion::still};
  for (std::size_t i = 0; i < look.widths.size(); ++i) {
    line.cells.push_back({i < cells.size() ? cells[i] : "", tone, look.widths[i]});
  }
  line.cells.back().width = 0;
  line.text = look.text;
  return line;
}

StripLine titled(const Context& context, const std::string& title, const std::string& mark) {
  StripLine line = still(16, title, Tone::led_red);
  const int for_mark = led_width(mark) + 2;
  if (led_width(title) + for_mark > room(context, 16)) line.text = 12;  // smaller letters before cut words
  line.cells.push_back({mark, Tone::led_green, for_mark * text_size(context, 16) / 2, Align::end});
  return line;
}

// T4: the header and three rows. Rows that differ only at their ends must not look the same: smaller letters before cut
// ones.
std::vector<StripPage> table_pages(LedTable table, const Context& context, int letters) {
  constexpr std::size_t a_page = 3;
  const std::size_t count = (table.rows.size() + a_page - 1) / a_page;
  const std::vector<std::string> titles = table.columns;
  const auto mark = [&](std::size_t page) { return fmt::format("{}/{}", page, count); };
  table.columns.back() += " " + mark(count);  // the widest there is: the columns stand still from page to page
  if (table.strip_head == LedTable::Head::title) table.columns.assign(titles.size(), "");
  const TableLook look = table_look(context, table, letters);
  std::vector<StripPage> pages;
  for (std::size_t p = 0; p < count; ++p) {
    std::vector<std::string> head = titles;
    head.back() += " " + mark(p + 1);
    StripPage page{"", {table.strip_head == LedTable::Head::title ? titled(context, table.title, mark(p + 1))
                                                                 : table_line(head, look, Tone::led_red)}};
    for (std::size_t i = p * a_page; i < std::min(table.rows.size(), (p + 1) * a_page); ++i) {
      page.lines.push_back(table_line(table.rows[i], look, Tone::led_amber));
    }
    pages.push_back(std::move(page));
  }
  return pages;
}

// The cells of a row on as many lines as they need at that size: the first is what the row is about, the number of a
// row in a list stands before the name it belongs to.
std::vector<StripLine> row_lines(const LedTable& table, const std::vector<std::string>& row, int half_ems) {
  const bool named = table.strip_head == LedTable::Head::columns;
  const auto rest_begin = row.begin() + (named && !row.empty() ? 1 : 0);
  std::vector<StripLine> lines;
  for (std::string& words : led_packed({row.begin(), rest_begin}, half_ems)) lines.push_back(still(16, std::move(words)));
  for (std::string& words : led_packed({rest_begin, row.end()}, half_ems)) {
    lines.push_back(still(16, std::move(words), lines.empty() ? Tone::led_amber : Tone::led_green));
  }
  return lines;
}

// One row a page, on the three lines below the header: smaller letters before cut words.
std::vector<StripPage> row_pages(const LedTable& table, const Context& context) {
  constexpr std::size_t most = 3;
  std::vector<StripPage> pages;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    std::vector<StripLine> lines = row_lines(table, table.rows[i], room(context, 16));
    if (lines.size() > most) {
      lines = row_lines(table, table.rows[i], room(context, 12));
      for (StripLine& line : lines) line.text = 12;
    }
    for (std::size_t line = 0; line < lines.size(); ++line) {  // what is still longer goes on on a page of its own
      if (line % most == 0) pages.push_back({"", {titled(context, table.title, fmt::format("{}/{}", i + 1, table.rows.size()))}});
      pages.back().lines.push_back(std::move(lines[line]));
    }
  }
  return pages;
}

std::vector<StripPage> table_turn(const LedTable& table, const Context& context) {
  if (table.rows.empty()) return {{"", {still(32, table.title)}}};
  if (context.device.width_units < narrow) return row_pages(table, context);
  const bool list = table.strip_head == LedTable::Head::title;
  LedTable measured = table;
  if (list) measured.columns.assign(table.columns.size(), "");  // the line above says something else
  for (const int letters : {16, 12}) {
    if (led_fits(measured, led_widths(measured, room(context, letters)))) return table_pages(table, context, letters);
  }
  // Nobody is left without his name or number: a row a page.
  return list ? row_pages(table, context) : table_pages(table, context, 12);
}

// In one line, smaller where it must be; a fact is never torn.
std::vector<StripLine> fact_lines(const Context& context, const std::vector<std::string>& facts) {
  const std::string words = joined(facts, " ");
  StripLine line = still(32, words, Tone::led_green);
  if (led_width(words) <= room(context, 32)) return {line};
  line.text = 24;
  if (led_width(words) <= room(context, 24)) return {line};
  std::vector<StripLine> lines;
  for (std::string& part : led_packed(facts, room(context, 32))) lines.push_back(still(32, std::move(part), Tone::led_green));
  return lines;
}

std::vector<StripPage> guide_pages(const Item& item, const Guide& guide, const Context& context) {
  const std::string window = guide.places.empty() || guide.places.front().window.empty() ? "" : guide.places.front().window + "窗口";
  const std::string promise = day_limit_words(guide.promise_days);
  std::vector<StripLine> lines;
  for (std::string& words : led_lines(item.header.title, room(context, 32))) lines.push_back(still(32, std::move(words)));
  for (StripLine& line : fact_lines(context, {promise == "即办" ? "当场办结" : "承诺" + promise, window, guide.charged ? "收费" : "不收费"})) {
    lines.push_back(std::move(line));
  }
  std::vector<StripPage> pages;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i % 2 == 0) pages.emplace_back();
    pages.back().lines.push_back(std::move(lines[i]));
  }
  return pages;
}

std::string step_words(const FlowGraph& flow) {
  std::string words;
  for (const FlowNode& node : flow.nodes) words += (words.empty() ? "办理流程：" : "→") + node.label;
  return words;
}

std::vector<StripPage> flow_pages(const Item& item, const FlowGraph& flow, const Context& context) {
  if (!effect_crawls(context)) return in_pages(led_lines(step_words(flow), room(context, 32)), 32, 2);
  StripPage page{"", headline(context, item.header.title, Tone::led_red)};
  page.lines.push_back(crawling(32, step_words(flow)));
  return {page};
}

// One figure a page, as large as the strip is high.
std::vector<StripPage> figure_pages(const Item& item, const Stats& stats, const Context& context) {
  std::vector<StripPage> pages;
  const auto figures = led_figures(stats);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const auto& [label, value] = figures[i];
    const bool wide = led_width(label + " " + value) <= room(context, 48);
    StripPage page{"", {titled(context, item.header.title, fmt::format("{}/{}", i + 1, figures.size()))}};
    if (wide) {
      StripLine line = still(48, label);
      line.cells.push_back({value, Tone::led_green, 0, Align::end});
      page.lines.push_back(std::move(line));
    } else {
      page.lines.push_back(still(16, label));
      page.lines.push_back(still(32, value, Tone::led_green));
    }
    pages.push_back(std::move(page));
  }
  return pages;
}

std::vector<StripPage> pledge_pages(const Pledge& pledge, const Context& context) {
  std::vector<std::string> lines;
  for (const std::string& one : pledge.pledges) {
    for (std::string& line : led_balanced("〔承诺〕" + one, room(context, 32))) lines.push_back(std::move(line));
    if (lines.size() % 2 == 1) lines.emplace_back();
  }
  return in_pages(lines, 32, 2);
}

}  // namespace

int scaled(const Context& context, int height) { return height * context.device.height_units / strip_height; }

// Bitmap fonts are drawn for 12 and 16 px and doubled up to 32; between these no size looks like letters in 1 bit.
int text_size(const Context& context, int height) {
  const int size = scaled(context, height);
  for (const int drawn : {32, 24, 16, 12}) {
    if (size >= drawn) return size > 32 ? size : drawn;
  }
  return size;
}

std::vector<StripPage> strip_pages(const Item& stored, const Context& context, int variant) {
  const Item item = with_repaired_words(stored);
  if (const auto* guide = std::get_if<Guide>(&item.body)) {
    return variant == 1 ? flow_pages(item, *guide->flow, context) : guide_pages(item, *guide, context);
  }
  if (const auto* stats = std::get_if<Stats>(&item.body)) return figure_pages(item, *stats, context);
  if (const auto* pledge = std::get_if<Pledge>(&item.body)) return pledge_pages(*pledge, context);
  const bool table_now = item.kind() != Kind::publicity || variant == 1;
  const auto table = table_now ? led_table(item, context) : std::nullopt;
  return table ? table_turn(*table, context) : message(item, context);
}

}  // namespace gongkai::screens

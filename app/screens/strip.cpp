// The LED strip: black ground, few colours, whole pixels, one design unit a pixel of the video output. First what each
// kind says in lines of 16, 32 or 48 px (layouts T1, T2, T4 of domain section 5), then the blocks.
#include <fmt/format.h>

#include <algorithm>

#include "app/screens/chrome.h"
#include "app/screens/excerpt.h"
#include "app/screens/led_pages.h"
#include "app/screens/led_text.h"
#include "app/screens/pages.h"
#include "app/screens/punctuation.h"
#include "content/model/item_rules.h"
#include "render/layout/stride.h"

namespace gongkai::screens {

namespace {

using namespace gongkai::model;

constexpr int strip_height = 64, tag_width = 72, tag_gap = 8;
constexpr int narrow = 400;                       // below it a tag would take too much of the line

int scaled(const Context& context, int height) { return height * context.device.height_units / strip_height; }

// Bitmap fonts are drawn for 12 and 16 px and doubled up to 32; between these no size looks like letters in 1 bit.
int text_size(const Context& context, int height) {
  const int size = scaled(context, height);
  for (const int drawn : {32, 24, 16, 12}) {
    if (size >= drawn) return size > 32 ? size : drawn;
  }
  return size;
}

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
  if (!context.clock_trusted) return line;
  line.cells.push_back({format_month_day_zh(date_of(context.now)) + " " + format_clock(context.now), Tone::led_green, 0, Align::end});
  return line;
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
  const std::string words = led_words(item, context);
  if (!effect_crawls(context)) return in_pages(led_lines("〔" + led_tag(item) + "〕" + words, room(context, 32)), 32, 2);
  const bool own_words = words != item.header.title;
  StripPage page;
  page.lines = headline(context, own_words ? headline_words(item, context) : "〔" + led_tag(item) + "〕" + organ_prefix(item, context), Tone::led_red);
  page.lines.push_back(led_width(words) <= room(context, 32) ? still(32, words) : crawling(32, words));
  return {page};
}

std::vector<StripPage> four_lines(const Item& item, const Context& context) {
  const std::string words = item.header.led_text.empty() ? excerpt(item) : led_words(item, context);
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

// T4: the header and three rows.
std::vector<StripPage> table_pages(LedTable table, const Context& context) {
  constexpr std::size_t a_page = 3;
  const std::size_t count = (table.rows.size() + a_page - 1) / a_page;
  const std::vector<std::string> titles = table.columns;
  const auto mark = [&](std::size_t page) { return fmt::format("{}/{}", page, count); };
  table.columns.back() += " " + mark(count);  // the widest there is: the columns stand still from page to page
  if (table.strip_head == LedTable::Head::title) table.columns.assign(titles.size(), "");
  // Rows that differ only at their ends must not look the same: smaller letters before cut ones.
  const bool fits = led_fits(table, led_widths(table, room(context, 16)));
  const TableLook look = table_look(context, table, fits ? 16 : 12);
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

// A narrow strip shows one row a page, on the three lines below the header.
std::vector<StripPage> row_pages(const LedTable& table, const Context& context) {
  std::vector<StripPage> pages;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto& row = table.rows[i];
    std::vector<std::string> lines = led_lines(row.front(), room(context, 16));
    if (lines.size() > 2) lines.resize(2);
    std::string rest;
    for (std::size_t c = 1; c < row.size(); ++c) rest += (rest.empty() || row[c].empty() ? "" : " ") + row[c];
    StripPage page{"", {titled(context, table.title, fmt::format("{}/{}", i + 1, table.rows.size()))}};
    for (const std::string& line : lines) page.lines.push_back(still(16, line));
    page.lines.push_back(still(16, rest, Tone::led_green));
    pages.push_back(std::move(page));
  }
  return pages;
}

std::vector<StripPage> table_turn(const LedTable& table, const Context& context) {
  if (table.rows.empty()) return {{"", {still(32, table.title)}}};
  return context.device.width_units < narrow ? row_pages(table, context) : table_pages(table, context);
}

std::vector<StripPage> guide_pages(const Item& item, const Guide& guide, const Context& context) {
  const std::string window = guide.places.empty() || guide.places.front().window.empty() ? "" : guide.places.front().window + "窗口";
  const std::string promise = day_limit_words(guide.promise_days);
  const std::string facts =
      joined({promise == "即办" ? "当场办结" : "承诺" + promise, window, guide.charged ? "收费" : "不收费"}, " ");
  std::vector<std::string> lines = led_lines(item.header.title, room(context, 32));
  const std::size_t of_title = lines.size();
  for (std::string& line : led_lines(facts, room(context, 32))) lines.push_back(std::move(line));
  std::vector<StripPage> pages = in_pages(lines, 32, 2);
  for (std::size_t i = of_title; i < lines.size(); ++i) pages[i / 2].lines[i % 2].cells.front().tone = Tone::led_green;
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
    for (std::string& line : led_lines("〔承诺〕" + one, room(context, 32))) lines.push_back(std::move(line));
    if (lines.size() % 2 == 1) lines.emplace_back();
  }
  return in_pages(lines, 32, 2);
}

std::vector<StripPage> pages_of(const Item& stored, const Context& context, int variant) {
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

// ---- blocks

Block crawl_block(const Context& context, const StripLine& line, int size) {
  layout::TickerContent content;
  content.id = 1;
  content.spans = {{line.cells.front().words, size > 32 ? FontRole::sans : FontRole::led, size, line.cells.front().tone, false}};
  content.pixels_per_frame = context.device.crawl_pixels_per_frame;
  content.pace = layout::Pace::readable;
  Block block;
  block.content = std::move(content);
  block.height = size;
  block.fill = Tone::led_background;
  return block;
}

// Larger text than the bitmap fonts have comes from outlines, still in 1 bit.
Block still_block(const Context& context, const StripLine& line, int height) {
  const int size = text_size(context, line.text == 0 ? line.height : line.text);
  const FontRole role = size > 32 ? FontRole::sans : FontRole::led;
  Blocks cells;
  for (const StripCell& cell : line.cells) {
    Block block = text(cell.words, {.size = size, .tone = cell.tone, .role = role, .align = cell.align, .max_lines = 1, .line_height = 100});
    block.width = cell.width;
    const bool takes_the_rest = cell.width == 0 && cell.align == Align::start;
    cells.push_back(takes_the_rest ? grown(std::move(block)) : std::move(block));
  }
  Block block = row(std::move(cells), line.height == 16 ? size : 0);
  block.height = height;
  return block;
}

Block tag_block(const Context& context, const std::string& words) {
  Block block = text(words, {.size = scaled(context, 28), .tone = Tone::led_red, .role = FontRole::sans_bold, .align = Align::center, .line_height = 100});
  block = column({spacer(), std::move(block), spacer()});
  block.width = scaled(context, tag_width);
  block.height = context.device.height_units;
  return filled(std::move(block), Tone::led_tag);
}

Block strip_waiting(const Context& context) {
  const Look large{.size = scaled(context, 32), .tone = Tone::led_amber, .role = FontRole::led, .align = Align::center, .max_lines = 1, .line_height = 100};
  Look small = large;
  small.size = scaled(context, 16);
  small.tone = Tone::led_green;
  return filled(column({spacer(), text(context.hall.name, large), text("欢迎光临　咨询投诉 " + context.hall.hotline, small), spacer()}),
                Tone::led_background);
}

}  // namespace

int strip_variants(const Item& item, const Context& context) {
  if (const auto* guide = std::get_if<Guide>(&item.body)) return guide->flow ? 2 : 1;
  if (item.kind() != Kind::publicity) return 1;
  const auto table = led_table(item, context);
  return table && table->rows.size() <= longest_strip_list ? 2 : 1;
}

StripTurn strip_turn(const Item& item, const Context& context, int variant) {
  StripTurn turn;
  turn.pages = pages_of(item, context, variant);
  turn.a_turn = pages_a_turn(turn.pages.size(), context.device.led);
  return turn;
}

std::optional<std::chrono::milliseconds> strip_pass(const Item& item, const Context& context, int turn) {
  const StripTurn told = strip_turn(item, context, turn % strip_variants(item, context));
  const StripPage& page = told.pages.front();
  for (const StripLine& line : page.lines) {
    if (line.motion != StripLine::Motion::crawl) continue;
    const int size = scaled(context, line.height);
    const int width = context.device.width_units - (page.tag.empty() ? 0 : scaled(context, tag_width) + tag_gap);
    const layout::Stride stride = layout::readable_stride(context.device.crawl_pixels_per_frame, size, width);
    const std::int64_t way = width + led_width(line.cells.front().words) * size / 2;
    return std::chrono::milliseconds(way * stride.every * 1000 / (60 * stride.step));
  }
  return std::nullopt;
}

Block strip_board(const Building& building) {
  const Context& context = building.context;
  const auto item = context.loop.shown ? context.store->find(*context.loop.shown) : std::nullopt;
  if (!item) return strip_waiting(context);
  const int variants = strip_variants(*item, context);
  const StripTurn turn = strip_turn(*item, context, context.loop.turn % variants);
  const StripPage& page = turn.pages[page_on(context.loop, context.loop.turn / variants, turn.pages.size(), turn.a_turn).page];
  Blocks lines;
  for (const StripLine& line : page.lines) {
    const int size = scaled(context, line.height);
    lines.push_back(line.motion == StripLine::Motion::crawl ? crawl_block(context, line, size) : still_block(context, line, size));
  }
  Block board = column(std::move(lines));
  if (!page.tag.empty()) board = row({tag_block(context, page.tag), grown(std::move(board))}, tag_gap, Place::stretch);
  return filled(std::move(board), Tone::led_background);
}

}  // namespace gongkai::screens

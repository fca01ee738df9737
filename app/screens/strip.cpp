// The LED strip: black ground, few colours, whole pixels, one design unit a pixel of the video output.
#include <algorithm>

#include "app/screens/led_text.h"
#include "app/screens/pages.h"
#include "app/screens/strip_pages.h"
#include "content/model/playlist.h"
#include "render/layout/stride.h"

namespace gongkai::screens {

namespace {

using namespace gongkai::model;

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

std::int64_t tenths_of(const StripPage& page) {
  std::int64_t tenths = 0;
  for (const StripLine& line : page.lines) {
    for (const StripCell& cell : line.cells) tenths += model::reading_tenths(cell.words);
  }
  return tenths;
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
  turn.pages = strip_pages(item, context, variant);
  std::int64_t fullest = 0;
  for (const StripPage& page : turn.pages) fullest = std::max(fullest, tenths_of(page));
  turn.pace = pace_of(turn.pages.size(), fullest, item.kind(), context.device.led);
  return turn;
}

std::chrono::milliseconds strip_length(const Item& item, const Context& context, int turn) {
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
  return told.pace.page * told.pace.a_turn;
}

Block strip_board(const Building& building) {
  const Context& context = building.context;
  const auto item = context.loop.shown ? context.store->find(*context.loop.shown) : std::nullopt;
  if (!item) return strip_waiting(context);
  const int variants = strip_variants(*item, context);
  const StripTurn turn = strip_turn(*item, context, context.loop.turn % variants);
  const StripPage& page = turn.pages[page_on(context.loop, context.loop.turn / variants, turn.pages.size(), turn.pace.a_turn).page];
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

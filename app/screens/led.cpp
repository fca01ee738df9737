// LED strip and LED wall: black ground, few colours, whole pixels. One design unit is one pixel of the video output.
#include <fmt/format.h>

#include <algorithm>

#include "app/screens/chrome.h"
#include "app/screens/excerpt.h"
#include "app/screens/pages.h"
#include "content/model/item_rules.h"

namespace gongkai::screens {

namespace {

using namespace gongkai::model;

Look led_look(int size, Tone tone, FontRole role = FontRole::led) {
  return {.size = size, .tone = tone, .role = role, .max_lines = 1, .line_height = 100};
}

Block ticker(const Context& context, std::vector<TextSpan> spans) {
  Block line;
  layout::TickerContent content;
  content.id = 1;
  content.spans = std::move(spans);
  content.pixels_per_frame = context.device.crawl_pixels_per_frame;
  line.content = std::move(content);
  line.grow = 1;
  line.fill = Tone::led_background;
  return line;
}

std::string led_words(const Item& item, const Context& context) {
  if (item.kind() == Kind::emergency) return alert_line(item);
  if (item.header.led_text.empty()) return item.header.title;
  return filled_led_text(item, context.store->calendar(), date_of(context.now));
}

// The word before a crawl: 公示, 公告, 指南, 收费.
std::string short_tag(const Item& item) {
  switch (item.kind()) {
    case Kind::publicity: return "公示";
    case Kind::guide: return "指南";
    case Kind::fee: return "收费";
    case Kind::stats: return "统计";
    case Kind::slogan: return "提示";
    case Kind::emergency: return "紧急";
    default: return "通知";
  }
}

Block strip_tag(const std::string& words, int height) {
  Block block = text(words, {.size = 28, .tone = Tone::led_red, .role = FontRole::sans_bold, .align = Align::center, .line_height = 100});
  block = column({spacer(), std::move(block), spacer()});
  block.width = 72;
  block.height = height;
  return filled(std::move(block), Tone::led_tag);
}

// T4: the header and three rows of 16 px; which page follows from how far the slot has run.
Block fee_rows(const Context& context, const Item& item, const Fee& fee) {
  constexpr std::size_t rows_a_page = 3;
  const std::size_t pages = std::max<std::size_t>(1, (fee.rows.size() + rows_a_page - 1) / rows_a_page);
  const std::size_t page = std::min(pages - 1, static_cast<std::size_t>(context.loop.progress_permille) * pages / 1000);
  const int name_width = context.device.width_units * 52 / 100, unit_width = context.device.width_units * 18 / 100;
  const auto line = [&](const std::string& a, const std::string& b, const std::string& c, Tone tone) {
    Block first = text(a, led_look(16, tone)), second = text(b, led_look(16, tone));
    first.width = name_width;
    second.width = unit_width;
    return row({std::move(first), std::move(second), grown(text(c, led_look(16, tone)))}, 4);
  };
  Blocks lines{line(item.header.title, "单位", fmt::format("标准　{}/{}", page + 1, pages), Tone::led_red)};
  for (std::size_t i = page * rows_a_page; i < std::min(fee.rows.size(), (page + 1) * rows_a_page); ++i) {
    lines.push_back(line(fee.rows[i].name, fee.rows[i].unit, fee.rows[i].standard, Tone::led_amber));
  }
  return filled(column(std::move(lines)), Tone::led_background);
}

// T2: a guide stands still in two lines, its name and its promise; a long name crawls.
Block guide_lines(const Context& context, const Item& item, const Guide& guide) {
  const int width = context.device.width_units;
  const std::string window = guide.places.empty() || guide.places.front().window.empty() ? "" : guide.places.front().window + "窗口";
  const std::string promise = day_limit_words(guide.promise_days);
  const std::string second = joined({promise == "即办" ? "当场办结" : "承诺" + promise, window, guide.charged ? "收费" : "不收费"}, " ");
  const bool fits = static_cast<int>(grapheme_count(item.header.title)) * 32 <= width;
  Block first = fits ? text(item.header.title, led_look(32, Tone::led_amber))
                     : ticker(context, {{item.header.title, FontRole::led, 32, Tone::led_amber, false}});
  if (!fits) {
    first.grow = 0;
    first.height = 32;
  }
  return filled(column({std::move(first), text(second, led_look(32, Tone::led_green))}), Tone::led_background);
}

Block clock_line(const Context& context) {
  if (!context.clock_trusted) return text(today_words(context), led_look(60, Tone::led_green, FontRole::sans));
  return row({text(format_clock(context.now), led_look(60, Tone::led_green, FontRole::sans)),
              text(format_month_day_zh(date_of(context.now)) + " " + format_weekday_zh(date_of(context.now)),
                   led_look(60, Tone::led_green, FontRole::sans))},
             48);
}

Block wall_crawl(const Context& context) {
  std::vector<TextSpan> spans;
  for (const auto& id : context.loop.crawl) {
    const auto item = context.store->find(id);
    if (!item) continue;
    if (!spans.empty()) spans.push_back({"　◆　", FontRole::sans, 52, Tone::led_amber, false});
    spans.push_back({short_tag(*item) + "：" + led_words(*item, context), FontRole::sans, 52, Tone::led_amber, false});
  }
  if (spans.empty()) {
    spans.push_back({"欢迎光临" + context.hall.name + "，咨询投诉请拨 " + context.hall.hotline, FontRole::sans, 52, Tone::led_amber, false});
  }
  Block line = ticker(context, std::move(spans));
  line.fill = Tone::led_band;
  line.grow = 0;
  line.height = 96;
  return line;
}

Block strip_waiting(const Context& context) {
  return filled(column({spacer(), text(context.hall.name, {.size = 32, .tone = Tone::led_amber, .role = FontRole::led,
                                                           .align = Align::center, .max_lines = 1, .line_height = 100}),
                        text("欢迎光临　咨询投诉 " + context.hall.hotline, {.size = 16, .tone = Tone::led_green, .role = FontRole::led,
                                                                           .align = Align::center, .max_lines = 1, .line_height = 120}),
                        spacer()}),
                Tone::led_background);
}

}  // namespace

Block strip_board(const Building& building) {
  const Context& context = building.context;
  const auto item = context.loop.shown ? context.store->find(*context.loop.shown) : std::nullopt;
  if (!item) return strip_waiting(context);
  if (const auto* fee = std::get_if<Fee>(&item->body)) return fee_rows(context, *item, *fee);
  if (const auto* guide = std::get_if<Guide>(&item->body)) return guide_lines(context, *item, *guide);
  const int height = context.device.height_units;
  // Bitmap fonts are drawn for 12 and 16 px and doubled up to 32; larger text comes from outlines, still in 1 bit.
  const int size = height >= 64 ? 48 : 32;
  const FontRole role = size > 32 ? FontRole::sans : FontRole::led;
  Block line = ticker(context, {{led_words(*item, context), role, size, Tone::led_amber, false}});
  return filled(row({strip_tag(short_tag(*item), height), std::move(line)}, 8, Place::stretch), Tone::led_background);
}

Block wall_board(const Building& building) {
  const Context& context = building.context;
  Blocks banner = alert_banner(building);
  Blocks lines;  // the banner takes the place of the hall's name
  if (banner.empty()) {
    lines.push_back(row({grown(text(context.hall.name, led_look(60, Tone::led_red, FontRole::sans_bold))), clock_line(context)}, 24));
  }
  const auto item = context.loop.shown ? context.store->find(*context.loop.shown) : std::nullopt;
  if (item) {
    Look title = led_look(58, Tone::led_amber, FontRole::sans);
    title.line_height = 130;
    Look words{.size = 48, .tone = Tone::led_white, .role = FontRole::sans, .max_lines = 2, .line_height = 150};
    lines.push_back(text(item->header.title, title));
    lines.push_back(text(item->header.led_text.empty() ? excerpt(*item) : led_words(*item, context), words));
  } else {
    lines.push_back(text("欢迎光临，办事指南、收费标准和公示公告可在触摸屏上查询。", {.size = 52, .tone = Tone::led_amber, .role = FontRole::sans}));
  }
  Block top = column(std::move(lines), 16);
  top.padding = layout::edges(32, 20);
  banner.push_back(grown(std::move(top)));
  banner.push_back(wall_crawl(context));
  return filled(column(std::move(banner)), Tone::led_background);
}

}  // namespace gongkai::screens

#include "app/screens/chrome.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/screens/pages.h"
#include "app/screens/punctuation.h"
#include "app/screens/reading.h"
#include "content/model/item_rules.h"

namespace gongkai::screens {

namespace {

Block nav_button(const char* glyph, const std::string& words, bool on, Action action) {
  const Tone tone = Tone::indigo;
  Block block = column({text(glyph, {.size = 44, .tone = on ? Tone::on_accent : tone, .role = FontRole::icon,
                                     .align = Align::center, .line_height = 110}),
                        text(words, {.size = 28, .tone = on ? Tone::on_accent : Tone::ink,
                                     .role = on ? FontRole::sans_bold : FontRole::sans, .align = Align::center,
                                     .line_height = 130})},
                       2);
  block.padding = layout::edges(4, 14);
  if (on) block = filled(std::move(block), Tone::indigo, 12);
  return grown(tapped(std::move(block), action, words));
}

// The mode buttons say their state in words, not by colour alone.
Block nav_bar(const Building& building) {
  const ScreenState& state = building.state;
  Intents& intents = building.intents;
  Block bar = row(
      {nav_button(icons::home, "首页", false, intents.add(GoHome{})),
       nav_button(icons::back, "返回", false, intents.add(GoBack{})),
       nav_button(icons::large_text, state.large_text ? "大字开" : "大字", state.large_text,
                  intents.add(Toggle{Mode::large_text})),
       nav_button(icons::contrast, state.high_contrast ? "对比开" : "高对比", state.high_contrast,
                  intents.add(Toggle{Mode::high_contrast})),
       nav_button(icons::speaker, state.sentence ? "停止" : "朗读", state.sentence.has_value(), intents.add(ReadAloud{})),
       nav_button(icons::wheelchair, state.low_reach ? "低位开" : "低位", state.low_reach,
                  intents.add(Toggle{Mode::low_reach}))},
      16, Place::stretch);
  bar.padding = layout::edges(16, 8);
  bar.min_height = 132;
  return filled(std::move(bar), Tone::surface);
}

Block status_line(const Building& building) {
  const Context& context = building.context;
  std::string help = "监督投诉 " + context.hall.hotline;
  if (context.hall.demo) help = "演示数据　" + help;
  Block left = row({freshness_badge(context, 0), spacer()});
  Block right = text(help, {.size = 28, .tone = Tone::ink_second, .line_height = 130});
  // Two lines where they would be cut side by side.
  const bool long_words = building.state.large_text || context.freshness == Freshness::very_stale;
  Block line = long_words && !context.device.landscape() ? column({std::move(left), std::move(right)})
                                         : row({grown(std::move(left)), std::move(right)}, 24);
  line.padding = layout::edges(40, 9);
  return filled(std::move(line), Tone::surface_soft);
}

// Whether what is only read stands above the reach.
bool is_lifted(const Building& building) {
  return building.state.low_reach && building.context.device.reach_units < building.context.device.height_units;
}

}  // namespace

std::string day_words(model::Instant instant) { return model::format_date(model::date_of(instant)); }

std::string weekday_words(model::Instant now) {
  const model::Date today = model::date_of(now);
  return model::format_month_day_zh(today) + "　" + model::format_weekday_zh(today);
}

std::string clock_words(const Context& context) {
  return context.clock_trusted ? model::format_clock(context.now) : std::string();
}

std::string today_words(const Context& context) {
  return context.clock_trusted ? weekday_words(context.now) : std::string("时间待校准");
}

std::string freshness_words(const Context& context) {
  if (context.store == nullptr) return "正在准备内容";
  const model::Instant at = context.store->info().catalogue_at;
  const std::string when =
      fmt::format("更新于 {} {}", model::format_month_day_zh(model::date_of(at)), model::format_clock(at));
  switch (context.freshness) {
    case Freshness::fresh: return when;
    case Freshness::offline: return "离线 · " + when;
    case Freshness::stale: return "离线超过一天 · " + when;
    case Freshness::very_stale: return "内容可能已变更，请以窗口为准 · " + when;
  }
  return when;
}

Block freshness_badge(const Context& context, int max_lines) {
  const bool stale = context.freshness == Freshness::stale || context.freshness == Freshness::very_stale;
  const bool plain = context.freshness == Freshness::fresh;
  Block words = text(freshness_words(context), {.size = 28, .tone = stale ? Tone::on_accent : plain ? Tone::ink_second : Tone::ink,
                                                .role = plain ? FontRole::sans : FontRole::sans_bold,
                                                .max_lines = max_lines, .line_height = 130});
  if (!stale) return words;
  words.padding = layout::edges(16, 2);
  return filled(std::move(words), context.freshness == Freshness::stale ? Tone::amber : Tone::vermilion, 8);
}

Tone tone_of(model::Kind kind) {
  switch (kind) {
    case model::Kind::notice:
    case model::Kind::publicity:
    case model::Kind::emergency: return Tone::vermilion;
    case model::Kind::fee: return Tone::amber;
    case model::Kind::entry:
    case model::Kind::pledge:
    case model::Kind::stats:
    case model::Kind::report:
    case model::Kind::power: return Tone::jade;
    default: return Tone::indigo;
  }
}

Block breadcrumb_bar(const Building& building, std::vector<std::string> crumbs, Tone tone) {
  constexpr int size = 32, clock_size = 38, apart = 24;
  const double scale = building.state.large_text ? 1.5 : 1.0;
  const int clock_width = half_ems(clock_words(building.context)) * clock_size / 2;
  const int room = building.context.device.width_units - 2 * page_margin - apart - static_cast<int>(clock_width * scale);
  constexpr int between = 4;  // half em of " › "
  int width = -between;
  for (const std::string& crumb : crumbs) width += half_ems(crumb) + between;
  // A title too long for the bar stands in the head below: half of it here would say nothing.
  if (width * scale * size / 2 > room) crumbs.back() = "详情";
  // The paler tone keeps 7:1 on indigo alone.
  const Tone pale = tone == Tone::indigo ? Tone::on_accent_second : Tone::on_accent;
  std::vector<TextSpan> spans;
  for (std::size_t i = 0; i < crumbs.size(); ++i) {
    const bool last = i + 1 == crumbs.size();
    if (i > 0) spans.push_back({" › ", FontRole::sans, size, pale, false});
    spans.push_back({crumbs[i], last ? FontRole::sans_bold : FontRole::sans, size, last ? Tone::on_accent : pale, false});
  }
  Block bar = row({grown(rich_text(std::move(spans), {.max_lines = 1, .line_height = 140})),
                   text(clock_words(building.context), {.size = clock_size, .tone = Tone::on_accent})},
                  apart);
  bar.padding = layout::edges(page_margin, 20);
  bar.min_height = 104;
  return filled(std::move(bar), tone);
}

Block home_bar(const Building& building) {
  const Context& context = building.context;
  Block names = column({text(context.hall.name, {.size = 46, .tone = Tone::on_accent, .role = FontRole::sans_bold,
                                                 .max_lines = 2, .line_height = 130}),
                        text(joined({"政务公开查询终端", context.hall.place}, " · "),
                             {.size = 28, .tone = Tone::on_accent_second, .max_lines = 2, .line_height = 130})});
  // In large text the whole words would leave the name no room.
  const bool brief = building.state.large_text && !context.device.landscape() && context.clock_trusted;
  const model::Date today = model::date_of(context.now);
  const std::string weekday = model::format_weekday_zh(today);
  const std::string day = brief ? model::format_month_day_zh(today) + " 周" + weekday.substr(std::string("星期").size()) : today_words(context);
  Block time = column({text(clock_words(context), {.size = 58, .tone = Tone::on_accent,
                                                               .role = FontRole::sans_bold, .align = Align::end,
                                                               .line_height = 115}),
                       text(day, {.size = 28, .tone = Tone::on_accent_second,
                                                         .align = Align::end, .line_height = 130})});
  Block bar = row({grown(std::move(names)), std::move(time)}, 24);
  bar.padding = layout::edges(48, 14);
  bar.min_height = 136;
  return filled(std::move(bar), Tone::indigo);
}

Blocks page_buttons(const Building& building, std::uint32_t layer) {
  return {button("上一页", false, building.intents.add(TurnPage{layer, -1})), button("下一页", true, building.intents.add(TurnPage{layer, 1}))};
}

Block crawl_bar(const Context& context, const CrawlSizes& sizes) {
  std::vector<TextSpan> spans;
  // Ink: vermilion on its own pale ground would not keep 7:1.
  const auto add = [&](std::string words) { spans.push_back({std::move(words), FontRole::sans, sizes.text, Tone::ink, false}); };
  for (const auto& id : context.loop.crawl) {
    const auto item = context.store->find(id);
    if (!item) continue;
    if (!spans.empty()) add("　◆　");
    add(marks_repaired(item->header, item->header.led_text.empty()
                                         ? item->header.title
                                         : model::filled_led_text(*item, context.store->calendar(), model::date_of(context.now))));
  }
  if (spans.empty()) add(fmt::format("{}欢迎您。咨询投诉请拨 {}。", context.hall.name, context.hall.hotline));
  Block label = filled(padded(text("通知", {.size = sizes.label, .tone = Tone::on_accent, .role = FontRole::sans_bold,
                                            .align = Align::center}),
                              layout::edges(28, sizes.label_padding)),
                       Tone::vermilion);
  Block line;
  layout::TickerContent ticker;
  ticker.id = 1;
  ticker.spans = std::move(spans);
  ticker.pixels_per_frame = context.device.crawl_pixels_per_frame;
  line.content = std::move(ticker);
  line.grow = 1;
  line.fill = Tone::vermilion_soft;
  Block bar = row({std::move(label), std::move(line)}, 0, Place::stretch);
  bar.min_height = sizes.height;
  return filled(std::move(bar), Tone::vermilion_soft);
}

int room_above_reach(const Building& building) {
  constexpr int bar_and_status = 240;
  const Device& device = building.context.device;
  return is_lifted(building) ? std::max(0, device.height_units - device.reach_units - bar_and_status) : 0;
}

Block touch_page(const Building& building, PageParts parts) {
  if (building.state.sentence) {
    Blocks read = std::move(parts.heading);
    read.push_back(std::move(parts.content));
    building.sentences = read_out(read, *building.state.sentence);
    parts.content = std::move(read.back());
    read.pop_back();
    parts.heading = std::move(read);
    parts.below = {reading_bar(building)};  // who listens does not type: there is room for both on no small screen
  }
  Blocks children;
  const Device& device = building.context.device;
  const bool lifted = is_lifted(building);
  if (lifted) {
    children = {spacer(), status_line(building)};
  }
  children.push_back(std::move(parts.bar));
  for (Block& block : parts.heading) children.push_back(std::move(block));
  if (lifted) {
    Block out_of_reach = column(std::move(children));
    out_of_reach.height = device.height_units - device.reach_units;
    children = {std::move(out_of_reach)};
  }
  for (Block& banner : alert_banner(building)) children.push_back(std::move(banner));
  children.push_back(grown(std::move(parts.content)));
  for (Block& block : parts.below) children.push_back(std::move(block));
  if (!building.state.notice.empty()) {
    Block said = text(building.state.notice, {.size = 30, .tone = Tone::on_accent, .align = Align::center});
    said.padding = layout::edges(40, 16);
    children.push_back(filled(std::move(said), Tone::indigo));
  }
  if (!lifted) children.push_back(status_line(building));
  children.push_back(rule());
  children.push_back(nav_bar(building));
  return filled(column(std::move(children)), Tone::paper);
}

}  // namespace gongkai::screens

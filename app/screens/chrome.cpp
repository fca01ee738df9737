#include "app/screens/chrome.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/screens/pages.h"
#include "app/screens/punctuation.h"
#include "app/screens/reading.h"
#include "content/model/item_rules.h"

namespace gongkai::screens {

namespace {

struct NavButton {
  const char* glyph;
  std::string words;
  Intent intent;
  bool on = false;
};

int longest_word(const std::string& words) {
  const std::size_t blank = words.find(' ');
  const std::size_t second = blank == std::string::npos ? words.size() : blank + 1;
  return std::max(half_ems(words.substr(0, blank)), half_ems(words.substr(second)));
}

// In large text, half as large again, the words grow like all others, as far as they fit. Chinese stays in one line,
// each in its seventh of the width; English takes two lines, and a button takes the room of its longest word from the
// others. A short word may be all of wide letters, in a long one they are fewer.
int large_latin_width(const std::string& words, int size) { return (58 * longest_word(words) + 205) * size / 100; }

int nav_size(const Building& building, const std::vector<NavButton>& buttons, const std::string& words) {
  constexpr int usual = 28, seventh = 124;
  if (!building.state.large_text) return usual;
  if (building.state.language == Language::chinese) return std::min(usual, seventh * 4 / 3 / std::max(1, longest_word(words)));
  const Device& device = building.context.device;
  const int around = 2 * 16 + 6 * std::max(12, device.distance_units) + 7 * 4;
  int width = 0;
  for (const NavButton& button : buttons) width += large_latin_width(button.words, usual);
  return std::min(usual, usual * (device.width_units - around) / std::max(1, width));
}

Block nav_button(const Building& building, const NavButton& button, int size) {
  const bool on = button.on, english = building.state.language == Language::english;
  Block block = column({text(button.glyph, {.size = 44, .tone = on ? Tone::on_accent : Tone::indigo, .role = FontRole::icon,
                                            .align = Align::center, .line_height = 110}),
                        text(button.words, {.size = size, .tone = on ? Tone::on_accent : Tone::ink,
                                            .role = on ? FontRole::sans_bold : FontRole::sans, .align = Align::center,
                                            .min_lines = english ? 2 : 1, .line_height = english ? 110 : 130})},
                       2);
  block.padding = layout::edges(2, english ? 6 : 14);
  if (english && building.state.large_text) block.min_width = large_latin_width(button.words, size) + 4;
  if (on) block = filled(std::move(block), Tone::indigo, 12);
  return grown(tapped(std::move(block), building.intents.add(button.intent), button.words));
}

// The mode buttons say their state in words, not by colour alone.
Block nav_bar(const Building& building) {
  const ScreenState& state = building.state;
  const auto mode = [&](bool on, const Phrase& said_on, const Phrase& said_off) { return say(building, on ? said_on : said_off); };
  const std::vector<NavButton> all{
      NavButton{icons::home, say(building, phrases::home), GoHome{}},
      NavButton{icons::back, say(building, phrases::back), GoBack{}},
      NavButton{icons::large_text, mode(state.large_text, phrases::large_text_on, phrases::large_text),
                Toggle{Mode::large_text}, state.large_text},
      NavButton{icons::contrast, mode(state.high_contrast, phrases::high_contrast_on, phrases::high_contrast),
                Toggle{Mode::high_contrast}, state.high_contrast},
      NavButton{icons::speaker, mode(state.sentence.has_value(), phrases::stop_reading, phrases::read_aloud), ReadAloud{},
                state.sentence.has_value()},
      NavButton{icons::wheelchair, mode(state.low_reach, phrases::low_reach_on, phrases::low_reach),
                Toggle{Mode::low_reach}, state.low_reach},
      // Each language is offered in its own words.
      NavButton{icons::translate, state.language == Language::english ? "中文" : "English", SwitchLanguage{}},
  };
  Blocks buttons;
  for (const NavButton& one : all) buttons.push_back(nav_button(building, one, nav_size(building, all, one.words)));
  Block bar = row(std::move(buttons), 12, Place::stretch);
  bar.padding = layout::edges(16, 8);
  bar.min_height = 132;
  return filled(std::move(bar), Tone::surface);
}

Block status_line(const Building& building) {
  const Context& context = building.context;
  std::string help = say(building, phrases::complaints_line, context.hall.hotline);
  if (context.hall.demo) help = say(building, phrases::demo_data) + "　" + help;
  Block left = row({freshness_badge(context, 0, building.state.language), spacer()});
  Block right = text(help, {.size = 28, .tone = Tone::ink_second, .line_height = 130});
  // Two lines where they would be cut side by side.
  const bool long_words = building.state.large_text || context.freshness == Freshness::very_stale;
  Block line = long_words && !context.device.landscape() ? column({std::move(left), std::move(right)})
                                         : row({grown(std::move(left)), std::move(right)}, 24);
  line.padding = layout::edges(40, 9);
  return filled(std::move(line), Tone::surface_soft);
}

std::string weekday_words(model::Date date, Language language) {
  if (language == Language::chinese) return model::format_weekday_zh(date);
  static constexpr const char* names[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
  return names[std::chrono::weekday{date}.c_encoding()];
}

// "周六", "Sat".
std::string brief_weekday(model::Date date, Language language) {
  const std::string whole = weekday_words(date, language);
  return language == Language::english ? whole.substr(0, 3) : "周" + whole.substr(std::string("星期").size());
}

// Whether what is only read stands above the reach.
bool is_lifted(const Building& building) {
  return building.state.low_reach && building.context.device.reach_units < building.context.device.height_units;
}

}  // namespace

std::string day_words(model::Instant instant) { return model::format_date(model::date_of(instant)); }

std::string month_day_words(model::Date date, Language language) {
  if (language == Language::chinese) return model::format_month_day_zh(date);
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::chrono::year_month_day day{date};
  return fmt::format("{} {}", static_cast<unsigned>(day.day()), months[static_cast<unsigned>(day.month()) - 1]);
}

std::string date_words(model::Date date, Language language) {
  if (language == Language::chinese) return model::format_date_zh(date);
  return fmt::format("{} {}", month_day_words(date, language), model::year_of(date));
}

std::string clock_words(const Context& context) {
  return context.clock_trusted ? model::format_clock(context.now) : std::string();
}

std::string today_words(const Context& context, Language language) {
  if (!context.clock_trusted) return say(language, phrases::clock_unset);
  const model::Date today = model::date_of(context.now);
  return month_day_words(today, language) + "　" + weekday_words(today, language);
}

std::string freshness_words(const Context& context, Language language) {
  if (context.store == nullptr) return say(language, phrases::preparing);
  const model::Instant at = context.store->info().catalogue_at;
  const std::string when =
      say(language, phrases::updated, month_day_words(model::date_of(at), language), model::format_clock(at));
  switch (context.freshness) {
    case Freshness::fresh: return when;
    case Freshness::offline: return say(language, phrases::offline, when);
    case Freshness::stale: return say(language, phrases::stale, when);
    case Freshness::very_stale: return say(language, phrases::very_stale, when);
  }
  return when;
}

Block freshness_badge(const Context& context, int max_lines, Language language) {
  const bool stale = context.freshness == Freshness::stale || context.freshness == Freshness::very_stale;
  const bool plain = context.freshness == Freshness::fresh;
  Block words = text(freshness_words(context, language), {.size = 28, .tone = stale ? Tone::on_accent : plain ? Tone::ink_second : Tone::ink,
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
  const auto too_wide = [&]() {
    int width = -between;
    for (const std::string& crumb : crumbs) width += half_ems(crumb) + between;
    return width * scale * size / 2 > room;
  };
  // Of a long way its end tells the most.
  while (crumbs.size() > 3 && too_wide()) crumbs.erase(crumbs.begin() + 1);
  // A title too long for the bar stands in the head below: half of it here would say nothing.
  if (too_wide()) crumbs.back() = say(building, phrases::details);
  // The paler tone keeps 7:1 on indigo alone.
  const Tone pale = tone == Tone::indigo ? Tone::on_accent_second : Tone::on_accent;
  std::vector<TextSpan> spans;
  for (std::size_t i = 0; i < crumbs.size(); ++i) {
    const bool last = i + 1 == crumbs.size();
    if (i > 0) spans.push_back({" › ", FontRole::sans, size, pale, false});
    spans.push_back({crumbs[i], last ? FontRole::sans_bold : FontRole::sans, size, last ? Tone::on_accent : pale, false});
  }
  // Whose board this is stands on every page (domain section 6).
  Block words = column({text(building.context.hall.name, {.size = 28, .tone = pale, .line_height = 130}),
                        rich_text(std::move(spans), {.max_lines = 1, .line_height = 140})});
  Block bar = row({grown(std::move(words)), text(clock_words(building.context), {.size = clock_size, .tone = Tone::on_accent})}, apart);
  bar.padding = layout::edges(page_margin, 12);
  bar.min_height = 104;
  return filled(std::move(bar), tone);
}

Block home_bar(const Building& building) {
  const Context& context = building.context;
  // What an English reader has to know before the first tap.
  const std::string about = say(building, building.state.language == Language::english ? phrases::texts_are_chinese : phrases::terminal);
  Block names = column({text(context.hall.name, {.size = 46, .tone = Tone::on_accent, .role = FontRole::sans_bold,
                                                 .max_lines = 2, .line_height = 130}),
                        text(joined({about, context.hall.place}, " · "),
                             {.size = 28, .tone = Tone::on_accent_second, .max_lines = 2, .line_height = 130})});
  const Language language = building.state.language;
  // In large text the whole words would leave the name no room.
  const bool brief = building.state.large_text && !context.device.landscape() && context.clock_trusted;
  const model::Date today = model::date_of(context.now);
  const std::string day = brief ? month_day_words(today, language) + " " + brief_weekday(today, language) : today_words(context, language);
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
  return {button(say(building, phrases::previous_page), false, building.intents.add(TurnPage{layer, -1})),
          button(say(building, phrases::next_page), true, building.intents.add(TurnPage{layer, 1}))};
}

Blocks paging(const Building& building, int page, std::int64_t total) {
  const auto pages = (total + static_cast<std::int64_t>(rows_a_page) - 1) / static_cast<std::int64_t>(rows_a_page);
  if (pages < 2) return {};
  Blocks parts{spacer()};
  if (page > 0) parts.push_back(button(say(building, phrases::previous_page), false, building.intents.add(ChoosePage{page - 1})));
  parts.push_back(secondary(say(building, phrases::page_of, page + 1, pages)));
  if (page + 1 < pages) parts.push_back(button(say(building, phrases::next_page), true, building.intents.add(ChoosePage{page + 1})));
  parts.push_back(spacer());
  return {row(std::move(parts), 24)};
}

Block crawl_bar(const Context& context, const CrawlSizes& sizes, Language language) {
  std::vector<TextSpan> spans;
  // Ink: vermilion on its own pale ground would not keep 7:1.
  const auto add = [&](std::string words) { spans.push_back({std::move(words), FontRole::sans, sizes.text, Tone::ink, false}); };
  // Read from the store, so once for all items, and not where there are none: then there may be no store either.
  const auto calendar = context.loop.crawl.empty() ? model::WorkCalendar{} : context.store->calendar();
  for (const auto& id : context.loop.crawl) {
    const auto item = context.store->find(id);
    if (!item) continue;
    if (!spans.empty()) add("　◆　");
    add(marks_repaired(item->header, item->header.led_text.empty()
                                         ? item->header.title
                                         : model::filled_led_text(*item, calendar, model::date_of(context.now))));
  }
  if (spans.empty()) add(say(language, phrases::welcome, context.hall.name, context.hall.hotline));
  Block label = filled(padded(text(say(language, phrases::crawl_label), {.size = sizes.label, .tone = Tone::on_accent, .role = FontRole::sans_bold,
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

// An emergency alert instead of everything else (突发事件应对法 64: eight things it must say). The level is said by
// colour and by words.
#include <fmt/format.h>

#include "app/screens/chrome.h"
#include "app/screens/pages.h"
#include "app/screens/punctuation.h"
#include "content/model/names.h"

namespace gongkai::screens {

namespace {

using namespace gongkai::model;

struct Paint {
  Tone ground, ink;
};

struct Sizes {
  int title, icon, fact;
};

Paint paint_of(AlertLevel level) {
  switch (level) {
    case AlertLevel::red: return {Tone::alert_red, Tone::on_alert};
    case AlertLevel::orange: return {Tone::alert_orange, Tone::on_alert_dark};
    case AlertLevel::yellow: return {Tone::alert_yellow, Tone::on_alert_dark};
    case AlertLevel::blue: return {Tone::alert_blue, Tone::on_alert};
  }
  return {Tone::alert_red, Tone::on_alert};
}

std::string moment(const std::optional<Instant>& at, Language language = Language::chinese) {
  return at ? month_day_words(date_of(*at), language) + " " + format_clock(*at) : say(language, phrases::until_further_notice);
}

Block alert_crawl(const Context& context, const Item& item, int height, int size) {
  layout::TickerContent content;
  content.id = 1;
  content.spans = {{alert_line(item), size > 32 ? FontRole::sans : FontRole::led, size, Tone::led_red, false}};
  content.pixels_per_frame = context.device.crawl_pixels_per_frame;
  content.pace = layout::Pace::readable;
  Block line;
  line.content = std::move(content);
  line = with_marks_of(item.header, std::move(line));
  line.height = height;
  line.fill = Tone::led_background;
  return line;
}

// The level in words, light on dark and dark on light by turns of a second: half a flash a second, where 2 would be the
// most (domain section 5) and 3 dangerous (WCAG 2.3.1).
Block strip_alert(const Building& building, const Item& item) {
  const Context& context = building.context;
  const int height = context.device.height_units, size = height / 2;
  const bool inverse = context.now.time_since_epoch().count() % 2 == 0;
  const std::string level(word(std::get<Emergency>(item.body).alert_level));
  const Look look{.size = size, .tone = inverse ? Tone::led_background : Tone::led_red, .role = size > 32 ? FontRole::sans_bold : FontRole::led,
                  .align = Align::center, .max_lines = 1, .line_height = 100};
  Block block = column({text(level, look), text("预警", look)});
  block.width = 2 * size + size / 2;
  block = filled(std::move(block), inverse ? Tone::led_red : Tone::led_background);
  return filled(row({std::move(block), grown(alert_crawl(context, item, height, height * 3 / 4))}, 8, Place::stretch), Tone::led_background);
}

// The eight things stand still beside the level, as far as their lines go; the crawl below says them all.
Block wall_alert(const Building& building, const Item& item) {
  const auto& alert = std::get<Emergency>(item.body);
  const Paint paint = paint_of(alert.alert_level);
  const std::string level(word(alert.alert_level));
  const Look large{.size = 96, .tone = paint.ink, .role = FontRole::sans_bold, .align = Align::center, .max_lines = 1, .line_height = 115};
  Look category = large;
  category.size = 60;
  Block block = column({spacer(), text(icons::alert, {.size = 110, .tone = paint.ink, .role = FontRole::icon, .align = Align::center, .line_height = 105}),
                        text(level, large), text(alert.category, category), spacer()});
  block.width = 340;
  std::string measures;
  for (const std::string& one : alert.measures) measures += (measures.empty() ? "" : "；") + one;
  const auto fact = [](const std::string& name, const std::string& value, int lines) {
    return text(name + "：" + value, {.size = 38, .tone = Tone::led_white, .max_lines = lines, .line_height = 128});
  };
  Block facts = column({text(item.header.title, {.size = 62, .tone = Tone::led_amber, .role = FontRole::sans_bold, .max_lines = 1, .line_height = 120}),
                        fact("影响范围", alert.area, 1), fact("警示事项", alert.warning, 1), fact("措施", measures, 2),
                        fact("起止", moment(alert.starts_at) + " 至 " + moment(alert.ends_at), 1),
                        fact("发布", alert.issuer + "　" + moment(alert.issued_at), 1)});
  facts.padding = layout::edges(32, 8);
  Block page = row({filled(std::move(block), paint.ground), grown(std::move(facts))}, 0, Place::stretch);
  return filled(column({grown(std::move(page)), alert_crawl(building.context, item, 96, 60)}), Tone::led_background);
}

Block fact_line(const std::string& words, const Paint& paint, int size) {
  return text(words, {.size = size, .tone = paint.ink, .role = FontRole::sans_bold, .line_height = 150});
}

// The eight things, the first three of them large and centred.
Blocks alert_words(const Building& building, const Item& item, const Sizes& sizes) {
  const auto& alert = std::get<Emergency>(item.body);
  const Language language = building.state.language;
  const auto named = [&](const Phrase& name, const std::string& value) { return say(building, phrases::named, say(building, name), value); };
  const Paint paint = paint_of(alert.alert_level);
  Blocks words;
  words.push_back(text(item.header.title, {.size = sizes.title, .tone = paint.ink, .role = FontRole::sans_bold, .align = Align::center}));
  words.push_back(text(icons::alert, {.size = sizes.icon, .tone = paint.ink, .role = FontRole::icon, .align = Align::center, .line_height = 105}));
  words.push_back(text(say(building, phrases::alert_level, alert.category, closed_word(building, word(alert.alert_level))),
                       {.size = 52, .tone = paint.ink, .role = FontRole::sans_bold, .align = Align::center}));
  words.push_back(gap(10));
  words.push_back(fact_line(named(phrases::area, alert.area), paint, sizes.fact));
  words.push_back(fact_line(named(phrases::warning, alert.warning), paint, sizes.fact));
  for (std::size_t i = 0; i < alert.measures.size(); ++i) {
    words.push_back(fact_line(say(building, phrases::named, say(building, phrases::numbered_measure, i + 1), alert.measures[i]), paint, sizes.fact));
  }
  words.push_back(fact_line(named(phrases::in_force_from_to, say(building, phrases::from_to, moment(alert.starts_at, language), moment(alert.ends_at, language))), paint, 36));
  words.push_back(fact_line(named(phrases::issued, alert.issuer + "　" + moment(alert.issued_at, language)), paint, 36));
  return words;
}

struct Shown {
  Item item;
  std::size_t others = 0;
};

// The most urgent banner, and how many there are beside it.
std::optional<Shown> first_banner(const Context& context) {
  std::optional<Shown> shown;
  for (const EntityId& id : context.loop.banners) {
    auto item = context.store->find(id);
    if (!item || item->kind() != Kind::emergency || item->header.state != State::published) continue;
    if (shown) {
      ++shown->others;
    } else {
      shown = Shown{std::move(*item), 0};
    }
  }
  return shown;
}

// "暴雨黄色预警" already says its level; a title that does not gets it added, for colour alone says nothing.
std::string banner_title(const Building& building, const Item& item) {
  const std::string_view level = word(std::get<Emergency>(item.body).alert_level);
  const bool said = building.state.language == Language::chinese && item.header.title.find(level) != std::string::npos;
  return said ? item.header.title : say(building, phrases::title_with_level, item.header.title, closed_word(building, level));
}

}  // namespace

std::string alert_line(const Item& item) {
  const auto& alert = std::get<Emergency>(item.body);
  std::string measures;
  for (const std::string& m : alert.measures) measures += (measures.empty() ? "" : "；") + m;
  return fmt::format("{}（{}{}）：{}，{}。{}。时间：{}至{}。{} {}发布", item.header.title, alert.category, word(alert.alert_level), alert.area, alert.warning,
                     measures, moment(alert.starts_at), moment(alert.ends_at), alert.issuer, moment(alert.issued_at));
}

Blocks alert_banner(const Building& building) {
  const Context& context = building.context;
  const auto shown = first_banner(context);
  if (!shown) return {};
  const auto& alert = std::get<Emergency>(shown->item.body);
  const Paint paint = paint_of(alert.alert_level);
  const bool touch = context.device.surface == Surface::touch;
  const bool wall = context.device.surface == Surface::wall;  // wide and low: the rest of the page needs its lines
  const int size = touch ? 36 : 44;
  const std::string more = shown->others > 0 ? say(building, phrases::other_alerts, shown->others) : "";
  const Look one{.size = size, .tone = paint.ink, .role = FontRole::sans_bold, .max_lines = 1, .line_height = 130};
  Block words = wall ? text(banner_title(building, shown->item) + more + "　" + alert.area + "：" + alert.warning, one)
                     : column({text(banner_title(building, shown->item) + more, one),
                               text(say(building, phrases::named, alert.area, alert.warning), {.size = touch ? 28 : 34, .tone = paint.ink, .max_lines = 1,
                                                                       .line_height = 130})});
  Blocks parts{icon(icons::alert, wall ? 44 : 64, paint.ink), grown(std::move(words))};
  if (touch) parts.push_back(text(say(building, phrases::open_alert), {.size = 34, .tone = paint.ink, .role = FontRole::sans_bold}));
  Block band = row(std::move(parts), 24);
  band.padding = layout::edges(40, wall ? 4 : 8);
  band.min_height = wall ? 76 : 120;
  band = filled(std::move(band), paint.ground);
  band = with_marks_of(shown->item.header, std::move(band));
  if (touch) band = tapped(std::move(band), building.intents.add(OpenItem{shown->item.header.id}), banner_title(building, shown->item));
  return {std::move(band)};
}

// An alert opened from its banner; the others in force can be opened from here.
Block alert_detail(const Building& building, const Item& item) {
  const auto& alert = std::get<Emergency>(item.body);
  const bool over = alert.ends_at && *alert.ends_at <= building.context.now;
  Blocks words = alert_words(building, item, {64, 96, 38});
  if (over) words.insert(words.begin(), text(say(building, phrases::alert_is_over), {.size = 44, .tone = paint_of(alert.alert_level).ink, .role = FontRole::sans_bold, .align = Align::center}));
  Block sheet = with_marks_of(item.header, column(std::move(words), 12));
  sheet.padding = layout::edges(48, 40);
  Blocks cards{filled(std::move(sheet), paint_of(alert.alert_level).ground, 16)};
  for (const EntityId& id : building.context.loop.banners) {
    const auto other = id == item.header.id ? std::nullopt : building.context.store->find(id);
    if (!other || other->kind() != Kind::emergency || other->header.state != State::published) continue;
    const auto& about = std::get<Emergency>(other->body);
    cards.push_back(tapped(with_marks_of(other->header, card({bold(banner_title(building, *other), 40), secondary(about.area)})),
                           building.intents.add(OpenItem{id}), banner_title(building, *other)));
  }
  Block body = column(std::move(cards), 24);
  body.padding = {40, 24, 40, 28};
  return touch_page(building, {breadcrumb_bar(building, {say(building, phrases::home), say(building, phrases::alerts), closed_word(building, word(alert.alert_level))}, Tone::vermilion),
                               scroll(std::move(body), 50), {}});
}

Block alert_page(const Building& building, const Item& item) {
  const auto& alert = std::get<Emergency>(item.body);
  const Surface surface = building.context.device.surface;
  if (surface == Surface::strip) return strip_alert(building, item);
  if (surface == Surface::wall) return wall_alert(building, item);
  const bool portrait = surface == Surface::touch;
  const Paint paint = paint_of(alert.alert_level);
  Blocks words = alert_words(building, item, portrait ? Sizes{92, 160, 44} : Sizes{68, 76, 40});
  Block body = with_marks_of(item.header, column(std::move(words), 12));
  body.padding = layout::edges(92, portrait ? 72 : 24);
  Blocks parts{grown(scroll(std::move(body), 60))};
  if (!portrait) parts.push_back(alert_crawl(building.context, item, 96, 60));  // nobody can scroll there
  if (portrait) {
    Block known = button(say(building, phrases::acknowledge), false, building.intents.add(AcknowledgeAlert{}));
    Block line = row({spacer(), std::move(known), spacer()});
    line.padding = {0, 24, 0, 96};
    parts.push_back(std::move(line));
  }
  return filled(column(std::move(parts)), paint.ground);
}

}  // namespace gongkai::screens

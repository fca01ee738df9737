// An emergency alert instead of everything else (突发事件应对法 64: eight things it must say). The level is said by
// colour and by words.
#include <fmt/format.h>

#include "app/screens/chrome.h"
#include "app/screens/pages.h"
#include "content/model/names.h"

namespace gongkai::screens {

namespace {

using namespace gongkai::model;

struct Paint {
  Tone ground, ink;
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

std::string moment(const std::optional<Instant>& at) {
  return at ? format_month_day_zh(date_of(*at)) + " " + format_clock(*at) : std::string("另行通知");
}

std::string one_line(const Item& item, const Emergency& alert) {
  std::string measures;
  for (const std::string& m : alert.measures) measures += (measures.empty() ? "" : "；") + m;
  return fmt::format("{}（{}）：{}，{}。{}。时间：{}至{}。{} {}发布", item.header.title, word(alert.alert_level), alert.area, alert.warning,
                     measures, moment(alert.starts_at), moment(alert.ends_at), alert.issuer, moment(alert.issued_at));
}

Block led_alert(const Building& building, const Item& item, const Emergency& alert) {
  const int height = building.context.device.height_units;
  const int size = height >= 400 ? 120 : height >= 64 ? 48 : 32;
  Block line;
  layout::TickerContent content;
  content.id = 1;
  content.spans = {{one_line(item, alert), size > 32 ? FontRole::sans : FontRole::led, size, Tone::led_red, false}};
  content.pixels_per_frame = building.context.device.crawl_pixels_per_frame;
  line.content = std::move(content);
  line.grow = 1;
  line.fill = Tone::led_background;
  return filled(column({std::move(line)}), Tone::led_background);
}

Block fact_line(const std::string& name, const std::string& value, const Paint& paint, int size) {
  return text(name + "：" + value, {.size = size, .tone = paint.ink, .role = FontRole::sans_bold, .line_height = 150});
}

}  // namespace

Block alert_page(const Building& building, const Item& item) {
  const auto& alert = std::get<Emergency>(item.body);
  const Surface surface = building.context.device.surface;
  if (surface == Surface::strip || surface == Surface::wall) return led_alert(building, item, alert);
  const bool portrait = surface == Surface::touch;
  const Paint paint = paint_of(alert.alert_level);
  Blocks words;
  words.push_back(text(item.header.title, {.size = portrait ? 92 : 72, .tone = paint.ink, .role = FontRole::sans_bold, .align = Align::center}));
  words.push_back(text(icons::alert, {.size = portrait ? 160 : 90, .tone = paint.ink, .role = FontRole::icon, .align = Align::center, .line_height = 105}));
  words.push_back(text(fmt::format("{}级别：{}", alert.category, word(alert.alert_level)),
                       {.size = 52, .tone = paint.ink, .role = FontRole::sans_bold, .align = Align::center}));
  words.push_back(gap(10));
  words.push_back(fact_line("影响范围", alert.area, paint, portrait ? 44 : 40));
  words.push_back(fact_line("警示事项", alert.warning, paint, portrait ? 44 : 40));
  for (std::size_t i = 0; i < alert.measures.size(); ++i) {
    words.push_back(fact_line(fmt::format("措施{}", i + 1), alert.measures[i], paint, portrait ? 44 : 40));
  }
  words.push_back(fact_line("起止时间", moment(alert.starts_at) + " 至 " + moment(alert.ends_at), paint, 36));
  words.push_back(fact_line("发布", alert.issuer + "　" + moment(alert.issued_at), paint, 36));
  Block body = column(std::move(words), 12);
  body.padding = layout::edges(92, portrait ? 72 : 40);
  Blocks parts{grown(scroll(std::move(body), 60))};
  if (portrait) {
    Block known = button("我知道了", false, building.intents.add(AcknowledgeAlert{}));
    Block line = row({spacer(), std::move(known), spacer()});
    line.padding = {0, 24, 0, 96};
    parts.push_back(std::move(line));
  }
  return filled(column(std::move(parts)), paint.ground);
}

}  // namespace gongkai::screens

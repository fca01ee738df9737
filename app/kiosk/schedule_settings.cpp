#include "app/kiosk/schedule_settings.h"

#include <cctype>

namespace gongkai::kiosk {

namespace {

using process::SettingsReader;

constexpr std::array day_names{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr int most_weight = 100, most_items = 1000;

void read_week(SettingsReader& reader, const std::string& section, WeekHours& week) {
  const auto read = [&](const char* key, DaySpans& spans) {
    return reader.parsed(section + "." + key, [&](const std::string& words) { return read_spans(words, spans); });
  };
  read("workday", week.workday);
  read("holiday", week.holiday);
  for (std::size_t day = 0; day < day_names.size(); ++day) {
    DaySpans spans;
    if (read(day_names[day], spans)) week.named[day] = spans;
  }
}

// "05-01" as 501.
std::string read_month_day(const std::string& words, int& month_day) {
  const bool shape = words.size() == 5 && words[2] == '-' && words.find_first_not_of("0123456789-") == std::string::npos;
  // A leap year has every day there is.
  const auto date = shape ? model::parse_date("2024-" + words) : std::nullopt;
  if (!date) return "应写成 05-01 的样子（月-日）";
  month_day = std::stoi(words.substr(0, 2)) * 100 + std::stoi(words.substr(3));
  return {};
}

void read_rules(SettingsReader& reader, const std::string& section, model::LoopRules& rules) {
  for (std::size_t i = 0; i < model::turn_class_words.size(); ++i) {
    const std::string word = model::turn_class_words[i];
    reader.integer(section + ".weights." + word, rules.weights[i], 0, most_weight);
    reader.integer(section + ".most." + word, rules.most[i], 0, most_items);
  }
  reader.texts(section + ".organs", rules.organs);
  reader.texts(section + ".nodes", rules.nodes);
}

Season read_season(SettingsReader& reader, const std::string& section) {
  Season season;
  reader.require(section + ".from");
  reader.require(section + ".to");
  reader.parsed(section + ".from", [&](const std::string& words) { return read_month_day(words, season.from); });
  reader.parsed(section + ".to", [&](const std::string& words) { return read_month_day(words, season.to); });
  read_week(reader, section, season.hours);
  return season;
}

Daypart read_daypart(SettingsReader& reader, const std::string& section, const model::LoopRules& usual) {
  Daypart part;
  part.rules = usual;
  reader.require(section + ".hours");
  reader.text(section + ".name", part.name);
  reader.parsed(section + ".hours", [&](const std::string& words) { return read_spans(words, part.hours); });
  int days = 0;
  reader.choice(section + ".days", days, {"all", "workdays", "other_days"});
  part.days = static_cast<Daypart::Days>(days);
  read_rules(reader, section, part.rules);
  return part;
}

}  // namespace

void read_schedule(SettingsReader& reader, Schedule& schedule) {
  read_spans("09:00-17:00", schedule.open.workday);
  read_week(reader, "hours", schedule.open);
  for (int i = 0, count = reader.sections("season"); i < count; ++i) {
    schedule.seasons.push_back(read_season(reader, "season[" + std::to_string(i) + "]"));
  }
  read_week(reader, "dark", schedule.dark);
  reader.integers("brightness.table", schedule.brightness, 5, 100);
  read_rules(reader, "loop", schedule.rules);
  reader.integer("loop.seed", schedule.rules.seed, 0, 1000000);
  for (int i = 0, count = reader.sections("daypart"); i < count; ++i) {
    schedule.dayparts.push_back(read_daypart(reader, "daypart[" + std::to_string(i) + "]", schedule.rules));
  }
}

}  // namespace gongkai::kiosk

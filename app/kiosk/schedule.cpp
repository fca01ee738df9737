#include "app/kiosk/schedule.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <sstream>

namespace gongkai::kiosk {

namespace {

constexpr int minutes_a_day = 24 * 60;

// "09:00" as minutes, -1 for anything else.
int minutes_from(std::string_view words) {
  const bool shape = words.size() == 5 && words[2] == ':' &&
                     words.find_first_not_of("0123456789:") == std::string_view::npos && words.find(':') == 2;
  if (!shape || words.rfind(':') != 2) return -1;
  const int hour = (words[0] - '0') * 10 + (words[1] - '0'), minute = (words[3] - '0') * 10 + (words[4] - '0');
  const int all = hour * 60 + minute;
  return minute > 59 || all > minutes_a_day ? -1 : all;
}

std::chrono::year_month_day calendar_day(model::Date day) { return std::chrono::year_month_day{day}; }

bool in_season(const Season& season, model::Date day) {
  const auto date = calendar_day(day);
  const int now = static_cast<int>(static_cast<unsigned>(date.month()) * 100 + static_cast<unsigned>(date.day()));
  return season.from <= season.to ? season.from <= now && now <= season.to : now >= season.from || now <= season.to;
}

const DaySpans& hours_on(const WeekHours& week, model::Date day, const model::WorkCalendar& calendar) {
  static const DaySpans none;
  if (calendar.is_makeup(day)) return week.workday;
  if (calendar.is_holiday(day)) return week.holiday;
  const unsigned weekday = std::chrono::weekday{day}.iso_encoding() - 1;
  if (week.named[weekday]) return *week.named[weekday];
  return weekday < 5 ? week.workday : none;
}

}  // namespace

std::string read_spans(const std::string& words, DaySpans& spans) {
  DaySpans found;
  std::istringstream in(words);
  for (std::string word; in >> word;) {
    const int from = word.size() == 11 && word[5] == '-' ? minutes_from(std::string_view(word).substr(0, 5)) : -1;
    const int to = from < 0 ? -1 : minutes_from(std::string_view(word).substr(6));
    if (to < 0) return fmt::format("中的“{}”应写成 09:00-12:00 的样子，几段之间用空格隔开", word);
    if (to <= from) return fmt::format("中的“{}”结束应晚于开始；过夜的分成两段，如 18:00-24:00 00:00-08:00", word);
    found.push_back({from, to});
  }
  std::sort(found.begin(), found.end(), [](const DaySpan& a, const DaySpan& b) { return a.from < b.from; });
  for (std::size_t i = 1; i < found.size(); ++i) {
    if (found[i].from < found[i - 1].to) return "中有两段重叠";
  }
  spans = std::move(found);
  return {};
}

const DaySpans& open_hours(const Schedule& schedule, model::Date day, const model::WorkCalendar& calendar) {
  const auto season = std::find_if(schedule.seasons.begin(), schedule.seasons.end(),
                                   [&](const Season& one) { return in_season(one, day); });
  return hours_on(season == schedule.seasons.end() ? schedule.open : season->hours, day, calendar);
}

const DaySpans& dark_hours(const Schedule& schedule, model::Date day, const model::WorkCalendar& calendar) {
  return hours_on(schedule.dark, day, calendar);
}

bool inside(const DaySpans& spans, int minute) {
  return std::any_of(spans.begin(), spans.end(),
                     [minute](const DaySpan& span) { return span.from <= minute && minute < span.to; });
}

int minutes_of(const DaySpans& spans) {
  int sum = 0;
  for (const DaySpan& span : spans) sum += span.to - span.from;
  return sum;
}

int passed_permille(const DaySpans& spans, int minute) {
  int passed = 0;
  for (const DaySpan& span : spans) passed += std::clamp(minute, span.from, span.to) - span.from;
  const int all = minutes_of(spans);
  return all == 0 ? 0 : passed * 1000 / all;
}

int minute_of_day(model::Instant now) {
  const auto since = now - model::start_of(model::date_of(now));
  return static_cast<int>(std::chrono::floor<std::chrono::minutes>(since).count());
}

bool is_dark(const Schedule& schedule, const model::WorkCalendar& calendar, model::Instant now) {
  return inside(dark_hours(schedule, model::date_of(now), calendar), minute_of_day(now));
}

int brightness_at(const Schedule& schedule, model::Instant now) {
  return schedule.brightness[static_cast<std::size_t>(minute_of_day(now) / 30)];
}

const Daypart* daypart_at(const Schedule& schedule, const model::WorkCalendar& calendar, model::Instant now) {
  const bool workday = calendar.is_workday(model::date_of(now));
  for (const Daypart& part : schedule.dayparts) {
    const bool day = part.days == Daypart::Days::all || (part.days == Daypart::Days::workdays) == workday;
    if (day && inside(part.hours, minute_of_day(now))) return &part;
  }
  return nullptr;
}

const model::LoopRules& rules_at(const Schedule& schedule, const model::WorkCalendar& calendar, model::Instant now) {
  const Daypart* part = daypart_at(schedule, calendar, now);
  return part != nullptr ? part->rules : schedule.rules;
}

model::Instant schedule_until(const Schedule& schedule, const model::WorkCalendar& calendar, model::Instant now) {
  const model::Date today = model::date_of(now);
  const int minute = minute_of_day(now);
  int until = (minute / 30 + 1) * 30;  // brightness, and what is owed of the opening hours
  const auto consider = [&](const DaySpans& spans) {
    for (const DaySpan& span : spans) {
      for (const int edge : {span.from, span.to}) {
        if (edge > minute && edge < until) until = edge;
      }
    }
  };
  consider(open_hours(schedule, today, calendar));
  consider(dark_hours(schedule, today, calendar));
  for (const Daypart& part : schedule.dayparts) consider(part.hours);
  return model::start_of(today) + std::chrono::minutes{until};
}

}  // namespace gongkai::kiosk

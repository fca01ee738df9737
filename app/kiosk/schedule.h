// The day of a screen: when the hall is open, when the screen is dark, how bright it is, and which items take turns at
// which hours. Hall time, by weekday, season and the calendar of holidays.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "content/model/calendar.h"
#include "content/model/playlist.h"

namespace gongkai::kiosk {

// [from, to) in minutes of the day; 24:00 is 1440.
struct DaySpan {
  int from = 0, to = 0;
};
using DaySpans = std::vector<DaySpan>;

// "09:00-12:00 13:30-17:00", in order and without overlap; "" = none. What is wrong with it, or empty.
std::string read_spans(const std::string& words, DaySpans& spans);

// The hours of each kind of day. A weekend day that is worked (调休) has the hours of a workday.
struct WeekHours {
  DaySpans workday;                              // Monday to Friday
  std::array<std::optional<DaySpans>, 7> named;  // from Monday: where one differs; Saturday and Sunday have none else
  DaySpans holiday;                              // a listed holiday
};

struct Season {
  int from = 0, to = 0;  // month * 100 + day, inclusive; from > to goes over the turn of the year
  WeekHours hours;
};

// Other rules for the loop at some hours. The first that fits counts.
struct Daypart {
  std::string name;
  enum class Days { all, workdays, other_days } days = Days::all;
  DaySpans hours;
  model::LoopRules rules;
};

struct Schedule {
  WeekHours open;
  std::vector<Season> seasons;  // the first that fits replaces `open`
  WeekHours dark;               // the screen shows nothing
  std::array<int, 48> brightness;  // percent, by half-hours from 00:00
  model::LoopRules rules;
  std::vector<Daypart> dayparts;

  Schedule() { brightness.fill(100); }
};

const DaySpans& open_hours(const Schedule& schedule, model::Date day, const model::WorkCalendar& calendar);
const DaySpans& dark_hours(const Schedule& schedule, model::Date day, const model::WorkCalendar& calendar);

bool inside(const DaySpans& spans, int minute);
int minutes_of(const DaySpans& spans);
// How much of `spans` has passed at `minute`, in permille; 0 where there is nothing.
int passed_permille(const DaySpans& spans, int minute);

int minute_of_day(model::Instant now);
bool is_dark(const Schedule& schedule, const model::WorkCalendar& calendar, model::Instant now);
int brightness_at(const Schedule& schedule, model::Instant now);
// The daypart that counts now; nullptr: none, the usual rules hold.
const Daypart* daypart_at(const Schedule& schedule, const model::WorkCalendar& calendar, model::Instant now);
const model::LoopRules& rules_at(const Schedule& schedule, const model::WorkCalendar& calendar, model::Instant now);
// The next moment at which anything above can change.
model::Instant schedule_until(const Schedule& schedule, const model::WorkCalendar& calendar, model::Instant now);

}  // namespace gongkai::kiosk

#include "content/model/calendar.h"

#include <algorithm>

namespace gongkai::model {
namespace {

using std::chrono::days;

// Ten years: no period of law or practice is longer, and a slip in the data must not count for minutes.
constexpr int longest_period = 3660;

bool is_weekend(Date day) {
  const std::chrono::weekday name{day};
  return name == std::chrono::Saturday || name == std::chrono::Sunday;
}

bool contains(const std::vector<Date>& sorted, Date day) {
  return std::binary_search(sorted.begin(), sorted.end(), day);
}

const CalendarYear* find_year(const std::vector<CalendarYear>& years, int year) {
  const auto found =
      std::lower_bound(years.begin(), years.end(), year,
                       [](const CalendarYear& entry, int wanted) { return entry.year < wanted; });
  return found != years.end() && found->year == year ? &*found : nullptr;
}

}  // namespace

WorkCalendar::WorkCalendar(std::vector<CalendarYear> years) : years_(std::move(years)) {
  for (CalendarYear& year : years_) {
    std::sort(year.holidays.begin(), year.holidays.end());
    std::sort(year.makeup_workdays.begin(), year.makeup_workdays.end());
  }
  std::stable_sort(years_.begin(), years_.end(),
                   [](const CalendarYear& a, const CalendarYear& b) { return a.year < b.year; });
}

bool WorkCalendar::knows(int year) const { return find_year(years_, year) != nullptr; }

bool WorkCalendar::is_workday(Date day) const {
  const CalendarYear* year = find_year(years_, year_of(day));
  if (year == nullptr) return !is_weekend(day);
  if (contains(year->makeup_workdays, day)) return true;
  return !is_weekend(day) && !contains(year->holidays, day);
}

bool WorkCalendar::is_holiday(Date day) const {
  const CalendarYear* year = find_year(years_, year_of(day));
  return year != nullptr && contains(year->holidays, day);
}

bool WorkCalendar::is_makeup(Date day) const {
  const CalendarYear* year = find_year(years_, year_of(day));
  return year != nullptr && contains(year->makeup_workdays, day);
}

PeriodEnd WorkCalendar::period_end(Date start, int n, DayUnit unit, Roll roll) const {
  n = std::min(n, longest_period);
  PeriodEnd end{start, false};
  const auto note_year = [&] { end.estimated = end.estimated || !knows(year_of(end.last_day)); };
  if (unit == DayUnit::instant) return end;
  if (unit == DayUnit::working_day) {
    for (int counted = 0; counted < n;) {
      end.last_day += days{1};
      note_year();
      if (is_workday(end.last_day)) ++counted;
    }
    return end;
  }
  end.last_day += days{n};
  if (roll == Roll::to_workday) {
    note_year();
    while (!is_workday(end.last_day)) {
      end.last_day += days{1};
      note_year();
    }
  }
  return end;
}

int WorkCalendar::workdays_between(Date after, Date until) const {
  int count = 0;
  for (Date day = after + days{1}; day <= until; day += days{1}) {
    if (is_workday(day)) ++count;
  }
  return count;
}

Date WorkCalendar::add_workdays(Date start, int n) const {
  const days step{n < 0 ? -1 : 1};
  Date day = start;
  for (int left = n < 0 ? -n : n; left > 0;) {
    day += step;
    if (is_workday(day)) --left;
  }
  return day;
}

}  // namespace gongkai::model

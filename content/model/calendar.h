// The working-day calendar. Which days are holidays and which weekend days are worked is announced each year by the
// State Council; it is data, not computable. Source of the counting rules: 民法典 201 (the day a period starts on is
// not counted) and 203 (a last day that falls on a holiday rolls on to the next working day); 行政许可法 82 and
// 行政处罚法 85 (days of a time limit there are working days).
#pragma once

#include <span>
#include <vector>

#include "content/model/date.h"

namespace gongkai::model {

// One announced year.
struct CalendarYear {
  int year = 0;
  std::vector<Date> holidays;         // days off, weekends need not be listed
  std::vector<Date> makeup_workdays;  // Saturdays and Sundays that are worked
};

enum class DayUnit { working_day, calendar_day, instant };  // 工作日 自然日 即时

// The last day of a period, and whether a year without announced calendar was touched (Monday to Friday is then
// assumed and the result must be marked 估算).
struct PeriodEnd {
  Date last_day;
  bool estimated = false;
};

class WorkCalendar {
 public:
  WorkCalendar() = default;
  explicit WorkCalendar(std::vector<CalendarYear> years);

  bool knows(int year) const;
  bool is_workday(Date day) const;  // Monday to Friday where the year is not known
  bool is_holiday(Date day) const;  // listed as one
  bool is_makeup(Date day) const;   // a weekend day that is worked

  // The last day of a period of `n` units that starts on `start` (not counted). Calendar-day periods roll on to a
  // working day only where `roll` says so (民法典 203; a posting period of calendar days ends on its day).
  enum class Roll { keep, to_workday };
  PeriodEnd period_end(Date start, int n, DayUnit unit, Roll roll = Roll::keep) const;

  // Working days in (after, until]: the "还剩 N 个工作日" of a countdown. 0 when until <= after.
  int workdays_between(Date after, Date until) const;
  Date add_workdays(Date start, int n) const;  // n may be negative: the n-th working day before

 private:
  std::vector<CalendarYear> years_;  // sorted by year
};

}  // namespace gongkai::model

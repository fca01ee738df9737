#include "content/model/date.h"

#include <fmt/format.h>

#include <array>

namespace gongkai::model {
namespace {

using namespace std::chrono;

// `count` digits at `position`; nullopt when one of them is no digit.
std::optional<int> number_at(std::string_view text, std::size_t position, std::size_t count) {
  int value = 0;
  for (const char c : text.substr(position, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

year_month_day civil(Date date) { return year_month_day{date}; }
int year_number(Date date) { return static_cast<int>(civil(date).year()); }
unsigned month_number(Date date) { return static_cast<unsigned>(civil(date).month()); }
unsigned day_number(Date date) { return static_cast<unsigned>(civil(date).day()); }

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = number_at(text, 0, 4), m = number_at(text, 5, 2), d = number_at(text, 8, 2);
  if (!y || !m || !d) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return Date{date};
}

std::optional<Instant> parse_instant(std::string_view text) {
  if (text.size() != 25 || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
      text.substr(19) != "+08:00") {
    return std::nullopt;
  }
  const auto date = parse_date(text.substr(0, 10));
  const auto h = number_at(text, 11, 2), m = number_at(text, 14, 2), s = number_at(text, 17, 2);
  if (!date || !h || !m || !s || *h > 23 || *m > 59 || *s > 59) return std::nullopt;
  return start_of(*date) + hours{*h} + minutes{*m} + seconds{*s};
}

std::string format_date(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", year_number(date), month_number(date), day_number(date));
}

std::string format_instant(Instant instant) {
  const Date date = date_of(instant);
  const hh_mm_ss time{instant - start_of(date)};
  return fmt::format("{}T{:02}:{:02}:{:02}+08:00", format_date(date), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

std::string format_date_zh(Date date) {
  return fmt::format("{}年{}月{}日", year_number(date), month_number(date), day_number(date));
}

std::string format_month_day_zh(Date date) {
  return fmt::format("{}月{}日", month_number(date), day_number(date));
}

std::string format_weekday_zh(Date date) {
  static constexpr std::array names{"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"};
  return names[weekday{date}.c_encoding()];
}

std::string format_clock(Instant instant) { return format_instant(instant).substr(11, 5); }

Date date_of(Instant instant) { return floor<days>(instant + hall_offset); }

Instant start_of(Date date) { return Instant{date} - hall_offset; }

int year_of(Date date) { return year_number(date); }

}  // namespace gongkai::model

// Dates and times of the hall. China has one time zone without summer time: local time is UTC+8, always.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace gongkai::model {

using Date = std::chrono::sys_days;        // a hall-local calendar day
using Instant = std::chrono::sys_seconds;  // a moment, UTC, whole seconds

inline constexpr std::chrono::hours hall_offset{8};

// "2026-11-21". nullopt for anything else, impossible dates (2026-02-30) included.
std::optional<Date> parse_date(std::string_view text);
// RFC 3339 with offset +08:00, as the catalogue requires: "2026-11-21T09:00:00+08:00".
std::optional<Instant> parse_instant(std::string_view text);

std::string format_date(Date date);            // 2026-11-21
std::string format_instant(Instant instant);   // 2026-11-21T09:00:00+08:00
std::string format_date_zh(Date date);         // 2026年11月21日
std::string format_month_day_zh(Date date);    // 11月21日
std::string format_weekday_zh(Date date);      // 星期六
std::string format_clock(Instant instant);     // 09:42, hall-local

Date date_of(Instant instant);                 // the hall-local day
Instant start_of(Date date);                   // 00:00 of that day in the hall
int year_of(Date date);

}  // namespace gongkai::model

#include "content/publish/placeholders.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace gongkai::publish {
namespace {

constexpr std::string_view opening = "{today";

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::optional<std::string> formatted(model::Date date, std::string_view format) {
  if (format.empty()) return model::format_date(date);
  if (format == ":zh") return model::format_date_zh(date);
  if (format == ":md") return model::format_month_day_zh(date);
  const std::chrono::year_month_day day{date};
  if (format == ":y") return fmt::format("{}", static_cast<int>(day.year()));
  if (format == ":m") return fmt::format("{}", static_cast<unsigned>(day.month()));
  return std::nullopt;
}

// `inside` is what stands between "{today" and "}".
std::optional<std::string> value_of(std::string_view inside, model::Date today, const model::WorkCalendar& calendar) {
  model::Date date = today;
  if (inside.starts_with('+') || inside.starts_with('-')) {
    const bool back = inside.front() == '-';
    inside.remove_prefix(1);
    int n = 0;
    const auto [end, error] = std::from_chars(inside.data(), inside.data() + inside.size(), n);
    if (error != std::errc{} || n < 0 || n > 3650) return std::nullopt;
    inside.remove_prefix(static_cast<std::size_t>(end - inside.data()));
    const int signed_n = back ? -n : n;
    if (take(inside, "wd")) {
      date = calendar.add_workdays(today, signed_n);
    } else if (take(inside, "d")) {
      date = today + std::chrono::days{signed_n};
    } else {
      return std::nullopt;
    }
  }
  return formatted(date, inside);
}

}  // namespace

std::size_t Expanded::source_offset(std::size_t offset) const {
  std::size_t source = offset;
  for (const Replacement& replacement : replacements) {
    if (offset < replacement.begin) break;
    if (offset < replacement.end) return replacement.source_begin;
    source = offset - replacement.end + replacement.source_end;
  }
  return source;
}

Expanded expand_placeholders(std::string_view source, model::Date today, const model::WorkCalendar& calendar) {
  Expanded expanded;
  std::size_t position = 0;
  while (true) {
    const std::size_t begin = source.find(opening, position);
    expanded.text += source.substr(position, begin == std::string_view::npos ? begin : begin - position);
    if (begin == std::string_view::npos) return expanded;
    const std::size_t inside = begin + opening.size();
    const std::size_t end = source.find('}', inside);
    const auto value = end == std::string_view::npos
                           ? std::nullopt
                           : value_of(source.substr(inside, end - inside), today, calendar);
    if (!value) {
      expanded.malformed.push_back(begin);
      expanded.text += opening;
      position = inside;
      continue;
    }
    const std::size_t target = expanded.text.size();
    expanded.text += *value;
    expanded.replacements.push_back({begin, end + 1, target, expanded.text.size()});
    expanded.any = true;
    position = end + 1;
  }
}

}  // namespace gongkai::publish

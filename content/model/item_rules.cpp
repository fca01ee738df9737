#include "content/model/item_rules.h"

#include <fmt/format.h>

#include "content/model/rule_report.h"

namespace gongkai::model {

void RuleReport::at_most(const char* code, const std::string& pointer, std::string_view label,
                         std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return;  // no more bytes than 字 allowed: nothing to count
  const std::size_t length = grapheme_count(text);
  if (length > limit)
    error(code, pointer, fmt::format("“{}”有{}字，最多{}字，请缩短。", label, length, limit));
}

std::vector<Fault> check_item(const Item& item, const WorkCalendar& calendar) {
  RuleReport report(item.header.id);
  if (item.header.state == State::withdrawn) {
    check_withdrawal(item, report);
    return report.take();
  }
  check_envelope(item, calendar, report);
  if (const auto* guide = std::get_if<Guide>(&item.body)) {
    check_guide(item.header, *guide, report);
  } else if (const auto* fee = std::get_if<Fee>(&item.body)) {
    check_fee(item.header, *fee, report);
  } else if (std::holds_alternative<Publicity>(item.body)) {
    check_publicity(item, calendar, report);
  } else {
    check_kind(item, report);
  }
  check_texts(item, report);
  return report.take();
}

WorkCalendar work_calendar(std::span<const Item> items) {
  std::vector<CalendarYear> years;
  for (const Item& item : items) {
    const auto* calendar = std::get_if<Calendar>(&item.body);
    if (calendar != nullptr && item.header.state == State::published) years.push_back(calendar->year);
  }
  return WorkCalendar(std::move(years));
}

}  // namespace gongkai::model

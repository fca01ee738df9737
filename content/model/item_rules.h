// The rules of the content model: what makes an entity acceptable (levels E, W, I), and the
// values that are computed and never typed.
#pragma once

#include <span>
#include <vector>

#include "content/model/fault.h"
#include "content/model/item.h"

namespace gongkai::model {

// Rules that one entity can be judged by alone.
std::vector<Fault> check_item(const Item& item, const WorkCalendar& calendar);

// Rules that need the others: organ, node, window, channel and fee ids exist, impl_code is unique among live guides,
// document numbers are not used twice, two entities with one id, power totals, at most 100 000 items.
std::vector<Fault> check_catalogue(std::span<const Item> items);

// The calendars among the items.
WorkCalendar work_calendar(std::span<const Item> items);

// ---- computed values

// A rate in hundredths of a percent (9750 = 97.50 %), rounded half up; nullopt for 0/0.
using BasisPoints = std::optional<std::int64_t>;
BasisPoints rate(std::int64_t part, std::int64_t whole);
std::string format_rate(BasisPoints rate);  // "97.50%", "—" for 0/0

// 提速率 = (legal - promised) / legal, nullopt when the units differ or legal is 0.
BasisPoints speed_up(DayLimit legal, DayLimit promised);

// The last day of a round (inclusive, to 24:00), or nullopt when it has no start.
std::optional<PeriodEnd> round_end(const PublicityRound& round, const WorkCalendar& calendar);
// Index of the round that runs on `today`, or of the last one that has started; nullopt before the first.
std::optional<std::size_t> current_round(const Publicity& publicity, Date today);

// Rows that differ between two rounds, by row key, in the order of the later one (removed rows last).
std::vector<RowChange> round_diff(const PublicityRound& before, const PublicityRound& after);

// led_text with {round} and {deadline} filled in for `today`.
std::string filled_led_text(const Item& item, const WorkCalendar& calendar, Date today);

// Grapheme clusters of UAX#29, close enough for "字": the unit of every length limit.
std::size_t grapheme_count(std::string_view utf8);

}  // namespace gongkai::model

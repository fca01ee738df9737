// The values that are computed and never typed.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "content/model/code_points.h"
#include "content/model/item_rules.h"

namespace gongkai::model {
namespace {

using Row = std::vector<std::string>;

// Each row's cells by its key, the first column.
std::map<std::string_view, const Row*> by_key(const PublicityRound& round) {
  std::map<std::string_view, const Row*> rows;
  for (const Row& row : round.rows) {
    if (!row.empty()) rows.emplace(row[0], &row);
  }
  return rows;
}

// The cell of `row` under a column's name; a column that the round does not have counts as empty.
std::string_view cell(const PublicityRound& round, const Row& row, const std::string& column) {
  const auto found = std::find(round.columns.begin(), round.columns.end(), column);
  const auto index = static_cast<std::size_t>(found - round.columns.begin());
  return index < row.size() && found != round.columns.end() ? std::string_view(row[index])
                                                            : std::string_view{};
}

bool same_row(const PublicityRound& before, const Row& old_row, const PublicityRound& after,
              const Row& new_row) {
  if (before.columns == after.columns) return old_row == new_row;
  return std::all_of(after.columns.begin(), after.columns.end(), [&](const std::string& column) {
    return cell(before, old_row, column) == cell(after, new_row, column);
  });
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// Characters that never begin a cluster of their own (UAX#29 Extend and SpacingMark, as far as public texts
// use them).
bool extends_cluster(char32_t c) {
  struct Range {
    char32_t first, last;
  };
  static constexpr Range ranges[] = {
      {0x0300, 0x036F}, {0x0483, 0x0489},   {0x0591, 0x05BD},   {0x0610, 0x061A},  {0x064B, 0x065F},
      {0x0670, 0x0670}, {0x06D6, 0x06DC},   {0x06DF, 0x06E4},   {0x06E7, 0x06E8},  {0x06EA, 0x06ED},
      {0x0900, 0x0903}, {0x093A, 0x093C},   {0x093E, 0x094F},   {0x0F18, 0x0F19},  {0x0F35, 0x0F35},
      {0x0F37, 0x0F37}, {0x0F39, 0x0F39},   {0x0F3E, 0x0F3F},   {0x0F71, 0x0F84},  {0x0F86, 0x0F87},
      {0x0F8D, 0x0FBC}, {0x0FC6, 0x0FC6},   {0x180B, 0x180D},   {0x1AB0, 0x1AFF},  {0x1DC0, 0x1DFF},
      {0x200C, 0x200D}, {0x20D0, 0x20F0},   {0x302A, 0x302F},   {0x3099, 0x309A},  {0xFE00, 0xFE0F},
      {0xFE20, 0xFE2F}, {0x1F3FB, 0x1F3FF}, {0xE0020, 0xE007F}, {0xE0100, 0xE01EF}};
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [c](const Range& range) { return c >= range.first && c <= range.last; });
}

bool is_regional_indicator(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }
bool is_pictograph(char32_t c) { return (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x2190 && c <= 0x2BFF); }

}  // namespace

BasisPoints rate(std::int64_t part, std::int64_t whole) {
  constexpr std::int64_t largest_count =
      100'000'000'000'000;  // no hall has more; keeps the sum below in range
  if (whole <= 0 || whole > largest_count || part < -largest_count || part > largest_count)
    return std::nullopt;
  const std::int64_t twice = part * 20000;  // half up: (2·10000·part + whole) / (2·whole)
  return (twice + whole) / (2 * whole);
}

std::string format_rate(BasisPoints value) {
  if (!value) return "—";
  const std::int64_t size = *value < 0 ? -*value : *value;
  return fmt::format("{}{}.{:02}%", *value < 0 ? "-" : "", size / 100, size % 100);
}

BasisPoints speed_up(DayLimit legal, DayLimit promised) {
  if (promised.unit == DayUnit::instant && legal.unit != DayUnit::instant && legal.n > 0) return 10000;
  if (legal.unit != promised.unit || legal.unit == DayUnit::instant) return std::nullopt;
  return rate(legal.n - promised.n, legal.n);
}

std::optional<PeriodEnd> round_end(const PublicityRound& round, const WorkCalendar& calendar) {
  if (!round.start_on) return std::nullopt;
  return calendar.period_end(*round.start_on, round.minimum.n, round.minimum.unit);
}

std::optional<std::size_t> current_round(const Publicity& publicity, Date today) {
  std::optional<std::size_t> current;
  for (std::size_t i = 0; i < publicity.rounds.size(); ++i) {
    const auto& start = publicity.rounds[i].start_on;
    if (start && *start <= today) current = i;
  }
  return current;
}

std::vector<RowChange> round_diff(const PublicityRound& before, const PublicityRound& after) {
  const auto old_rows = by_key(before);
  const auto new_rows = by_key(after);
  std::vector<RowChange> changes;
  for (const Row& row : after.rows) {
    if (row.empty()) continue;
    const auto old_row = old_rows.find(row[0]);
    if (old_row == old_rows.end()) {
      changes.push_back({row[0], ChangeType::added, ""});
    } else if (!same_row(before, *old_row->second, after, row)) {
      changes.push_back({row[0], ChangeType::corrected, ""});
    }
  }
  for (const Row& row : before.rows) {
    if (!row.empty() && !new_rows.contains(row[0])) changes.push_back({row[0], ChangeType::removed, ""});
  }
  return changes;
}

std::string filled_led_text(const Item& item, const WorkCalendar& calendar, Date today) {
  std::string text = item.header.led_text;
  const auto* publicity = std::get_if<Publicity>(&item.body);
  if (publicity == nullptr || publicity->rounds.empty()) return text;
  const PublicityRound& round = publicity->rounds[current_round(*publicity, today).value_or(0)];
  static constexpr std::string_view numerals[] = {"", "一", "二", "三"};
  const bool spelled = round.no >= 1 && round.no <= 3;
  replace_all(text, "{round}", spelled ? std::string(numerals[round.no]) : std::to_string(round.no));
  if (const auto end = round_end(round, calendar)) {
    replace_all(text, "{deadline}", format_month_day_zh(end->last_day));
  }
  return text;
}

std::size_t grapheme_count(std::string_view utf8) {
  std::size_t count = 0;
  std::size_t regional_run = 0;
  char32_t before = 0;
  for (const char32_t c : to_code_points(utf8)) {
    const bool first = before == 0;
    const bool joined_emoji = before == 0x200D && is_pictograph(c);
    const bool second_half_of_flag = is_regional_indicator(c) && regional_run % 2 == 1;
    const bool line_end = before == U'\r' && c == U'\n';
    if (first || !(extends_cluster(c) || joined_emoji || second_half_of_flag || line_end)) ++count;
    regional_run = is_regional_indicator(c) ? regional_run + 1 : 0;
    before = c;
  }
  return count;
}

}  // namespace gongkai::model

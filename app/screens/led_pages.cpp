#include "app/screens/led_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "app/screens/excerpt.h"
#include "app/screens/led_text.h"
#include "app/screens/pages.h"
#include "app/screens/punctuation.h"
#include "content/model/item_rules.h"

namespace gongkai::screens {

namespace {

using namespace gongkai::model;

constexpr int most_pages_a_turn = 5;              // 40 s at the usual 8 s a page
constexpr int least_column = 4;                   // half ems

LedTable fee_table(const Item& item, const Fee& fee) {
  LedTable table{item.header.title, {item.header.title, "单位", "标准"}, {}, LedTable::Head::columns};
  for (const FeeRow& row : fee.rows) table.rows.push_back({row.name, row.unit, row.standard});
  return table;
}

std::string round_title(const Publicity& publicity, const PublicityRound& round, const WorkCalendar& calendar) {
  const auto end = round_end(round, calendar);
  const std::string name = publicity.total_rounds > 1 ? round_name(publicity, round.no) : "公示";
  return end ? name + " 截止" + format_month_day_zh(end->last_day) : name;
}

std::optional<LedTable> posting_table(const Publicity& publicity, const Context& context) {
  const auto current = current_round(publicity, date_of(context.now));
  if (!current || publicity.rounds[*current].rows.empty()) return std::nullopt;
  const PublicityRound& round = publicity.rounds[*current];
  return LedTable{round_title(publicity, round, context.store->calendar()), round.columns, round.rows,
                  LedTable::Head::title};
}

std::string status_of(const Window& window) {
  const auto present = [](const Post& post) { return post.status == PostStatus::present; };
  return window.posts.empty() || std::any_of(window.posts.begin(), window.posts.end(), present) ? "在岗" : "暂离";
}

bool in_hall(const Header& header, const std::string& hall) {
  const auto& halls = header.scope.halls;
  return std::any_of(halls.begin(), halls.end(), [&](const std::string& one) { return one == "*" || one == hall; });
}

// Any window of the hall stands for all of them.
LedTable roster(const Context& context) {
  std::vector<Item> windows = context.store->items({Kind::window}, context.now);
  std::erase_if(windows, [&](const Item& item) { return !in_hall(item.header, context.hall.id); });
  std::sort(windows.begin(), windows.end(), [](const Item& a, const Item& b) {
    return std::get<Window>(a.body).no < std::get<Window>(b.body).no;
  });
  LedTable table{"窗口一览", {"窗口", "办理事项", "状态"}, {}, LedTable::Head::columns};
  for (const Item& item : windows) {
    const auto& window = std::get<Window>(item.body);
    table.rows.push_back({window.no, marks_repaired(item.header, item.header.title), status_of(window)});
  }
  return table;
}

}  // namespace

std::optional<LedTable> led_table(const Item& item, const Context& context) {
  if (const auto* fee = std::get_if<Fee>(&item.body); fee != nullptr && !fee->rows.empty()) return fee_table(item, *fee);
  if (const auto* publicity = std::get_if<Publicity>(&item.body)) return posting_table(*publicity, context);
  if (std::holds_alternative<Window>(item.body)) return roster(context);
  return std::nullopt;
}

bool led_fits(const LedTable& table, const std::vector<int>& widths) {
  return std::all_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
    for (std::size_t i = 0; i < std::min(row.size(), widths.size()); ++i) {
      if (led_width(row[i]) > widths[i]) return false;
    }
    return true;
  });
}

std::vector<int> led_widths(const LedTable& table, int room) {
  std::vector<int> widths;
  for (const std::string& title : table.columns) widths.push_back(std::max(least_column, led_width(title)));
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < std::min(row.size(), widths.size()); ++i) widths[i] = std::max(widths[i], led_width(row[i]));
  }
  const int gaps = 2 * static_cast<int>(widths.empty() ? 0 : widths.size() - 1);
  int left = room - gaps - std::accumulate(widths.begin(), widths.end(), 0);
  while (left < 0) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (widest == widths.end() || *widest <= least_column) break;
    --*widest;
    ++left;
  }
  return widths;
}

int pages_a_turn(std::size_t pages, const LedStyle& style) {
  if (style.effect == LedEffect::still) return 1;
  return static_cast<int>(std::clamp<std::size_t>(pages, 1, most_pages_a_turn));
}

PageOf page_on(const Loop& loop, int turn, std::size_t pages, int a_turn) {
  if (pages < 2) return {0, 1};
  const int within = std::min(a_turn - 1, loop.progress_permille * a_turn / 1000);
  return {static_cast<std::size_t>(turn * a_turn + within) % pages, pages};
}

std::string led_words(const Item& item, const Context& context) {
  if (item.kind() == Kind::emergency) return alert_line(item);
  if (item.header.led_text.empty()) return item.header.title;
  std::string words = filled_led_text(item, context.store->calendar(), date_of(context.now));
  const auto table = item.kind() == Kind::publicity ? led_table(item, context) : std::nullopt;
  if (table && table->rows.size() > longest_strip_list && context.device.surface == Surface::strip) {
    words += "。名单请到触摸屏查看";
  }
  return words;
}

std::string led_tag(const Item& item) {
  switch (item.kind()) {
    case Kind::publicity: return "公示";
    case Kind::guide: return "指南";
    case Kind::fee: return "收费";
    case Kind::stats: return "统计";
    case Kind::slogan: return "提示";
    case Kind::pledge: return "承诺";
    case Kind::emergency: return "紧急";
    default: return "通知";
  }
}

std::vector<std::pair<std::string, std::string>> led_figures(const Stats& stats) {
  return {{"办结率", format_rate(rate(stats.closed, stats.received))},
          {"按时办结率", format_rate(rate(stats.on_time, stats.closed))},
          {"即办比例", format_rate(rate(stats.instant, stats.received))},
          {"满意率", format_rate(rate(stats.satisfied, stats.rated))}};
}

std::optional<std::chrono::milliseconds> board_dwell(const Item& item, const Context& context) {
  int most = 1;
  if (context.device.surface == Surface::strip) {
    for (int variant = 0, count = strip_variants(item, context); variant < count; ++variant) {
      most = std::max(most, strip_turn(item, context, variant).a_turn);
    }
  } else if (const auto table = led_table(item, context)) {
    most = pages_a_turn((table->rows.size() + wall_rows - 1) / wall_rows, context.device.led);
  }
  if (most < 2) return std::nullopt;
  return std::chrono::seconds(most * context.device.led.hold_s);
}

}  // namespace gongkai::screens

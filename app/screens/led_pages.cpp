#include "app/screens/led_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "app/screens/excerpt.h"
#include "app/screens/led_text.h"
#include "app/screens/pages.h"
#include "app/screens/punctuation.h"
#include "content/model/item_rules.h"
#include "content/model/names.h"
#include "content/model/playlist.h"

namespace gongkai::screens {

namespace {

using namespace gongkai::model;

constexpr int most_pages_a_turn = 5;
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

// An identity number or a telephone, which says nothing once a part of it is gone.
bool is_number(const std::string& cell) {
  return !cell.empty() && std::all_of(cell.begin(), cell.end(), [](char c) { return c > 0x20 && c < 0x7F; });
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

// Two characters: that is the room of the tag.
std::string notice_tag(NoticeSubtype subtype) {
  switch (subtype) {
    case NoticeSubtype::department_news: return "动态";
    case NoticeSubtype::policy: return "政策";
    case NoticeSubtype::interpretation: return "解读";
    case NoticeSubtype::plan: return "规划";
    case NoticeSubtype::target_result: return "目标";
    case NoticeSubtype::disclosure_guide: return "指南";
    case NoticeSubtype::regulation: return "制度";
    default: return std::string(word(subtype));
  }
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
  std::vector<int> least(widths.size(), least_column);
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < std::min(row.size(), widths.size()); ++i) {
      const int width = led_width(row[i]);
      widths[i] = std::max(widths[i], width);
      if (is_number(row[i])) least[i] = std::max(least[i], width);
    }
  }
  const int gaps = 2 * static_cast<int>(widths.empty() ? 0 : widths.size() - 1);
  int left = room - gaps - std::accumulate(widths.begin(), widths.end(), 0);
  const auto give_way = [&](const std::vector<int>& floor) {
    while (left < 0) {
      std::size_t widest = widths.size();
      for (std::size_t i = 0; i < widths.size(); ++i) {
        if (widths[i] > floor[i] && (widest == widths.size() || widths[i] > widths[widest])) widest = i;
      }
      if (widest == widths.size()) return;
      --widths[widest];
      ++left;
    }
  };
  give_way(least);
  give_way(std::vector<int>(widths.size(), least_column));
  return widths;
}

PagePace pace_of(std::size_t pages, std::int64_t fullest_tenths, Kind kind, const LedStyle& style) {
  PagePace pace;
  pace.page = std::max<std::chrono::milliseconds>(reading_time(fullest_tenths, kind), std::chrono::seconds(style.hold_s));
  if (style.effect == LedEffect::still) return pace;
  const auto in_a_turn = static_cast<std::size_t>(longest_reading(kind) / pace.page);
  pace.a_turn = static_cast<int>(std::clamp<std::size_t>(std::min(pages, in_a_turn), 1, most_pages_a_turn));
  return pace;
}

std::string age_words(const Context& context) {
  const bool old = context.freshness == Freshness::stale || context.freshness == Freshness::very_stale;
  return old && context.store != nullptr ? "内容更新于" + format_month_day_zh(date_of(context.store->info().catalogue_at)) : "";
}

std::string deadline_words(const Item& item, const Context& context) {
  const auto* publicity = std::get_if<Publicity>(&item.body);
  const auto current = publicity == nullptr ? std::nullopt : current_round(*publicity, date_of(context.now));
  const auto end = current ? round_end(publicity->rounds[*current], context.store->calendar()) : std::nullopt;
  return end ? "截止" + format_month_day_zh(end->last_day) : "";
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
    case Kind::notice: return notice_tag(std::get<Notice>(item.body).subtype);
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

}  // namespace gongkai::screens

#include <fmt/format.h>

#include <algorithm>

#include "app/screens/charts.h"
#include "app/screens/chrome.h"
#include "app/screens/lobby.h"
#include "app/screens/pages.h"
#include "app/screens/punctuation.h"
#include "content/model/item_rules.h"

namespace gongkai::screens {

namespace {

using Shows = LobbyZones::SideShows;

constexpr int padding = 32;
constexpr int of_heading = 64, of_badge = 88;                    // units of height
constexpr int of_hint = 114, more_for_title = 42;                // a hint of two lines, and a title of two
constexpr int of_bar = 154;                                      // a rate with its bar

Block hint(const std::string& first, const std::string& second) {
  Blocks lines{text(first, {.size = 32, .max_lines = 2, .line_height = 130})};
  if (!second.empty()) lines.push_back(text(second, {.size = 28, .tone = Tone::ink_second, .max_lines = 1, .line_height = 130}));
  Block block = column(std::move(lines), 4);
  block.padding = layout::edges(0, 16);
  block.bottom_line = Tone::line;
  return block;
}

// The rates of the newest statistics, as many as there is room for.
Blocks figures(const Context& context, int room) {
  const auto stats = context.store->items({model::Kind::stats}, context.now);
  if (stats.empty()) return {};
  const auto& s = std::get<model::Stats>(stats.front().body);
  Blocks bars;
  const Rate rates[] = {{"按时办结率", s.on_time, s.closed, Tone::jade},
                        {"群众满意率", s.satisfied, s.rated, Tone::amber},
                        {"办结率", s.closed, s.received, Tone::jade},
                        {"即办比例", s.instant, s.received, Tone::indigo}};
  for (const Rate& one : rates) {
    if (one.whole <= 0 || static_cast<int>(bars.size() + 1) * of_bar > room) continue;
    bars.push_back(padded(rate_bar(one), {0, 16, 0, 0}));
  }
  return bars;
}

Blocks guides(const Building& building, CardRoom room) {
  const Context& context = building.context;
  store::ListQuery wanted = query_of(ListKind::guides);
  wanted.limit = 6;
  wanted.order = store::ListOrder::newest;
  Blocks rows;
  for (const auto& guide : context.store->list(wanted, context.now)) {
    const std::string place = guide.place.empty() ? "" : guide.place + "窗口";
    const std::string promise = guide.badge == "即办" ? "当场办结" : guide.badge.empty() ? "" : "承诺" + guide.badge + "办结";
    const std::string title = shown_title(building, guide).words;
    room.height -= of_hint + (lines_of(title, 32, room.width) > 1 ? more_for_title : 0);
    if (room.height < 0) break;
    rows.push_back(hint(title, joined({place, promise}, "，")));
  }
  return rows;
}

}  // namespace

Block lobby_side_card(const Building& building, CardRoom room) {
  const Context& context = building.context;
  const Shows shows = context.device.lobby.side_shows;
  Block title = bold(shows == Shows::figures ? "大厅办件情况" : "今日办事提示", 34, Tone::indigo);
  title.padding = {0, 0, 0, 16};
  Blocks rows{std::move(title), rule(Tone::indigo, 3)};
  int left = room.height - 2 * padding - of_heading - of_badge;
  // Beside the guides one rate, two where three guides are left room.
  const int for_bars = shows == Shows::figures ? left : shows == Shows::guides ? 0 : std::min(2 * of_bar, std::max(of_bar, left - 3 * of_hint));
  Blocks bars = figures(context, for_bars);
  left -= static_cast<int>(bars.size()) * of_bar;
  if (shows != Shows::figures) {
    for (Block& one : guides(building, {room.width - 2 * padding, left})) rows.push_back(std::move(one));
  }
  for (Block& one : bars) rows.push_back(std::move(one));
  rows.push_back(spacer());
  rows.push_back(freshness_badge(context, 2));
  Block block = card(std::move(rows), padding, 0);
  block.width = room.width;
  return block;
}

}  // namespace gongkai::screens

// The lobby screen, landscape, read from 3-10 m: one item at a time, hints at the side, a crawl below, the clock above;
// or where else the theme puts them.
#include "app/screens/lobby.h"

#include <algorithm>

#include "app/screens/chrome.h"
#include "app/screens/pages.h"

namespace gongkai::screens {

namespace {

constexpr int banner_height = 120;
constexpr int page_top = 28;                             // above and below the two cards
constexpr int between_cards = 32;

Block head(const Context& context) {
  Block bar = row({grown(text(context.hall.name, {.size = 44, .tone = Tone::on_accent, .role = FontRole::sans_bold, .max_lines = 1})),
                   text(clock_words(context), {.size = 56, .tone = Tone::on_accent, .role = FontRole::sans_bold}),
                   text(today_words(context), {.size = 28, .tone = Tone::on_accent})},
                  28);
  bar.padding = layout::edges(48, 12);
  bar.height = context.device.lobby.clock_height;
  return filled(std::move(bar), Tone::indigo);
}

Block crawl(const Context& context) {
  const int height = context.device.lobby.crawl_height, label = height * 34 / 100;
  return crawl_bar(context, {height * 44 / 100, label, (height - label * 3 / 2) / 2, height});
}

Block clock_card(const Context& context, int width) {
  const Look name{.size = 40, .tone = Tone::on_accent, .role = FontRole::sans_bold, .align = Align::center, .max_lines = 2};
  Block card_of_time = column({text(context.hall.name, name),
                               text(clock_words(context), {.size = 84, .tone = Tone::on_accent, .role = FontRole::sans_bold, .align = Align::center, .line_height = 115}),
                               text(today_words(context), {.size = 30, .tone = Tone::on_accent, .align = Align::center})});
  card_of_time.padding = layout::edges(24, 20);
  card_of_time.height = 2 * context.device.lobby.clock_height + 40;
  card_of_time.width = width;
  return filled(std::move(card_of_time), Tone::indigo, 16);
}

// What the cards may take of the height: the crawl must stay on the glass, whatever is said.
int room_for_cards(const Context& context) {
  const LobbyZones& zones = context.device.lobby;
  int room = context.device.height_units - 2 * page_top;
  if (!context.loop.banners.empty()) room -= banner_height;
  if (zones.clock != LobbyZones::Clock::side) room -= zones.clock_height;
  if (zones.crawl != LobbyZones::Crawl::none) room -= zones.crawl_height;
  return room;
}

Block side(const Building& building, CardRoom room) {
  const LobbyZones& zones = building.context.device.lobby;
  if (zones.clock != LobbyZones::Clock::side) return lobby_side_card(building, room);
  constexpr int gap_between = 24;
  Block clock = clock_card(building.context, room.width);
  room.height -= clock.height + gap_between;
  Block both = column({std::move(clock), grown(lobby_side_card(building, room))}, gap_between);
  both.width = room.width;
  return both;
}

CardRoom room_of_main(const Context& context) {
  const LobbyZones& zones = context.device.lobby;
  const int whole = context.device.width_units - 2 * page_margin;
  const bool alone = zones.side == LobbyZones::Side::none;
  return {alone ? whole : whole - between_cards - zones.side_width, room_for_cards(context)};
}

Block cards(const Building& building) {
  const Context& context = building.context;
  const LobbyZones& zones = context.device.lobby;
  const CardRoom room = room_of_main(context);
  Block main = lobby_main_card(context, room);
  Blocks both;
  both.push_back(std::move(main));
  if (zones.side != LobbyZones::Side::none) both.insert(zones.side == LobbyZones::Side::left ? both.begin() : both.end(), side(building, {zones.side_width, room.height}));
  Block middle = row(std::move(both), between_cards, Place::stretch);
  middle.padding = layout::edges(page_margin, page_top);
  return grown(std::move(middle));
}

}  // namespace

int lines_of(const std::string& words, int size, int width) {
  const int half_ems_a_line = width * 2 / size;
  return std::max(1, (half_ems(words) + half_ems_a_line - 1) / half_ems_a_line);
}

std::chrono::milliseconds lobby_length(const model::Item& item, const Context& context, int turn) {
  Context then = context;
  then.loop.turn = turn;
  return lobby_main_length(item, then, room_of_main(then));
}

Block lobby_board(const Building& building) {
  const Context& context = building.context;
  const LobbyZones& zones = context.device.lobby;
  Blocks parts;
  if (zones.clock == LobbyZones::Clock::top) parts.push_back(head(context));
  for (Block& banner : alert_banner(building)) parts.push_back(std::move(banner));
  if (zones.crawl == LobbyZones::Crawl::top) parts.push_back(crawl(context));
  parts.push_back(cards(building));
  if (zones.crawl == LobbyZones::Crawl::bottom) parts.push_back(crawl(context));
  if (zones.clock == LobbyZones::Clock::bottom) parts.push_back(head(context));
  return filled(column(std::move(parts)), Tone::paper);
}

}  // namespace gongkai::screens

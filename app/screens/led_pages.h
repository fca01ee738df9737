// What an item says on a board of LEDs, page by page, as plain values: strip_board() and wall_board() make blocks of
// them, and the loop asks how many there are. Tables longer than a turn go on in the next one.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "app/screens/pieces.h"
#include "content/model/item.h"

namespace gongkai::screens {

// A table of short cells: standards of a fee, rows of a posting, the windows of the hall.
struct LedTable {
  std::string title;                            // "第二榜　截止12月2日"
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;   // as long as columns
  enum class Head { columns, title } strip_head = Head::columns;  // what the one line above the strip's rows says
};
std::optional<LedTable> led_table(const model::Item& item, const Context& context);
// Widths in half ems so that `columns` and all rows fit into `room` with gaps of one em between them; the widest give
// way first. What is still longer is cut by the layout. The same for every page: the columns stand still.
std::vector<int> led_widths(const LedTable& table, int room);
bool led_fits(const LedTable& table, const std::vector<int>& widths);

// Pages one after the other: how long each stands, and how many of them make a turn.
struct PagePace {
  std::chrono::milliseconds page{8000};
  int a_turn = 1;
};
// A page stands as long as the words of the fullest one ask for, and never shorter than the profile says; a turn holds
// as many as can be read in the 40 s of an item, 60 s of a posting (domain section 7).
PagePace pace_of(std::size_t pages, std::int64_t fullest_tenths, model::Kind kind, const LedStyle& style);

// One line of the strip. Heights count as on a strip 64 px high: 16, 32 or 48; `text` 12 and 24 too.
struct StripCell {
  std::string words;
  Tone tone = Tone::led_amber;
  int width = 0;                                // units; 0: what is left, at the end as wide as the words
  Align align = Align::start;
};
struct StripLine {
  int height = 32;
  std::vector<StripCell> cells;
  enum class Motion { still, crawl } motion = Motion::still;
  int text = 0;                                 // size of the letters where they are smaller than the line; 0: as high
};
struct StripPage {
  std::string tag;                              // in a block of its own at the left edge; empty: none
  std::vector<StripLine> lines;
};

inline constexpr std::size_t longest_strip_list = 60;  // domain section 4.2: longer ones are read at the touch screen

// A posting shows its message and its rows by turns, a guide its promise and its steps.
struct StripTurn {
  std::vector<StripPage> pages;                 // never empty
  PagePace pace;
};
int strip_variants(const model::Item& item, const Context& context);
StripTurn strip_turn(const model::Item& item, const Context& context, int variant);

// The rows of a wall page, and which page of how many is on.
inline constexpr std::size_t wall_rows = 10;
struct PageOf {
  std::size_t page = 0, pages = 1;
};
// Of `pages`, of which each turn shows `a_turn`, the one that is on in turn `turn` of its kind.
PageOf page_on(const Loop& loop, int turn, std::size_t pages, int a_turn);

// "截止12月1日" of a posting whose period runs; empty else.
std::string deadline_words(const model::Item& item, const Context& context);

// "内容更新于11月16日" where the content has grown old (domain section 6); empty else.
std::string age_words(const Context& context);

// The message of an item, and the word before it: 公示, 通知, 指南, 收费.
std::string led_words(const model::Item& item, const Context& context);
std::string led_tag(const model::Item& item);
// Label and figure: 办结率 97.50%.
std::vector<std::pair<std::string, std::string>> led_figures(const model::Stats& stats);

// How long the item is on in that turn, by what the board then says: as long as the crawl takes to pass, or as its
// pages take to be read. nullopt: the screen is no board, or an alert is on.
std::optional<std::chrono::milliseconds> board_turn(const model::Item& item, const Context& context, int turn);

}  // namespace gongkai::screens

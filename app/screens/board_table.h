// A table on a board that nobody can scroll: pages of rows in which no word is cut where smaller letters, one column of
// rows instead of two, or a second line can hold it.
#pragma once

#include <vector>

#include "app/screens/led_pages.h"

namespace gongkai::screens {

struct TableRoom {
  int width = 1856, height = 216;       // of the head and the rows
  std::vector<int> sizes{32, 24};       // of the letters, the best first
  int most_halves = 2;                  // rows may stand beside each other
  int between = 32;                     // the halves
  int line_percent = 112, apart = 0;    // height of a line, and what is between two rows
  Tone head = Tone::led_green, row = Tone::led_white, line = Tone::none;
};

struct BoardTable {
  LedTable table;
  TableRoom room;
  int text = 32, halves = 1;
  std::vector<int> widths;              // half ems
  std::vector<std::size_t> page_ends;   // behind the last row of each page; never empty
  PagePace pace;
};
BoardTable fitted(LedTable table, const TableRoom& room, model::Kind kind, const LedStyle& style);

// The page that is on in turn `turn` of the table.
PageOf page_on(const BoardTable& table, const Loop& loop, int turn);
Block table_page(const BoardTable& table, std::size_t page);

}  // namespace gongkai::screens

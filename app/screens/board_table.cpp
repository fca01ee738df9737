#include "app/screens/board_table.h"

#include <algorithm>

#include "app/screens/led_text.h"
#include "content/model/playlist.h"

namespace gongkai::screens {

namespace {

struct Fit {
  int text = 0, halves = 1;
  std::vector<int> widths;
};

// In half ems, of one half.
int room_of(const TableRoom& room, int text, int halves) {
  return (room.width - (halves - 1) * room.between) / halves * 2 / text;
}

// The largest letters in which nothing is cut; where there are none, the smallest in one column, and long cells take
// more than one line.
Fit best_fit(const LedTable& table, const TableRoom& room) {
  Fit fit;
  for (const int text : room.sizes) {
    for (int halves = room.most_halves; halves >= 1; --halves) {
      fit = {text, halves, led_widths(table, room_of(room, text, halves))};
      if (led_fits(table, fit.widths)) return fit;
    }
  }
  return fit;
}

std::string lines_of_cell(const std::string& cell, int width) {
  if (led_width(cell) <= width) return cell;
  std::string lines;
  for (const std::string& line : led_lines(cell, width)) lines += (lines.empty() ? "" : "\n") + line;
  return lines;
}

int lines_in(const std::vector<std::string>& row, const std::vector<int>& widths) {
  int most = 1;
  for (std::size_t i = 0; i < std::min(row.size(), widths.size()); ++i) {
    if (led_width(row[i]) <= widths[i]) continue;
    most = std::max(most, static_cast<int>(led_lines(row[i], widths[i]).size()));
  }
  return most;
}

int line_height(const BoardTable& table) { return table.text * table.room.line_percent / 100; }

void part_into_pages(BoardTable& table) {
  const int line = line_height(table), apart = table.room.apart;
  const int room = table.room.height - line * lines_in(table.table.columns, table.widths) - apart;
  const auto& rows = table.table.rows;
  if (table.halves > 1) {
    const auto a_page = static_cast<std::size_t>(std::max(1, room / (line + apart)) * table.halves);
    for (std::size_t end = a_page; end < rows.size(); end += a_page) table.page_ends.push_back(end);
  } else {
    int used = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const int height = line * lines_in(rows[i], table.widths) + apart;
      if (used > 0 && used + height > room) {
        table.page_ends.push_back(i);
        used = 0;
      }
      used += height;
    }
  }
  table.page_ends.push_back(rows.size());
}

std::size_t begin_of(const BoardTable& table, std::size_t page) { return page == 0 ? 0 : table.page_ends[page - 1]; }

std::int64_t fullest_page(const BoardTable& table) {
  std::int64_t fullest = 0;
  for (std::size_t page = 0; page < table.page_ends.size(); ++page) {
    std::int64_t tenths = 0;
    for (std::size_t i = begin_of(table, page); i < table.page_ends[page]; ++i) {
      for (const std::string& cell : table.table.rows[i]) tenths += model::reading_tenths(cell);
    }
    fullest = std::max(fullest, tenths);
  }
  return fullest;
}

Block row_of(const BoardTable& table, const std::vector<std::string>& cells, Tone tone) {
  Blocks blocks;
  for (std::size_t i = 0; i < table.widths.size(); ++i) {
    const bool last = i + 1 == table.widths.size();
    Block cell = text(i < cells.size() ? lines_of_cell(cells[i], table.widths[i]) : "",
                      {.size = table.text, .tone = tone, .line_height = table.room.line_percent});
    if (!last) cell.width = table.widths[i] * table.text / 2;
    blocks.push_back(last ? grown(std::move(cell)) : std::move(cell));
  }
  const int lines = lines_in(cells, table.widths);
  Block line = row(std::move(blocks), table.text, Place::start);
  line.height = line_height(table) * lines + table.room.apart;
  line.bottom_line = table.room.line;
  return line;
}

Block half_of(const BoardTable& table, std::size_t first, std::size_t end) {
  Blocks lines{row_of(table, table.table.columns, table.room.head)};
  for (std::size_t i = first; i < std::min(end, table.table.rows.size()); ++i) {
    lines.push_back(row_of(table, table.table.rows[i], table.room.row));
  }
  return grown(column(std::move(lines)));
}

}  // namespace

BoardTable fitted(LedTable table, const TableRoom& room, model::Kind kind, const LedStyle& style) {
  Fit fit = best_fit(table, room);
  BoardTable out{std::move(table), room, fit.text, fit.halves, std::move(fit.widths), {}, {}};
  part_into_pages(out);
  out.pace = pace_of(out.page_ends.size(), fullest_page(out), kind, style);
  return out;
}

PageOf page_on(const BoardTable& table, const Loop& loop, int turn) {
  return page_on(loop, turn, table.page_ends.size(), table.pace.a_turn);
}

Block table_page(const BoardTable& table, std::size_t page) {
  const std::size_t first = begin_of(table, page), end = table.page_ends[page];
  if (table.halves == 1) return half_of(table, first, end);
  // The last page, too, fills its left half first.
  const std::size_t a_half = table.page_ends.size() == 1 && page == 0 ? (end - first + 1) / 2 : (table.page_ends.front() + 1) / 2;
  const std::size_t middle = std::min(end, first + a_half);
  return row({half_of(table, first, middle), half_of(table, middle, end)}, table.room.between, Place::start);
}

}  // namespace gongkai::screens

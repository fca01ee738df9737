#include "render/layout/table.h"

#include <algorithm>
#include <limits>

#include "render/layout/distribute.h"
#include "render/layout/text_ops.h"

namespace gongkai::layout {
namespace {

using render::Rect;

constexpr int line_height = 140;                // percent: table text stands closer than running text
constexpr int rule_width = 2, least_vertical_padding = 12;
constexpr int short_cell_em = 8;                // a column no wider than this never wraps if it can be helped
constexpr int least_cell_em = 3;
constexpr int longest_number_em = 12;           // a masked identity number has ten
constexpr std::size_t exact_samples = 6;

text::ParagraphStyle cell_style(const TableContent& table, std::size_t column) {
  text::ParagraphStyle style;
  style.repair = table.repair;
  style.line_height_percent = line_height;
  style.align = table.columns[column].align;
  return style;
}

TextSpan header_span(const TableContent& table, const TableColumn& column) {
  return {column.title, text::FontRole::sans, table.header_size, Tone::ink_second, false};
}

TextSpan cell_span(const TableContent& table, const TableCell& cell) {
  return {cell.text, cell.role, table.text_size, cell.tone, cell.strike};
}

// With width 0 on one line.
render::Size measure_span(const TextSpan& span, const text::ParagraphStyle& style, int width, Pass& pass) {
  return size_of(pass.lay_out({&span, 1}, style, width));
}

// Width of one line in hundredths of an em, from the bytes alone: two or more bytes a character count as full width.
int estimate(const std::string& text) {
  int width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) width += 62;
    else if (byte >= 0xC0) width += 100;
  }
  return width;
}

// The widest cell of a column on one line. Laying out every cell of a thousand rows once more would cost as much as
// the table itself, so only the likely widest are measured exactly.
int natural_cell_width(const TableContent& table, std::size_t c, Pass& pass) {
  std::vector<std::pair<int, std::size_t>> widest;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (c < table.rows[r].cells.size()) widest.emplace_back(estimate(table.rows[r].cells[c].text), r);
  }
  const std::size_t count = std::min(exact_samples, widest.size());
  std::partial_sort(widest.begin(), widest.begin() + static_cast<std::ptrdiff_t>(count), widest.end(),
                    std::greater<>());
  int width = 0;
  if (table.show_header) width = measure_span(header_span(table, table.columns[c]), cell_style(table, c), 0, pass).width;
  for (std::size_t i = 0; i < count; ++i) {
    const TextSpan span = cell_span(table, table.rows[widest[i].second].cells[c]);
    width = std::max(width, measure_span(span, cell_style(table, c), 0, pass).width);
  }
  return width;
}

// A number or code, which has no place to be broken at: "9901**********0021".
bool is_one_number(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

// The widest number that stands in a cell of its own; 0 without one, or where it would take the room of all others.
int number_width(const TableContent& table, std::size_t c, Pass& pass) {
  const TableCell* longest = nullptr;
  for (const TableRow& row : table.rows) {
    if (c >= row.cells.size() || !is_one_number(row.cells[c].text)) continue;
    if (longest == nullptr || row.cells[c].text.size() > longest->text.size()) longest = &row.cells[c];
  }
  if (longest == nullptr) return 0;
  const int width = measure_span(cell_span(table, *longest), cell_style(table, c), 0, pass).width;
  return width <= longest_number_em * pass.theme().text_px(table.text_size) ? width : 0;
}

// Where not even the least widths have room, the widest column of words gives way before a number is broken.
void spare_numbers(std::vector<Want>& wants, const std::vector<bool>& numbers, int width, int least_of_words) {
  for (;;) {
    std::int64_t sum = 0;
    std::size_t widest = wants.size();
    for (std::size_t c = 0; c < wants.size(); ++c) {
      sum += wants[c].least;
      const bool gives = !numbers[c] && wants[c].least > least_of_words;
      if (gives && (widest == wants.size() || wants[c].least > wants[widest].least)) widest = c;
    }
    if (sum <= width || widest == wants.size()) return;
    wants[widest].least = least_of_words;
  }
}

std::vector<Want> column_wants(const TableContent& table, int width, Pass& pass) {
  const int em = pass.theme().text_px(table.text_size), padding = 2 * pass.px(table.cell_padding);
  std::vector<Want> wants;
  std::vector<bool> numbers;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const int natural = natural_cell_width(table, c, pass), number = number_width(table, c, pass);
    const int least = natural <= short_cell_em * em ? natural : std::max(least_cell_em * em, number);
    wants.push_back({natural + padding, std::min(natural, least) + padding, std::max(1, table.columns[c].weight)});
    numbers.push_back(number > 0);
  }
  if (std::find(numbers.begin(), numbers.end(), true) != numbers.end()) spare_numbers(wants, numbers, width, least_cell_em * em + padding);
  return wants;
}

int vertical_padding(const TableContent& table, const Pass& pass) {
  const int one_line = pass.theme().text_px(table.text_size) * line_height / 100;
  return std::max(pass.px(least_vertical_padding), (pass.px(table.min_row_height) - one_line) / 2);
}

int cell_width(const TableContent& table, const TableSizes& sizes, std::size_t c, const Pass& pass) {
  return std::max(1, sizes.columns[c] - 2 * pass.px(table.cell_padding));
}

void fill(Sink& sink, const Rect& rect, render::Color color) {
  if (!rect.empty() && color.alpha > 0) sink.ops->push_back({rect, FillOp{rect, color}});
}

// Draws one table: its header, its rows, and the lines between them.
class Drawing {
 public:
  Drawing(const TableContent& table, const TableSizes& sizes, Pass& pass)
      : table_(table), sizes_(sizes), pass_(pass), rule_(pass.px(rule_width)), padding_(vertical_padding(table, pass)) {}

  void header(Rect rect, Sink& sink) {
    const Theme& theme = pass_.theme();
    fill(sink, rect, theme.color(Tone::surface_soft));
    for (std::size_t c = 0; c < table_.columns.size(); ++c) {
      cell(header_span(table_, table_.columns[c]), c, rect, sink);
    }
    lines(rect, sink);
    top_line(rect, sink);
  }

  // The upper edge of a grid; every other line is drawn by the row above it. Drawn last, or a fill would cover it.
  void top_line(const Rect& rect, Sink& sink) {
    if (!table_.grid) return;
    fill(sink, {rect.x, rect.y, rect.width, std::max(1, rule_ / 2)}, pass_.theme().color(Tone::ink_second));
  }

  void row(const TableRow& row, Rect rect, Sink& sink) {
    fill(sink, rect, pass_.theme().color(row.fill));
    if (row.marked) sink.ops->push_back({rect, FillOp{rect, pass_.theme().color(Tone::marked), 0, FillShape::marker}});
    for (std::size_t c = 0; c < std::min(row.cells.size(), table_.columns.size()); ++c) {
      TextSpan span = cell_span(table_, row.cells[c]);
      if (row.marked) span.tone = Tone::on_marked;
      cell(span, c, rect, sink);
    }
    lines(rect, sink);
    if (row.action == no_action) return;
    std::string label;
    for (const TableCell& part : row.cells) label += (label.empty() ? "" : " ") + part.text;
    const int apart = pass_.px(table_.hit_distance), above = (apart + 1) / 2;
    sink.hits->areas.push_back({{rect.x, rect.y + above, rect.width, rect.height - apart}, row.action, label});
  }

 private:
  void cell(const TextSpan& span, std::size_t c, const Rect& row, Sink& sink) {
    if (span.text.empty()) return;
    int x = row.x + pass_.px(table_.cell_padding);
    for (std::size_t before = 0; before < c; ++before) x += sizes_.columns[before];
    const auto& paragraph =
        pass_.lay_out({&span, 1}, cell_style(table_, c), cell_width(table_, sizes_, c, pass_));
    append_text({&span, 1}, paragraph, pass_.theme(), {x, row.y + padding_}, *sink.ops);
  }

  void lines(const Rect& rect, Sink& sink) {
    const render::Color color = pass_.theme().color(table_.grid ? Tone::ink_second : Tone::line);
    const int width = table_.grid ? std::max(1, rule_ / 2) : rule_;
    fill(sink, {rect.x, rect.bottom() - width, rect.width, width}, color);
    if (!table_.grid) return;
    fill(sink, {rect.x, rect.y, width, rect.height}, color);
    int x = rect.x;
    for (const int column : sizes_.columns) {
      x += column;
      fill(sink, {x - width, rect.y, width, rect.height}, color);
    }
  }

  const TableContent& table_;
  const TableSizes& sizes_;
  Pass& pass_;
  int rule_, padding_;
};

}  // namespace

int table_natural_width(const TableContent& table, Pass& pass) {
  int width = 0;
  for (const Want& want : column_wants(table, std::numeric_limits<int>::max(), pass)) width += want.natural;
  return width;
}

TableSizes measure_table(const TableContent& table, int width, Pass& pass) {
  TableSizes sizes;
  sizes.width = width;
  sizes.columns = share_columns(column_wants(table, width, pass), width);
  const int around = 2 * vertical_padding(table, pass), least = pass.px(table.min_row_height);
  if (table.show_header && !table.columns.empty()) {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const TextSpan span = header_span(table, table.columns[c]);
      const int text = measure_span(span, cell_style(table, c), cell_width(table, sizes, c, pass), pass).height;
      sizes.header = std::max(sizes.header, text + around);
    }
  }
  sizes.height = sizes.header;
  for (const TableRow& row : table.rows) {
    int height = least;
    for (std::size_t c = 0; c < std::min(row.cells.size(), table.columns.size()); ++c) {
      const TextSpan span = cell_span(table, row.cells[c]);
      if (span.text.empty()) continue;
      const int text = measure_span(span, cell_style(table, c), cell_width(table, sizes, c, pass), pass).height;
      height = std::max(height, text + around);
    }
    sizes.rows.push_back(height);
    sizes.height += height;
  }
  return sizes;
}

void place_table(const TableContent& table, const TableSizes& sizes, const Rect& rect, Pass& pass, Sink& sink) {
  Drawing drawing(table, sizes, pass);
  int y = rect.y;
  if (sizes.header > 0) {
    drawing.header({rect.x, y, sizes.width, sizes.header}, sink);
    if (sink.sticky) {
      StickyBand band{y, y + sizes.height, sizes.header, {}};
      Sink inside = sink;
      inside.ops = &band.ops;
      drawing.header({rect.x, 0, sizes.width, sizes.header}, inside);
      sink.sticky->push_back(std::move(band));
    }
    y += sizes.header;
  }
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    drawing.row(table.rows[r], {rect.x, y, sizes.width, sizes.rows[r]}, sink);
    y += sizes.rows[r];
  }
  if (sizes.header == 0) drawing.top_line({rect.x, rect.y, sizes.width, sizes.height}, sink);
}

}  // namespace gongkai::layout

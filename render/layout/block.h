// What a screen says, as a tree of blocks. Built by pure code that knows the content, laid out by lay_out() (flow.h),
// which knows nothing of it. All lengths are design units (theme.h), colours are tones, actions are opaque numbers
// that come back through the HitMap.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "render/layout/theme.h"
#include "render/text/paragraph.h"

namespace gongkai::layout {

using Action = std::uint32_t;          // 0 = cannot be tapped
inline constexpr Action no_action = 0;

struct Edges {
  int left = 0, top = 0, right = 0, bottom = 0;
};
constexpr Edges all_edges(int n) { return {n, n, n, n}; }
constexpr Edges edges(int horizontal, int vertical) { return {horizontal, vertical, horizontal, vertical}; }

enum class Direction : std::uint8_t {
  column, row,
  wrap,   // a row that goes on below when it is full
  stack,  // children over each other in one place
};
enum class Place : std::uint8_t { start, center, end, space_between, stretch };

struct Block;

struct Group {
  Direction direction = Direction::column;
  int gap = 0;
  Place along = Place::start;     // where children lie in the direction, when there is room left over
  Place across = Place::stretch;  // and across it
  std::vector<Block> children;
};

struct TextSpan {
  std::string text;
  text::FontRole role = text::FontRole::sans;
  int size = 36;
  Tone tone = Tone::ink;
  bool strike = false;            // a line through it (核减)
};

// Bytes of a text that are pointed at: they stand on a coloured ground. Nothing moves by it.
struct Mark {
  std::uint32_t begin = 0, end = 0;
};

struct TextContent {
  std::vector<TextSpan> spans;
  text::ParagraphStyle style;     // letter_spacing_px counts as design units here
  Mark mark;                      // in the text of the spans one after another
  std::size_t first_line = 0;     // of a paragraph that goes on over pages, these lines stand here; 0 lines = all that
  std::size_t line_count = 0;     // follow
  int min_lines = 0;              // room for so many lines also when the words need fewer: what follows stands still
};

struct TableCell {
  std::string text;
  text::FontRole role = text::FontRole::sans;
  Tone tone = Tone::ink;
  bool strike = false;
};

struct TableColumn {
  std::string title;
  int weight = 1;                 // share of the width
  text::Align align = text::Align::start;
};

struct TableRow {
  std::vector<TableCell> cells;   // as long as columns
  Action action = no_action;
  Tone fill = Tone::none;
  bool marked = false;            // pointed at, as a whole
};

// A table whose header repeats at the top of its scroll viewport while its rows are seen.
struct TableContent {
  std::vector<TableColumn> columns;
  std::vector<TableRow> rows;
  int text_size = 32, header_size = 28;
  int cell_padding = 16, min_row_height = 72;
  bool show_header = true;
  bool grid = false;              // all cell borders (tables inside documents)
  int hit_distance = 0;           // between the touch areas of neighbouring rows
  text::Repair repair = text::Repair::off;  // of the cells
};

enum class FlowShape : std::uint8_t { start, step, decision, end };
struct FlowBox {
  std::string mark;               // number in the circle: "1", "2a"
  std::string label, note, aside; // aside: right, in jade ("2日")
  FlowShape shape = FlowShape::step;
  Action action = no_action;
  bool marked = false;            // pointed at
};
struct FlowLink {
  std::size_t from = 0, to = 0;
  std::string label;
};
enum class ChartDirection : std::uint8_t { down, right };
// A graph drawn in layers (Sugiyama, Tagawa, Toda 1981): decisions with labelled exits, back edges at the side. One that
// runs down is as wide as there is room; one that runs to the right is as wide as it needs, for a scroll that is `sideways`.
struct FlowChartContent {
  ChartDirection direction = ChartDirection::down;
  int min_box_height = 0;         // besides the chart's own
  std::vector<FlowBox> boxes;
  std::vector<FlowLink> links;
};

// whole: one piece. open_book: pages as high as the scroll, two beside each other; the content is then a column, whose
// ground and padding are those of each page, and perhaps a second block that closes the book: it stands beside the last
// page, or below its text (open_book.h). sideways, inside another scroll: the content may be wider than the block, which is
// as high as the content; perhaps a second block stands above it where it is wider, and a third where it fits (sideways.h).
enum class ScrollForm : std::uint8_t { whole, open_book, sideways };

// A part that scrolls: `content` may be larger than the block. The offset is not part of the layout: the front end
// keeps it by `id` and paints the same frame at any offset.
struct ScrollContent {
  std::uint32_t id = 0;
  std::vector<Block> content;     // exactly one, but for the forms that say otherwise
  ScrollForm form = ScrollForm::whole;
};

struct ProgressContent {
  int done = 0, whole = 1;
  Tone track = Tone::line, bar = Tone::indigo;
};

struct QrContent { std::string text; };
// A picture as wide as it is or as there is room, times `zoom_percent`; what then stands over at the sides is cut by the
// scroll around it, all of it at the right for `pan_permille` 0 and at the left for 1000.
struct ImageContent {
  std::string sha256, caption;
  int natural_width = 0, natural_height = 0;
  int zoom_percent = 100, pan_permille = 500;
};

// as_asked: so many pixels a frame. readable: at most that, but no faster than 3.75 ems a second, and slow enough for
// every letter to stay on a board of few pixels for three seconds.
enum class Pace : std::uint8_t { as_asked, readable };

// One line that moves through the block, from the right unless the text runs right to left.
struct TickerContent {
  std::uint32_t id = 0;
  std::vector<TextSpan> spans;
  int pixels_per_frame = 2;       // whole device pixels (rendering: whole steps or it judders)
  Pace pace = Pace::as_asked;
};

// Its copying and destroying is compiled once (block.cpp): inline, it was most of what the compiler had to do in every
// file that builds a screen.
struct Block {
  Block();
  Block(const Block& other);
  Block(Block&& other) noexcept;
  Block& operator=(const Block& other);
  Block& operator=(Block&& other) noexcept;
  ~Block();

  std::variant<std::monostate, Group, TextContent, TableContent, FlowChartContent, ScrollContent, ProgressContent,
               QrContent, ImageContent, TickerContent>
      content;

  int width = 0, height = 0;      // fixed outer size, 0 = as large as the content
  int min_width = 0, min_height = 0;
  int grow = 0;                   // share of left-over room in the parent's direction
  Edges padding;
  Tone fill = Tone::none;
  Tone border = Tone::none;
  int border_width = 2;
  int radius = 0;
  Tone top_bar = Tone::none;      // a 12-unit band along the top edge, inside the radius
  Tone bottom_bar = Tone::none;   // a 6-unit band along the bottom edge (the chosen tab)
  Tone bottom_line = Tone::none;  // a 2-unit line along the bottom edge (list rows)
  Action action = no_action;
  std::string label;              // what it is for, in dumps and for reading aloud
  bool with_next = false;         // stands on the page of what follows: a heading
  bool silent = false;            // not read aloud: keys, choices and other things to touch
};

}  // namespace gongkai::layout

// One layout pass: what it has measured so far, and where its ops go. Internal to render/layout.
//
// Every block is measured once for each width it is tried at; the sizes are kept for the pass, so nesting costs no
// more than the number of blocks.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "render/layout/block.h"
#include "render/layout/display_list.h"
#include "render/layout/long_column.h"
#include "render/layout/running_line.h"

namespace gongkai::layout {

struct Sight;        // flow.h
struct TableSizes;   // table.h
struct ChartSizes;   // flowchart.h

// Where ops go: the frame itself or a scroll layer in it.
struct Sink {
  Frame* frame = nullptr;
  DisplayList* ops = nullptr;
  HitMap* hits = nullptr;
  std::vector<StickyBand>* sticky = nullptr;  // nullptr outside a scroll layer, and in a part of one
  ScrollLayer* layer = nullptr;               // nullptr outside one
  render::Color background;                   // what lies under the next op, for layers that must repaint it
  SidewaysPart* part = nullptr;               // nullptr outside one
};

class Pass {
 public:
  // Without a sight everything is measured and placed whole.
  Pass(const Theme& theme, text::TextEngine& engine, const Sight* sight = nullptr);
  ~Pass();

  // Outer sizes in device pixels, padding included.
  int natural_width(const Block& block);       // nothing wraps
  int least_width(const Block& block);         // everything wraps wherever it may
  int height(const Block& block, int width);
  // Width the block takes in a column (or stack) of this width.
  int width_in_column(const Block& block, Place across, int room);

  // Appends the block's ops and hit areas.
  void place(const Block& block, const render::Rect& rect, Sink& sink);

  const text::LaidOutParagraph& lay_out(std::span<const TextSpan> spans, const text::ParagraphStyle& style, int width);
  // A block made during the pass (inside a flow chart); lives as long as the pass.
  const Block& keep(Block block);

  // Measured by this pass or an earlier one; valid as long as the pass.
  const MeasuredLine& known_line(std::span<const TextSpan> spans);

  const Theme& theme() const { return theme_; }
  text::TextEngine& engine() { return engine_; }
  int px(int units) const { return theme_.px(units); }

 private:
  struct Measured {
    int natural = -1, least = -1;
    std::vector<std::pair<int, int>> heights;  // width, height
    std::unique_ptr<TableSizes> table;         // of the last width
    std::unique_ptr<ChartSizes> chart;
  };

  int content_natural(const Block& block);
  int content_least(const Block& block);
  int content_height(const Block& block, int width);
  int group_height(const Group& group, int width);
  bool is_part_laid_out(const Group& group) const { return near_ && is_long(group); }
  const std::vector<int>& long_column_heights(const Group& group, int width);  // as far down as the reader is near
  std::vector<int> row_widths(const Group& group, std::size_t first, std::size_t count, int room);
  std::vector<std::size_t> wrap_rows(const Group& group, int room);  // first child of each row, then the count
  std::vector<int> column_heights(const Group& group, const render::Rect& room, std::vector<int>& widths);
  const TableSizes& table_sizes(const Block& block, int width);
  const ChartSizes& chart_sizes(const Block& block, int width);

  void place_decoration(const Block& block, const render::Rect& rect, Sink& sink);
  int corner_radius(const Block& block, const render::Rect& rect) const;
  void place_edges(const Block& block, const render::Rect& rect, render::Color under, Sink& sink);
  void place_content(const Block& block, const render::Rect& inner, Sink& sink);
  void place_column(const Group& group, const render::Rect& inner, Sink& sink);
  void place_long_column(const Group& group, const render::Rect& inner, Sink& sink);
  void place_row(const Group& group, std::size_t first, std::size_t count, const render::Rect& inner, Sink& sink);
  void place_wrap(const Group& group, const render::Rect& inner, Sink& sink);
  void place_stack(const Group& group, const render::Rect& inner, Sink& sink);
  void place_book(const ScrollContent& scroll, const render::Rect& inner, Sink& inside);
  void place_scroll(const ScrollContent& scroll, const render::Rect& inner, Sink& sink);
  void place_hit(const Block& block, const render::Rect& rect, Sink& sink);

  const Theme& theme_;
  text::TextEngine& engine_;
  const Sight* sight_;
  struct Near {
    int top, bottom;
  };
  std::optional<Near> near_;  // in the scroll that is being laid out: the part around the reader
  struct LongColumn {
    int width = -1;
    std::vector<int> heights;
  };
  std::unordered_map<const Group*, LongColumn> long_columns_;
  KnownHeights own_heights_;  // where the sight brings none
  KnownLines own_lines_;
  std::unordered_map<const Block*, Measured> measured_;
  std::deque<Block> kept_;
};

// What a block says, for hit areas without a label of their own: the texts in it, at most about forty characters.
std::string spoken_text(const Block& block);

}  // namespace gongkai::layout

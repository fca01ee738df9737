// The sizes of blocks: the "how wide, how high" half of a layout pass.
#include <algorithm>
#include <numeric>

#include "render/layout/distribute.h"
#include "render/layout/flow.h"
#include "render/layout/flowchart.h"
#include "render/layout/pass.h"
#include "render/layout/picture.h"
#include "render/layout/sideways.h"
#include "render/layout/table.h"
#include "render/layout/text_ops.h"
#include "render/layout/ticker.h"

namespace gongkai::layout {
namespace {

constexpr int endless_width = 8192, least_long_width = 240;  // of a long column: nobody lays it out to find out
constexpr int qr_side = 140, progress_width = 200, progress_height = 10;  // design units, where the block says nothing

template <class... Cases>
struct Visit : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Visit(Cases...) -> Visit<Cases...>;

std::size_t byte_count(const TextContent& text) {
  std::size_t bytes = 0;
  for (const TextSpan& span : text.spans) bytes += span.text.size();
  return bytes;
}

int largest_size(const TextContent& text) {
  int size = 1;
  for (const TextSpan& span : text.spans) size = std::max(size, span.size);
  return size;
}

}  // namespace

Pass::Pass(const Theme& theme, text::TextEngine& engine, const Sight* sight)
    : theme_(theme), engine_(engine), sight_(sight) {}
Pass::~Pass() = default;

const MeasuredLine& Pass::known_line(std::span<const TextSpan> spans) {
  return (sight_ && sight_->lines ? *sight_->lines : own_lines_).of(spans, theme_, engine_);
}

const text::LaidOutParagraph& Pass::lay_out(std::span<const TextSpan> spans, const text::ParagraphStyle& style,
                                            int width) {
  return engine_.lay_out(make_paragraph(spans, style, theme_), width);
}

const Block& Pass::keep(Block block) {
  kept_.push_back(std::move(block));
  return kept_.back();
}

int Pass::natural_width(const Block& block) {
  Measured& known = measured_[&block];
  if (known.natural < 0) {
    const int content = block.width > 0 ? 0 : content_natural(block) + px(block.padding.left) + px(block.padding.right);
    known.natural = std::max({content, px(block.width), px(block.min_width)});
  }
  return known.natural;
}

int Pass::least_width(const Block& block) {
  Measured& known = measured_[&block];
  if (known.least < 0) {
    const int content = block.width > 0 ? 0 : content_least(block) + px(block.padding.left) + px(block.padding.right);
    known.least = std::min(natural_width(block), std::max({content, px(block.width), px(block.min_width)}));
  }
  return known.least;
}

int Pass::height(const Block& block, int width) {
  Measured& known = measured_[&block];
  for (const auto& [at, height] : known.heights) {
    if (at == width) return height;
  }
  const int inner = std::max(0, width - px(block.padding.left) - px(block.padding.right));
  const int content = content_height(block, inner) + px(block.padding.top) + px(block.padding.bottom);
  // A fixed height gives way to content that needs more: large text must not be cut.
  const int height = std::max({content, px(block.height), px(block.min_height)});
  known.heights.emplace_back(width, height);
  return height;
}

int Pass::width_in_column(const Block& block, Place across, int room) {
  if (block.width > 0) return px(block.width);
  if (across == Place::stretch) return room;
  return std::min(natural_width(block), room);
}

int Pass::content_natural(const Block& block) {
  return std::visit(
      Visit{[](const std::monostate&) { return 0; },
            [&](const Group& group) {
              if (is_long(group)) return px(endless_width);
              int sum = 0, widest = 0;
              for (const Block& child : group.children) {
                sum += natural_width(child);
                widest = std::max(widest, natural_width(child));
              }
              const bool sideways = group.direction == Direction::row || group.direction == Direction::wrap;
              if (!sideways || group.children.empty()) return widest;
              return sum + px(group.gap) * static_cast<int>(group.children.size() - 1);
            },
            [&](const TextContent& text) { return size_of(lay_out(text.spans, text.style, 0)).width; },
            [&](const TableContent& table) { return table_natural_width(table, *this); },
            [&](const FlowChartContent& chart) {
              return chart.direction == ChartDirection::right ? chart_sizes(block, 0).width : chart_natural_width(*this);
            },
            [&](const ScrollContent& scroll) {
              return scroll.content.empty() ? 0 : natural_width(scroll.content.front());
            },
            [&](const ProgressContent&) { return px(progress_width); },
            [&](const QrContent&) { return px(block.height > 0 ? block.height : qr_side); },
            [&](const ImageContent& image) { return px(image.natural_width); },
            [&](const TickerContent&) { return px(progress_width); }},
      block.content);
}

int Pass::content_least(const Block& block) {
  return std::visit(
      Visit{[&](const auto&) { return content_natural(block); },
            [&](const Group& group) {
              if (is_long(group)) return px(least_long_width);
              int sum = 0, widest = 0;
              for (const Block& child : group.children) {
                sum += least_width(child);
                widest = std::max(widest, least_width(child));
              }
              if (group.direction != Direction::row || group.children.empty()) return widest;
              return sum + px(group.gap) * static_cast<int>(group.children.size() - 1);
            },
            // The exact width costs a layout with a line at every break; a long text is content with six characters.
            [&](const TextContent& text) {
              constexpr std::size_t long_text = 120;
              if (byte_count(text) > long_text) return theme_.text_px(largest_size(text)) * 6;
              return size_of(lay_out(text.spans, text.style, 1)).width;
            },
            [&](const TableContent& table) {
              return static_cast<int>(table.columns.size()) * theme_.text_px(table.text_size) * 3;
            },
            [&](const FlowChartContent&) { return px(300); },
            [&](const ScrollContent& scroll) {
              return scroll.content.empty() ? 0 : least_width(scroll.content.front());
            },
            [&](const ImageContent& image) { return std::min(px(image.natural_width), px(160)); }},
      block.content);
}

int Pass::content_height(const Block& block, int width) {
  return std::visit(
      Visit{[](const std::monostate&) { return 0; },
            [&](const Group& group) { return group_height(group, width); },
            [&](const TextContent& text) {
              const text::LaidOutParagraph& laid_out = lay_out(text.spans, text.style, std::max(1, width));
              const LineRange shown = lines_of(text, laid_out);
              const int lines = std::max(1, static_cast<int>(shown.end - shown.first));
              return height_of(laid_out, shown) * std::max(lines, text.min_lines) / lines;
            },
            [&](const TableContent&) { return table_sizes(block, width).height; },
            [&](const FlowChartContent&) { return chart_sizes(block, width).height; },
            // A scroll viewport takes the height it is given, by `height`, `grow` or stretching; it asks for none.
            [&](const ScrollContent& scroll) {
              return scroll.form == ScrollForm::sideways ? sideways_height(scroll, width, *this) : 0;
            },
            [&](const ProgressContent&) { return block.height > 0 ? 0 : px(progress_height); },
            [&](const QrContent&) { return block.height > 0 ? 0 : std::min(width, px(qr_side)); },
            [&](const ImageContent& image) { return picture_height(image, width, *this); },
            [&](const TickerContent& ticker) { return block.height > 0 ? 0 : ticker_height(ticker, *this); }},
      block.content);
}

int Pass::group_height(const Group& group, int width) {
  const auto& children = group.children;
  if (children.empty()) return 0;
  if (is_part_laid_out(group)) {
    const std::vector<int>& heights = long_column_heights(group, width);
    return std::accumulate(heights.begin(), heights.end(), px(group.gap) * static_cast<int>(children.size() - 1));
  }
  int total = 0;
  if (group.direction == Direction::row) {
    const std::vector<int> widths = row_widths(group, 0, children.size(), width);
    for (std::size_t i = 0; i < children.size(); ++i) total = std::max(total, height(children[i], widths[i]));
  } else if (group.direction == Direction::wrap) {
    const std::vector<std::size_t> rows = wrap_rows(group, width);
    for (std::size_t r = 0; r + 1 < rows.size(); ++r) {
      const std::vector<int> widths = row_widths(group, rows[r], rows[r + 1] - rows[r], width);
      int tallest = 0;
      for (std::size_t i = rows[r]; i < rows[r + 1]; ++i) {
        tallest = std::max(tallest, height(children[i], widths[i - rows[r]]));
      }
      total += tallest + (r > 0 ? px(group.gap) : 0);
    }
  } else {
    for (const Block& child : children) {
      const int own = height(child, width_in_column(child, group.across, width));
      total = group.direction == Direction::stack ? std::max(total, own) : total + own;
    }
    if (group.direction == Direction::column) total += px(group.gap) * static_cast<int>(children.size() - 1);
  }
  return total;
}

const std::vector<int>& Pass::long_column_heights(const Group& group, int width) {
  LongColumn& column = long_columns_[&group];
  if (column.width == width) return column.heights;
  std::vector<int>& known = (sight_->known ? *sight_->known : own_heights_).of(group, theme_, width);
  column = {width, known};
  std::vector<int>& heights = column.heights;
  int y = 0;
  for (std::size_t i = 0; i < heights.size(); ++i) {
    const Block& child = group.children[i];
    const int own_width = width_in_column(child, group.across, width);
    if (heights[i] == KnownHeights::unknown && y < near_->bottom) {
      heights[i] = height(child, own_width);
      if (!holds_long_column(child)) known[i] = heights[i];  // else a part of it is estimated
    }
    if (heights[i] == KnownHeights::unknown) heights[i] = estimated_height(child, theme_, own_width);
    y += heights[i] + px(group.gap);
  }
  return heights;
}

std::vector<int> Pass::row_widths(const Group& group, std::size_t first, std::size_t count, int room) {
  room -= px(group.gap) * static_cast<int>(count - 1);
  std::vector<Want> wants(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Block& child = group.children[first + i];
    Want& want = wants[i];
    want.natural = natural_width(child);
    want.grow = child.width > 0 ? 0 : child.grow;
    want.least = child.width > 0 ? want.natural : least_width(child);
    // A growing child beside a wide neighbour keeps at least half of an equal share, or a title would be squeezed
    // into one character a line by a long note.
    if (want.grow > 0) want.least = std::max(want.least, std::min(want.natural, room / static_cast<int>(2 * count)));
  }
  return share_room(wants, room);
}

std::vector<std::size_t> Pass::wrap_rows(const Group& group, int room) {
  std::vector<std::size_t> rows{0};
  int used = 0;
  for (std::size_t i = 0; i < group.children.size(); ++i) {
    const int width = natural_width(group.children[i]);
    if (i > rows.back() && used + px(group.gap) + width > room) {
      rows.push_back(i);
      used = 0;
    }
    used += (i > rows.back() ? px(group.gap) : 0) + width;
  }
  rows.push_back(group.children.size());
  return rows;
}

std::vector<int> Pass::column_heights(const Group& group, const render::Rect& room, std::vector<int>& widths) {
  std::vector<Want> wants;
  for (const Block& child : group.children) {
    widths.push_back(width_in_column(child, group.across, room.width));
    const int own = height(child, widths.back());
    wants.push_back({own, own, child.height > 0 ? 0 : child.grow});
  }
  const int gaps = px(group.gap) * std::max(0, static_cast<int>(group.children.size()) - 1);
  return share_room(wants, room.height - gaps);
}

const TableSizes& Pass::table_sizes(const Block& block, int width) {
  Measured& known = measured_[&block];
  if (!known.table || known.table->width != width) {
    known.table = std::make_unique<TableSizes>(measure_table(std::get<TableContent>(block.content), width, *this));
  }
  return *known.table;
}

const ChartSizes& Pass::chart_sizes(const Block& block, int width) {
  Measured& known = measured_[&block];
  if (!known.chart || known.chart->room != width) {
    known.chart = std::make_unique<ChartSizes>(measure_chart(std::get<FlowChartContent>(block.content), width, *this));
  }
  return *known.chart;
}

}  // namespace gongkai::layout

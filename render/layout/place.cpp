// Where blocks lie: the second half of a layout pass, which writes the ops and the hit areas.
#include <algorithm>

#include "render/layout/flow.h"
#include "render/layout/flowchart.h"
#include "render/layout/open_book.h"
#include "render/layout/pass.h"
#include "render/layout/picture.h"
#include "render/layout/sideways.h"
#include "render/layout/table.h"
#include "render/layout/text_ops.h"
#include "render/layout/ticker.h"

namespace gongkai::layout {
namespace {

using render::Rect;

constexpr int top_bar_height = 12, bottom_bar_height = 6, bottom_line_height = 2, outline_width = 2;
constexpr std::size_t spoken_bytes = 120;

// `part` is the piece of a rounded shape that is painted.
void fill(Sink& sink, const Rect& rect, render::Color color, int radius, const Rect& part) {
  if (part.empty() || color.alpha == 0) return;
  const int most = std::min(rect.width, rect.height) / 2;
  sink.ops->push_back({part, FillOp{rect, color, std::min(radius, most)}});
}

void fill(Sink& sink, const Rect& rect, render::Color color, int radius = 0) { fill(sink, rect, color, radius, rect); }

int offset(Place place, int room) {
  if (place == Place::center) return room / 2;
  if (place == Place::end) return room;
  return 0;
}

void collect_text(const Block& block, std::string& out) {
  if (out.size() > spoken_bytes) return;
  if (const auto* text = std::get_if<TextContent>(&block.content)) {
    if (!out.empty()) out += ' ';
    for (const TextSpan& span : text->spans) {
      if (span.role != text::FontRole::icon) out += span.text;
    }
  } else if (const auto* group = std::get_if<Group>(&block.content)) {
    for (const Block& child : group->children) collect_text(child, out);
  }
}

// Under a scrim nothing can be touched any more.
void cover_all(Sink& sink) {
  sink.frame->hits.areas.clear();
  for (ScrollLayer& layer : sink.frame->scrolls) layer.covered = true;
}

}  // namespace

std::string spoken_text(const Block& block) {
  std::string text;
  collect_text(block, text);
  return text;
}

void Pass::place(const Block& block, const Rect& rect, Sink& sink) {
  const render::Color background = sink.background;
  place_decoration(block, rect, sink);
  place_hit(block, rect, sink);
  const Rect inner{rect.x + px(block.padding.left), rect.y + px(block.padding.top),
                   std::max(0, rect.width - px(block.padding.left) - px(block.padding.right)),
                   std::max(0, rect.height - px(block.padding.top) - px(block.padding.bottom))};
  place_content(block, inner, sink);
  sink.background = background;
}

void Pass::place_decoration(const Block& block, const Rect& rect, Sink& sink) {
  const int radius = px(block.radius);
  const render::Color under = sink.background;
  if (block.fill == Tone::scrim && sink.ops == &sink.frame->ops) cover_all(sink);
  const int bar = block.top_bar == Tone::none ? 0 : std::min(px(top_bar_height), rect.height);
  if (bar > 0) fill(sink, rect, theme_.color(block.top_bar), radius, {rect.x, rect.y, rect.width, bar});
  if (block.fill != Tone::none) {
    fill(sink, rect, theme_.color(block.fill), radius, {rect.x, rect.y + bar, rect.width, rect.height - bar});
    if (theme_.color(block.fill).alpha == 255) sink.background = theme_.color(block.fill);
  }
  place_edges(block, rect, under, sink);
}

int Pass::corner_radius(const Block& block, const Rect& rect) const {
  return std::min(px(block.radius), std::min(rect.width, rect.height) / 2);
}

void Pass::place_edges(const Block& block, const Rect& rect, render::Color under, Sink& sink) {
  const int radius = corner_radius(block, rect);
  if (block.border != Tone::none && !rect.empty()) {
    sink.ops->push_back({rect, StrokeOp{rect, theme_.color(block.border), radius, px(block.border_width)}});
  } else if (theme_.outlined && block.fill != Tone::none && block.fill != Tone::paper &&
             block.radius > 0 && theme_.color(block.fill) == under && !rect.empty()) {
    // A black card on black ground shows only by its outline.
    sink.ops->push_back({rect, StrokeOp{rect, theme_.color(Tone::line), radius, px(outline_width)}});
  }
  const auto bottom_band = [&](Tone tone, int units) {
    if (tone == Tone::none) return;
    fill(sink, {rect.x, rect.bottom() - px(units), rect.width, px(units)}, theme_.color(tone));
  };
  bottom_band(block.bottom_line, bottom_line_height);
  bottom_band(block.bottom_bar, bottom_bar_height);
}

void Pass::place_hit(const Block& block, const Rect& rect, Sink& sink) {
  if (block.action == no_action || rect.empty()) return;
  sink.hits->areas.push_back({rect, block.action, block.label.empty() ? spoken_text(block) : block.label,
                              corner_radius(block, rect)});
}

void Pass::place_content(const Block& block, const Rect& inner, Sink& sink) {
  if (const auto* group = std::get_if<Group>(&block.content)) {
    if (group->children.empty()) return;
    switch (group->direction) {
      case Direction::column: return place_column(*group, inner, sink);
      case Direction::row: return place_row(*group, 0, group->children.size(), inner, sink);
      case Direction::wrap: return place_wrap(*group, inner, sink);
      case Direction::stack: return place_stack(*group, inner, sink);
    }
  } else if (const auto* text = std::get_if<TextContent>(&block.content)) {
    const auto& paragraph = lay_out(text->spans, text->style, std::max(1, inner.width));
    append_text(text->spans, MarkedText{paragraph, text->mark, lines_of(*text, paragraph)}, theme_, {inner.x, inner.y}, *sink.ops);
  } else if (const auto* table = std::get_if<TableContent>(&block.content)) {
    place_table(*table, table_sizes(block, inner.width), inner, *this, sink);
  } else if (const auto* chart = std::get_if<FlowChartContent>(&block.content)) {
    place_chart(*chart, chart_sizes(block, inner.width), {inner.x, inner.y}, *this, sink);
  } else if (const auto* scroll = std::get_if<ScrollContent>(&block.content)) {
    place_scroll(*scroll, inner, sink);
  } else if (const auto* progress = std::get_if<ProgressContent>(&block.content)) {
    const int radius = inner.height / 2;
    fill(sink, inner, theme_.color(progress->track), radius);
    const int done = std::clamp(progress->done, 0, std::max(1, progress->whole));
    const int width = static_cast<int>(static_cast<std::int64_t>(inner.width) * done / std::max(1, progress->whole));
    fill(sink, {inner.x, inner.y, width, inner.height}, theme_.color(progress->bar), radius);
  } else if (const auto* qr = std::get_if<QrContent>(&block.content)) {
    const int side = std::min(inner.width, inner.height);
    const Rect square{inner.x + (inner.width - side) / 2, inner.y + (inner.height - side) / 2, side, side};
    // Always dark on light: most scanners fail on an inverted code.
    if (side > 0) sink.ops->push_back({square, QrOp{square, qr->text, render::rgb(0x000000), render::rgb(0xFFFFFF)}});
  } else if (const auto* image = std::get_if<ImageContent>(&block.content)) {
    place_picture(*image, inner, *this, sink);
  } else if (const auto* ticker = std::get_if<TickerContent>(&block.content)) {
    place_ticker(*ticker, inner, *this, sink);
  }
}

void Pass::place_column(const Group& group, const Rect& inner, Sink& sink) {
  if (is_part_laid_out(group)) return place_long_column(group, inner, sink);
  std::vector<int> widths;
  const std::vector<int> heights = column_heights(group, inner, widths);
  const int count = static_cast<int>(group.children.size());
  int gap = px(group.gap), used = gap * (count - 1);
  for (const int height : heights) used += height;
  const int room = std::max(0, inner.height - used);
  int y = inner.y + offset(group.along, room), extra = 0;
  if (group.along == Place::space_between && count > 1) extra = room / (count - 1);
  for (int i = 0; i < count; ++i) {
    const std::size_t at = static_cast<std::size_t>(i);
    const int x = inner.x + offset(group.across, inner.width - widths[at]);
    place(group.children[at], {x, y, widths[at], heights[at]}, sink);
    y += heights[at] + gap + extra;
  }
}

// Only what is near the reader gets ops; the layer notes where that part ends.
void Pass::place_long_column(const Group& group, const Rect& inner, Sink& sink) {
  const std::vector<int>& heights = long_column_heights(group, inner.width);
  int y = inner.y;
  for (std::size_t i = 0; i < heights.size(); ++i) {
    const int bottom = y + heights[i];
    if (bottom <= near_->top) {
      sink.layer->ready_top = std::max(sink.layer->ready_top, bottom);
    } else if (y >= near_->bottom) {
      sink.layer->ready_bottom = std::min(sink.layer->ready_bottom, y);
      return;
    } else {
      const int width = width_in_column(group.children[i], group.across, inner.width);
      place(group.children[i], {inner.x + offset(group.across, inner.width - width), y, width, heights[i]}, sink);
    }
    y = bottom + px(group.gap);
  }
}

void Pass::place_row(const Group& group, std::size_t first, std::size_t count, const Rect& inner, Sink& sink) {
  const std::vector<int> widths = row_widths(group, first, count, inner.width);
  const int gap = px(group.gap);
  int used = gap * static_cast<int>(count - 1);
  for (const int width : widths) used += width;
  const int room = std::max(0, inner.width - used);
  const bool spread = group.along == Place::space_between && count > 1;
  const int start = inner.x + offset(group.along, room);
  int before = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Block& child = group.children[first + i];
    const int extra = spread ? static_cast<int>(room * i / (count - 1)) : 0;
    const bool stretch = group.across == Place::stretch || group.across == Place::space_between;
    const bool full = stretch && child.height == 0;
    const int height = full ? std::max(inner.height, this->height(child, widths[i])) : this->height(child, widths[i]);
    const int y = inner.y + offset(group.across, inner.height - height);
    place(child, {start + before + extra, y, widths[i], height}, sink);
    before += widths[i] + gap;
  }
}

void Pass::place_wrap(const Group& group, const Rect& inner, Sink& sink) {
  const std::vector<std::size_t> rows = wrap_rows(group, inner.width);
  int y = inner.y;
  for (std::size_t r = 0; r + 1 < rows.size(); ++r) {
    const std::size_t count = rows[r + 1] - rows[r];
    const std::vector<int> widths = row_widths(group, rows[r], count, inner.width);
    int tallest = 0;
    for (std::size_t i = 0; i < count; ++i) tallest = std::max(tallest, height(group.children[rows[r] + i], widths[i]));
    place_row(group, rows[r], count, {inner.x, y, inner.width, tallest}, sink);
    y += tallest + px(group.gap);
  }
}

// Children lie over each other: `along` places them up and down, `across` sideways. One that grows fills the height.
void Pass::place_stack(const Group& group, const Rect& inner, Sink& sink) {
  for (const Block& child : group.children) {
    const int width = width_in_column(child, group.across, inner.width);
    const bool full = (child.grow > 0 || group.along == Place::stretch) && child.height == 0;
    const int height = full ? std::max(inner.height, this->height(child, width)) : this->height(child, width);
    place(child,
          {inner.x + offset(group.across, inner.width - width), inner.y + offset(group.along, inner.height - height),
           width, height},
          sink);
  }
}

// The pairs of pages lie below each other; the layer notes where each begins.
void Pass::place_book(const ScrollContent& scroll, const Rect& inner, Sink& inside) {
  int y = 0;
  for (Block& pair : open_book(scroll, {inner.width, inner.height}, *this)) {
    const Block& kept = keep(std::move(pair));
    // Never less than the viewport, or the last pair could not be scrolled to its place.
    const int own = std::max(inner.height, height(kept, inner.width));
    place(kept, {0, y, inner.width, own}, inside);
    inside.layer->page_starts.push_back(y);
    y += own;
  }
  inside.layer->content = {inner.width, std::max(inner.height, y)};
}

void Pass::place_scroll(const ScrollContent& scroll, const Rect& inner, Sink& sink) {
  if (scroll.content.empty()) return;
  const Block& content = scroll.content.front();
  if (sink.layer && !sink.part && scroll.form == ScrollForm::sideways) return place_sideways(scroll, inner, *this, sink);
  if (sink.layer) return place(content, inner, sink);  // inside another one: that one scrolls
  ScrollLayer layer;
  layer.id = scroll.id;
  layer.viewport = inner;
  layer.background = sink.background;
  layer.depth = sink.frame->ops.size();
  if (sight_) {
    const auto at = sight_->scrolled.find(scroll.id);
    const int y = at == sight_->scrolled.end() ? 0 : std::max(0, at->second);
    near_ = Near{y - inner.height, y + 2 * inner.height};
  }
  Sink inside{sink.frame, &layer.ops, &layer.hits, &layer.sticky, &layer, sink.background};
  if (scroll.form == ScrollForm::open_book && std::holds_alternative<Group>(content.content)) {
    place_book(scroll, inner, inside);
  } else {
    layer.content = {inner.width, std::max(inner.height, height(content, inner.width))};
    place(content, {0, 0, layer.content.width, layer.content.height}, inside);
  }
  near_.reset();
  layer.chunks = chunks_of(layer.ops);
  if (layer.furthest() > 0 && !theme_.mono_text) {
    layer.mark = {inner.right() - px(16), inner.y + px(4), px(10), inner.height - 2 * px(4)};
    layer.mark_track = theme_.color(Tone::line);
    layer.mark_thumb = theme_.color(Tone::indigo);
  }
  sink.frame->scrolls.push_back(std::move(layer));
}

}  // namespace gongkai::layout

#include "render/layout/flowchart.h"

#include <algorithm>

#include "render/layout/chart_graph.h"
#include "render/layout/chart_routes.h"
#include "render/layout/text_ops.h"

namespace gongkai::layout {
namespace {

using render::Point;
using render::Rect;
using text::FontRole;

// Design units.
constexpr int natural_chart_width = 940, narrow_box = 400, slim_box = 240, least_box = 230, least_box_height = 104;
// Of a chart that runs to the right: its columns, which grow where there is room left, and what stands between them.
constexpr int least_column = 264, widest_column = 340, longest_label = 150, label_lead = 8, passage = 40, side_margin = 8;
constexpr int least_px = 240, least_height_px = 96;  // of its boxes, on a panel of any size
constexpr int mark_side = 56, label_size = 34, note_size = 28, aside_size = 30, mark_size = 30, exit_size = 26;
constexpr int border = 3, corner = 12, round_corner = 28, hexagon_depth = 26;

Block text_block(const std::string& text, FontRole role, int size, Tone tone) {
  TextContent content;
  content.spans.push_back({text, role, size, tone, false});
  content.style.line_height_percent = 125;
  Block block;
  block.content = std::move(content);
  return block;
}

Block group_block(Direction direction, int gap, Place across, std::vector<Block> children) {
  Group group;
  group.direction = direction;
  group.gap = gap;
  group.across = across;
  group.children = std::move(children);
  Block block;
  block.content = std::move(group);
  return block;
}

Tone accent(const FlowBox& box) { return box.shape == FlowShape::decision ? Tone::amber : Tone::indigo; }

// The number in its circle; the circle grows with large text.
Block mark_block(const FlowBox& box, const Theme& theme) {
  const int side = static_cast<int>(mark_side * theme.text_scale);
  Block text = text_block(box.mark, FontRole::sans_bold, mark_size, Tone::on_accent);
  std::get<TextContent>(text.content).style.line_height_percent = 120;
  Block mark = group_block(Direction::column, 0, Place::center, {std::move(text)});
  std::get<Group>(mark.content).along = Place::center;
  mark.min_width = mark.height = side;
  mark.radius = side / 2;
  mark.fill = accent(box);
  return mark;
}

// column: as wide as a column of a chart that runs to the right.
enum class Fit : std::uint8_t { wide, narrow, slim, column };

Block column_of(std::vector<Block> lines, Place across) {
  return group_block(Direction::column, 2, across, std::move(lines));
}

Block grown(Block block) {
  block.grow = 1;
  return block;
}

// What stands in a box: mark, label over note, and the aside at the right; in a narrow box the aside comes below, in a
// slim one the mark stands above, in a column mark and aside.
Block inside_of(const FlowBox& box, Fit fit, const Theme& theme) {
  std::vector<Block> lines;
  if (fit == Fit::slim && !box.mark.empty()) lines.push_back(mark_block(box, theme));
  const auto ink = [&](Tone usual) { return box.marked ? Tone::on_marked : usual; };
  // Jade would not keep 7:1 on the ground of a decision.
  const Tone aside_tone = ink(box.shape == FlowShape::decision ? Tone::ink : Tone::jade);
  const auto aside = [&] { return text_block(box.aside, FontRole::sans_bold, aside_size, aside_tone); };
  if (fit == Fit::column && !(box.mark.empty() && box.aside.empty())) {
    std::vector<Block> head;
    if (!box.mark.empty()) head.push_back(mark_block(box, theme));
    head.push_back(grown({}));
    if (!box.aside.empty()) head.push_back(aside());
    lines.push_back(group_block(Direction::row, 8, Place::center, std::move(head)));
  }
  lines.push_back(text_block(box.label, FontRole::sans_bold, label_size, ink(Tone::ink)));
  if (!box.note.empty()) lines.push_back(text_block(box.note, FontRole::sans, note_size, ink(Tone::ink_second)));
  const bool aside_below = fit == Fit::narrow || fit == Fit::slim;
  if (aside_below && !box.aside.empty()) lines.push_back(aside());
  for (Block& line : lines) {
    auto* text = std::get_if<TextContent>(&line.content);
    if (text && fit == Fit::slim) text->style.align = text::Align::center;
  }

  std::vector<Block> parts;
  if ((fit == Fit::wide || fit == Fit::narrow) && !box.mark.empty()) parts.push_back(mark_block(box, theme));
  parts.push_back(grown(column_of(std::move(lines), fit == Fit::slim ? Place::center : Place::stretch)));
  if (fit == Fit::wide && !box.aside.empty()) parts.push_back(aside());
  Block inside = group_block(Direction::row, fit == Fit::wide ? 24 : 14, Place::center, std::move(parts));
  const int side = (fit == Fit::wide ? 28 : 14) + (box.shape == FlowShape::decision ? hexagon_depth / 2 : 0);
  inside.padding = edges(side, 12);
  inside.min_height = least_box_height;
  return inside;
}

Fit fit_for(int box_width, const Pass& pass) {
  const auto limit = [&](int units) { return pass.px(static_cast<int>(units * pass.theme().text_scale)); };
  if (box_width < limit(slim_box)) return Fit::slim;
  return box_width < limit(narrow_box) ? Fit::narrow : Fit::wide;
}

text::ParagraphStyle exit_style() {
  text::ParagraphStyle style;
  style.line_height_percent = 120;
  return style;
}

TextSpan exit_span(const FlowLink& link) { return {link.label, FontRole::sans, exit_size, Tone::ink_second, false}; }

ChartMeasures measures_for(ChartDirection direction, int room, const Pass& pass) {
  ChartMeasures m;
  m.direction = direction;
  m.width = room;
  m.side_margin = room >= pass.px(600) ? pass.px(m.side_margin) : pass.px(4);
  for (int* length : {&m.box_gap, &m.passage, &m.port_margin, &m.port_distance, &m.stub, &m.track, &m.arrow, &m.lane,
                      &m.label_gap}) {
    *length = pass.px(*length);
  }
  if (direction == ChartDirection::right) {
    const auto with_text = [&](int units) { return pass.px(static_cast<int>(units * pass.theme().text_scale)); };
    m.column = std::max(with_text(least_column), least_px);
    m.longest_label = with_text(longest_label);
    m.label_lead = pass.px(label_lead);
    m.side_margin = pass.px(side_margin);
    m.passage = pass.px(passage);
  }
  return m;
}

std::vector<ChartEdge> edges_of(const FlowChartContent& chart) {
  std::vector<ChartEdge> result;
  for (const FlowLink& link : chart.links) result.push_back({link.from, link.to});
  return result;
}

int corner_radius(const FlowBox& box, const Pass& pass) {
  if (box.shape == FlowShape::decision) return 0;
  const bool end = box.shape == FlowShape::start || box.shape == FlowShape::end;
  return pass.px(end ? round_corner : corner);
}

void draw_box(const FlowBox& box, const Rect& rect, Pass& pass, Sink& sink) {
  const Theme& theme = pass.theme();
  const int width = pass.px(border);
  const bool end = box.shape == FlowShape::start || box.shape == FlowShape::end;
  const render::Color ground = theme.color(box.marked                         ? Tone::marked
                                           : box.shape == FlowShape::decision ? Tone::amber_soft
                                           : end                              ? Tone::indigo_soft
                                                                              : Tone::surface);
  if (box.shape == FlowShape::decision) {
    const int depth = pass.px(hexagon_depth);
    const Rect inner{rect.x + width, rect.y + width, rect.width - 2 * width, rect.height - 2 * width};
    sink.ops->push_back({rect, FillOp{rect, theme.color(accent(box)), depth, FillShape::hexagon}});
    sink.ops->push_back({inner, FillOp{inner, ground, depth, FillShape::hexagon}});
  } else {
    const int radius = corner_radius(box, pass);
    sink.ops->push_back({rect, FillOp{rect, ground, radius}});
    sink.ops->push_back({rect, StrokeOp{rect, theme.color(Tone::indigo), radius, width}});
  }
  if (box.marked) {
    const int inset = pass.px(corner);
    const Rect middle{rect.x + inset, rect.y + inset, rect.width - 2 * inset, rect.height - 2 * inset};
    sink.ops->push_back({middle, FillOp{middle, ground, 0, FillShape::marker}});
  }
  sink.background = ground;
}

// A link meets a slanted side of a decision inside the rectangle of its box.
void meet_slant(const FlowChartContent& chart, const ChartSizes& sizes, std::size_t box, int depth, Point& point) {
  const Rect& rect = sizes.boxes[box];
  if (chart.boxes[box].shape != FlowShape::decision || rect.height == 0) return;
  const int into_it = depth * std::abs(2 * (point.y - rect.y) - rect.height) / rect.height;
  if (point.x == rect.right()) point.x -= into_it;
  else if (point.x == rect.x) point.x += into_it;
}

Rect bounds_of(const std::vector<Point>& points, int margin) {
  int left = points[0].x, right = left, top = points[0].y, bottom = top;
  for (const Point& p : points) {
    left = std::min(left, p.x);
    right = std::max(right, p.x);
    top = std::min(top, p.y);
    bottom = std::max(bottom, p.y);
  }
  return {left - margin, top - margin, right - left + 2 * margin + 1, bottom - top + 2 * margin + 1};
}

}  // namespace

int chart_natural_width(Pass& pass) { return pass.px(natural_chart_width); }

ChartSizes measure_chart(const FlowChartContent& chart, int room, Pass& pass) {
  const bool to_the_right = chart.direction == ChartDirection::right;
  const std::vector<ChartEdge> links = edges_of(chart);
  const double scaled_least = least_box * pass.theme().text_scale;
  const int most = to_the_right ? 4 : std::clamp(room / pass.px(static_cast<int>(scaled_least)), 1, 4);
  const LayeredChart layered = arrange_in_layers(chart.boxes.size(), links, static_cast<std::size_t>(most),
                                                 to_the_right ? LastInLayer::senders : LastInLayer::both_ends);

  ChartSizes sizes;
  sizes.insides.resize(chart.boxes.size());
  const BoxHeight box_height = [&](std::size_t box, int box_width) {
    const Fit fit = to_the_right ? Fit::column : fit_for(box_width, pass);
    Block inside = inside_of(chart.boxes[box], fit, pass.theme());
    inside.min_height = std::max(inside.min_height, chart.min_box_height);
    sizes.insides[box] = &pass.keep(std::move(inside));
    const int height = pass.height(*sizes.insides[box], box_width);
    return to_the_right ? std::max(height, least_height_px) : height;
  };
  const LabelSize label = [&](std::size_t link, int most_width) {
    if (chart.links[link].label.empty()) return render::Size{};
    const TextSpan span = exit_span(chart.links[link]);
    return size_of(pass.lay_out({&span, 1}, exit_style(), std::max(1, most_width)));
  };
  ChartMeasures measures = measures_for(chart.direction, room, pass);
  RoutedChart routed = route_chart(layered, links, measures, box_height, label);
  if (to_the_right && routed.width < room && !routed.layers.empty()) {
    const int more = (room - routed.width) / static_cast<int>(routed.layers.size());
    measures.column = std::min(measures.column + more, measures.column * widest_column / least_column);
    routed = route_chart(layered, links, measures, box_height, label);
  }
  sizes.room = room;
  sizes.width = routed.width;
  sizes.height = routed.height;
  sizes.boxes = std::move(routed.boxes);
  if (to_the_right) sizes.layers = std::move(routed.layers);
  for (ChartRoute& route : routed.routes) {
    meet_slant(chart, sizes, links[route.link].from, pass.px(hexagon_depth), route.points.front());
    meet_slant(chart, sizes, links[route.link].to, pass.px(hexagon_depth), route.points.back());
    sizes.links.push_back({std::move(route.points), route.link, route.label});
  }
  return sizes;
}

void place_chart(const FlowChartContent& chart, const ChartSizes& sizes, Point origin, Pass& pass, Sink& sink) {
  const render::Color background = sink.background;
  for (const LayerExtent& layer : sizes.layers) {
    if (sink.part) sink.part->columns.push_back({origin.x + layer.begin, origin.x + layer.end});
  }
  for (std::size_t i = 0; i < sizes.boxes.size(); ++i) {
    const Rect rect = sizes.boxes[i].shifted(origin.x, origin.y);
    const FlowBox& box = chart.boxes[i];
    draw_box(box, rect, pass, sink);
    pass.place(*sizes.insides[i], rect, sink);
    sink.background = background;
    if (box.action != no_action) sink.hits->areas.push_back({rect, box.action, box.label, corner_radius(box, pass)});
  }
  const int width = pass.px(border);
  for (const ChartLink& link : sizes.links) {
    PolylineOp line{link.points, width, true, pass.theme().color(Tone::indigo)};
    for (Point& p : line.points) p = {p.x + origin.x, p.y + origin.y};
    const Rect bounds = bounds_of(line.points, 4 * width);
    sink.ops->push_back({bounds, std::move(line)});
    if (link.label.empty()) continue;
    const TextSpan span = exit_span(chart.links[link.link]);
    const auto& paragraph = pass.lay_out({&span, 1}, exit_style(), link.label.width);
    append_text({&span, 1}, paragraph, pass.theme(), {origin.x + link.label.x, origin.y + link.label.y}, *sink.ops);
  }
}

}  // namespace gongkai::layout

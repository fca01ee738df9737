// Where the boxes and links of a layered flow chart lie. Boxes fill their layer's width; links leave below, arrive
// above, and cross from side to side only in the gaps between layers; links that go back run up at the right edge.
// So no link meets a box.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "render/geometry.h"
#include "render/layout/chart_graph.h"

namespace gongkai::layout {

// Lengths in device pixels.
struct ChartMeasures {
  int width = 0;          // of the whole chart
  int side_margin = 40;
  int box_gap = 24;
  int passage = 56;       // width kept free for a link that passes a layer
  int port_margin = 28;   // from a box's corner to its first link
  int port_distance = 28;
  int stub = 12;          // from a box down to the first crossing piece
  int track = 16;         // from one crossing piece to the next
  int arrow = 20;         // from the last crossing piece to the box below
  int lane = 22;          // from one link that goes back to the next
  int label_gap = 8;      // from a link to its label
};

// Size of a link's label when it is at most `width` wide; {0,0} for none. The gap grows to hold it.
using LabelSize = std::function<render::Size(std::size_t link, int width)>;
// Height of a box of this width.
using BoxHeight = std::function<int(std::size_t box, int width)>;

struct ChartRoute {
  std::size_t link = 0;
  std::vector<render::Point> points;
  render::Rect label;
};

struct RoutedChart {
  std::vector<render::Rect> boxes;
  std::vector<ChartRoute> routes;
  int height = 0;
};

RoutedChart route_chart(const LayeredChart& chart, std::span<const ChartEdge> links, const ChartMeasures& measures,
                        const BoxHeight& box_height, const LabelSize& label_size);

}  // namespace gongkai::layout

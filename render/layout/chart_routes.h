// Where the boxes and links of a layered flow chart lie. Links leave below, arrive above, and cross from side to side
// only in the gaps between layers; links that go back run up at the right edge. So no link meets a box.
//
// Everything is computed as if the chart ran down. One that runs to the right is turned at the end: x and y change
// places, so that what is said of above and below holds for left and right, and links that go back run at the bottom.
// What differs is where boxes get their size from: in a chart that runs down they fill the width of their layer, in one
// that runs to the right all are as long as a column, as high as their words, and stand near those they are linked with.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "render/geometry.h"
#include "render/layout/block.h"
#include "render/layout/chart_graph.h"

namespace gongkai::layout {

// Lengths in device pixels, before turning.
struct ChartMeasures {
  ChartDirection direction = ChartDirection::down;
  int width = 0;          // of the whole chart; one that runs to the right takes what it needs
  int column = 264;       // the height of every layer of a chart that runs to the right
  int longest_label = 150;  // there: more than that is wrapped
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
  int label_lead = 2;     // from a box to the label of a link that leaves it
};

// Size of a link's label, as it is read, when it is at most `width` wide; {0,0} for none. The gap grows to hold it.
using LabelSize = std::function<render::Size(std::size_t link, int width)>;
// Height of a box of this width, as it is read.
using BoxHeight = std::function<int(std::size_t box, int width)>;

struct LayerExtent {
  int begin = 0, end = 0;
};

struct ChartRoute {
  std::size_t link = 0;
  std::vector<render::Point> points;
  render::Rect label;
};

struct RoutedChart {
  std::vector<render::Rect> boxes;
  std::vector<ChartRoute> routes;
  std::vector<LayerExtent> layers;  // along the chart
  int width = 0, height = 0;
};

RoutedChart route_chart(const LayeredChart& chart, std::span<const ChartEdge> links, const ChartMeasures& measures,
                        const BoxHeight& box_height, const LabelSize& label_size);

}  // namespace gongkai::layout

// Flow charts, drawn in layers that lie below each other or run to the right (Sugiyama, Tagawa, Toda: Methods for Visual Understanding of Hierarchical
// System Structures, 1981): boxes in rows or columns, links as horizontal and vertical pieces that pass between boxes.
#pragma once

#include <vector>

#include "render/layout/chart_routes.h"
#include "render/layout/pass.h"

namespace gongkai::layout {

struct ChartLink {
  std::vector<render::Point> points;  // from the chart's top left; arrow at the last
  std::size_t link = 0;               // which of FlowChartContent::links
  render::Rect label;                 // empty without one
};

struct ChartSizes {
  int room = 0;                       // what it was measured for
  int width = 0, height = 0;          // width: more than the room where a chart runs to the right
  std::vector<render::Rect> boxes;    // as FlowChartContent::boxes, from the chart's top left
  std::vector<const Block*> insides;  // what stands in each box; owned by the pass
  std::vector<ChartLink> links;
  std::vector<LayerExtent> layers;    // of a chart that runs to the right
};

// Of a chart that runs down.
int chart_natural_width(Pass& pass);
ChartSizes measure_chart(const FlowChartContent& chart, int room, Pass& pass);
void place_chart(const FlowChartContent& chart, const ChartSizes& sizes, render::Point origin, Pass& pass, Sink& sink);

}  // namespace gongkai::layout

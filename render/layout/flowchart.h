// Flow charts, drawn top-down in layers (Sugiyama, Tagawa, Toda: Methods for Visual Understanding of Hierarchical
// System Structures, 1981): boxes in rows, links as horizontal and vertical pieces that pass between boxes.
#pragma once

#include <vector>

#include "render/layout/pass.h"

namespace gongkai::layout {

struct ChartLink {
  std::vector<render::Point> points;  // from the chart's top left; arrow at the last
  std::size_t link = 0;               // which of FlowChartContent::links
  render::Rect label;                 // empty without one
};

struct ChartSizes {
  int width = 0, height = 0;
  std::vector<render::Rect> boxes;    // as FlowChartContent::boxes, from the chart's top left
  std::vector<const Block*> insides;  // what stands in each box; owned by the pass
  std::vector<ChartLink> links;
};

int chart_natural_width(const FlowChartContent& chart, Pass& pass);
ChartSizes measure_chart(const FlowChartContent& chart, int width, Pass& pass);
void place_chart(const FlowChartContent& chart, const ChartSizes& sizes, render::Point origin, Pass& pass, Sink& sink);

}  // namespace gongkai::layout

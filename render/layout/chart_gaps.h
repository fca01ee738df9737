// What happens in the gap between two layers of a flow chart: links change sides on tracks below each other, and the
// labels of exits stand beside the links that leave a box above.
#pragma once

#include <optional>
#include <vector>

#include "render/layout/chart_routes.h"

namespace gongkai::layout {

// A piece of a forward link from a port above to a port below, or the end of a link that goes back, which has one port
// and a lane at the side.
struct ChartCrossing {
  std::size_t link = 0;
  std::optional<std::size_t> top, bottom;  // ports
  std::optional<std::size_t> lane;         // which link that goes back
  bool labelled = false;                   // leaves its box here, so the label stands here
  int from = 0, to = 0;                    // x above and below (of the lane where a port is missing)
  int track = -1;                          // -1: straight down
  int label_row = 0;
  render::Rect label;                      // y from the top of its row

  int left() const { return std::min(from, to); }
  int right() const { return std::max(from, to); }
};

struct ChartGap {
  std::vector<ChartCrossing> crossings;
  int top = 0;
  int tracks = 0, label_rows = 0, label_height = 0;  // label_height: of one row

  int labels() const { return label_rows * label_height; }
};

void assign_tracks(ChartGap& gap, const ChartMeasures& measures);

// `right_end` is where labels must end: the chart's edge or its first lane.
void place_labels(ChartGap& gap, const ChartMeasures& measures, int right_end, const LabelSize& label_size);

}  // namespace gongkai::layout

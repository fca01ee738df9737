// Where the nodes of each layer lie across it when they do not fill it, in their order and apart. The main line runs
// straight at the left end, what branches off lies beside it: each node lies at the first of those it is linked with, as
// far as the ones before it leave room. The last step of Sugiyama, Tagawa and Toda (1981), with a reader in mind.
#pragma once

#include <span>
#include <vector>

#include "render/layout/chart_graph.h"

namespace gongkai::layout {

struct SpreadRoom {
  int left = 0, right = 0;  // at least as far apart as the widest layer asks
  int gap = 0;              // between neighbours
};

// What the widest layer takes. `sizes`: of the chart's nodes across their layers.
int widest_layer(const LayeredChart& chart, std::span<const int> sizes, int gap);

// The left end of every node.
std::vector<int> spread_across(const LayeredChart& chart, std::span<const int> sizes, const SpreadRoom& room);

}  // namespace gongkai::layout

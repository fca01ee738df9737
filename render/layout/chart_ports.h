// Where links meet their boxes: spread over a side of the box, and moved so that a link runs straight where it can.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "render/layout/chart_gaps.h"
#include "render/layout/chart_graph.h"
#include "render/layout/chart_routes.h"

namespace gongkai::layout {

enum class PortSide : std::uint8_t { above, below };

class ChartPorts {
 public:
  // `spans`: of the chart's nodes across their layers. The caller keeps all three.
  ChartPorts(const LayeredChart& chart, const std::vector<render::Rect>& spans, const ChartMeasures& measures)
      : chart_(chart), spans_(spans), m_(measures), above_(chart.nodes.size()), below_(chart.nodes.size()) {}

  // `order`: where the link goes, for the ports of a side from left to right.
  std::size_t add(PortSide side, std::size_t node, int order);
  // When all are there.
  void place(std::span<const ChartGap> gaps);

  std::size_t node(std::size_t port) const { return ports_[port].node; }
  int x(std::size_t port) const { return ports_[port].x; }

 private:
  struct Port {
    std::size_t node = 0;
    int order = 0;
    int x = 0;
  };
  using Side = std::vector<std::size_t>;

  std::pair<int, int> reach(std::size_t node) const;
  void spread(Side& side);
  const Side& side_of(std::size_t port, PortSide side) const;
  bool fits(std::size_t port, PortSide side, int x) const;
  void straighten(std::size_t top, std::size_t bottom);
  void keep_apart(const ChartGap& gap);

  const LayeredChart& chart_;
  const std::vector<render::Rect>& spans_;
  const ChartMeasures& m_;
  std::vector<Port> ports_;
  std::vector<Side> above_, below_;  // ports of a node
};

}  // namespace gongkai::layout

#include "render/layout/chart_ports.h"

#include <algorithm>
#include <cstdlib>

namespace gongkai::layout {

using Index = std::size_t;

Index ChartPorts::add(PortSide side, Index node, int order) {
  ports_.push_back({node, order, 0});
  (side == PortSide::above ? above_ : below_)[node].push_back(ports_.size() - 1);
  return ports_.size() - 1;
}

void ChartPorts::place(std::span<const ChartGap> gaps) {
  for (Side& side : above_) spread(side);
  for (Side& side : below_) spread(side);
  for (const ChartGap& gap : gaps) {
    for (const ChartCrossing& crossing : gap.crossings) {
      if (crossing.top && crossing.bottom) straighten(*crossing.top, *crossing.bottom);
    }
    keep_apart(gap);
  }
}

// Where links may meet a node. Narrow boxes give up their margin.
std::pair<int, int> ChartPorts::reach(Index node) const {
  const render::Rect& span = spans_[node];
  const int middle = span.x + span.width / 2;
  if (!chart_.nodes[node].box) return {middle, middle};
  const int margin = std::min(m_.port_margin, span.width / 4);
  return {span.x + margin, span.right() - margin};
}

void ChartPorts::spread(Side& side) {
  std::stable_sort(side.begin(), side.end(), [&](Index a, Index b) { return ports_[a].order < ports_[b].order; });
  for (Index i = 0; i < side.size(); ++i) {
    const auto [left, right] = reach(ports_[side[i]].node);
    const int count = static_cast<int>(side.size());
    ports_[side[i]].x = left + (right - left) * (2 * static_cast<int>(i) + 1) / (2 * count);
  }
}

const ChartPorts::Side& ChartPorts::side_of(Index port, PortSide side) const {
  return (side == PortSide::above ? above_ : below_)[ports_[port].node];
}

// Whether `port` may stand at x: within its box, in order with and away from its neighbours.
bool ChartPorts::fits(Index port, PortSide which, int x) const {
  const auto [left, right] = reach(ports_[port].node);
  if (x < left || x > right) return false;
  const Side& side = side_of(port, which);
  const auto at = std::find(side.begin(), side.end(), port);
  if (at != side.begin() && x - ports_[*(at - 1)].x < m_.port_distance) return false;
  return at + 1 == side.end() || ports_[*(at + 1)].x - x >= m_.port_distance;
}

// Moves one end over the other: first the end of the side with fewer links, which is the freer one.
void ChartPorts::straighten(Index top, Index bottom) {
  const bool top_first = side_of(top, PortSide::below).size() <= side_of(bottom, PortSide::above).size() &&
                         spans_[ports_[top].node].width >= spans_[ports_[bottom].node].width;
  const auto move_top = [&] {
    if (!fits(top, PortSide::below, ports_[bottom].x)) return false;
    ports_[top].x = ports_[bottom].x;
    return true;
  };
  const auto move_bottom = [&] {
    if (!fits(bottom, PortSide::above, ports_[top].x)) return false;
    ports_[bottom].x = ports_[top].x;
    return true;
  };
  if (top_first ? move_top() || move_bottom() : move_bottom() || move_top()) return;
}

// Two links in one column of a gap would look like one. The lower end steps aside.
void ChartPorts::keep_apart(const ChartGap& gap) {
  for (const ChartCrossing& crossing : gap.crossings) {
    if (!crossing.bottom) continue;
    Port& port = ports_[*crossing.bottom];
    if (crossing.top && ports_[*crossing.top].x == port.x) continue;
    const auto alone = [&](int x) {
      return std::none_of(gap.crossings.begin(), gap.crossings.end(), [&](const ChartCrossing& other) {
        return other.top && &other != &crossing && std::abs(ports_[*other.top].x - x) < m_.port_distance;
      });
    };
    for (int step = 0; step < 8; ++step) {  // 0, then a little to the right and to the left, further each time
      const int x = port.x + (step % 2 == 0 ? -1 : 1) * (step + 1) / 2 * m_.port_distance;
      if (!alone(x) || !fits(*crossing.bottom, PortSide::above, x)) continue;
      port.x = x;
      break;
    }
  }
}

}  // namespace gongkai::layout

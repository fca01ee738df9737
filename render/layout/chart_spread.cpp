#include "render/layout/chart_spread.h"

#include <algorithm>
#include <optional>

namespace gongkai::layout {
namespace {

using Index = std::size_t;

int width_of(const std::vector<Index>& layer, std::span<const int> sizes, int gap) {
  int width = gap * (static_cast<int>(layer.size()) - 1);
  for (const Index node : layer) width += sizes[node];
  return width;
}

class Spreading {
 public:
  Spreading(const LayeredChart& chart, std::span<const int> sizes, const SpreadRoom& room)
      : chart_(chart), sizes_(sizes), room_(room), left_(chart.nodes.size(), 0) {}

  std::vector<int> run() {
    for (const auto& layer : chart_.layers) {
      int x = room_.left;
      for (const Index node : layer) {
        left_[node] = x;
        x += sizes_[node] + room_.gap;
      }
    }
    // Down as the chart is read; up, so that what is small at the beginning meets the middle of what follows; down again.
    for (const bool down : {true, false, true}) {
      for (Index i = 1; i < chart_.layers.size(); ++i) settle(chart_.layers[down ? i : chart_.layers.size() - 1 - i], down);
    }
    return std::move(left_);
  }

 private:
  int middle(Index node) const { return left_[node] + sizes_[node] / 2; }

  // The middle of the first node it is linked with in the layer before; its own where there is none.
  int wish(Index node, bool down) const {
    std::optional<int> first;
    for (const ChartSegment& segment : chart_.segments) {
      if ((down ? segment.lower : segment.upper) != node) continue;
      const int other = middle(down ? segment.upper : segment.lower);
      first = std::min(first.value_or(other), other);
    }
    return first.value_or(middle(node));
  }

  void settle(const std::vector<Index>& layer, bool down) {
    int least = room_.left, most = room_.right - width_of(layer, sizes_, room_.gap);
    for (const Index node : layer) {
      left_[node] = std::max(least, std::min(wish(node, down) - sizes_[node] / 2, most));
      least = left_[node] + sizes_[node] + room_.gap;
      most += sizes_[node] + room_.gap;
    }
  }

  const LayeredChart& chart_;
  std::span<const int> sizes_;
  SpreadRoom room_;
  std::vector<int> left_;
};

}  // namespace

int widest_layer(const LayeredChart& chart, std::span<const int> sizes, int gap) {
  int widest = 0;
  for (const auto& layer : chart.layers) widest = std::max(widest, width_of(layer, sizes, gap));
  return widest;
}

std::vector<int> spread_across(const LayeredChart& chart, std::span<const int> sizes, const SpreadRoom& room) {
  return Spreading(chart, sizes, room).run();
}

}  // namespace gongkai::layout

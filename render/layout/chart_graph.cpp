#include "render/layout/chart_graph.h"

#include <algorithm>
#include <cstdint>

namespace gongkai::layout {
namespace {

using Index = std::size_t;

class Arrangement {
 public:
  Arrangement(Index boxes, std::span<const ChartEdge> links, Index most, LastInLayer last)
      : boxes_(boxes), links_(links), most_(std::max<Index>(1, most)), last_(last), out_(boxes), kind_(links.size(), Kind::broken) {
    for (Index i = 0; i < links.size(); ++i) {
      if (links[i].from < boxes && links[i].to < boxes) {
        kind_[i] = Kind::forward;
        out_[links[i].from].push_back(i);
      }
    }
  }

  LayeredChart build() {
    find_back_links();
    assign_layers();
    make_nodes();
    order_layers();
    move_back_ends_outwards();
    return std::move(chart_);
  }

 private:
  enum class Kind : std::uint8_t { broken, forward, back };
  enum class Visit : std::uint8_t { unseen, open, closed };

  // A link to a box still open in the depth-first walk closes a cycle. Walks begin at boxes nothing leads to.
  void find_back_links() {
    std::vector<Visit> visit(boxes_, Visit::unseen);
    std::vector<bool> led_to(boxes_, false);
    for (Index i = 0; i < links_.size(); ++i) {
      if (kind_[i] != Kind::broken && links_[i].from != links_[i].to) led_to[links_[i].to] = true;
    }
    for (Index box = 0; box < boxes_; ++box) {
      if (!led_to[box]) walk(box, visit);
    }
    for (Index box = 0; box < boxes_; ++box) walk(box, visit);
    std::reverse(finished_.begin(), finished_.end());  // now every box comes before those it leads to
  }

  void walk(Index start, std::vector<Visit>& visit) {
    if (visit[start] != Visit::unseen) return;
    std::vector<std::pair<Index, Index>> path{{start, 0}};  // box, its next link
    visit[start] = Visit::open;
    while (!path.empty()) {
      auto& [box, next] = path.back();
      if (next == out_[box].size()) {
        visit[box] = Visit::closed;
        finished_.push_back(box);
        path.pop_back();
        continue;
      }
      const Index link = out_[box][next++], to = links_[link].to;
      if (visit[to] == Visit::open) {
        kind_[link] = Kind::back;
        chart_.back_links.push_back(link);
      } else if (visit[to] == Visit::unseen) {
        visit[to] = Visit::open;
        path.emplace_back(to, 0);
      }
    }
  }

  // Each box one layer below the lowest box that leads to it, or further down where the layer is full.
  void assign_layers() {
    layer_.assign(boxes_, 0);
    std::vector<Index> wished(boxes_, 0), filled;
    for (const Index box : finished_) {
      for (const Index link : out_[box]) {
        if (kind_[link] == Kind::forward) wished[links_[link].to] = std::max(wished[links_[link].to], wished[box] + 1);
      }
    }
    std::vector<Index> order = finished_;
    std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) {
      return wished[a] != wished[b] ? wished[a] < wished[b] : a < b;
    });
    std::vector<Index> least(boxes_, 0);
    for (const Index box : order) {
      Index layer = least[box];
      while (layer < filled.size() && filled[layer] >= most_) ++layer;
      filled.resize(std::max(filled.size(), layer + 1), 0);
      ++filled[layer];
      layer_[box] = layer;
      for (const Index link : out_[box]) {
        if (kind_[link] == Kind::forward) least[links_[link].to] = std::max(least[links_[link].to], layer + 1);
      }
    }
    chart_.layers.resize(filled.size());
  }

  void make_nodes() {
    for (Index box = 0; box < boxes_; ++box) {
      chart_.nodes.push_back({box, layer_[box]});
      chart_.layers[layer_[box]].push_back(box);
    }
    for (Index i = 0; i < links_.size(); ++i) {
      if (kind_[i] != Kind::forward) continue;
      Index upper = links_[i].from;
      for (Index layer = layer_[links_[i].from] + 1; layer < layer_[links_[i].to]; ++layer) {
        const Index passage = chart_.nodes.size();
        chart_.nodes.push_back({std::nullopt, layer});
        chart_.layers[layer].push_back(passage);
        chart_.segments.push_back({upper, passage, i});
        upper = passage;
      }
      chart_.segments.push_back({upper, links_[i].to, i});
    }
  }

  // Barycentre sweeps down and up; the order with the fewest crossings is kept.
  void order_layers() {
    constexpr int sweeps = 12;
    auto best = chart_.layers;
    Index fewest = crossings();
    for (int sweep = 0; sweep < sweeps && fewest > 0; ++sweep) {
      const bool down = sweep % 2 == 0;
      for (Index i = 1; i < chart_.layers.size(); ++i) sort_layer(down ? i : chart_.layers.size() - 1 - i, down);
      if (const Index now = crossings(); now < fewest) {
        fewest = now;
        best = chart_.layers;
      }
    }
    chart_.layers = std::move(best);
  }

  // Links that go back run at the right edge: a box at one of their ends is best the last of its layer, so that the link
  // can leave at its side. It moves there if nothing more is crossed.
  void move_back_ends_outwards() {
    for (const Index link : chart_.back_links) {
      if (last_ == LastInLayer::both_ends) move_outwards(links_[link].from);
      move_outwards(links_[link].to);
    }
    if (last_ == LastInLayer::both_ends) return;
    for (const Index link : chart_.back_links) move_outwards(links_[link].from);
  }

  void move_outwards(Index box) {
    auto& layer = chart_.layers[layer_[box]];
    const auto before = layer;
    const Index crossed = crossings();
    layer.erase(std::find(layer.begin(), layer.end(), box));
    layer.push_back(box);
    if (crossings() > crossed) layer = before;
  }

  std::vector<double> positions() const {
    std::vector<double> position(chart_.nodes.size(), 0);
    for (const auto& layer : chart_.layers) {
      for (Index i = 0; i < layer.size(); ++i) {
        position[layer[i]] = (static_cast<double>(i) + 0.5) / static_cast<double>(layer.size());
      }
    }
    return position;
  }

  void sort_layer(Index layer, bool down) {
    const std::vector<double> position = positions();
    std::vector<double> sum(chart_.nodes.size(), 0);
    std::vector<int> count(chart_.nodes.size(), 0);
    for (const ChartSegment& segment : chart_.segments) {
      const Index own = down ? segment.lower : segment.upper, other = down ? segment.upper : segment.lower;
      sum[own] += position[other];
      ++count[own];
    }
    const auto centre = [&](Index node) { return count[node] > 0 ? sum[node] / count[node] : position[node]; };
    auto& nodes = chart_.layers[layer];
    std::stable_sort(nodes.begin(), nodes.end(), [&](Index a, Index b) { return centre(a) < centre(b); });
  }

  Index crossings() const {
    const std::vector<double> position = positions();
    Index count = 0;
    for (Index a = 0; a < chart_.segments.size(); ++a) {
      for (Index b = a + 1; b < chart_.segments.size(); ++b) {
        const ChartSegment &one = chart_.segments[a], &two = chart_.segments[b];
        if (chart_.nodes[one.upper].layer != chart_.nodes[two.upper].layer) continue;
        const double above = position[one.upper] - position[two.upper], below = position[one.lower] - position[two.lower];
        if (above * below < 0) ++count;
      }
    }
    return count;
  }

  Index boxes_;
  std::span<const ChartEdge> links_;
  Index most_;
  LastInLayer last_;
  std::vector<std::vector<Index>> out_;  // links that leave a box
  std::vector<Kind> kind_;
  std::vector<Index> finished_, layer_;
  LayeredChart chart_;
};

}  // namespace

LayeredChart arrange_in_layers(std::size_t box_count, std::span<const ChartEdge> links, std::size_t most_in_layer,
                               LastInLayer last) {
  return Arrangement(box_count, links, most_in_layer, last).build();
}

}  // namespace gongkai::layout

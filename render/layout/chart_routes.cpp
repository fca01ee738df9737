#include "render/layout/chart_routes.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "render/layout/chart_gaps.h"

namespace gongkai::layout {
namespace {

using render::Point;
using render::Rect;
using render::Size;
using Index = std::size_t;

// A vertical end of a link at a node, above or below it.
struct Port {
  Index node = 0;
  int order = 0;     // where the link goes, for ports from left to right
  int x = 0;
};

struct BackLink {
  Index link = 0, upper = 0, lower = 0;  // boxes: it goes from lower to upper
  int lane = 0;
  bool leaves_at_side = false, arrives_at_side = false;
  int label_width = 0;
};

class Router {
 public:
  Router(const LayeredChart& chart, std::span<const ChartEdge> links, const ChartMeasures& measures,
         const BoxHeight& box_height, const LabelSize& label_size)
      : chart_(chart), links_(links), m_(measures), box_height_(box_height), label_size_(label_size) {}

  RoutedChart route() {
    collect_back_links();
    place_across();
    collect_crossings();
    place_ports();
    for (ChartGap& gap : gaps_) {
      for (ChartCrossing& crossing : gap.crossings) {
        crossing.from = crossing.top ? ports_[*crossing.top].x : lane_x(back_[*crossing.lane]);
        crossing.to = crossing.bottom ? ports_[*crossing.bottom].x : lane_x(back_[*crossing.lane]);
      }
      assign_tracks(gap, m_);
      place_labels(gap, m_, lanes_ > 0 ? lane_start_ : m_.width, label_size_);
    }
    place_down();
    write_forward();
    write_back();
    return std::move(result_);
  }

 private:
  bool is_last(Index node) const { return chart_.layers[chart_.nodes[node].layer].back() == node; }
  Index layer_of(Index node) const { return chart_.nodes[node].layer; }

  // Lanes: links whose ways up overlap get different ones, short ways the inner ones.
  void collect_back_links() {
    for (const Index link : chart_.back_links) {
      BackLink back{link, links_[link].to, links_[link].from, 0, false, false, 0};
      back.leaves_at_side = is_last(back.lower);
      back.arrives_at_side = is_last(back.upper);
      back_.push_back(back);
    }
    const auto length = [&](const BackLink& b) { return layer_of(b.lower) - layer_of(b.upper); };
    std::stable_sort(back_.begin(), back_.end(), [&](const auto& a, const auto& b) { return length(a) < length(b); });
    for (Index i = 0; i < back_.size(); ++i) {
      const auto taken = [&](int lane) {
        return std::any_of(back_.begin(), back_.begin() + static_cast<std::ptrdiff_t>(i), [&](const BackLink& other) {
          return other.lane == lane && layer_of(other.upper) <= layer_of(back_[i].lower) &&
                 layer_of(back_[i].upper) <= layer_of(other.lower);
        });
      };
      while (taken(back_[i].lane)) ++back_[i].lane;
      lanes_ = std::max(lanes_, back_[i].lane + 1);
      if (back_[i].leaves_at_side) {
        back_[i].label_width = label_size_(back_[i].link, m_.width / 8).width;
        label_room_ = std::max(label_room_, back_[i].label_width);
      }
    }
  }

  // Links that go back take at most a quarter of the width, links that pass a layer at most half of it: a crowded
  // chart gets closer lines, never lines beyond its edge.
  void place_across() {
    const int label = label_room_ > 0 ? label_room_ + m_.label_gap : 0;
    if (lanes_ > 0) lane_ = std::min(m_.lane, std::max(1, m_.width / 4 / (lanes_ + 1)));
    const int left = m_.side_margin;
    const int right = m_.width - std::max(m_.side_margin, lanes_ > 0 ? lane_ * lanes_ + lane_ / 2 + label : 0);
    lane_start_ = right + label + lane_;
    spans_.resize(chart_.nodes.size());
    for (const auto& layer : chart_.layers) place_layer(layer, left, right);
  }

  void place_layer(const std::vector<Index>& layer, int left, int right) {
    int boxes = 0;
    for (const Index node : layer) boxes += chart_.nodes[node].box ? 1 : 0;
    const int passages = static_cast<int>(layer.size()) - boxes, gaps = static_cast<int>(layer.size()) - 1;
    int passage = m_.passage, gap = m_.box_gap;
    // A chart may be asked into less room than its margins take.
    const int taken = passages * passage + gaps * gap, most = std::max(0, (right - left) / 2);
    if (taken > most) {
      passage = passage * most / taken;
      gap = gap * most / taken;
    }
    const int room = std::max(0, right - left - gap * gaps - passage * passages);
    int x = left, box = 0;
    for (const Index node : layer) {
      int width = passage;
      if (chart_.nodes[node].box) {
        width = room * (box + 1) / boxes - room * box / boxes;
        ++box;
      }
      spans_[node] = {x, 0, width, 0};
      x += width + gap;
    }
  }

  Index add_port(std::vector<Index>& side, Index node, int order) {
    ports_.push_back({node, order, 0});
    side.push_back(ports_.size() - 1);
    return ports_.size() - 1;
  }

  int middle(Index node) const { return spans_[node].x + spans_[node].width / 2; }

  void collect_crossings() {
    gaps_.resize(chart_.layers.size() + 1);
    above_.resize(chart_.nodes.size());
    below_.resize(chart_.nodes.size());
    for (const ChartSegment& segment : chart_.segments) {
      ChartCrossing crossing;
      crossing.link = segment.link;
      crossing.top = add_port(below_[segment.upper], segment.upper, middle(segment.lower));
      crossing.bottom = add_port(above_[segment.lower], segment.lower, middle(segment.upper));
      crossing.labelled = chart_.nodes[segment.upper].box.has_value();
      gaps_[layer_of(segment.lower)].crossings.push_back(crossing);
    }
    for (Index i = 0; i < back_.size(); ++i) {
      const BackLink& back = back_[i];
      ChartCrossing crossing;
      crossing.link = back.link;
      crossing.lane = i;
      if (!back.leaves_at_side) {
        crossing.top = add_port(below_[back.lower], back.lower, m_.width + back.lane);
        crossing.labelled = true;
        gaps_[layer_of(back.lower) + 1].crossings.push_back(crossing);
      }
      if (!back.arrives_at_side) {
        crossing.top.reset();
        crossing.labelled = false;
        crossing.bottom = add_port(above_[back.upper], back.upper, m_.width + back.lane);
        gaps_[layer_of(back.upper)].crossings.push_back(crossing);
      }
    }
  }

  // Where links may meet a node. Narrow boxes give up their margin.
  std::pair<int, int> reach(Index node) const {
    const Rect& span = spans_[node];
    if (!chart_.nodes[node].box) return {middle(node), middle(node)};
    const int margin = std::min(m_.port_margin, span.width / 4);
    return {span.x + margin, span.right() - margin};
  }

  void spread(std::vector<Index>& side) {
    std::stable_sort(side.begin(), side.end(), [&](Index a, Index b) { return ports_[a].order < ports_[b].order; });
    for (Index i = 0; i < side.size(); ++i) {
      const auto [left, right] = reach(ports_[side[i]].node);
      const int count = static_cast<int>(side.size());
      ports_[side[i]].x = left + (right - left) * (2 * static_cast<int>(i) + 1) / (2 * count);
    }
  }

  void place_ports() {
    for (auto& side : above_) spread(side);
    for (auto& side : below_) spread(side);
    for (ChartGap& gap : gaps_) {
      for (const ChartCrossing& crossing : gap.crossings) {
        if (crossing.top && crossing.bottom) straighten(*crossing.top, *crossing.bottom);
      }
      keep_apart(gap);
    }
  }

  const std::vector<Index>& side_of(Index port, bool is_top) const {
    return is_top ? below_[ports_[port].node] : above_[ports_[port].node];
  }

  // Whether `port` may stand at x: within its box, in order with and away from its neighbours.
  bool fits(Index port, bool is_top, int x) const {
    const auto [left, right] = reach(ports_[port].node);
    if (x < left || x > right) return false;
    const auto& side = side_of(port, is_top);
    const auto at = std::find(side.begin(), side.end(), port);
    if (at != side.begin() && x - ports_[*(at - 1)].x < m_.port_distance) return false;
    return at + 1 == side.end() || ports_[*(at + 1)].x - x >= m_.port_distance;
  }

  // Moves one end over the other: first the end of the side with fewer links, which is the freer one.
  void straighten(Index top, Index bottom) {
    const bool top_first = side_of(top, true).size() <= side_of(bottom, false).size() &&
                           spans_[ports_[top].node].width >= spans_[ports_[bottom].node].width;
    const auto move_top = [&] {
      if (!fits(top, true, ports_[bottom].x)) return false;
      ports_[top].x = ports_[bottom].x;
      return true;
    };
    const auto move_bottom = [&] {
      if (!fits(bottom, false, ports_[top].x)) return false;
      ports_[bottom].x = ports_[top].x;
      return true;
    };
    if (top_first ? move_top() || move_bottom() : move_bottom() || move_top()) return;
  }

  // Two links in one column of a gap would look like one. The lower end steps aside.
  void keep_apart(ChartGap& gap) {
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
        if (!alone(x) || !fits(*crossing.bottom, false, x)) continue;
        port.x = x;
        break;
      }
    }
  }

  int lane_x(const BackLink& back) const { return lane_start_ + back.lane * lane_; }

  int above_tracks(const ChartGap& gap) const { return gap.labels() > 0 ? gap.labels() + 4 : m_.stub; }

  int gap_height(const ChartGap& gap, bool outermost) const {
    if (gap.crossings.empty()) return outermost ? 0 : m_.stub + m_.arrow;
    return above_tracks(gap) + std::max(0, gap.tracks - 1) * m_.track + m_.arrow + (gap.tracks > 0 ? m_.stub / 2 : 0);
  }

  int track_y(const ChartGap& gap, int track) const {
    return gap.top + above_tracks(gap) + track * m_.track;
  }

  void place_down() {
    result_.boxes.resize(box_count());
    int y = 0;
    for (Index i = 0; i < chart_.layers.size(); ++i) {
      gaps_[i].top = y;
      y += gap_height(gaps_[i], i == 0);
      int tallest = 0;
      for (const Index node : chart_.layers[i]) {
        const auto& box = chart_.nodes[node].box;
        if (box) tallest = std::max(tallest, box_height_(*box, spans_[node].width));
      }
      for (const Index node : chart_.layers[i]) {
        spans_[node].y = y;
        spans_[node].height = tallest;
        if (chart_.nodes[node].box) result_.boxes[*chart_.nodes[node].box] = spans_[node];
      }
      y += tallest;
    }
    gaps_.back().top = y;
    result_.height = y + gap_height(gaps_.back(), true);
  }

  Index box_count() const {
    Index count = 0;
    for (const ChartNode& node : chart_.nodes) count += node.box ? 1 : 0;
    return count;
  }

  static Rect label_rect(const ChartGap& gap, const ChartCrossing& crossing) {
    if (crossing.label.empty()) return {};
    return crossing.label.shifted(0, gap.top + 2 + crossing.label_row * gap.label_height);
  }

  static void add_point(std::vector<Point>& points, Point p) {
    if (!points.empty() && points.back() == p) return;
    const Index n = points.size();
    if (n >= 2 && points[n - 1].x == points[n - 2].x && points[n - 1].x == p.x) points.back() = p;
    else points.push_back(p);
  }

  // Segments of a link come in order from its box downwards.
  void write_forward() {
    std::vector<std::optional<Index>> route_of(links_.size());
    for (Index i = 0; i < chart_.segments.size(); ++i) {
      const ChartSegment& segment = chart_.segments[i];
      const ChartGap& gap = gaps_[layer_of(segment.lower)];
      const auto crossing = std::find_if(gap.crossings.begin(), gap.crossings.end(), [&](const ChartCrossing& c) {
        return c.link == segment.link && !c.lane && ports_[*c.top].node == segment.upper;
      });
      auto& at = route_of[segment.link];
      if (!at) {
        at = result_.routes.size();
        result_.routes.push_back({segment.link, {}, {}});
      }
      ChartRoute& route = result_.routes[*at];
      const int from = crossing->from, to = crossing->to;
      add_point(route.points, {from, spans_[segment.upper].bottom()});
      if (crossing->track >= 0) {
        add_point(route.points, {from, track_y(gap, crossing->track)});
        add_point(route.points, {to, track_y(gap, crossing->track)});
      }
      add_point(route.points, {to, spans_[segment.lower].y});
      if (crossing->labelled) route.label = label_rect(gap, *crossing);
    }
  }

  const ChartCrossing* crossing_of(Index gap, Index back, bool leaving) const {
    for (const ChartCrossing& crossing : gaps_[gap].crossings) {
      if (crossing.lane == back && crossing.top.has_value() == leaving) return &crossing;
    }
    return nullptr;
  }

  // Ends at the right side of a box share its height: arrivals above, departures below.
  int side_y(Index box, Index back, bool leaving) const {
    int before = 0, count = 0;
    for (const bool departures : {false, true}) {
      for (Index i = 0; i < back_.size(); ++i) {
        const bool here = departures ? back_[i].leaves_at_side && back_[i].lower == box
                                     : back_[i].arrives_at_side && back_[i].upper == box;
        if (!here) continue;
        ++count;
        if (departures < leaving || (departures == leaving && i < back)) ++before;
      }
    }
    return spans_[box].y + spans_[box].height * (before + 1) / (count + 1);
  }

  void write_back() {
    for (Index i = 0; i < back_.size(); ++i) {
      const BackLink& back = back_[i];
      const int x = lane_x(back);
      ChartRoute route{back.link, {}, {}};
      if (back.leaves_at_side) {
        const int y = side_y(back.lower, i, true), edge = spans_[back.lower].right();
        route.points = {{edge, y}, {x, y}};
        const Size label = label_size_(back.link, std::max(1, back.label_width));
        if (label.width > 0) route.label = {edge + m_.label_gap, y - label.height - 2, label.width, label.height};
      } else {
        const ChartGap& gap = gaps_[layer_of(back.lower) + 1];
        const ChartCrossing* crossing = crossing_of(layer_of(back.lower) + 1, i, true);
        const int from = crossing->from, y = track_y(gap, crossing->track);
        route.points = {{from, spans_[back.lower].bottom()}, {from, y}, {x, y}};
        route.label = label_rect(gap, *crossing);
      }
      if (back.arrives_at_side) {
        const int y = side_y(back.upper, i, false);
        route.points.insert(route.points.end(), {{x, y}, {spans_[back.upper].right(), y}});
      } else {
        const ChartCrossing* crossing = crossing_of(layer_of(back.upper), i, false);
        const int to = crossing->to, y = track_y(gaps_[layer_of(back.upper)], crossing->track);
        route.points.insert(route.points.end(), {{x, y}, {to, y}, {to, spans_[back.upper].y}});
      }
      result_.routes.push_back(std::move(route));
    }
  }

  const LayeredChart& chart_;
  std::span<const ChartEdge> links_;
  const ChartMeasures& m_;
  const BoxHeight& box_height_;
  const LabelSize& label_size_;
  std::vector<BackLink> back_;
  int lanes_ = 0, lane_ = 0, label_room_ = 0, lane_start_ = 0;
  std::vector<Rect> spans_;                         // of the nodes
  std::vector<Port> ports_;
  std::vector<std::vector<Index>> above_, below_;   // ports of a node
  std::vector<ChartGap> gaps_;                           // gap i lies above layer i
  RoutedChart result_;
};

}  // namespace

RoutedChart route_chart(const LayeredChart& chart, std::span<const ChartEdge> links, const ChartMeasures& measures,
                        const BoxHeight& box_height, const LabelSize& label_size) {
  return Router(chart, links, measures, box_height, label_size).route();
}

}  // namespace gongkai::layout

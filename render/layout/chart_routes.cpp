#include "render/layout/chart_routes.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "render/layout/chart_gaps.h"
#include "render/layout/chart_ports.h"
#include "render/layout/chart_spread.h"

namespace gongkai::layout {
namespace {

using render::Point;
using render::Rect;
using render::Size;
using Index = std::size_t;

struct BackLink {
  Index link = 0, upper = 0, lower = 0;  // boxes: it goes from lower to upper
  int lane = 0, lane_x = 0;
  bool leaves_at_side = false, arrives_at_side = false;
  Size label;            // if it leaves at the side
};

Rect turned(const Rect& rect) { return {rect.y, rect.x, rect.height, rect.width}; }
Size turned(const Size& size) { return {size.height, size.width}; }

class Router {
 public:
  Router(const LayeredChart& chart, std::span<const ChartEdge> links, const ChartMeasures& measures,
         const BoxHeight& box_height, const LabelSize& label_size)
      : chart_(chart), links_(links), m_(measures), box_height_(box_height), label_size_(label_size),
        ports_(chart_, spans_, m_) {}

  RoutedChart route() {
    collect_back_links();
    place_across();
    collect_crossings();
    ports_.place(gaps_);
    const LabelSize beside = [this](Index link, int width) {
      return to_the_right() ? turned(label_size_(link, m_.longest_label)) : label_size_(link, width);
    };
    for (ChartGap& gap : gaps_) {
      for (ChartCrossing& crossing : gap.crossings) {
        crossing.from = crossing.top ? ports_.x(*crossing.top) : back_[*crossing.lane].lane_x;
        crossing.to = crossing.bottom ? ports_.x(*crossing.bottom) : back_[*crossing.lane].lane_x;
      }
      assign_tracks(gap, m_);
    }
    for (Index i = 0; i < gaps_.size(); ++i) place_labels(gaps_[i], m_, labels_end(i), beside);
    place_down();
    write_forward();
    write_back();
    if (to_the_right()) turn();
    return std::move(result_);
  }

 private:
  bool to_the_right() const { return m_.direction == ChartDirection::right; }
  bool is_last(Index node) const { return chart_.layers[chart_.nodes[node].layer].back() == node; }
  Index layer_of(Index node) const { return chart_.nodes[node].layer; }

  // Lanes: links whose ways up overlap get different ones, short ways the inner ones.
  void collect_back_links() {
    for (const Index link : chart_.back_links) {
      BackLink back{link, links_[link].to, links_[link].from, 0, 0, false, false, {}};
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
    }
    for (BackLink& back : back_) {
      if (!back.leaves_at_side) continue;
      back.label = side_label(back);
      label_room_ = std::max(label_room_, back.label.width);
    }
  }

  // Of a link that leaves at the side of its box: beside it, where others may leave as well.
  Size side_label(const BackLink& back) const {
    if (!to_the_right()) return label_size_(back.link, std::max(1, label_size_(back.link, m_.width / 8).width));
    int ends = 0;
    for (const BackLink& other : back_) {
      ends += (other.leaves_at_side && other.lower == back.lower) + (other.arrives_at_side && other.upper == back.lower);
    }
    return turned(label_size_(back.link, std::min(m_.longest_label, m_.column / (ends + 1) - 2 * m_.label_lead)));
  }

  // Links that go back take at most a quarter of the width, links that pass a layer at most half of it: a crowded
  // chart gets closer lines, never lines beyond its edge. One that runs to the right is as wide as all that takes.
  void place_across() {
    spans_.resize(chart_.nodes.size());
    const int label = label_room_ > 0 ? label_room_ + m_.label_gap : 0;
    if (to_the_right()) return place_as_needed(label);
    int lane = 0;
    if (lanes_ > 0) lane = std::min(m_.lane, std::max(1, m_.width / 4 / (lanes_ + 1)));
    const int left = m_.side_margin;
    const int right = m_.width - std::max(m_.side_margin, lanes_ > 0 ? lane * lanes_ + lane / 2 + label : 0);
    for (const auto& layer : chart_.layers) place_layer(layer, left, right);
    for (BackLink& back : back_) back.lane_x = right + label + lane + back.lane * lane;
  }

  // Links that go back run close to the boxes they pass, and outside of those they have to keep clear of.
  void place_as_needed(int label) {
    const std::vector<int> sizes = own_sizes();
    const int left = m_.side_margin, right = left + widest_layer(chart_, sizes, m_.box_gap);
    const std::vector<int> starts = spread_across(chart_, sizes, {left, right, m_.box_gap});
    int end = 0;
    for (Index node = 0; node < starts.size(); ++node) {
      spans_[node] = {starts[node], 0, sizes[node], 0};
      end = std::max(end, spans_[node].right());
    }
    m_.width = end + m_.side_margin;
    for (Index i = 0; i < back_.size(); ++i) {
      BackLink& back = back_[i];
      for (Index layer = layer_of(back.upper); layer <= layer_of(back.lower); ++layer) {
        const Index last = chart_.layers[layer].back();
        back.lane_x = std::max(back.lane_x, spans_[last].right() + label + m_.lane);
      }
      for (Index j = 0; j < i; ++j) {
        const bool meet = layer_of(back_[j].upper) <= layer_of(back.lower) + 1 && layer_of(back.upper) <= layer_of(back_[j].lower) + 1;
        if (meet) back.lane_x = std::max(back.lane_x, back_[j].lane_x + m_.lane);
      }
      m_.width = std::max(m_.width, back.lane_x + m_.lane / 2);
    }
  }

  // Where the labels in a gap must end: at the first link that goes back along it, or the chart's edge.
  int labels_end(Index gap) const {
    int end = m_.width;
    for (const BackLink& back : back_) {
      if (!to_the_right() || (layer_of(back.upper) <= gap && gap <= layer_of(back.lower) + 1)) end = std::min(end, back.lane_x);
    }
    return end;
  }

  // As much as the words of a box take, and enough for its links to lie apart, each with its label.
  std::vector<int> own_sizes() {
    std::vector<int> above(chart_.nodes.size(), 0), below(chart_.nodes.size(), 0);
    for (const ChartSegment& segment : chart_.segments) {
      ++below[segment.upper];
      ++above[segment.lower];
    }
    for (const BackLink& back : back_) {
      below[back.lower] += back.leaves_at_side ? 0 : 1;
      above[back.upper] += back.arrives_at_side ? 0 : 1;
    }
    for (Index link = 0; link < links_.size(); ++link) {
      m_.port_distance = std::max(m_.port_distance, label_size_(link, m_.longest_label).height + 2 * m_.label_gap);
    }
    std::vector<int> sizes(chart_.nodes.size(), m_.passage);
    for (Index node = 0; node < sizes.size(); ++node) {
      if (!chart_.nodes[node].box) continue;
      const int ports = 2 * m_.port_margin + std::max(above[node], below[node]) * m_.port_distance;
      sizes[node] = std::max(box_height_(*chart_.nodes[node].box, m_.column), ports);
    }
    return sizes;
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

  int middle(Index node) const { return spans_[node].x + spans_[node].width / 2; }

  void collect_crossings() {
    gaps_.resize(chart_.layers.size() + 1);
    for (const ChartSegment& segment : chart_.segments) {
      ChartCrossing crossing;
      crossing.link = segment.link;
      crossing.top = ports_.add(PortSide::below, segment.upper, middle(segment.lower));
      crossing.bottom = ports_.add(PortSide::above, segment.lower, middle(segment.upper));
      crossing.labelled = chart_.nodes[segment.upper].box.has_value();
      gaps_[layer_of(segment.lower)].crossings.push_back(crossing);
    }
    for (Index i = 0; i < back_.size(); ++i) {
      const BackLink& back = back_[i];
      ChartCrossing crossing;
      crossing.link = back.link;
      crossing.lane = i;
      if (!back.leaves_at_side) {
        crossing.top = ports_.add(PortSide::below, back.lower, m_.width + back.lane);
        crossing.labelled = true;
        gaps_[layer_of(back.lower) + 1].crossings.push_back(crossing);
      }
      if (!back.arrives_at_side) {
        crossing.top.reset();
        crossing.labelled = false;
        crossing.bottom = ports_.add(PortSide::above, back.upper, m_.width + back.lane);
        gaps_[layer_of(back.upper)].crossings.push_back(crossing);
      }
    }
  }

  int above_tracks(const ChartGap& gap) const { return gap.labels() > 0 ? gap.labels() + 2 * m_.label_lead : m_.stub; }

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
        if (box) tallest = std::max(tallest, to_the_right() ? m_.column : box_height_(*box, spans_[node].width));
      }
      for (const Index node : chart_.layers[i]) {
        spans_[node].y = y;
        spans_[node].height = tallest;
        if (chart_.nodes[node].box) result_.boxes[*chart_.nodes[node].box] = spans_[node];
      }
      result_.layers.push_back({y, y + tallest});
      y += tallest;
    }
    gaps_.back().top = y;
    result_.width = m_.width;
    result_.height = y + gap_height(gaps_.back(), true);
  }

  Index box_count() const {
    Index count = 0;
    for (const ChartNode& node : chart_.nodes) count += node.box ? 1 : 0;
    return count;
  }

  Rect label_rect(const ChartGap& gap, const ChartCrossing& crossing) const {
    if (crossing.label.empty()) return {};
    return crossing.label.shifted(0, gap.top + m_.label_lead + crossing.label_row * gap.label_height);
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
        return c.link == segment.link && !c.lane && ports_.node(*c.top) == segment.upper;
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
      const int x = back.lane_x;
      ChartRoute route{back.link, {}, {}};
      if (back.leaves_at_side) {
        const int y = side_y(back.lower, i, true), edge = spans_[back.lower].right();
        route.points = {{edge, y}, {x, y}};
        const Size& label = back.label;
        if (label.width > 0) route.label = {edge + m_.label_gap, y - label.height - m_.label_lead, label.width, label.height};
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

  void turn() {
    std::swap(result_.width, result_.height);
    for (Rect& box : result_.boxes) box = turned(box);
    for (ChartRoute& route : result_.routes) {
      for (Point& point : route.points) point = {point.y, point.x};
      route.label = turned(route.label);
    }
  }

  const LayeredChart& chart_;
  std::span<const ChartEdge> links_;
  ChartMeasures m_;
  const BoxHeight& box_height_;
  const LabelSize& label_size_;
  std::vector<BackLink> back_;
  int lanes_ = 0, label_room_ = 0;
  std::vector<Rect> spans_;      // of the nodes
  ChartPorts ports_;
  std::vector<ChartGap> gaps_;   // gap i lies above layer i
  RoutedChart result_;
};

}  // namespace

RoutedChart route_chart(const LayeredChart& chart, std::span<const ChartEdge> links, const ChartMeasures& measures,
                        const BoxHeight& box_height, const LabelSize& label_size) {
  return Router(chart, links, measures, box_height, label_size).route();
}

}  // namespace gongkai::layout

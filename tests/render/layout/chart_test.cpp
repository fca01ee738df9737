// Flow charts over many graphs: no boxes overlap, no link meets a box, and every link arrives where it should.
#include <gtest/gtest.h>

#include <random>

#include "render/layout/chart_graph.h"
#include "render/layout/chart_routes.h"
#include "render/layout/chart_spread.h"
#include "render/layout/flowchart.h"
#include "tests/render/layout/block_builders.h"

namespace gongkai::layout {
namespace {

using render::Point;
using render::Rect;
using render::Size;

// The inside of a box; links may touch its border.
Rect inside(const Rect& box) { return {box.x + 1, box.y + 1, box.width - 2, box.height - 2}; }

bool meets(const Point& a, const Point& b, const Rect& box) {
  const Rect line{std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x) + 1, std::abs(a.y - b.y) + 1};
  return !intersection(line, inside(box)).empty();
}

// How a chart is asked for: down in a width, or to the right.
struct Course {
  ChartDirection direction = ChartDirection::down;
  int width = 0;

  bool down() const { return direction == ChartDirection::down; }
  LastInLayer last() const { return down() ? LastInLayer::both_ends : LastInLayer::senders; }
};
constexpr Course rightwards{ChartDirection::right, 0};

// The sides at which links may meet a box: all but the one at which nothing leaves, arrives or goes back.
bool on_border(const Point& p, const Rect& box, const Course& course) {
  const bool within = p.x >= box.x && p.x <= box.right() && p.y >= box.y && p.y <= box.bottom();
  if (course.down()) return within && (p.x == box.right() || p.y == box.y || p.y == box.bottom());
  return within && (p.y == box.bottom() || p.x == box.x || p.x == box.right());
}

void expect_sound(const RoutedChart& chart, const std::vector<ChartEdge>& links, const Course& course) {
  if (course.down()) {
    EXPECT_EQ(chart.width, course.width);
  }
  const Rect whole{0, 0, chart.width, chart.height};
  for (std::size_t a = 0; a < chart.boxes.size(); ++a) {
    EXPECT_EQ(intersection(chart.boxes[a], whole), chart.boxes[a]) << "box " << a << " over the edge";
    for (std::size_t b = a + 1; b < chart.boxes.size(); ++b) {
      EXPECT_TRUE(intersection(chart.boxes[a], chart.boxes[b]).empty()) << "boxes " << a << " and " << b;
    }
  }
  EXPECT_EQ(chart.routes.size(), links.size());
  for (const ChartRoute& route : chart.routes) {
    ASSERT_GE(route.points.size(), 2u);
    EXPECT_TRUE(on_border(route.points.front(), chart.boxes[links[route.link].from], course)) << "start of link " << route.link;
    EXPECT_TRUE(on_border(route.points.back(), chart.boxes[links[route.link].to], course)) << "end of link " << route.link;
    for (std::size_t i = 0; i + 1 < route.points.size(); ++i) {
      const Point a = route.points[i], b = route.points[i + 1];
      EXPECT_TRUE(a.x == b.x || a.y == b.y) << "link " << route.link << " has a slanted piece";
      EXPECT_GE(std::min(a.x, b.x), 0);
      EXPECT_LE(std::max(a.x, b.x), chart.width);
      EXPECT_GE(std::min(a.y, b.y), 0);
      EXPECT_LE(std::max(a.y, b.y), chart.height);
      for (std::size_t box = 0; box < chart.boxes.size(); ++box) {
        EXPECT_FALSE(meets(a, b, chart.boxes[box])) << "link " << route.link << " meets box " << box;
      }
    }
  }
}

// A believable process: a main line with forks, short cuts and ways back. Every box is reached.
std::vector<ChartEdge> random_links(std::size_t boxes, std::mt19937& random) {
  std::vector<ChartEdge> links;
  for (std::size_t box = 1; box < boxes; ++box) {
    const std::size_t near = box < 4 ? box : 4;
    links.push_back({box - 1 - random() % near, box});
  }
  for (std::size_t extra = random() % (boxes / 2 + 1); extra > 0; --extra) {
    links.push_back({random() % boxes, random() % boxes});
  }
  return links;
}

RoutedChart route(const LayeredChart& layers, const std::vector<ChartEdge>& links, const Course& course, std::mt19937& random) {
  ChartMeasures measures;
  measures.direction = course.direction;
  measures.width = course.width;
  std::vector<int> heights(layers.nodes.size());
  for (int& height : heights) height = 80 + static_cast<int>(random() % 120);
  const BoxHeight box_height = [&](std::size_t box, int) { return heights[box]; };
  const LabelSize label = [&](std::size_t link, int most) {
    return link % 3 == 0 ? Size{std::min(most, 70), most < 70 ? 60 : 30} : Size{};
  };
  return route_chart(layers, links, measures, box_height, label);
}

TEST(Chart, HundredsOfGraphsWithoutACollision) {
  std::mt19937 random(20261121);
  for (int round = 0; round < 400; ++round) {
    const std::size_t boxes = 2 + random() % 29;
    const auto links = random_links(boxes, random);
    for (const Course& course : {Course{ChartDirection::down, round % 3 == 0 ? 640 : 1000}, rightwards}) {
      SCOPED_TRACE("round " + std::to_string(round) + (course.down() ? " down" : " to the right"));
      const auto layers = arrange_in_layers(boxes, links, round % 3 == 0 ? 2 : 4, course.last());
      expect_sound(route(layers, links, course, random), links, course);
      if (HasFailure()) return;
    }
  }
}

TEST(Chart, ForwardLinksGoDownAndNoLayerIsTooFull) {
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    const std::size_t boxes = 2 + random() % 29;
    const auto links = random_links(boxes, random);
    const LayeredChart chart = arrange_in_layers(boxes, links, 3);
    for (const ChartSegment& segment : chart.segments) {
      EXPECT_EQ(chart.nodes[segment.upper].layer + 1, chart.nodes[segment.lower].layer);
    }
    for (const std::size_t back : chart.back_links) {
      EXPECT_GE(chart.nodes[links[back].from].layer, chart.nodes[links[back].to].layer);
    }
    for (const auto& layer : chart.layers) {
      const auto count = std::count_if(layer.begin(), layer.end(), [&](auto node) { return chart.nodes[node].box; });
      EXPECT_LE(count, 3);
      EXPECT_GE(count, 1);
    }
  }
}

TEST(Chart, AChainIsOneStraightLine) {
  const std::vector<ChartEdge> links = {{0, 1}, {1, 2}};
  const auto layers = arrange_in_layers(3, links, 4);
  std::mt19937 random(1);
  const RoutedChart chart = route(layers, links, {ChartDirection::down, 1000}, random);
  for (const ChartRoute& r : chart.routes) {
    ASSERT_EQ(r.points.size(), 2u);
    EXPECT_EQ(r.points[0].x, 500);
    EXPECT_EQ(r.points[1].x, 500);
  }
}

TEST(Chart, ParallelStepsStandSideBySideAndLinksToThemAreStraight) {
  const std::vector<ChartEdge> links = {{0, 1}, {0, 2}, {1, 3}, {2, 3}};
  const auto layers = arrange_in_layers(4, links, 4);
  EXPECT_EQ(layers.layers.size(), 3u);
  std::mt19937 random(1);
  const RoutedChart chart = route(layers, links, {ChartDirection::down, 1000}, random);
  EXPECT_EQ(chart.boxes[1].y, chart.boxes[2].y);
  for (const ChartRoute& r : chart.routes) EXPECT_EQ(r.points.size(), 2u) << r.link;
}

TEST(Chart, ALinkThatGoesBackRunsRightOfAllBoxes) {
  const std::vector<ChartEdge> links = {{0, 1}, {1, 2}, {2, 0}};
  const auto layers = arrange_in_layers(3, links, 4);
  ASSERT_EQ(layers.back_links, std::vector<std::size_t>{2});
  std::mt19937 random(1);
  const RoutedChart chart = route(layers, links, {ChartDirection::down, 1000}, random);
  const auto& back = chart.routes.back();
  EXPECT_EQ(back.link, 2u);
  ASSERT_EQ(back.points.size(), 4u);
  for (const Rect& box : chart.boxes) EXPECT_GT(back.points[1].x, box.right());
  EXPECT_LT(back.points[3].y, back.points[0].y);
}

TEST(Chart, ABoxThatSendsBackStandsAtTheRightSide) {
  const std::vector<ChartEdge> links = {{0, 1}, {0, 2}, {1, 0}, {2, 3}};  // 1 sends back, 2 goes on
  const auto layers = arrange_in_layers(4, links, 4);
  EXPECT_EQ(layers.layers[1], (std::vector<std::size_t>{2, 1}));
  std::mt19937 random(1);
  const RoutedChart chart = route(layers, links, {ChartDirection::down, 1000}, random);
  const auto& back = chart.routes.back();
  EXPECT_EQ(back.points.front().x, chart.boxes[1].right());
  EXPECT_EQ(back.points.back().x, chart.boxes[0].right());
}

void expect_labels_free(const RoutedChart& chart, const Course& course) {
  for (const ChartRoute& r : chart.routes) {
    if (r.label.empty()) continue;
    EXPECT_EQ(intersection(r.label, {0, 0, chart.width, chart.height}), r.label) << "label of link " << r.link << " over the edge";
    for (const Rect& box : chart.boxes) EXPECT_TRUE(intersection(r.label, inside(box)).empty()) << "link " << r.link;
    for (const ChartRoute& other : chart.routes) {
      if (&other == &r) continue;
      EXPECT_TRUE(intersection(r.label, other.label).empty()) << "links " << r.link << " and " << other.link;
    }
    // Beside the exit it belongs to.
    const Point start = r.points.front();
    const Rect near{start.x - 160, start.y - 160, 320, 320};
    if (!course.down()) {
      EXPECT_FALSE(intersection(near, r.label).empty()) << "link " << r.link;
    }
  }
}

TEST(Chart, LabelsStandFreeBesideTheirExits) {
  std::mt19937 random(99);
  for (int round = 0; round < 200; ++round) {
    const std::size_t boxes = 2 + random() % 20;
    const auto links = random_links(boxes, random);
    for (const Course& course : {Course{ChartDirection::down, 1000}, rightwards}) {
      SCOPED_TRACE("round " + std::to_string(round) + (course.down() ? " down" : " to the right"));
      const RoutedChart chart = route(arrange_in_layers(boxes, links, 3, course.last()), links, course, random);
      expect_labels_free(chart, course);
      if (HasFailure()) return;
    }
  }
}

// To the right there is always the room for it.
TEST(Chart, NoLineRunsThroughALabel) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    const std::size_t boxes = 2 + random() % 29;
    const auto links = random_links(boxes, random);
    const RoutedChart chart = route(arrange_in_layers(boxes, links, 4, rightwards.last()), links, rightwards, random);
    for (const ChartRoute& r : chart.routes) {
      for (const ChartRoute& other : chart.routes) {
        for (std::size_t i = 0; i + 1 < other.points.size(); ++i) {
          const Point a = other.points[i], b = other.points[i + 1];
          const Rect line{std::min(a.x, b.x) - 1, std::min(a.y, b.y) - 1, std::abs(a.x - b.x) + 3, std::abs(a.y - b.y) + 3};
          EXPECT_TRUE(intersection(line, r.label).empty()) << "round " << round << ": link " << other.link << " through the label of " << r.link;
        }
      }
    }
    if (HasFailure()) return;
  }
}

TEST(Chart, ToTheRightLayersAreColumnsAndWaysBackRunBelow) {
  const std::vector<ChartEdge> links = {{0, 1}, {1, 2}, {1, 3}, {2, 4}, {3, 4}, {4, 1}};
  std::mt19937 random(3);
  const RoutedChart chart = route(arrange_in_layers(5, links, 4), links, rightwards, random);
  for (const ChartRoute& r : chart.routes) {
    if (r.link == 5) continue;
    EXPECT_LT(chart.boxes[links[r.link].from].right(), chart.boxes[links[r.link].to].x) << r.link;
  }
  EXPECT_EQ(chart.boxes[2].x, chart.boxes[3].x) << "joint work stands one above the other";
  EXPECT_GE(chart.boxes[3].y, chart.boxes[2].bottom());
  ASSERT_EQ(chart.layers.size(), 4u);
  EXPECT_EQ(chart.layers[1].begin, chart.boxes[1].x);
  EXPECT_EQ(chart.layers[1].end, chart.boxes[1].right());
  const ChartRoute& back = chart.routes.back();
  EXPECT_EQ(back.link, 5u);
  for (const Rect& box : chart.boxes) EXPECT_GT(back.points[1].y, box.bottom());
  EXPECT_LT(back.points.back().x, back.points.front().x);
}

// 2 sends back to 1, and 5 to 3 beside it: the way on stands before the way back.
TEST(Chart, WhoSendsBackStandsLastAlsoBesideABoxThatIsSentBackTo) {
  const std::vector<ChartEdge> links = {{0, 1}, {1, 2}, {1, 3}, {2, 1}, {3, 4}, {4, 5}, {5, 3}, {4, 6}};
  const LayeredChart chart = arrange_in_layers(7, links, 4, LastInLayer::senders);
  EXPECT_EQ(chart.layers[2], (std::vector<std::size_t>{3, 2}));
  EXPECT_EQ(chart.layers[4], (std::vector<std::size_t>{6, 5}));
}

TEST(Chart, ToTheRightAMainLineIsStraight) {
  const std::vector<ChartEdge> links = {{0, 1}, {1, 2}, {1, 3}, {3, 1}, {2, 4}, {4, 5}};  // to 3 and back is beside it
  std::mt19937 random(3);
  const RoutedChart chart = route(arrange_in_layers(6, links, 4), links, rightwards, random);
  for (const ChartRoute& r : chart.routes) {
    if (r.link != 2 && r.link != 3) {
      EXPECT_EQ(r.points.size(), 2u) << "link " << r.link;
    }
  }
}

TEST(Chart, BrokenLinksAreLeftOut) {
  const std::vector<ChartEdge> links = {{0, 1}, {0, 9}, {7, 1}};
  const LayeredChart chart = arrange_in_layers(2, links, 4);
  EXPECT_EQ(chart.segments.size(), 1u);
  EXPECT_TRUE(chart.back_links.empty());
  EXPECT_TRUE(arrange_in_layers(0, {}, 4).layers.empty());
}

// Found by tests/fuzz: no room between the margins.
TEST(Chart, NarrowerThanItsMarginsItHasBoxesWithoutWidth) {
  const std::vector<ChartEdge> links = {{0, 1}, {1, 0}};
  std::mt19937 random(1);
  for (int width = 0; width < 60; ++width) {
    const RoutedChart chart = route(arrange_in_layers(3, links, 4), links, {ChartDirection::down, width}, random);
    for (const Rect& box : chart.boxes) EXPECT_GE(box.width, 0) << width;
  }
}

TEST(Spreading, KeepsOrderAndDistanceAndBringsALineOnALine) {
  std::mt19937 random(17);
  for (int round = 0; round < 200; ++round) {
    const std::size_t boxes = 2 + random() % 25;
    const auto links = random_links(boxes, random);
    const LayeredChart chart = arrange_in_layers(boxes, links, 4);
    std::vector<int> sizes(chart.nodes.size());
    for (int& size : sizes) size = 20 + static_cast<int>(random() % 200);
    const int widest = widest_layer(chart, sizes, 12);
    const std::vector<int> left = spread_across(chart, sizes, {50, 50 + widest, 12});
    for (const auto& layer : chart.layers) {
      EXPECT_GE(left[layer.front()], 50);
      EXPECT_LE(left[layer.back()] + sizes[layer.back()], 50 + widest);
      for (std::size_t i = 0; i + 1 < layer.size(); ++i) EXPECT_GE(left[layer[i + 1]], left[layer[i]] + sizes[layer[i]] + 12);
    }
  }
  const std::vector<ChartEdge> fork = {{0, 1}, {0, 2}, {1, 3}, {3, 4}};
  const LayeredChart chart = arrange_in_layers(5, fork, 4);
  const std::vector<int> same(chart.nodes.size(), 100);
  const std::vector<int> left = spread_across(chart, same, {0, 212, 12});
  EXPECT_EQ(left[1], left[3]);
  EXPECT_EQ(left[3], left[4]);
  EXPECT_EQ(left[0], left[1]) << "the main line is straight from its beginning";
}

TEST(Chart, ABoxCanBeTappedWhereItIsDrawn) {
  SquareText text;
  FlowChartContent chart;
  chart.boxes = {{"1", "窗口受理", "核对材料", "即时", FlowShape::step, 11}, {"2", "审核", "", "", FlowShape::decision, 12}};
  chart.links = {{0, 1, ""}, {1, 0, "补正"}};
  Block block;
  block.content = chart;
  const Frame frame = lay_out(block, default_theme(), {1000, 600}, text.engine);
  const Rect first = place_of(frame, 11), second = place_of(frame, 12);
  EXPECT_GT(second.y, first.bottom());
  EXPECT_EQ(first.height, 104);
  bool said = false;
  for (const Op& op : frame.ops) {
    const auto* glyphs = std::get_if<GlyphOp>(&op.what);
    said = said || (glyphs && glyphs->text == "补正");
  }
  EXPECT_TRUE(said);
}

}  // namespace
}  // namespace gongkai::layout

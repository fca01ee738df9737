#include "render/paint/pen_line.h"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace gongkai::paint {
namespace {

using render::Point;
using render::Rect;

std::vector<std::uint8_t> drawn(const Rect& area, const std::vector<Point>& points, int width) {
  std::vector<std::uint8_t> coverage(static_cast<std::size_t>(area.width) * static_cast<std::size_t>(area.height));
  for (std::size_t i = 1; i < points.size(); ++i) cover_pen_line(area, coverage, points[i - 1], points[i], width);
  return coverage;
}

TEST(PenLine, IsAsWideAsThePenAndHasRoundEnds) {
  const Rect area{0, 0, 60, 40};
  const auto line = drawn(area, {{20, 20}, {40, 20}}, 10);
  const auto at = [&](int x, int y) { return line[static_cast<std::size_t>(y * area.width + x)]; };
  EXPECT_EQ(at(30, 20), 255);
  EXPECT_EQ(at(30, 16), 255);
  EXPECT_EQ(at(30, 14), 0);
  EXPECT_EQ(at(16, 20), 255) << "half the width before its beginning";
  EXPECT_EQ(at(14, 20), 0);
  EXPECT_GT(at(15, 20), 200);
  EXPECT_EQ(at(15, 16), 0) << "round";
  const int inked = std::accumulate(line.begin(), line.end(), 0) / 255;
  EXPECT_NEAR(inked, 20 * 10 + 79, 2) << "a rectangle and a disc";
}

TEST(PenLine, JoinsWithoutASeamAndIsTheSameInAnyClip) {
  const std::vector<Point> stroke{{10, 10}, {40, 17}, {50, 60}, {52, 61}, {20, 80}};
  const Rect whole{0, 0, 90, 100};
  const auto at_once = drawn(whole, stroke, 9);
  EXPECT_EQ(drawn(whole, {stroke.rbegin(), stroke.rend()}, 9), at_once);
  const Rect part{35, 12, 20, 55};
  const auto piece = drawn(part, stroke, 9);
  for (int y = 0; y < part.height; ++y) {
    for (int x = 0; x < part.width; ++x) {
      ASSERT_EQ(piece[static_cast<std::size_t>(y * part.width + x)],
                at_once[static_cast<std::size_t>((y + part.y) * whole.width + x + part.x)]);
    }
  }
}

TEST(PenLine, StaysWithinItsBounds) {
  const Rect area{0, 0, 90, 90}, bounds = pen_bounds({30, 40}, {61, 52}, 11);
  const auto line = drawn(area, {{30, 40}, {61, 52}}, 11);
  for (int y = 0; y < area.height; ++y) {
    for (int x = 0; x < area.width; ++x) {
      if (line[static_cast<std::size_t>(y * area.width + x)] != 0) {
        ASSERT_TRUE(bounds.contains({x, y})) << x << "," << y;
      }
    }
  }
}

}  // namespace
}  // namespace gongkai::paint

#include "render/paint/raster.h"

#include <gtest/gtest.h>

#include <functional>
#include <random>

namespace gongkai::paint {
namespace {

using render::Color;
using render::Rect;

constexpr Color red = render::rgb(0xFF0000), white = render::rgb(0xFFFFFF);

struct Sheet {
  int width, height;
  std::vector<std::uint32_t> pixels;

  Sheet(int w, int h) : width(w), height(h), pixels(static_cast<std::size_t>(w * h), 0xFFFFFFFF) {}
  Bitmap view() { return {pixels.data(), width, height, width}; }
  std::uint32_t at(int x, int y) const { return pixels[static_cast<std::size_t>(y * width + x)]; }
  Surface whole(Edge edge = Edge::smooth) { return {view(), {0, 0, width, height}, edge}; }
};

TEST(Raster, FillCoversTheRectangleAndNothingElse) {
  Sheet sheet(20, 10);
  fill_rect(sheet.whole(), {3, 2, 5, 4}, red);
  for (int y = 0; y < 10; ++y) {
    for (int x = 0; x < 20; ++x) {
      EXPECT_EQ(sheet.at(x, y), (Rect{3, 2, 5, 4}.contains({x, y}) ? 0xFFFF0000u : 0xFFFFFFFFu)) << x << "," << y;
    }
  }
}

TEST(Raster, AlphaMixesInTheRightProportion) {
  Sheet sheet(1, 1);
  fill_rect(sheet.whole(), {0, 0, 1, 1}, {0, 0, 0, 128});
  EXPECT_NEAR(static_cast<int>(sheet.at(0, 0) & 255), 127, 1);
  fill_rect(sheet.whole(), {0, 0, 1, 1}, {9, 8, 7, 0});
  EXPECT_NEAR(static_cast<int>(sheet.at(0, 0) & 255), 127, 1);
}

TEST(Raster, RoundCornersAreSymmetricAndSmooth) {
  Sheet sheet(40, 30);
  fill_round(sheet.whole(), {0, 0, 40, 30}, red, 10);
  int between = 0;
  for (int y = 0; y < 30; ++y) {
    for (int x = 0; x < 40; ++x) {
      EXPECT_EQ(sheet.at(x, y), sheet.at(39 - x, y));
      EXPECT_EQ(sheet.at(x, y), sheet.at(x, 29 - y));
      const std::uint32_t green = sheet.at(x, y) >> 8 & 255;
      between += green != 0 && green != 255 ? 1 : 0;
    }
  }
  EXPECT_EQ(sheet.at(0, 0), 0xFFFFFFFFu);
  EXPECT_EQ(sheet.at(10, 0), 0xFFFF0000u);
  EXPECT_GT(between, 20);
}

TEST(Raster, HardEdgesKnowOnlyTwoColours) {
  Sheet sheet(40, 30);
  fill_round(sheet.whole(Edge::hard), {0, 0, 40, 30}, red, 10);
  stroke_round(sheet.whole(Edge::hard), {5, 5, 20, 20}, white, 7, 2);
  fill_hexagon(sheet.whole(Edge::hard), {2, 8, 30, 13}, red, 8);
  fill_arrow(sheet.whole(Edge::hard), {20, 10, 13, 9}, white, Heading::down);
  for (const std::uint32_t pixel : sheet.pixels) EXPECT_TRUE(pixel == 0xFFFF0000u || pixel == 0xFFFFFFFFu);
}

TEST(Raster, AStrokeLeavesTheInsideAlone) {
  Sheet sheet(40, 30);
  stroke_round(sheet.whole(), {2, 2, 36, 26}, red, 8, 3);
  EXPECT_EQ(sheet.at(20, 2), 0xFFFF0000u);
  EXPECT_EQ(sheet.at(20, 4), 0xFFFF0000u);
  EXPECT_EQ(sheet.at(20, 5), 0xFFFFFFFFu);
  EXPECT_EQ(sheet.at(37, 15), 0xFFFF0000u);
  EXPECT_EQ(sheet.at(20, 15), 0xFFFFFFFFu);
  EXPECT_EQ(sheet.at(2, 2), 0xFFFFFFFFu);
}

TEST(Raster, AStrokeOfATransparentColourPaintsEachPixelOnce) {
  for (const int size : {3, 5, 8, 16}) {
    Sheet sheet(20, 20);
    stroke_round(sheet.whole(), {0, 0, size, size}, {0, 0, 0, 128}, 0, 2);
    for (const std::uint32_t pixel : sheet.pixels) {
      const int value = static_cast<int>(pixel & 255);
      EXPECT_TRUE(value == 255 || (value >= 126 && value <= 128)) << "size " << size << " value " << value;
    }
  }
}

TEST(Raster, AnArrowPointsWhereItHeads) {
  Sheet sheet(21, 21);
  fill_arrow(sheet.whole(), {0, 0, 21, 21}, red, Heading::down);
  EXPECT_EQ(sheet.at(2, 0), 0xFFFF0000u);
  EXPECT_EQ(sheet.at(10, 18), 0xFFFF0000u);
  EXPECT_EQ(sheet.at(2, 18), 0xFFFFFFFFu);
}

TEST(Raster, CoverageOfZeroAndFullIsExact) {
  Sheet sheet(3, 1);
  const std::uint8_t coverage[] = {0, 255, 128};
  fill_coverage(sheet.whole(), {0, 0, 3, 1}, coverage, red);
  EXPECT_EQ(sheet.at(0, 0), 0xFFFFFFFFu);
  EXPECT_EQ(sheet.at(1, 0), 0xFFFF0000u);
  EXPECT_NEAR(static_cast<int>(sheet.at(2, 0) & 255), 127, 2);
}

// The property scrolling and damage rest on: painted in pieces, every shape gives the same pixels as painted at once.
TEST(Raster, PiecesMakeTheSamePictureAsTheWhole) {
  std::mt19937 random(3);
  const auto shape = [&](const Surface& s, unsigned kind, const Rect& r, int a, int b) {
    const Color color{static_cast<std::uint8_t>(kind * 40), 90, 20, static_cast<std::uint8_t>(a % 2 ? 255 : 140)};
    switch (kind) {
      case 0: return fill_rect(s, r, color);
      case 1: return fill_round(s, r, color, a);
      case 2: return stroke_round(s, r, color, a, 1 + b);
      case 3: return fill_hexagon(s, r, color, a);
      default: return fill_arrow(s, r, color, static_cast<Heading>(b % 4));
    }
  };
  for (int round = 0; round < 500; ++round) {
    const unsigned kind = random() % 5;
    const Rect rect{static_cast<int>(random() % 40) - 10, static_cast<int>(random() % 40) - 10,
                    1 + static_cast<int>(random() % 60), 1 + static_cast<int>(random() % 60)};
    const int a = static_cast<int>(random() % 30), b = static_cast<int>(random() % 6);
    Sheet once(64, 64), pieces(64, 64);
    shape(once.whole(), kind, rect, a, b);
    const int x = static_cast<int>(random() % 64), y = static_cast<int>(random() % 64);
    for (const Rect& clip : {Rect{0, 0, x, y}, Rect{x, 0, 64 - x, y}, Rect{0, y, x, 64 - y}, Rect{x, y, 64 - x, 64 - y}}) {
      shape({pieces.view(), clip, Edge::smooth}, kind, rect, a, b);
    }
    ASSERT_EQ(once.pixels, pieces.pixels) << "round " << round << " kind " << kind;
  }
}

}  // namespace
}  // namespace gongkai::paint

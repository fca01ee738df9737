// A turned picture is the same picture, whole or in parts, and a finger on it finds the pixel it sees.
#include "render/paint/turn.h"

#include <gtest/gtest.h>

namespace gongkai::paint {
namespace {

using render::Point;
using render::Rect;
using render::Size;

constexpr Turn all_turns[] = {Turn::none, Turn::right, Turn::half, Turn::left};

std::uint32_t mark(int x, int y) { return static_cast<std::uint32_t>(1 + x + 1000 * y); }

Canvas numbered(Size size) {
  Canvas canvas(size);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) canvas.view().row(y)[x] = mark(x, y);
  }
  return canvas;
}

TEST(Turn, RightPutsTheUpperLeftCornerAtTheUpperRight) {
  Canvas picture = numbered({3, 2}), target({2, 3});
  copy_turned(picture.view(), {0, 0, 3, 2}, Turn::right, target.view());
  const std::uint32_t expected[] = {mark(0, 1), mark(0, 0), mark(1, 1), mark(1, 0), mark(2, 1), mark(2, 0)};
  EXPECT_TRUE(std::equal(std::begin(expected), std::end(expected), target.view().pixels));
}

TEST(Turn, EveryPixelIsFoundWhereAFingerSeesIt) {
  const Size size{71, 45};
  Canvas picture = numbered(size);
  for (const Turn turn : all_turns) {
    const Size there = turned(size, turn);
    Canvas target(there);
    copy_turned(picture.view(), {0, 0, size.width, size.height}, turn, target.view());
    for (int y = 0; y < there.height; ++y) {
      for (int x = 0; x < there.width; ++x) {
        const Point seen = turned_back({x, y}, size, turn);
        ASSERT_EQ(target.view().row(y)[x], mark(seen.x, seen.y)) << x << ',' << y;
        ASSERT_EQ(turned(Rect{seen.x, seen.y, 1, 1}, size, turn), (Rect{x, y, 1, 1}));
      }
    }
  }
}

TEST(Turn, APartTouchesItsOwnPlaceAndNothingElse) {
  const Size size{100, 60};
  Canvas picture = numbered(size);
  for (const Turn turn : all_turns) {
    const Size there = turned(size, turn);
    const Rect part{13, 7, 40, 35}, place = turned(part, size, turn);
    Canvas target(there);
    copy_turned(picture.view(), part, turn, target.view());
    for (int y = 0; y < there.height; ++y) {
      for (int x = 0; x < there.width; ++x) {
        ASSERT_EQ(target.view().row(y)[x] != 0, place.contains({x, y})) << x << ',' << y;
      }
    }
  }
}

TEST(Turn, WhatReachesBeyondThePictureOrDoesNotFitIsLeftAlone) {
  Canvas picture = numbered({8, 4}), target({4, 8});
  copy_turned(picture.view(), {-5, -5, 100, 100}, Turn::left, target.view());
  EXPECT_EQ(target.view().row(7)[0], mark(0, 0));
  EXPECT_EQ(target.view().row(0)[3], mark(7, 3));
  Canvas small({2, 2});
  copy_turned(picture.view(), {0, 0, 8, 4}, Turn::left, small.view());
  EXPECT_EQ(small.view().row(0)[0], 0u);
}

}  // namespace
}  // namespace gongkai::paint

#include "render/layout/distribute.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

namespace gongkai::layout {
namespace {

int sum(const std::vector<int>& sizes) { return std::accumulate(sizes.begin(), sizes.end(), 0); }

TEST(ShareRoom, StillChildrenKeepTheirSizeAndTheRestGrows) {
  const Want wants[] = {{100, 50, 0}, {80, 20, 1}, {60, 60, 0}};
  EXPECT_EQ(share_room(wants, 400), (std::vector<int>{100, 240, 60}));
}

TEST(ShareRoom, GrowingChildrenShareByWeightAndFillExactly) {
  const Want wants[] = {{500, 0, 1}, {10, 0, 2}};
  EXPECT_EQ(share_room(wants, 100), (std::vector<int>{33, 67}));
}

TEST(ShareRoom, AFloorIsKeptAndTakenFromTheOthers) {
  const Want wants[] = {{10, 70, 1}, {10, 0, 1}, {10, 0, 1}};
  EXPECT_EQ(share_room(wants, 100), (std::vector<int>{70, 15, 15}));
}

TEST(ShareRoom, WhatIsTooWideShrinksInProportionToWhatItCanGive) {
  const Want wants[] = {{100, 100, 0}, {300, 100, 0}, {200, 100, 0}};
  EXPECT_EQ(share_room(wants, 450), (std::vector<int>{100, 200, 150}));
}

TEST(ShareRoom, BelowTheLeastSizesTheSumExceedsTheRoom) {
  const Want wants[] = {{100, 60, 0}, {100, 60, 1}};
  EXPECT_EQ(share_room(wants, 50), (std::vector<int>{60, 60}));
}

TEST(ShareColumns, EveryoneFitsThenWeightsShareTheRest) {
  const Want wants[] = {{100, 100, 1}, {100, 100, 3}};
  EXPECT_EQ(share_columns(wants, 300), (std::vector<int>{125, 175}));
}

TEST(ShareColumns, AShortColumnIsNotWrappedForItsSmallWeight) {
  const Want wants[] = {{900, 90, 3}, {110, 110, 1}, {900, 90, 4}};
  const auto sizes = share_columns(wants, 600);
  EXPECT_EQ(sizes[1], 110);
  EXPECT_EQ(sum(sizes), 600);
  EXPECT_GT(sizes[2], sizes[0]);
}

TEST(ShareColumns, NoColumnIsWiderThanItsTextWhileAnotherWraps) {
  const Want wants[] = {{50, 50, 5}, {800, 90, 1}};
  EXPECT_EQ(share_columns(wants, 400), (std::vector<int>{50, 350}));
}

TEST(ShareColumns, AlwaysFillsTheTable) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::vector<Want> wants(1 + random() % 8);
    for (Want& want : wants) {
      want.natural = static_cast<int>(random() % 600);
      want.least = std::min(want.natural, static_cast<int>(random() % 200));
      want.grow = 1 + static_cast<int>(random() % 5);
    }
    const int room = 50 + static_cast<int>(random() % 1500);
    const auto sizes = share_columns(wants, room);
    ASSERT_EQ(sum(sizes), room) << "round " << round;
    for (const int size : sizes) ASSERT_GE(size, 0);
  }
}

}  // namespace
}  // namespace gongkai::layout

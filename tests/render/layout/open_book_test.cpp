// Two facing pages: what stands where, and how they are turned.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "render/layout/flow.h"
#include "tests/render/layout/block_builders.h"

namespace gongkai::layout {
namespace {

constexpr render::Size screen{1000, 400};

Block book(std::vector<Block> blocks, std::vector<Block> closing = {}) {
  ScrollContent scroll{5, {}, ScrollForm::open_book};
  scroll.content.push_back(column(0, std::move(blocks)));
  for (Block& block : closing) scroll.content.push_back(std::move(block));
  Block block;
  block.content = std::move(scroll);
  return block;
}

struct OpenBook : testing::Test {
  ScrollLayer laid_out(const Block& block) {
    const Frame frame = lay_out(block, theme, screen, text.engine);
    EXPECT_EQ(frame.scrolls.size(), 1u);
    return frame.scrolls.empty() ? ScrollLayer{} : frame.scrolls[0];
  }
  // Where the target with that action lies.
  static render::Rect place(const ScrollLayer& layer, Action action) {
    for (const HitArea& area : layer.hits.areas) {
      if (area.action == action) return area.rect;
    }
    return {};
  }
  static bool says(const ScrollLayer& layer, const std::string& words) {
    return std::any_of(layer.ops.begin(), layer.ops.end(), [&](const Op& op) {
      const auto* glyphs = std::get_if<GlyphOp>(&op.what);
      return glyphs != nullptr && glyphs->text.find(words) != std::string::npos;
    });
  }
  SquareText text;
  Theme theme = default_theme();
};

TEST_F(OpenBook, PagesStandBesideEachOtherTwoAtATime) {
  const ScrollLayer layer = laid_out(book({marked(1, 0, 300), marked(2, 0, 300), marked(3, 0, 300), marked(4, 0, 300)}));
  EXPECT_EQ(layer.page_starts, (std::vector<int>{0, screen.height}));
  EXPECT_EQ(layer.content.height, 2 * screen.height);
  const auto left = place(layer, 1), right = place(layer, 2), next = place(layer, 3);
  EXPECT_EQ(left.y, right.y);
  EXPECT_LT(left.right(), right.x);
  EXPECT_EQ(left.width, right.width);
  EXPECT_EQ(next.x, left.x);
  EXPECT_EQ(next.y, left.y + screen.height);
  EXPECT_TRUE(says(layer, "4"));  // the last page's number
}

TEST_F(OpenBook, OnePageStandsInTheMiddle) {
  const ScrollLayer layer = laid_out(book({marked(1, 0, 100)}));
  const auto page = place(layer, 1);
  EXPECT_NEAR(page.x + page.width / 2, screen.width / 2, 2);
  EXPECT_EQ(layer.furthest(), 0);
}

TEST_F(OpenBook, WhatClosesItStandsBesideALastPageOrBelowItsText) {
  const ScrollLayer beside = laid_out(book({marked(1, 0, 300)}, {marked(9, 0, 100)}));
  EXPECT_GT(place(beside, 9).x, place(beside, 1).right());
  EXPECT_EQ(beside.page_starts.size(), 1u);
  const ScrollLayer below = laid_out(book({marked(1, 0, 300), marked(2, 0, 50)}, {marked(9, 0, 100)}));
  EXPECT_EQ(place(below, 9).x, place(below, 2).x);
  EXPECT_EQ(below.page_starts.size(), 1u);
  const ScrollLayer after = laid_out(book({marked(1, 0, 300), marked(2, 0, 300)}, {marked(9, 0, 100)}));
  EXPECT_EQ(after.page_starts.size(), 2u);
}

TEST_F(OpenBook, IsTurnedToPagesAndRestsAtThem) {
  const ScrollLayer layer = laid_out(book({marked(1, 0, 300), marked(2, 0, 300), marked(3, 0, 300)}));
  const int page = screen.height;
  EXPECT_EQ(layer.way_to_page(0, 1), page);
  EXPECT_EQ(layer.way_to_page(100, 1), page - 100);
  EXPECT_EQ(layer.way_to_page(page, -1), -page);
  EXPECT_EQ(layer.way_to_page(page - 10, -1), 10 - page);
  EXPECT_EQ(layer.way_to_page(0, -1), 0);
  EXPECT_EQ(layer.way_to_rest(0), 0);
  EXPECT_EQ(layer.way_to_rest(30), -30);
  EXPECT_EQ(layer.way_to_rest(page - 30), 30);
  EXPECT_EQ(layer.way_to_rest(page), 0);
  EXPECT_EQ(layer.page_at(page + 5), page);
}

// A block that cannot be cut makes its page higher than the screen: it is gone through before the next page comes.
TEST_F(OpenBook, APageHigherThanTheScreenIsReadToItsEnd) {
  const ScrollLayer layer = laid_out(book({marked(1, 0, 900), marked(2, 0, 300), marked(3, 0, 300)}));
  ASSERT_EQ(layer.page_starts.size(), 2u);
  const int end = layer.page_starts[1];
  EXPECT_EQ(layer.way_to_page(0, 1), screen.height * 9 / 10);
  EXPECT_EQ(layer.way_to_rest(200), 0);
  EXPECT_EQ(layer.way_to_page(end - screen.height, 1), screen.height);
  EXPECT_EQ(layer.way_to_rest(end - screen.height + 40), -40);
}

TEST_F(OpenBook, OtherContentsAreTurnedByNineTenths) {
  ScrollLayer layer;
  layer.viewport = {0, 0, 100, 200};
  layer.content = {100, 1000};
  EXPECT_EQ(layer.way_to_page(50, 1), 180);
  EXPECT_EQ(layer.way_to_page(50, -1), -180);
  EXPECT_EQ(layer.way_to_rest(50), 0);
}

}  // namespace
}  // namespace gongkai::layout

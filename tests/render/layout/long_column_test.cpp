#include "render/layout/long_column.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "render/layout/frame_dump.h"
#include "render/layout/pass.h"
#include "tests/render/layout/block_builders.h"

namespace gongkai::layout {
namespace {

constexpr std::uint32_t page = 7;
constexpr render::Size screen{400, 600};

// Paragraphs of one to five lines, each of its own text.
Block paragraph(int number) {
  std::string words = std::to_string(number);
  for (int i = 0; i < 15 + number * 37 % 80; ++i) words += "字";
  return text_block(std::move(words));
}

// A card in a body, as documents stand on their page, and something below it.
Block document(int paragraphs) {
  std::vector<Block> children;
  for (int i = 0; i < paragraphs; ++i) children.push_back(paragraph(i));
  Block paper = column(6, std::move(children));
  paper.padding = {10, 20, 10, 20};
  paper.fill = Tone::surface;
  return scroll_block(page, column(12, {marked(1, 0, 60), std::move(paper), marked(2, 0, 40)}));
}

class LongColumn : public testing::Test {
 protected:
  ScrollLayer layer_at(const Block& root, int scrolled) {
    Frame frame = lay_out_at(root, theme_, {screen, {{page, scrolled}}, &known_}, text_.engine);
    return std::move(frame.scrolls.at(0));
  }
  std::uint64_t laid_out() const { return text_.engine.statistics().paragraph_misses; }

  SquareText text_;
  Theme theme_ = default_theme();
  KnownHeights known_;
};

std::set<std::pair<int, std::string>> seen(const ScrollLayer& layer, int top, int bottom) {
  std::set<std::pair<int, std::string>> lines;
  for (const Op& op : layer.ops) {
    const auto* glyphs = std::get_if<GlyphOp>(&op.what);
    if (glyphs && op.bounds.bottom() > top && op.bounds.y < bottom) lines.emplace(op.bounds.y, glyphs->text);
  }
  return lines;
}

TEST_F(LongColumn, ANoticeOfFiveMegabytesLaysOutItsFirstPageOnly) {
  const Block root = document(32'000);
  std::size_t bytes = 0;
  for (const Block& child : group_of(group_of(std::get<ScrollContent>(const_cast<Block&>(root).content).content[0]).children[1]).children) {
    bytes += std::get<TextContent>(child.content).spans[0].text.size();
  }
  ASSERT_GE(bytes, 5'000'000u);
  const ScrollLayer layer = layer_at(root, 0);
  EXPECT_LE(laid_out(), 20u);       // two viewports of 600 px, lines of 30 px
  EXPECT_LE(layer.ops.size(), 100u);
  EXPECT_GE(layer.ready_bottom, 2 * screen.height);
  EXPECT_FALSE(layer.wants_more(0));
}

TEST_F(LongColumn, GoingOnLaysOutOnlyWhatComesNear) {
  const Block root = document(32'000);
  ScrollLayer layer = layer_at(root, 0);
  for (int y = 0, before = 0; y < 30'000; y += 200) {
    if (!layer.wants_more(y)) continue;
    const auto count = laid_out();
    layer = layer_at(root, y);
    EXPECT_LE(laid_out() - count, 30u) << y;
    EXPECT_LE(layer.ops.size(), 160u) << y;
    EXPECT_FALSE(layer.wants_more(y)) << y;
    EXPECT_GT(y, before);
    before = y;
  }
  EXPECT_GT(layer.ready_top, 20'000);
}

TEST_F(LongColumn, WhatTheReaderSeesStandsWhereAWholeLayoutPutsIt) {
  const Block root = document(1'200);
  Pass whole(theme_, text_.engine);
  const int height = whole.height(std::get<ScrollContent>(root.content).content[0], screen.width);
  KnownHeights fresh;
  const ScrollLayer all = lay_out_at(root, theme_, {screen, {{page, height}}, &fresh}, text_.engine).scrolls.at(0);
  EXPECT_EQ(all.content.height, height);  // a reader at the end has everything above him measured
  for (const int y : {0, 450, 5'000, 20'000, 450}) {
    const ScrollLayer near = layer_at(root, y);
    KnownHeights none;
    const ScrollLayer anew = lay_out_at(root, theme_, {screen, {{page, y}}, &none}, text_.engine).scrolls.at(0);
    EXPECT_EQ(seen(near, y, y + screen.height), seen(anew, y, y + screen.height)) << y;
    EXPECT_FALSE(seen(near, y, y + screen.height).empty()) << y;
  }
}

TEST_F(LongColumn, TheEndIsReachedByDraggingAndThenExact) {
  const Block root = document(900);
  ScrollLayer layer = layer_at(root, 0);
  int y = 0, layouts = 0;
  while (y < layer.furthest() && layouts < 2'000) {
    y = std::min(y + 250, layer.furthest());
    if (!layer.wants_more(y)) continue;
    layer = layer_at(root, y);
    ++layouts;
  }
  EXPECT_EQ(layer.ready_bottom, INT_MAX);
  EXPECT_EQ(layer.content.height, Pass(theme_, text_.engine).height(std::get<ScrollContent>(root.content).content[0], screen.width));
  const auto last = seen(layer, y, y + screen.height);
  EXPECT_TRUE(std::any_of(last.begin(), last.end(), [](const auto& line) { return line.second.starts_with("899"); }));
  ASSERT_EQ(layer.hits.areas.size(), 1u);  // the block below the paper; the one above it is far away
  EXPECT_EQ(layer.hits.areas[0].rect.bottom(), layer.content.height);
}

TEST_F(LongColumn, TheScrollMarkHardlyMovesBackWhileReading) {
  const Block root = document(3'000);
  ScrollLayer layer = layer_at(root, 0);
  int thumb = 0;
  for (int y = 0; y < layer.furthest(); y += 400) {
    if (layer.wants_more(y)) layer = layer_at(root, y);
    const int now = layer.thumb_at(y).y;
    EXPECT_GE(now, thumb - 2) << y;
    thumb = std::max(thumb, now);
  }
  EXPECT_GT(thumb, screen.height * 9 / 10);
}

TEST_F(LongColumn, ShortDocumentsAreLaidOutWhole) {
  const Block root = document(60);
  const ScrollLayer layer = layer_at(root, 0);
  EXPECT_EQ(layer.ready_top, 0);
  EXPECT_EQ(layer.ready_bottom, INT_MAX);
  EXPECT_EQ(dump(lay_out(root, theme_, screen, text_.engine)), dump(lay_out_at(root, theme_, {screen, {{page, 900}}, &known_}, text_.engine)));
}

TEST_F(LongColumn, HeightsAreNotTakenFromAnotherText) {
  const Block first = document(400);
  Block second = document(400);
  auto& paper = group_of(group_of(std::get<ScrollContent>(second.content).content[0]).children[1]);
  std::get<TextContent>(paper.children[0].content).spans[0].text += std::string(900, 'x');
  layer_at(first, 0);
  const ScrollLayer after_first = layer_at(second, 0);
  KnownHeights none;
  const ScrollLayer alone = lay_out_at(second, theme_, {screen, {}, &none}, text_.engine).scrolls.at(0);
  EXPECT_EQ(seen(after_first, 0, screen.height), seen(alone, 0, screen.height));
}

}  // namespace
}  // namespace gongkai::layout

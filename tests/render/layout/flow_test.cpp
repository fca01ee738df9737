#include "render/layout/flow.h"

#include <gtest/gtest.h>

#include <chrono>

#include "tests/render/layout/block_builders.h"

namespace gongkai::layout {
namespace {

using render::Rect;

class FlowTest : public testing::Test {
 protected:
  Frame lay(const Block& root, int width = 400, int height = 300) {
    return lay_out(root, theme_, {width, height}, text_.engine);
  }
  SquareText text_;
  Theme theme_ = default_theme();
};

TEST_F(FlowTest, AColumnPutsChildrenBelowEachOtherWithGapAndPadding) {
  Block root = column(10, {marked(1, 0, 40), marked(2, 0, 50)});
  root.padding = {5, 6, 7, 8};
  const Frame frame = lay(root);
  EXPECT_EQ(place_of(frame, 1), (Rect{5, 6, 388, 40}));
  EXPECT_EQ(place_of(frame, 2), (Rect{5, 56, 388, 50}));
}

TEST_F(FlowTest, GrowingChildrenOfAColumnShareTheHeightLeft) {
  Block middle = marked(2, 0, 0);
  middle.grow = 1;
  Block low = marked(3, 0, 0);
  low.grow = 2;
  const Frame frame = lay(column(0, {marked(1, 0, 60), middle, low}));
  EXPECT_EQ(place_of(frame, 2), (Rect{0, 60, 400, 80}));
  EXPECT_EQ(place_of(frame, 3), (Rect{0, 140, 400, 160}));
}

TEST_F(FlowTest, GrowingChildrenOfARowAreEquallyWideWhateverTheySay) {
  Block short_card = text_block("短"), long_card = text_block("比较长的一段文字");
  short_card.grow = long_card.grow = 1;
  short_card.action = 1;
  long_card.action = 2;
  const Frame frame = lay(row(20, {short_card, long_card}));
  EXPECT_EQ(place_of(frame, 1).width, 190);
  EXPECT_EQ(place_of(frame, 2).width, 190);
  EXPECT_EQ(place_of(frame, 2).x, 210);
}

TEST_F(FlowTest, TheCardsOfARowAreEquallyHigh) {
  Block one = text_block("一行"), many = text_block("这一段文字要分成好几行才能放得下");
  one.grow = many.grow = 1;
  one.action = 1;
  many.action = 2;
  Block line = row(0, {one, many});
  const Frame frame = lay(column(0, {line}), 200);
  EXPECT_EQ(place_of(frame, 1).height, place_of(frame, 2).height);
  EXPECT_EQ(place_of(frame, 2).height, 120);  // 16 characters, five in a line, 30 px a line
}

TEST_F(FlowTest, ALongNeighbourDoesNotSqueezeAGrowingTitle) {
  Block title = text_block("办事指南标题文字");  // 160 px
  title.grow = 1;
  title.action = 1;
  Block note = text_block("很长很长很长很长很长很长很长很长很长很长的备注");
  note.action = 2;
  const Frame frame = lay(row(0, {title, note}));
  EXPECT_EQ(place_of(frame, 1).width, 100);
  EXPECT_EQ(place_of(frame, 2).width, 300);
}

TEST_F(FlowTest, SpaceBetweenReachesBothEdges) {
  Block root = row(0, {marked(1, 50, 10), marked(2, 50, 10), marked(3, 50, 10)});
  group_of(root).along = Place::space_between;
  group_of(root).across = Place::start;
  const Frame frame = lay(root);
  EXPECT_EQ(place_of(frame, 1).x, 0);
  EXPECT_EQ(place_of(frame, 2).x, 175);
  EXPECT_EQ(place_of(frame, 3).right(), 400);
}

TEST_F(FlowTest, CenterAndEndPlaceChildrenAcross) {
  Block root = column(0, {marked(1, 100, 20)});
  group_of(root).across = Place::center;
  group_of(root).along = Place::end;
  EXPECT_EQ(place_of(lay(root), 1), (Rect{150, 280, 100, 20}));
}

TEST_F(FlowTest, AWrapGoesOnBelow) {
  const Frame frame =
      lay(group_block(Direction::wrap, 10, {marked(1, 150, 40), marked(2, 150, 60), marked(3, 150, 40)}));
  EXPECT_EQ(place_of(frame, 2), (Rect{160, 0, 150, 60}));
  EXPECT_EQ(place_of(frame, 3), (Rect{0, 70, 150, 40}));
}

TEST_F(FlowTest, AStackLaysChildrenOverEachOther) {
  Block back = marked(1, 0, 0);
  back.grow = 1;
  Block root = group_block(Direction::stack, 0, {back, marked(2, 100, 50)});
  group_of(root).along = Place::center;
  const Frame frame = lay(root);
  EXPECT_EQ(place_of(frame, 1), (Rect{0, 0, 400, 300}));
  EXPECT_EQ(place_of(frame, 2), (Rect{0, 125, 100, 50}));
  EXPECT_EQ(frame.hits.at({50, 150})->action, 2u);
}

TEST_F(FlowTest, AFixedHeightGivesWayToLargeText) {
  Block box = text_block("大字", 60);
  box.height = 40;
  EXPECT_EQ(measure_height(box, theme_, 400, text_.engine), 90);
  theme_.text_scale = 1.5;
  EXPECT_EQ(measure_height(box, theme_, 400, text_.engine), 135);
}

TEST_F(FlowTest, TheUnitScalesBoxesAndText) {
  theme_.unit = 2.0;
  Block root = column(10, {marked(1, 0, 40), text_block("二", 20)});
  const Frame frame = lay(root);
  EXPECT_EQ(place_of(frame, 1), (Rect{0, 0, 400, 80}));
  EXPECT_EQ(std::get<GlyphOp>(frame.ops.back().what).px, 40);
}

TEST_F(FlowTest, LargeTextModeReplacesSerif) {
  theme_.sans_only = true;
  Block block = text_block("公文");
  std::get<TextContent>(block.content).spans[0].role = text::FontRole::serif_bold;
  const Frame frame = lay(block);
  ASSERT_EQ(frame.ops.size(), 1u);
  EXPECT_EQ(std::get<GlyphOp>(frame.ops[0].what).text, "公文");
}

TEST_F(FlowTest, HighContrastOutlinesCardsThatWouldVanish) {
  theme_ = high_contrast_theme();
  Block card = marked(1, 100, 50), bar = marked(2, 100, 50);
  card.fill = bar.fill = Tone::surface;
  card.radius = 8;
  const Frame frame = lay(column(0, {card, bar}));
  int strokes = 0;
  for (const Op& op : frame.ops) strokes += std::holds_alternative<StrokeOp>(op.what) ? 1 : 0;
  EXPECT_EQ(strokes, 1);
}

TEST_F(FlowTest, AScrimTakesTheTouchFromWhatLiesUnderIt) {
  Block page = column(0, {marked(1, 0, 40), scroll_block(7, marked(2, 0, 900))});
  page.grow = 1;
  Block scrim = column(0, {marked(3, 100, 40)});
  scrim.fill = Tone::scrim;
  scrim.grow = 1;
  const Frame frame = lay(group_block(Direction::stack, 0, {page, scrim}));
  ASSERT_EQ(frame.hits.areas.size(), 1u);
  EXPECT_EQ(frame.hits.areas[0].action, 3u);
  EXPECT_TRUE(frame.scrolls.at(0).covered);
}

TEST_F(FlowTest, AHitAreaSaysWhatItIsFor) {
  Block door = column(0, {text_block("办事指南"), text_block("现有 282 项")});
  door.action = 4;
  EXPECT_EQ(lay(door).hits.areas.at(0).label, "办事指南 现有 282 项");
  door.label = "进入办事指南";
  EXPECT_EQ(lay(door).hits.areas.at(0).label, "进入办事指南");
}

TEST_F(FlowTest, AStruckSpanGetsALineThroughIt) {
  Block block = text_block("核减");
  std::get<TextContent>(block.content).spans[0].strike = true;
  const Frame frame = lay(block);
  ASSERT_EQ(frame.ops.size(), 2u);
  const auto& line = std::get<FillOp>(frame.ops[1].what);
  EXPECT_EQ(line.rect.x, 0);
  EXPECT_EQ(line.rect.width, 40);
}

TEST_F(FlowTest, SpansKeepTheirTones) {
  Block block = text_block("甲");
  std::get<TextContent>(block.content).spans.push_back({"乙", text::FontRole::sans, 20, Tone::jade, false});
  const Frame frame = lay(block);
  ASSERT_EQ(frame.ops.size(), 2u);
  EXPECT_EQ(std::get<GlyphOp>(frame.ops[0].what).color, theme_.color(Tone::ink));
  EXPECT_EQ(std::get<GlyphOp>(frame.ops[1].what).color, theme_.color(Tone::jade));
  EXPECT_EQ(std::get<GlyphOp>(frame.ops[1].what).text, "乙");
}

TEST_F(FlowTest, AScrollTakesTheRoomThatIsLeftAndKeepsItsContentHeight) {
  const Frame frame = lay(column(0, {marked(1, 0, 100), scroll_block(7, marked(2, 0, 900))}));
  const ScrollLayer& layer = frame.scrolls.at(0);
  EXPECT_EQ(layer.viewport, (Rect{0, 100, 400, 200}));
  EXPECT_EQ(layer.content, (render::Size{400, 900}));
  EXPECT_EQ(layer.furthest(), 700);
  EXPECT_EQ(place_of(layer.hits, 2), (Rect{0, 0, 400, 900}));
  EXPECT_FALSE(layer.mark.empty());
  EXPECT_EQ(layer.thumb_at(0).y, layer.mark.y);
  EXPECT_EQ(layer.thumb_at(700).bottom(), layer.mark.bottom());
}

TEST_F(FlowTest, WhatFitsShowsNoScrollMark) {
  const Frame frame = lay(scroll_block(7, marked(2, 0, 90)));
  EXPECT_EQ(frame.scrolls.at(0).furthest(), 0);
  EXPECT_TRUE(frame.scrolls.at(0).mark.empty());
}

// Every level asks each child for its width and height; without keeping the answers this tree would take 3^24 steps.
TEST_F(FlowTest, NestingIsNotExponential) {
  Block block = text_block("深");
  for (int depth = 0; depth < 24; ++depth) {
    Block side = text_block("旁");
    side.grow = 1;
    block = depth % 2 == 0 ? row(1, {block, side}) : column(1, {block, side});
  }
  const auto start = std::chrono::steady_clock::now();
  const Frame frame = lay(block, 2000, 2000);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
  EXPECT_EQ(frame.ops.size(), 25u);
}

}  // namespace
}  // namespace gongkai::layout

// What is wider than its card and goes sideways there.
#include "render/layout/sideways.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/render/layout/block_builders.h"

namespace gongkai::layout {
namespace {

using render::Rect;

constexpr std::uint32_t page = 50, part_id = 53;

// A card 400 wide inside a page that scrolls: what goes sideways, with a bar over it.
class Sideways : public testing::Test {
 protected:
  Frame lay(Block content) {
    ScrollContent scroll{part_id, {}, ScrollForm::sideways};
    scroll.content = {std::move(content), marked(9, 100, 80)};
    Block block;
    block.content = std::move(scroll);
    return lay_out(scroll_block(page, column(10, {text_block("上文"), block, marked(8, 90, 90)})), default_theme(), {400, 300}, text_.engine);
  }
  static const ScrollLayer& layer_of(const Frame& frame) { return frame.scrolls.at(0); }
  static std::vector<std::uint32_t> actions(const HitMap& hits) {
    std::vector<std::uint32_t> all;
    for (const HitArea& area : hits.areas) all.push_back(area.action);
    return all;
  }

  SquareText text_;
};

TEST_F(Sideways, WhatFitsStandsInThePageWithoutItsBar) {
  const Frame frame = lay(row(0, {marked(1, 150, 80), marked(2, 200, 80)}));
  EXPECT_TRUE(layer_of(frame).sideways.empty());
  EXPECT_EQ(actions(layer_of(frame).hits), (std::vector<std::uint32_t>{1, 2, 8}));
}

TEST_F(Sideways, WhatIsWiderIsAPartOfItsOwnBelowItsBar) {
  const Frame frame = lay(row(0, {marked(1, 300, 80), marked(2, 350, 80)}));
  ASSERT_EQ(layer_of(frame).sideways.size(), 1u);
  const SidewaysPart& part = layer_of(frame).sideways[0];
  EXPECT_EQ(part.id, part_id);
  EXPECT_EQ(part.width, 650);
  EXPECT_EQ(part.furthest(), 250);
  EXPECT_EQ(actions(layer_of(frame).hits), (std::vector<std::uint32_t>{9, 8}));
  EXPECT_EQ(actions(part.hits), (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(part.hits.areas[1].rect, (Rect{300, 0, 350, 80}));
  const Rect bar = layer_of(frame).hits.areas[0].rect, below = layer_of(frame).hits.areas[1].rect;
  EXPECT_EQ(part.rect.y, bar.bottom());
  EXPECT_EQ(part.rect.bottom() + 10, below.y) << "the page goes on below it";
  EXPECT_GE(part.mark.y, part.rect.y + 80) << "the mark covers nothing";
  EXPECT_LE(part.mark.bottom(), part.rect.bottom());
}

TEST_F(Sideways, AnotherOneInItLiesStill) {
  ScrollContent inner{54, {}, ScrollForm::sideways};
  inner.content = {marked(1, 900, 80)};
  Block block;
  block.content = std::move(inner);
  const Frame frame = lay(row(0, {block, marked(2, 350, 80)}));
  ASSERT_EQ(layer_of(frame).sideways.size(), 1u);
  EXPECT_EQ(actions(layer_of(frame).sideways[0].hits), (std::vector<std::uint32_t>{1, 2}));
}

TEST_F(Sideways, ATableInItKeepsItsHeadToItself) {
  TableContent table;
  table.columns = {{"项目", 1}};
  table.rows = {{{{"甲"}}}};
  Block wide;
  wide.content = table;
  wide.width = 700;
  EXPECT_TRUE(layer_of(lay(wide)).sticky.empty());
}

// The longest labels and notes there may be, in a chart that runs to the right.
TEST_F(Sideways, WordsOfAChartStayInTheirBoxes) {
  FlowChartContent chart;
  chart.direction = ChartDirection::right;
  const std::string sixteen = "一二三四五六七八九十甲乙丙丁戊己";
  for (const FlowShape shape : {FlowShape::start, FlowShape::decision, FlowShape::step, FlowShape::end}) {
    chart.boxes.push_back({"12b", sixteen, sixteen + sixteen, "365日", shape, static_cast<Action>(chart.boxes.size() + 1)});
  }
  chart.links = {{0, 1, ""}, {1, 2, sixteen}, {1, 3, "不符合"}, {2, 1, "补正"}};
  Block block;
  block.content = chart;
  for (const double scale : {1.0, 1.5}) {
    Theme theme = default_theme();
    theme.text_scale = scale;
    ScrollContent scroll{part_id, {}, ScrollForm::sideways};
    scroll.content = {block};
    Block outer;
    outer.content = std::move(scroll);
    const Frame frame = lay_out(scroll_block(page, outer), theme, {900, 700}, text_.engine);
    const SidewaysPart& part = layer_of(frame).sideways.at(0);
    ASSERT_EQ(part.hits.areas.size(), 4u);
    EXPECT_EQ(part.columns.size(), 3u);
    for (const HitArea& box : part.hits.areas) EXPECT_TRUE(box.rect.width >= 240 && box.rect.height >= 96) << box.label;
    for (const Op& op : part.ops) {
      const auto* glyphs = std::get_if<GlyphOp>(&op.what);
      if (glyphs == nullptr || glyphs->glyphs.empty()) continue;
      const int baseline = glyphs->origin.y + glyphs->glyphs[0].y / 64, x = glyphs->origin.x + glyphs->glyphs[0].x / 64;
      const int end = glyphs->origin.x + glyphs->glyphs.back().x / 64 + glyphs->px;
      const auto holds = [&](const HitArea& box) {
        return box.rect.contains({x, baseline - glyphs->px * 8 / 10}) && box.rect.contains({end - 1, baseline});
      };
      const bool outside = std::none_of(part.hits.areas.begin(), part.hits.areas.end(),
                                        [&](const HitArea& box) { return !intersection(box.rect, {x, baseline - 4, end - x, 4}).empty(); });
      EXPECT_TRUE(outside || std::any_of(part.hits.areas.begin(), part.hits.areas.end(), holds)) << glyphs->text << " at " << x << "," << baseline;
    }
  }
}

// Columns of 200 with gaps of 50, a lead of 30, seen through 500.
SidewaysPart columns() {
  SidewaysPart part;
  part.rect = {0, 0, 500, 300};
  part.width = 30 + 6 * 250;
  part.lead = 30;
  for (int i = 0; i < 6; ++i) part.columns.push_back({30 + 250 * i, 230 + 250 * i});
  part.mark = {10, 280, 480, 10};
  return part;
}

TEST(TurningSideways, BeginsWithTheFirstColumnThatWasCut) {
  const SidewaysPart part = columns();
  EXPECT_EQ(part.way_to_page(0, 1), 500);      // 30 and 280 were seen to 480: the third comes first
  EXPECT_EQ(part.way_to_page(40, 1), 460);
  EXPECT_EQ(part.way_to_page(100, 1), 400) << "the third was cut, so it comes first";
  EXPECT_EQ(part.way_to_page(900, 1), part.furthest() - 900);
  EXPECT_EQ(part.way_to_page(part.furthest(), 1), 0);
}

TEST(TurningSideways, GoesBackToThoseBeforeTheFirstWholeOne) {
  const SidewaysPart part = columns();
  EXPECT_EQ(part.way_to_page(500, -1), -500);
  EXPECT_EQ(part.way_to_page(1000, -1), -500);
  EXPECT_EQ(part.way_to_page(100, -1), -100);
  EXPECT_EQ(part.way_to_page(0, -1), 0);
}

TEST(TurningSideways, ThereAndBackEveryColumnHasBeenSeenWhole) {
  const SidewaysPart part = columns();
  for (const int pages : {1, -1}) {
    std::vector<bool> seen(part.columns.size(), false);
    int x = pages > 0 ? 0 : part.furthest();
    for (int turn = 0; turn < 10; ++turn) {
      for (std::size_t i = 0; i < seen.size(); ++i) {
        seen[i] = seen[i] || (part.columns[i].begin >= x && part.columns[i].end <= x + part.rect.width);
      }
      x += part.way_to_page(x, pages);
    }
    EXPECT_EQ(x, pages > 0 ? part.furthest() : 0);
    EXPECT_EQ(std::count(seen.begin(), seen.end(), true), 6) << pages;
  }
}

TEST(TurningSideways, WhatHasNoColumnsGoesByNineTenths) {
  SidewaysPart part = columns();
  part.columns.clear();
  EXPECT_EQ(part.way_to_page(0, 1), 450);
  EXPECT_EQ(part.way_to_page(460, -1), -450);
}

TEST(TurningSideways, AColumnWiderThanItsPlaceIsGoneThroughPieceByPiece) {
  SidewaysPart part = columns();
  part.columns = {{30, 1400}};
  EXPECT_EQ(part.way_to_page(0, 1), 450);
  EXPECT_EQ(part.way_to_page(800, -1), -450);
}

TEST(TurningSideways, TheThumbRunsFromEndToEndOfTheMark) {
  const SidewaysPart part = columns();
  EXPECT_EQ(part.thumb_at(0).x, part.mark.x);
  EXPECT_EQ(part.thumb_at(part.furthest()).right(), part.mark.right());
  EXPECT_EQ(part.thumb_at(-40), part.thumb_at(0)) << "beyond its end it stands still";
}

}  // namespace
}  // namespace gongkai::layout

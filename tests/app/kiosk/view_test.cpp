#include "app/kiosk/view.h"

#include <gtest/gtest.h>

#include "tests/render/text/installed_fonts.h"

namespace gongkai::kiosk {
namespace {

using Crawl = View::Crawl;

layout::TickerStrip strip(const std::string& words, int width) {
  layout::TickerStrip strip;
  strip.id = 1;
  strip.viewport = {0, 900, 200, 80};
  strip.width = width;
  strip.stride = {2, 1};
  layout::GlyphOp glyphs;
  glyphs.text = words;
  strip.ops.push_back({{0, 0, width, 80}, glyphs});
  return strip;
}

layout::Frame frame_with(layout::TickerStrip crawl) {
  layout::Frame frame;
  frame.size = {200, 1000};
  frame.tickers.push_back(std::move(crawl));
  return frame;
}

// Frames until the crawl has passed once.
int frames_to_pass(View& view) {
  for (int frames = 1; frames < 5000; ++frames) {
    view.step(1);
    if (view.crawl_pass() == CrawlPass::passed) return frames;
  }
  return -1;
}

TEST(ViewCrawl, LeavesEntirelyBeforeItHasPassed) {
  View view;
  EXPECT_EQ(view.crawl_pass(), CrawlPass::absent);
  view.show(frame_with(strip("甲", 100)), {}, Crawl::carry_on);
  EXPECT_EQ(frames_to_pass(view), (200 + 100) / 2);
}

TEST(ViewCrawl, TheSameWordsGoOnWhereTheyAre) {
  View view;
  view.show(frame_with(strip("甲", 100)), {}, Crawl::carry_on);
  view.step(100);
  view.show(frame_with(strip("甲", 100)), {}, Crawl::carry_on);
  EXPECT_EQ(frames_to_pass(view), 50);
}

TEST(ViewCrawl, NewWordsWaitUntilTheOldOnesHavePassed) {
  View view;
  view.show(frame_with(strip("甲", 100)), {}, Crawl::carry_on);
  view.step(75);
  view.show(frame_with(strip("乙乙乙乙乙", 500)), {}, Crawl::carry_on);
  view.step(75);  // the old pass ends here, the new line begins
  EXPECT_EQ(frames_to_pass(view), (200 + 500) / 2);
}

TEST(ViewCrawl, TheNewestOfSeveralChangesIsTheOneThatComes) {
  View view;
  view.show(frame_with(strip("甲", 100)), {}, Crawl::carry_on);
  view.step(50);
  view.show(frame_with(strip("乙", 500)), {}, Crawl::carry_on);
  view.show(frame_with(strip("丙", 300)), {}, Crawl::carry_on);
  view.step(100);
  EXPECT_EQ(frames_to_pass(view), (200 + 300) / 2);
}

TEST(ViewCrawl, StartsAnewWhenToldTo) {
  View view;
  view.show(frame_with(strip("甲", 100)), {}, Crawl::carry_on);
  view.step(100);
  view.show(frame_with(strip("甲", 100)), {}, Crawl::from_start);
  EXPECT_EQ(frames_to_pass(view), 150);
}

// A page of two parts: a scrolled list above, a button below it.
layout::Frame page() {
  layout::Frame frame;
  frame.size = {200, 1000};
  layout::ScrollLayer layer;
  layer.id = 10;
  layer.viewport = {0, 100, 200, 600};
  layer.content = {200, 2000};
  layer.hits.areas = {{{0, 0, 200, 100}, 1, "一"}, {{0, 100, 200, 100}, 2, "二"}, {{0, 1900, 200, 100}, 3, "末"}};
  frame.scrolls.push_back(layer);
  frame.hits.areas = {{{0, 800, 200, 100}, 9, "返回"}};
  return frame;
}

TEST(ViewTargets, LieWhereTheyAreSeen) {
  View view;
  view.show(page(), {}, Crawl::carry_on);
  EXPECT_EQ(view.under({50, 150}), (Target{1, {0, 100, 200, 100}, 10}));
  EXPECT_EQ(view.under({50, 850}), (Target{9, {0, 800, 200, 100}, 0}));
  EXPECT_EQ(view.under({50, 950}), Target{});
  EXPECT_TRUE(view.scroll(10, -50));
  EXPECT_EQ(view.under({50, 120}), (Target{1, {0, 100, 200, 50}, 10, {0, 50, 200, 100}})) << "cut by the edge of the list";
  EXPECT_EQ(view.under({50, 160}).action, 2u);
  EXPECT_EQ(view.under({50, 400}), (Target{0, {}, 10})) << "between rows one can still drag";
}

TEST(ViewTargets, ScrollingStopsAtBothEnds) {
  View view;
  view.show(page(), {}, Crawl::carry_on);
  EXPECT_FALSE(view.scroll(10, 30)) << "it stands at the top";
  EXPECT_TRUE(view.scroll(10, -5000));
  EXPECT_EQ(view.scroll_positions().at(10), 1400);
  EXPECT_FALSE(view.scroll(10, -1));
  EXPECT_EQ(view.under({50, 690}).action, 3u);
  EXPECT_FALSE(view.scroll(77, -10)) << "there is no such part";
}

// The list, with a part in it from y 300 to 500 that is 700 px wide.
layout::Frame page_with_part() {
  layout::Frame frame = page();
  layout::SidewaysPart part;
  part.id = 20;
  part.rect = {10, 300, 180, 200};
  part.width = 700;
  part.hits.areas = {{{0, 50, 100, 100}, 31, "申请"}, {{300, 50, 100, 100}, 32, "审核"}};
  frame.scrolls[0].sideways.push_back(part);
  return frame;
}

TEST(ViewTargets, OfASidewaysPartGoWithItBothWays) {
  View view;
  view.show(page_with_part(), {}, Crawl::carry_on);
  EXPECT_EQ(view.under({50, 480}), (Target{31, {10, 450, 100, 100}, 10, {10, 450, 100, 100}, 0, false, 20}));
  EXPECT_EQ(view.under({150, 480}), (Target{0, {}, 10, {}, 0, false, 20})) << "beside its targets it can still be dragged";
  EXPECT_EQ(view.under({50, 150}).sideways, 0u);
  EXPECT_EQ(view.scroll(20, -250), -250);
  EXPECT_EQ(view.scroll(10, -60), -60);
  EXPECT_EQ(view.under({100, 400}), (Target{32, {60, 390, 100, 100}, 10, {60, 390, 100, 100}, 0, false, 20}));
  EXPECT_EQ(view.scroll(20, -900), -270) << "as far as it goes";
  EXPECT_EQ(view.under({30, 400}).action, 0u) << "it has left the part at the left edge";
  EXPECT_EQ(view.viewport_length(20), 180);
  EXPECT_EQ(view.viewport_length(10), 600);
}

TEST(ViewTargets, ASidewaysPartComesBackWhereItWas) {
  View view;
  view.show(page_with_part(), {{10, 100}, {20, 333}}, Crawl::carry_on);
  EXPECT_EQ(view.scroll_positions(), (ScrollPositions{{10, 100}, {20, 333}}));
  layout::Frame narrower = page_with_part();
  narrower.scrolls[0].sideways[0].width = 400;
  view.show(narrower, {{10, 100}, {20, 333}}, Crawl::carry_on);
  EXPECT_EQ(view.scroll_positions().at(20), 220);
}

TEST(ViewTargets, WhatIsReadInASidewaysPartIsBroughtIntoSight) {
  View view;
  layout::Frame frame = page_with_part();
  layout::SidewaysPart& part = frame.scrolls[0].sideways[0];
  part.rect.y = 1500;
  part.ops.push_back({{500, 20, 100, 100}, layout::FillOp{{500, 20, 100, 100}, {}, 0, layout::FillShape::marker}});
  view.show(frame, {}, Crawl::carry_on);
  for (const View::Way& way : view.ways_to_mark()) view.scroll(way.id, way.px);
  EXPECT_EQ(view.scroll_positions(), (ScrollPositions{{10, 1370}, {20, 460}}));
  EXPECT_TRUE(view.ways_to_mark().empty()) << "it is seen now";
}

TEST(ViewTargets, APageComesBackWhereItWasAsFarAsItStillGoes) {
  View view;
  view.show(page(), {{10, 700}}, Crawl::carry_on);
  EXPECT_EQ(view.scroll_positions().at(10), 700);
  layout::Frame shorter = page();
  shorter.scrolls[0].content.height = 900;
  view.show(shorter, {{10, 700}}, Crawl::carry_on);
  EXPECT_EQ(view.scroll_positions().at(10), 300);
}

TEST(ViewTargets, NothingUnderAScrimCanBeTouched) {
  View view;
  layout::Frame covered = page();
  covered.scrolls[0].covered = true;
  covered.hits.areas.push_back({{0, 0, 200, 1000}, 5, "继续使用"});
  view.show(covered, {}, Crawl::carry_on);
  EXPECT_EQ(view.under({50, 150}).action, 5u);
  EXPECT_EQ(view.under({50, 150}).layer, 0u);
  EXPECT_EQ(view.under({50, 850}).action, 5u);
}

// The pressed card keeps its corners, and where it is scrolled under the edge of its list it is cut, not rounded.
TEST(ViewPress, ShadesWhatIsPressedInItsOwnShape) {
  layout::Frame frame = page();
  const layout::FillOp white{{0, 0, 200, 1000}, render::rgb(0xFFFFFF)};
  frame.ops = {{white.rect, white}};
  frame.scrolls[0].background = white.color;
  frame.scrolls[0].hits.areas[0].radius = 20;
  View view;
  view.show(frame, {}, Crawl::carry_on);
  ASSERT_TRUE(view.scroll(10, -50));
  text::GlyphCache glyphs(text::installed_fonts());
  paint::Painter painter(glyphs);
  paint::Canvas canvas(frame.size);
  view.paint(painter, canvas.view());
  const auto pixel = [&](int x, int y) { return canvas.view().row(y)[x] & 0xFFFFFFu; };
  view.press(view.under({50, 120}));
  view.paint(painter, canvas.view());
  EXPECT_LT(pixel(100, 120), 0xF0F0F0u) << "the middle";
  EXPECT_LT(pixel(0, 100), 0xF0F0F0u) << "cut by the list";
  EXPECT_EQ(pixel(0, 99), 0xFFFFFFu) << "above the list";
  EXPECT_EQ(pixel(0, 149), 0xFFFFFFu) << "outside the corner";
  EXPECT_EQ(pixel(100, 150), 0xFFFFFFu) << "the next card";
  view.unpress();
  view.paint(painter, canvas.view());
  EXPECT_EQ(pixel(100, 120), 0xFFFFFFu);
}

}  // namespace
}  // namespace gongkai::kiosk

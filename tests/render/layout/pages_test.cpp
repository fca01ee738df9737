#include "render/layout/pages.h"

#include <gtest/gtest.h>

#include "render/layout/flow.h"
#include "render/layout/pass.h"
#include "render/layout/text_ops.h"
#include "tests/render/layout/block_builders.h"

namespace gongkai::layout {
namespace {

class PagesTest : public testing::Test {
 protected:
  std::vector<std::vector<Block>> split(std::vector<Block> blocks, int height) {
    return split_pages(std::move(blocks), {200, height, 0}, theme_, text_.engine);
  }
  int height_of(const std::vector<Block>& page) {
    int sum = 0;
    for (const Block& block : page) sum += measure_height(block, theme_, 200, text_.engine);
    return sum;
  }
  // What the lines that stand on the pages say, and how high each of them is.
  std::string words(const std::vector<std::vector<Block>>& pages) {
    std::string all;
    for (const auto& page : pages) {
      for (const Block& block : page) {
        const auto& content = std::get<TextContent>(block.content);
        Pass pass(theme_, text_.engine);
        const auto& paragraph = pass.lay_out(content.spans, content.style, 200);
        const LineRange lines = lines_of(content, paragraph);
        const std::uint32_t begin = paragraph.lines[lines.first].text_begin, end = paragraph.lines[lines.end - 1].text_end;
        all += content.spans[0].text.substr(begin, end - begin);
      }
    }
    return all;
  }
  SquareText text_;
  Theme theme_ = default_theme();
};

std::string repeated(const std::string& word, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += word;
  return text;
}

TEST_F(PagesTest, WhatFitsIsOnePage) {
  EXPECT_EQ(split({text_block("甲"), text_block("乙")}, 60).size(), 1u);
  EXPECT_TRUE(split({}, 60).empty());
}

TEST_F(PagesTest, BlocksGoOnOnTheNextPage) {
  const auto pages = split({marked(1, 0, 50), marked(2, 0, 50), marked(3, 0, 50)}, 110);
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(pages[0].size(), 2u);
}

TEST_F(PagesTest, ALongTextIsCutBetweenLinesAndLosesNothing) {
  const std::string text = repeated("政务公开", 40);  // 160 characters, ten in a line, 30 px a line
  const auto pages = split({text_block(text)}, 150);
  EXPECT_EQ(pages.size(), 4u);
  EXPECT_EQ(words(pages), text);
  for (const auto& page : pages) EXPECT_LE(height_of(page), 150);
}

// Cut anywhere, a line says what it would say in the whole paragraph, and is justified as it would be there.
TEST_F(PagesTest, EveryLineStandsAsInTheWholeParagraph) {
  Block block = text_block(repeated("公开，", 40) + "完");
  auto& content = std::get<TextContent>(block.content);
  content.style.indent_first_em64 = 128;
  content.style.align = text::Align::justify;
  content.mark = {30, 60};
  const Frame whole = lay_out(block, theme_, {200, 600}, text_.engine);
  const auto pages = split({block}, 150);
  ASSERT_GT(pages.size(), 1u);
  std::vector<std::string> lines;
  std::vector<std::int32_t> places;
  const auto collect = [&](const Frame& frame, auto& said, auto& at) {
    for (const Op& op : frame.ops) {
      const auto* glyphs = std::get_if<GlyphOp>(&op.what);
      if (glyphs == nullptr) continue;
      said.push_back(glyphs->text);
      for (const DrawnGlyph& glyph : glyphs->glyphs) at.push_back(glyph.x);
    }
  };
  collect(whole, lines, places);
  std::vector<std::string> cut_lines;
  std::vector<std::int32_t> cut_places;
  for (const auto& page : pages) collect(lay_out(page[0], theme_, {200, 150}, text_.engine), cut_lines, cut_places);
  EXPECT_EQ(cut_lines, lines);
  EXPECT_EQ(cut_places, places);
}

TEST_F(PagesTest, AHeadingGoesWithWhatItHeads) {
  Block heading = text_block("一、标题");
  heading.with_next = true;
  auto pages = split({marked(1, 0, 70), heading, text_block(repeated("公", 30))}, 130);
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(pages[0].size(), 1u);
  EXPECT_EQ(pages[1].size(), 2u);
  // Nothing but headings, or nothing after them: they stay.
  EXPECT_EQ(split({marked(1, 0, 70), heading}, 130).size(), 1u);
  EXPECT_EQ(split({heading, marked(1, 0, 500)}, 130).size(), 2u);
}

TEST_F(PagesTest, WhatCanBeTappedIsNotCut) {
  Block block = column(0, {marked(0, 0, 60), marked(0, 0, 60)});
  block.action = 7;
  const auto pages = split({marked(1, 0, 60), block}, 130);
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(pages[1][0].action, 7u);
}

TEST_F(PagesTest, NoSingleLineIsLeftBehindOrSentAhead) {
  // Room for one line of the text: it goes to the next page whole.
  auto pages = split({marked(1, 0, 110), text_block(repeated("公", 40))}, 150);
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(pages[0].size(), 1u);
  // Room for four of five lines: three stay, two go.
  pages = split({text_block(repeated("公", 50))}, 130);
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(height_of(pages[0]), 90);
  EXPECT_EQ(height_of(pages[1]), 60);
}

TEST_F(PagesTest, ATableIsCutBetweenRowsAndRepeatsItsHeader) {
  TableContent table;
  table.text_size = table.header_size = 20;
  table.min_row_height = 40;
  table.columns = {{"项目", 1}};
  for (int i = 0; i < 10; ++i) table.rows.push_back({{{"第" + std::to_string(i)}}});
  Block block;
  block.content = table;
  const auto pages = split({block}, 260);
  std::size_t rows = 0;
  for (const auto& page : pages) {
    ASSERT_EQ(page.size(), 1u);
    const auto& part = std::get<TableContent>(page[0].content);
    EXPECT_EQ(part.columns.size(), 1u);
    EXPECT_EQ(part.rows[0].cells[0].text, "第" + std::to_string(rows));
    rows += part.rows.size();
    EXPECT_LE(height_of(page), 260);
  }
  EXPECT_EQ(rows, 10u);
  EXPECT_EQ(pages.size(), 3u);
}

TEST_F(PagesTest, ABareColumnIsCutInsideItsChild) {
  const std::string text = repeated("公", 60);
  const auto pages = split({column(0, {marked(1, 0, 50), text_block(text)})}, 130);
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(height_of(pages[0]), 110);
  EXPECT_EQ(height_of(pages[1]), 120);
  EXPECT_EQ(std::get<Group>(pages[0][0].content).children.size(), 2u);
}

TEST_F(PagesTest, WhatCannotBeCutStandsAlone) {
  const auto pages = split({marked(1, 0, 20), marked(2, 0, 500), marked(3, 0, 20)}, 100);
  ASSERT_EQ(pages.size(), 3u);
  EXPECT_EQ(pages[1][0].action, 2u);
}

}  // namespace
}  // namespace gongkai::layout

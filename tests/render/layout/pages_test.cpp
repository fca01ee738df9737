#include "render/layout/pages.h"

#include <gtest/gtest.h>

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
  static std::string words(const std::vector<std::vector<Block>>& pages) {
    std::string all;
    for (const auto& page : pages) {
      for (const Block& block : page) {
        for (const TextSpan& span : std::get<TextContent>(block.content).spans) all += span.text;
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

TEST_F(PagesTest, TheRestOfAParagraphIsNotIndentedAgain) {
  Block block = text_block(repeated("公", 100));
  std::get<TextContent>(block.content).style.indent_first_em64 = 128;
  const auto pages = split({block}, 150);
  ASSERT_GT(pages.size(), 1u);
  EXPECT_EQ(std::get<TextContent>(pages[0][0].content).style.indent_first_em64, 128);
  EXPECT_EQ(std::get<TextContent>(pages[1][0].content).style.indent_first_em64, 0);
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

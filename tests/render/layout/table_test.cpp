#include "render/layout/table.h"

#include <gtest/gtest.h>

#include <chrono>

#include "tests/render/layout/block_builders.h"

namespace gongkai::layout {
namespace {

using render::Rect;

TableContent fee_table() {
  TableContent table;
  table.text_size = 20;
  table.header_size = 20;
  table.cell_padding = 10;
  table.min_row_height = 50;
  table.columns = {{"收费项目", 3}, {"标准", 1}, {"政策依据", 3}};
  table.rows.push_back({{{"不动产登记费（住宅类）及其他"}, {"80元/件"}, {"发改价格规〔2016〕2559号文件"}}, 5});
  table.rows.push_back({{{"证书工本费"}, {"10元/本"}, {"同上"}}, 6});
  return table;
}

class TableTest : public testing::Test {
 protected:
  Frame lay(const TableContent& table, int width = 500) {
    Block block;
    block.content = table;
    return lay_out(block, theme_, {width, 2000}, text_.engine);
  }
  TableSizes measure(const TableContent& table, int width = 500) {
    Pass pass(theme_, text_.engine);
    return measure_table(table, width, pass);
  }
  SquareText text_;
  Theme theme_ = default_theme();
};

TEST_F(TableTest, ColumnsFillTheWidthAndShortCellsDoNotWrap) {
  const TableSizes sizes = measure(fee_table());
  EXPECT_EQ(sizes.columns[0] + sizes.columns[1] + sizes.columns[2], 500);
  Pass pass(theme_, text_.engine);
  const TextSpan span{"80元/件", text::FontRole::sans, 20, Tone::ink, false};
  EXPECT_GE(sizes.columns[1], (pass.lay_out({&span, 1}, {}, 0).width >> 6) + 20);
}

TEST_F(TableTest, ANumberIsNotBrokenForALongNeighbour) {
  TableContent table = fee_table();
  table.columns = {{"身份证号", 1}, {"备注", 9}};
  table.rows = {{{{"9901**********0021"}, {"首轮申报遗漏，经入户调查和村民代表会议评议，符合登记条件，按规定增加登记人口"}}, 5}};
  Pass pass(theme_, text_.engine);
  const TextSpan span{"9901**********0021", text::FontRole::sans, 20, Tone::ink, false};
  EXPECT_GE(measure(table, 400).columns[0], (pass.lay_out({&span, 1}, {}, 0).width >> 6) + 20);
}

TEST_F(TableTest, ARowIsAsHighAsItsTallestCell) {
  const TableSizes sizes = measure(fee_table(), 640);
  EXPECT_EQ(sizes.rows[1], 52);              // one line of 28 and twice 12
  EXPECT_EQ(sizes.rows[0], 52 + 28);         // two lines
  EXPECT_EQ(sizes.height, sizes.header + sizes.rows[0] + sizes.rows[1]);
}

TEST_F(TableTest, RowsCanBeTappedAndSayTheirCells) {
  const Frame frame = lay(fee_table());
  const TableSizes sizes = measure(fee_table());
  EXPECT_EQ(place_of(frame, 6), (Rect{0, sizes.header + sizes.rows[0], 500, sizes.rows[1]}));
  EXPECT_EQ(frame.hits.areas[1].label, "证书工本费 10元/本 同上");
}

TEST_F(TableTest, TheHeaderStaysWhileRowsAreSeen) {
  Block table;
  table.content = fee_table();
  Block page = column(0, {marked(1, 0, 100), table, marked(2, 0, 900)});
  const Frame frame = lay_out(scroll_block(1, page), theme_, {500, 300}, text_.engine);
  const StickyBand& band = frame.scrolls.at(0).sticky.at(0);
  EXPECT_EQ(band.top, 100);
  EXPECT_EQ(band.offset_at(100), std::nullopt);
  EXPECT_EQ(band.offset_at(101), 0);
  EXPECT_EQ(band.offset_at(band.bottom - band.height), 0);
  EXPECT_EQ(band.offset_at(band.bottom - 10), 10 - band.height);
  EXPECT_EQ(band.offset_at(band.bottom), std::nullopt);
}

TEST_F(TableTest, AGridHasALineRoundEveryCell) {
  TableContent table = fee_table();
  table.grid = true;
  table.show_header = false;
  const Frame frame = lay(table);
  int upright = 0, level = 0;
  for (const Op& op : frame.ops) {
    const auto* line = std::get_if<FillOp>(&op.what);
    if (!line) continue;
    (line->rect.width == 1 ? upright : level) += 1;
  }
  EXPECT_EQ(upright, 2 * 4);
  EXPECT_EQ(level, 3);
}

TEST_F(TableTest, TooManyColumnsStillFillTheWidth) {
  TableContent table = fee_table();
  for (int i = 0; i < 12; ++i) {
    table.columns.push_back({"列", 1});
    for (TableRow& row : table.rows) row.cells.push_back({"内容内容内容"});
  }
  int sum = 0;
  for (const int column : measure(table, 300).columns) sum += column;
  EXPECT_EQ(sum, 300);
}

TEST_F(TableTest, AShortRowLeavesCellsEmpty) {
  TableContent table = fee_table();
  table.rows.push_back({{{"只有一格"}}});
  EXPECT_EQ(measure(table).rows[2], 52);
  EXPECT_FALSE(lay(table).ops.empty());
}

TEST_F(TableTest, AThousandRowsAreQuick) {
  TableContent table = fee_table();
  for (int i = 0; i < 1000; ++i) {
    table.rows.push_back({{{"收费项目" + std::to_string(i)}, {std::to_string(i) + "元/件"}, {"发改价格规〔2016〕2559号"}}});
  }
  const auto start = std::chrono::steady_clock::now();
  const Frame frame = lay(table, 1000);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
  EXPECT_GT(frame.ops.size(), 4000u);
}

}  // namespace
}  // namespace gongkai::layout

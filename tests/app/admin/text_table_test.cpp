#include "app/admin/text_table.h"

namespace gongkai::admin {
namespace {

TEST(DisplayWidth, CountsWideCharactersAsTwo) {
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("公示a"), 5u);
  EXPECT_EQ(display_width("，。（）"), 8u);
  EXPECT_EQ(display_width("易𬭎"), 4u);
  EXPECT_EQ(display_width("·—“"), 3u);
  EXPECT_EQ(display_width("a\xE4"), 2u);
}

TEST(TextTable, LinesUpColumns) {
  TextTable table({"级别", "位置", "说明"});
  EXPECT_TRUE(table.empty());
  table.add({"E", "公示.json:3", "缺"});
  EXPECT_EQ(table.text(),
            "级别  位置         说明\n"
            "E     公示.json:3  缺\n");
}

}  // namespace
}  // namespace gongkai::admin

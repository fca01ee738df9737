#include "content/store/item_search.h"

#include <string>
#include <vector>

namespace gongkai::store {
namespace {

class ItemSearch : public testing::Test {
 protected:
  void SetUp() override {
    add("长期公开事项一览", "");
    add("户外招牌设置许可（新办）", "a:门头招牌\na:店招\nc:临政发〔2025〕18号\nc:11990100MB0X00001Q3000117009000\nc:A07");
    add("银行账户查询", "");
    add("公开招聘公告", "");
    add("政府信息公开指南", "a:公开");
  }

  void add(const std::string& title, const std::string& search) {
    index.add(title, search);
    titles.push_back(title);
  }

  std::vector<std::string> found(const std::string& text) const {
    std::vector<std::string> result;
    for (const SearchHit& hit : index.find(text)) result.push_back(titles[hit.entry]);
    return result;
  }

  std::string first(const std::string& text) const {
    const auto all = found(text);
    return all.empty() ? "" : all.front();
  }

  SearchIndex index;
  std::vector<std::string> titles;
};

TEST_F(ItemSearch, FindsByInitialsOfEveryReading) {
  EXPECT_EQ(first("cqgk"), "长期公开事项一览");
  EXPECT_EQ(first("zqgk"), "长期公开事项一览");
  EXPECT_EQ(first("yhzh"), "银行账户查询");
  EXPECT_EQ(first("yxzh"), "银行账户查询");
}

TEST_F(ItemSearch, FindsByInitialsInTheMiddle) {
  EXPECT_EQ(first("hwzp"), "户外招牌设置许可（新办）");
  EXPECT_EQ(first("zpsz"), "户外招牌设置许可（新办）");
}

TEST_F(ItemSearch, FindsByFullPinyinAndItsBeginning) {
  EXPECT_EQ(first("changqi"), "长期公开事项一览");
  EXPECT_EQ(first("changqigo"), "长期公开事项一览");
  EXPECT_EQ(first("yinhangzhanghu"), "银行账户查询");
}

TEST_F(ItemSearch, TakesAMixOfSyllablesInitialsAndHan) {
  EXPECT_EQ(first("changqgk"), "长期公开事项一览");
  EXPECT_EQ(first("长期gk"), "长期公开事项一览");
  EXPECT_EQ(first("zhaopai"), "户外招牌设置许可（新办）");
}

TEST_F(ItemSearch, FindsTitleSubstringAndAlias) {
  EXPECT_EQ(first("招牌"), "户外招牌设置许可（新办）");
  EXPECT_EQ(first("店招"), "户外招牌设置许可（新办）");
  EXPECT_EQ(first("dz"), "户外招牌设置许可（新办）");
}

TEST_F(ItemSearch, FindsDocumentNumberCodeAndWindow) {
  EXPECT_EQ(first("〔2025〕18"), "户外招牌设置许可（新办）");
  EXPECT_EQ(first("2025 18号"), "户外招牌设置许可（新办）");
  EXPECT_EQ(first("mb0x00001q"), "户外招牌设置许可（新办）");
  EXPECT_EQ(first("A07"), "户外招牌设置许可（新办）");
}

TEST_F(ItemSearch, PutsExactBeforePrefixBeforeSubstringBeforeAlias) {
  add("公开", "");
  EXPECT_EQ(found("公开"),
            (std::vector<std::string>{"公开", "公开招聘公告", "长期公开事项一览", "政府信息公开指南"}));
}

TEST_F(ItemSearch, IgnoresPunctuationWidthAndCase) {
  EXPECT_EQ(first("户外招牌设置许可新办"), "户外招牌设置许可（新办）");
  EXPECT_EQ(first("ＣＱＧＫ"), "长期公开事项一览");
}

TEST_F(ItemSearch, FindsNothingForNothing) {
  EXPECT_TRUE(index.find("").empty());
  EXPECT_TRUE(index.find("〔〕 。").empty());
  EXPECT_TRUE(index.find("qqqqqq").empty());
}

TEST_F(ItemSearch, StaysQuickOnLongAndHostileText) {
  std::string title, query;
  for (int i = 0; i < 120; ++i) title += "安";
  add(title, "");
  for (int i = 0; i < 5000; ++i) query += "an";
  EXPECT_LE(index.find(query).size(), 1u);
}

}  // namespace
}  // namespace gongkai::store

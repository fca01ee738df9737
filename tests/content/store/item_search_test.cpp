#include "content/store/item_search.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "content/model/code_points.h"

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

  // `search`: lines as in items.search.
  void add(const std::string& title, const std::string& search) {
    Entry entry{title, {{FieldKind::title, form_of(title)}}};
    std::istringstream lines(search);
    for (std::string line; std::getline(lines, line);) {
      entry.fields.emplace_back(static_cast<FieldKind>(line.front()), form_of(line.substr(2)));
    }
    entries.push_back(entry);
  }

  // Best first.
  std::vector<std::string> found(const std::string& text) const {
    SearchQuery query(text);
    std::map<MatchRank, std::vector<std::string>> by_rank;
    for (const Entry& entry : entries) {
      MatchRank rank = MatchRank::none;
      for (const auto& [kind, form] : entry.fields) rank = std::min(rank, query.match(kind, form));
      by_rank[rank].push_back(entry.title);
    }
    by_rank.erase(MatchRank::none);
    std::vector<std::string> result;
    for (const auto& [rank, titles] : by_rank) result.insert(result.end(), titles.begin(), titles.end());
    return result;
  }

  std::string first(const std::string& text) const {
    const auto all = found(text);
    return all.empty() ? "" : all.front();
  }

  static std::string form_of(const std::string& text) { return model::to_utf8(search_form(text)); }

  struct Entry {
    std::string title;
    std::vector<std::pair<FieldKind, std::string>> fields;
  };
  std::vector<Entry> entries;
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
  EXPECT_TRUE(SearchQuery("").empty());
  EXPECT_TRUE(SearchQuery("〔〕 。").empty());
  EXPECT_TRUE(found("qqqqqq").empty());
}

TEST_F(ItemSearch, StaysQuickOnLongAndHostileText) {
  std::string title, query;
  for (int i = 0; i < 120; ++i) title += "安";
  add(title, "");
  for (int i = 0; i < 5000; ++i) query += "an";
  EXPECT_LE(found(query).size(), 1u);
}

}  // namespace
}  // namespace gongkai::store

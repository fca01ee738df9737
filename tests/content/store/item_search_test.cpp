#include "content/store/item_search.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "content/model/code_points.h"
#include "content/store/stroke_table.h"

namespace gongkai::store {
namespace {

class ItemSearch : public testing::Test {
 protected:
  void SetUp() override {
    add("长期公开事项一览", "");
    add("户外招牌设置许可（新办）", "a:门头招牌\na:店招\nc:临政发〔2025〕18号\nn:11990100MB0X00001Q3000117009000\nc:A07");
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

// Who types "A07" looks for the window first, then for what is done there; an unfinished number says nothing yet.
TEST_F(ItemSearch, TheBearerOfANumberComesBeforeThoseThatMentionIt) {
  add("城管综合窗口", "n:A07");
  EXPECT_EQ(found("a07"), (std::vector<std::string>{"城管综合窗口", "户外招牌设置许可（新办）"}));
  EXPECT_EQ(found("A0"), (std::vector<std::string>{"户外招牌设置许可（新办）", "城管综合窗口"}));
  EXPECT_EQ(first("城管综合窗口"), "城管综合窗口");
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

// The title with what answers the text in brackets.
std::string marked(const std::string& title, const std::string& text, const StrokeTable* strokes = nullptr) {
  std::string shown;
  std::size_t from = 0;
  for (const TextRange& range : SearchQuery(text, strokes).marks(title)) {
    shown += title.substr(from, range.begin - from) + '[' + title.substr(range.begin, range.end - range.begin) + ']';
    from = range.end;
  }
  return shown + title.substr(from);
}

TEST(SearchMarks, OfCharactersAreAllTheirPlaces) {
  EXPECT_EQ(marked("公开招聘信息公开指南", "公开"), "[公开]招聘信息[公开]指南");
  EXPECT_EQ(marked("公公公公公", "公公"), "[公公][公公]公") << "they lie apart";
  EXPECT_EQ(marked("ＡＢＣ类许可", "abc"), "[ＡＢＣ]类许可");
}
TEST(SearchMarks, ReachOverMarksThatTheSearchDrops) {
  EXPECT_EQ(marked("关于转发（临政发〔2025〕18号）的通知", "2025 18号"), "关于转发（临政发〔[2025〕18号]）的通知");
  EXPECT_EQ(marked("《户外招牌》许可", "外招"), "《户[外招]牌》许可");
}
TEST(SearchMarks, OfInitialsAndPinyinStandWhereTheSoundIs) {
  EXPECT_EQ(marked("长期公开事项一览", "cqgk"), "[长期公开]事项一览");
  EXPECT_EQ(marked("长期公开事项一览", "zqgk"), "[长期公开]事项一览");
  EXPECT_EQ(marked("关于“公开”的事项，公开", "gongk"), "关于“[公开]”的事项，[公开]");
  EXPECT_EQ(marked("不动产登记（第7号）", "dj7"), "不动产登记（第7号）");
  EXPECT_EQ(marked("不动产登记（第7号）", "djd7"), "不动产[登记（第7]号）");
  EXPECT_EQ(marked("𫍯谏路改造", "xj"), "[𫍯谏]路改造");
}
TEST(SearchMarks, AreNoneWhereAnotherFieldAnswers) {
  EXPECT_EQ(marked("户外招牌设置许可", "店招"), "户外招牌设置许可");
  EXPECT_EQ(marked("户外招牌设置许可", ""), "户外招牌设置许可");
  EXPECT_EQ(marked("", "a"), "");
}

class SearchStrokes : public testing::Test {
 protected:
  static bool finds(const std::string& title, const std::string& keys, MatchRank rank) {
    return SearchQuery(keys, &table()).match(FieldKind::title, model::to_utf8(search_form(title))) == rank;
  }
  static const StrokeTable& table() {
    static const StrokeTable read = StrokeTable::read(installed_stroke_file).value();
    return read;
  }
};

TEST_F(SearchStrokes, FindTheBeginningOfACharacterAndTheNextOne) {
  const std::string title = "户外招牌设置许可";  // 户 is 丶乛一丿, 外 is 丿乛丶丨丶
  EXPECT_TRUE(finds(title, "丶乛一丿", MatchRank::title_prefix_by_sound));
  EXPECT_TRUE(finds(title, "丶乛", MatchRank::title_prefix_by_sound)) << "not finished yet";
  EXPECT_TRUE(finds(title, "丶乛一丿丿乛", MatchRank::title_prefix_by_sound));
  EXPECT_TRUE(finds(title, "丿乛丶丨丶", MatchRank::title_substring_by_sound));
  EXPECT_TRUE(finds(title, "丶乛一丿wzp", MatchRank::title_prefix_by_sound)) << "any mix";
  EXPECT_TRUE(finds(title, "丶乛一丿乛", MatchRank::none)) << "only the last character may be unfinished";
  EXPECT_TRUE(finds("母", "乛乛丶一丶", MatchRank::title_exact_by_sound)) << "both customs of writing it";
  EXPECT_TRUE(finds("母", "乛乛丶丶一", MatchRank::title_exact_by_sound));
}
TEST_F(SearchStrokes, DoNotHideTheCharacterOneItself) {
  EXPECT_TRUE(finds("一件事", "一", MatchRank::title_prefix));
  EXPECT_TRUE(finds("一件事", "一件事", MatchRank::title_exact));
}
TEST_F(SearchStrokes, AreMarkedInTheTitle) {
  EXPECT_EQ(marked("户外招牌设置许可", "丶乛一丿", &table()), "[户]外招牌设置许可");
  EXPECT_EQ(marked("户外招牌设置许可", "丶乛一丿"), "户外招牌设置许可") << "without a table they are characters";
}
TEST_F(SearchStrokes, AreKnownOfTheCharactersOfTitles) {
  EXPECT_GT(table().size(), 20'000u);
  for (const char32_t character : model::to_code_points("不动产登记居民身份证办理城镇生活垃圾处理费特种设备检验临时救助")) {
    EXPECT_FALSE(table().codes_of(character).empty()) << static_cast<std::uint32_t>(character);
  }
  EXPECT_TRUE(table().codes_of(U'a').empty());
}
TEST(StrokeFile, SaysWhatIsMissingAndWhatToDo) {
  const auto missing = StrokeTable::read("/nonexistent/stroke.dict.yaml");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, "STORE-060");
  EXPECT_NE(missing.error().message.find("请安装软件包 rime-data-stroke"), std::string::npos);
  EXPECT_EQ(StrokeTable::read("/etc/os-release").error().code, "STORE-061");
}

}  // namespace
}  // namespace gongkai::store

#include "content/store/pinyin.h"

#include <algorithm>
#include <string>
#include <vector>

namespace gongkai::store {
namespace {

std::vector<std::string> readings(char32_t character) {
  std::vector<std::string> all;
  for (const SyllableIndex index : readings_of(character)) all.emplace_back(syllable(index));
  std::sort(all.begin(), all.end());
  return all;
}

TEST(Pinyin, KnowsEveryReadingOfAPolyphone) {
  EXPECT_EQ(readings(U'长'), (std::vector<std::string>{"chang", "zhang"}));
  EXPECT_EQ(readings(U'行'), (std::vector<std::string>{"hang", "heng", "xing"}));
  EXPECT_EQ(readings(U'单'), (std::vector<std::string>{"chan", "dan", "shan"}));
}

TEST(Pinyin, KnowsRareCharactersOfNames) {
  EXPECT_EQ(readings(U'䶮'), std::vector<std::string>{"yan"});
  EXPECT_EQ(readings(U'㛃'), std::vector<std::string>{"jie"});
  EXPECT_EQ(readings(U'𬭎'), std::vector<std::string>{"hong"});
}

TEST(Pinyin, WritesUmlautAsPeopleTypeIt) { EXPECT_EQ(readings(U'绿'), (std::vector<std::string>{"lu", "lv"})); }

TEST(Pinyin, GivesNothingForOtherScripts) {
  EXPECT_TRUE(readings_of(U'A').empty());
  EXPECT_TRUE(readings_of(U'〇' + 0x100000).empty());
}

TEST(Pinyin, LetterOfATitleFollowsCommonWords) {
  EXPECT_EQ(index_letter("长期公开事项一览"), "C");
  EXPECT_EQ(index_letter("重新申领居住证"), "C");
  EXPECT_EQ(index_letter("重大行政决策目录"), "Z");
  EXPECT_EQ(index_letter("调整收费标准"), "T");
  EXPECT_EQ(index_letter("调查公告"), "D");
}

TEST(Pinyin, LetterPassesOverOpeningMarks) {
  EXPECT_EQ(index_letter("《不动产登记办法》解读"), "B");
  EXPECT_EQ(index_letter("“一件事”办理"), "Y");
}

TEST(Pinyin, LetterOfLatinAndOfDigits) {
  EXPECT_EQ(index_letter("ETC办理"), "E");
  EXPECT_EQ(index_letter("2026年计划"), "#");
  EXPECT_EQ(index_letter(""), "#");
}

TEST(Pinyin, SortKeyPutsTitlesInPinyinOrder) {
  std::vector<std::string> titles{"重大决策", "安全生产", "长期公开", "爱国卫生"};
  std::sort(titles.begin(), titles.end(),
            [](const std::string& a, const std::string& b) { return sort_key(a) < sort_key(b); });
  EXPECT_EQ(titles, (std::vector<std::string>{"爱国卫生", "安全生产", "长期公开", "重大决策"}));
}

}  // namespace
}  // namespace gongkai::store

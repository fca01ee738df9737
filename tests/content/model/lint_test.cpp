// Lint of dirty text: what is found, and what must be left alone.
#include "content/model/code_points.h"
#include "content/model/text_lint.h"
#include "tests/content/model/sample.h"

namespace gongkai::model {
namespace {

using namespace sample;

struct Text {
  Slip (*find)(std::u32string_view);
  const char* text;
  const char* slip;  // "" where the text is fine
};
void PrintTo(const Text& text, std::ostream* out) { *out << text.text; }

class Lint : public testing::TestWithParam<Text> {};

TEST_P(Lint, Finds) {
  EXPECT_EQ(GetParam().find(to_code_points(GetParam().text)).value_or(""), GetParam().slip)
      << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Placeholder, Lint,
    testing::Values(Text{find_placeholder, "20xx年工作要点", "20xx年"},
                    Text{find_placeholder, "20××年", "20××年"},
                    Text{find_placeholder, "xx市人民政府", "xx市"}, Text{find_placeholder, "x月x日起", "x月"},
                    Text{find_placeholder, "联系人XX", "XX"}, Text{find_placeholder, "电话123456", "123456"},
                    Text{find_placeholder, "传真：；", "：；"}, Text{find_placeholder, "张××等三人", ""},
                    Text{find_placeholder, "尺码XXL", ""}, Text{find_placeholder, "3×4米", ""},
                    Text{find_placeholder, "X光片", ""}, Text{find_placeholder, "编码9912345678", ""},
                    Text{find_placeholder, "https://linlan.example", ""}));

INSTANTIATE_TEST_SUITE_P(Brackets, Lint,
                         testing::Values(Text{find_wrong_year_brackets, "临政发[2006]43号", "[2006]43号"},
                                         Text{find_wrong_year_brackets, "临政发（2006）43号", "（2006）43号"},
                                         Text{find_wrong_year_brackets, "临政发〔2006〕43号", ""},
                                         Text{find_wrong_year_brackets, "（2006）年", ""}));

INSTANTIATE_TEST_SUITE_P(Zero, Lint,
                         testing::Values(Text{find_wrong_zero, "二oo七年", "二oo七"},
                                         Text{find_wrong_zero, "二○一○年", "二○一"},
                                         Text{find_wrong_zero, "二〇〇七年", ""},
                                         Text{find_wrong_zero, "一0一中学", "一0一"},
                                         Text{find_wrong_zero, "第一O", ""}));

INSTANTIATE_TEST_SUITE_P(Phonetic, Lint,
                         testing::Values(Text{find_phonetic, "務(wù)公开", "務(wù)"},
                                         Text{find_phonetic, "单（shan）长青", "单（shan）"},
                                         Text{find_phonetic, "虚拟现实（VR）", ""},
                                         Text{find_phonetic, "手机应用（app）", ""},
                                         Text{find_phonetic, "重量（kg）", ""},
                                         Text{find_phonetic, "临澜（市）", ""}));

INSTANTIATE_TEST_SUITE_P(Characters, Lint,
                         testing::Values(Text{find_traditional, "政務公開", "務開"},
                                         Text{find_traditional, "政务公开，著作、乾坤", ""},
                                         Text{find_empty_brackets, "传真（）", "（）"},
                                         Text{find_empty_brackets, "传真( )", "( )"},
                                         Text{find_empty_brackets, "传真（无）", ""},
                                         Text{find_not_normal, "單\uF9D1", "\uF9D1"},
                                         Text{find_not_normal, "e\u0301", "e\u0301"},
                                         Text{find_not_normal, "é㎡㛃𬭎\uFA0E", ""}));

TEST(LintRules, RateOfSpeedUpIsRecomputed) {
  Item item = notice();
  of<Notice>(item).body = {TextBlock{TextRole::paragraph, "平均法定19.08天，承诺5.8天，提速68.42%。"}};
  const auto faults = check_item(item, calendar());
  ASSERT_EQ(faults.size(), 1u) << all_of(faults);
  EXPECT_EQ(faults[0].code, "W-LINT-RATE");
  EXPECT_EQ(faults[0].pointer, "/body/0/x");
  EXPECT_NE(faults[0].message.find("应为69.60%"), std::string::npos) << faults[0].message;
  of<Notice>(item).body = {TextBlock{TextRole::paragraph, "平均法定19.08天，承诺5.8天，提速69.6%。"}};
  EXPECT_TRUE(check_item(item, calendar()).empty());
}

TEST(LintRules, GuideSpeedUpComesFromItsLimits) {
  Item item = guide();
  of<Guide>(item).faq[0].a = "本事项提速80%。";
  EXPECT_TRUE(has(check_item(item, calendar()), "W-LINT-RATE", "/faq/0/a"));
  of<Guide>(item).faq[0].a = "本事项提速75%。";
  EXPECT_TRUE(check_item(item, calendar()).empty());
}

TEST(LintRules, TotalsMustAddUp) {
  Item item = notice();
  const auto say = [&](const char* text) { of<Notice>(item).body = {TextBlock{TextRole::paragraph, text}}; };
  say("公布权力事项216项，其中许可21项、处罚158项、强制7项、社会事务30项。");
  EXPECT_TRUE(check_item(item, calendar()).empty());
  say("公布权力事项218项，其中许可21项、处罚158项、强制7项、社会事务30项。");
  EXPECT_TRUE(has(check_item(item, calendar()), "W-LINT-TOTAL", "/body/0/x"));
}

TEST(LintRules, NamesAndListsMayHaveTraditionalCharacters) {
  Item item = publicity();
  for (PublicityRound& round : of<Publicity>(item).rounds) round.rows[0][1] = "張××";
  EXPECT_TRUE(check_item(item, calendar()).empty()) << all_of(check_item(item, calendar()));
  item.header.title = "公示結果";
  EXPECT_TRUE(has(check_item(item, calendar()), "W-LINT-TRADITIONAL", "/title"));
}

TEST(LintRules, IdentityNumbersInProse) {
  Item item = notice();
  of<Notice>(item).body = {TextBlock{TextRole::paragraph, "申请人身份证号11010519491231002X。"}};
  EXPECT_TRUE(has(check_item(item, calendar()), "W-LINT-PRIVACY", "/body/0/x"));
}

}  // namespace
}  // namespace gongkai::model

#include "app/speech/spoken_words.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <string>

#include "app/speech/number_words.h"
#include "app/speech/sentences.h"
#include "content/model/code_points.h"

namespace gongkai::speech {
namespace {

namespace fs = std::filesystem;

TEST(NumberWords, AreSaidAsPeopleSayThem) {
  constexpr std::array<std::pair<const char*, const char*>, 14> cases = {
      {{"0", "零"}, {"7", "七"}, {"10", "十"}, {"12", "十二"}, {"101", "一百零一"}, {"110", "一百一十"}, {"1280", "一千二百八十"},
       {"10001", "一万零一"}, {"123000", "十二万三千"}, {"100200", "十万零二百"}, {"300000005", "三亿零五"}, {"0.85", "零点八五"},
       {"19.08", "十九点零八"}, {"12345678901234567", "一二三四五六七八九零一二三四五六七"}}};
  for (const auto& [number, said] : cases) EXPECT_EQ(number_words(number), said) << number;
  EXPECT_EQ(digit_words("0300-5550110", One::yao), "零三零零五五五零幺幺零");
}

struct Spoken {
  const char *shown, *said;
};

class SpokenWords : public testing::TestWithParam<Spoken> {};

TEST_P(SpokenWords, AreWhatAListenerExpects) { EXPECT_EQ(spoken_words(GetParam().shown), GetParam().said); }

constexpr Spoken numbers[] = {
    {"临政发〔2026〕12号", "临政发，二零二六，十二号"},
    {"临政发[2025]18号", "临政发，二零二五，十八号"},
    {"2026年11月18日", "二零二六年十一月十八日"},
    {"2026-11-18", "二零二六年十一月十八日"},
    {"2026—2027年度", "二零二六到二零二七年度"},
    {"周六9:00—12:00，13:30至16:05", "周六九点到十二点，十三点三十分至十六点零五分"},
    {"咨询电话：0300-5550107", "咨询电话，零三零零五五五零幺零七"},
    {"拨打12345热线", "拨打幺二三四五热线"},
    {"受理12345件", "受理一万二千三百四十五件"},
    {"报警电话110", "报警电话幺幺零"},
    {"138****0000", "幺三八，隐去四位，零零零零"},
    {"400-800-1234", "四零零八零零幺二三四"},
    {"6元/户·月", "六元每户月"},
    {"￥1,280.50", "一千二百八十点五零元"},
    {"10–50元", "十到五十元"},
    {"办结率97.50%", "办结率百分之九十七点五"},
    {"提速75%，占1/3", "提速百分之七十五，占三分之一"},
    {"100㎡以下、3.5km、-5℃", "一百平方米以下，三点五公里，负五摄氏度"},
    {"2个工作日，2小时，2元，2026年2月2日，第2次", "两个工作日，两小时，两元，二零二六年二月二日，第二次"},
    {"205室，88号", "二零五室，八十八号"},
    {"A07窗口", "诶零七窗口"},
    {"11990100MB0X00001Q", "幺幺九九零幺零零艾姆必零艾克斯零零零零幺求"},
    {"见 https://zwfw.linlan.example/item/ 或 office@linlan.example", "见网址见屏幕或网址见屏幕"},
};
INSTANTIATE_TEST_SUITE_P(Numbers, SpokenWords, testing::ValuesIn(numbers));

constexpr Spoken words[] = {
    {"到银行办理", "到 yin2 hang2 办理"},
    {"市长信箱，城市长期规划", "shi4 zhang3 信箱，城市长期规划"},
    {"其中标准另行公布，中标人", "其中标准另行公布， zhong4 biao1 人"},
    {"办理地点", "办理 di4 dian3"},
    {"易𬭎", "易 hong"},
    {"《办法》第二十一条", "办法第二十一条"},
    {"“即办件”……", "即办件"},
    {"关于业务\n系统升级", "关于业务系统升级"},
    {"ئۇيغۇر བོད་ 😀", ""},
    {"", ""},
};
INSTANTIATE_TEST_SUITE_P(Words, SpokenWords, testing::ValuesIn(words));

TEST(SpokenWordsOfAnything, AreSyllablesHanAndPausesOnly) {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>((i * 151 + i / 7) & 0xFF);
  EXPECT_NO_THROW(spoken_words(bytes));
  EXPECT_EQ(spoken_words(std::string(500, '9')).size(), 500 * std::string_view("九").size());
}

TEST(Sentences, AreCutWhereTheyEnd) {
  const std::string text = "为方便群众，通告如下：“照常受理。”每周六办理！\n  一、时间";
  std::vector<std::string> found;
  for (const ByteRange& range : sentences_of(text)) found.push_back(text.substr(range.begin, range.end - range.begin));
  EXPECT_EQ(found, (std::vector<std::string>{"为方便群众，通告如下：“照常受理。”", "每周六办理！", "一、时间"}));
  EXPECT_EQ(sentences_of("关于业务\n系统升级的公告").size(), 1u) << "a title in two lines";
  EXPECT_TRUE(sentences_of("……　——\n").empty());
}

TEST(Sentences, OfGreatLengthAreCutAtCommas) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "再办一件事情，";
  const auto found = sentences_of(text);
  ASSERT_GE(found.size(), 4u);
  for (const ByteRange& range : found) EXPECT_LE(range.end - range.begin, 70u * 3) << range.begin;
  EXPECT_EQ(found.back().end, text.size());
}

// The voice itself, where it is installed: every text of the sample catalogue goes through without one English phoneme
// and without a character spelt out in code ("er s'ei" is how it begins U+2....).
std::string phonemes(const std::string& said) {
  const fs::path file = fs::temp_directory_path() / ("gongkai-phonemes-" + std::to_string(::getpid()));
  std::ofstream(file) << said;
  const std::string command = "espeak-ng -v cmn-latn-pinyin -b 1 -q -x -f '" + file.string() + "'";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string out;
  char chunk[4096];
  for (std::size_t n; (n = std::fread(chunk, 1, sizeof chunk, pipe.get())) > 0;) out.append(chunk, n);
  fs::remove(file);
  return out;
}

TEST(TheVoice, SpellsNothingOfTheSampleCatalogueAsEnglish) {
  std::set<char32_t> characters;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(GONGKAI_SOURCE_DIR) / "kiosk-config/demo")) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      const std::u32string codes = model::to_code_points(line);
      characters.insert(codes.begin(), codes.end());
    }
  }
  ASSERT_GT(characters.size(), 1000u) << "the sample catalogue was not found";
  std::u32string all = U"易𬭎、𠅤。";
  for (const char32_t code : characters) {
    if (code < 0x80) continue;
    all += code;
    if (all.size() % 20 == 0) all += U'。';
  }
  std::string lines;
  for (const Spoken& spoken : numbers) lines += spoken_words(spoken.shown) + "\n";
  const std::string heard = phonemes(lines + spoken_words(model::to_utf8(all)) + "\n");
  ASSERT_GT(heard.size(), characters.size() * 4) << "espeak-ng is missing: kiosk-config/packaging/install-packages.sh test";
  EXPECT_EQ(heard.find("(en)"), std::string::npos) << heard;
  EXPECT_EQ(heard.find("|'@r51_|s'ei55"), std::string::npos) << heard;
}

}  // namespace
}  // namespace gongkai::speech

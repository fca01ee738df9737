#include <gtest/gtest.h>

#include "render/text/repair.h"
#include "tests/render/text/installed_fonts.h"

namespace gongkai::text {
namespace {

TEST(Repair, MarksBetweenHanBecomeFullWidth) {
  const std::pair<const char*, const char*> cases[] = {
      {"城乡,区域", "城乡，区域"},
      {"城乡, 区域", "城乡，区域"},
      {"工作总结如下:", "工作总结如下："},
      {"一是推进;二是落实", "一是推进；二是落实"},
      {"可以吗?可以!", "可以吗？可以！"},
      {"条例(2019年修订)第二十条", "条例（2019年修订）第二十条"},
      {"增长5.2%,其中", "增长5.2%，其中"},
      {"共12项,其中5项", "共12项，其中5项"},
      {"时间:10:30,地点:A座", "时间：10:30，地点：A座"},
      {"等等...", "等等……"},
      {"改革......继续", "改革……继续"},
      {"改革--一网通办", "改革——一网通办"},
      {"国办发[2006]12号", "国办发〔2006〕12号"},
      {"(一)总体情况", "（一）总体情况"},
      {"政務(wù)公開", "政務（wù）公開"}};
  for (const auto& [raw, expected] : cases) EXPECT_EQ(repaired(raw).text, expected);
}

TEST(Repair, NumbersLatinAddressesAndTimesStay) {
  for (const char* text : {"1,234,567.89", "10:30", "http://www.gov.cn/a,b?c=1;d", "Hello, world!", "f(x, y)",
                           "2026-03-15", "0571-87012345", "3:2", "e.g. this; that", "a--b", "[2006]",
                           "x[2006]1", "公开，公开。", "C++ (2020)", "1...5"}) {
    EXPECT_EQ(repaired(text).text, text);
  }
}

TEST(Repair, TheMapLeadsBackToTheRawText) {
  const std::string raw = "城乡, 区域...完";
  const RepairedText out = repaired(raw);
  ASSERT_EQ(out.raw_offsets.size(), out.text.size() + 1);
  const auto raw_of = [&](const char* part) { return out.raw_offsets[out.text.find(part)]; };
  EXPECT_EQ(raw_of("，"), raw.find(","));
  EXPECT_EQ(raw_of("区"), raw.find("区"));
  EXPECT_EQ(raw_of("……"), raw.find("..."));
  EXPECT_EQ(raw_of("完"), raw.find("完"));
  EXPECT_EQ(out.raw_offsets.back(), raw.size());
}

// A search runs over what is shown and marks what was found in the raw text.
TEST(Repair, AHitOfASearchIsFoundAgainInTheRawText) {
  const std::string raw = "根据《条例》(国办发[2006]12号),现公开...如下:内容";
  const RepairedText shown = repaired(raw);
  const std::string needle = "〔2006〕12号），现";
  const std::size_t at = shown.text.find(needle);
  ASSERT_NE(at, std::string::npos);
  const std::uint32_t begin = shown.raw_offsets[at], end = shown.raw_offsets[at + needle.size()];
  EXPECT_EQ(raw.substr(begin, end - begin), "[2006]12号),现");
}

TEST(Repair, IsAStyleAndKeepsClustersOfTheRawText) {
  TextEngine engine(installed_fonts());
  Paragraph paragraph = one_span("城乡, 区域");
  const auto plain = engine.lay_out(paragraph, 0).glyphs;
  paragraph.style.repair = Repair::punctuation;
  const LaidOutParagraph& repaired_paragraph = engine.lay_out(paragraph, 0);
  const auto& fixed = repaired_paragraph.glyphs;
  EXPECT_EQ(plain.size(), 6u);
  ASSERT_EQ(fixed.size(), 5u);
  EXPECT_EQ(cluster_of(repaired_paragraph.runs.at(0), fixed[3]), std::string("城乡, ").size());
  EXPECT_EQ(fixed[3].x - fixed[2].x, 32 * 64);
}

}  // namespace
}  // namespace gongkai::text

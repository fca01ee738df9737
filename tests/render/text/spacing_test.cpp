// Widths of marks, gaps between Han and Latin, and justification, measured on placed glyphs of Noto Sans CJK
// SC.
#include <gtest/gtest.h>

#include "render/text/text_dump.h"
#include "tests/render/text/installed_fonts.h"

namespace gongkai::text {
namespace {

constexpr int px = 32, em = px * 64;

LaidOutParagraph laid_out(const std::string& text, int width_px = 0, Align align = Align::start) {
  TextEngine engine(installed_fonts());
  Paragraph paragraph = one_span(text, px);
  paragraph.style.align = align;
  return engine.lay_out(paragraph, width_px);
}

// Distance from the first glyph's Han neighbour to the last: 国 marks 国.
std::int32_t room_of(const std::string& marks) {
  const LaidOutParagraph out = laid_out("国" + marks + "国");
  return out.glyphs.back().x - out.glyphs.front().x - em;
}

TEST(Spacing, AloneAMarkTakesAnEm) {
  for (const char* mark : {"，", "。", "、", "；", "：", "？", "！", "“", "”", "（", "）", "《", "》"}) {
    EXPECT_EQ(room_of(mark), em) << mark;
  }
}

TEST(Spacing, TwoMarksInARowTakeOneAndAHalf) {
  for (const char* marks :
       {"。”", "”，", "，“", "》《", "”“", "）。", "：“", "（《", "》）", "？”", "；“", "、《", "】，"}) {
    EXPECT_EQ(room_of(marks), em * 3 / 2) << marks;
  }
}

TEST(Spacing, AnInterpunctTakesHalfAnEm) { EXPECT_EQ(room_of("·"), em / 2); }

TEST(Spacing, DashAndEllipsisAreTwoEm) {
  EXPECT_EQ(room_of("——"), 2 * em);
  EXPECT_EQ(room_of("……"), 2 * em);
}

TEST(Spacing, AMarkAtTheLineEndTakesHalfAnEm) {
  const LaidOutParagraph out = laid_out("政务公开，政务公开", 5 * px);
  ASSERT_EQ(out.lines.size(), 2u);
  EXPECT_EQ(out.lines[0].width, em * 9 / 2);
  const LaidOutParagraph tight = laid_out("政务公开，政务公开", px * 9 / 2);
  EXPECT_EQ(tight.lines[0].text_end, std::string("政务公开，").size()) << "the trim is part of the fit";
}

TEST(Spacing, AnOpeningMarkAtTheLineStartLosesItsLeftHalf) {
  const LaidOutParagraph out = laid_out("《条例》", 0);
  EXPECT_EQ(out.glyphs[0].x, -em / 2);
  EXPECT_EQ(out.glyphs[1].x, em / 2);
  EXPECT_EQ(out.lines[0].x, 0);
  EXPECT_EQ(out.lines[0].width, 3 * em) << "half at the start and half at the end";
}

TEST(Spacing, HanAndLatinStandApartButNotAtLineEnds) {
  const LaidOutParagraph out = laid_out("国A");
  const std::int32_t gap = out.glyphs[1].x - em;
  EXPECT_GE(gap, em / 8);
  EXPECT_LE(gap, em / 4);
  EXPECT_EQ(laid_out("A国").glyphs[1].x - laid_out("A").width, gap);
  EXPECT_EQ(laid_out("国 A").glyphs[2].x - em, laid_out("国 国").glyphs[2].x - em)
      << "a typed space is enough";
  EXPECT_EQ(laid_out("国，A").glyphs[2].x, 2 * em) << "a mark brings its own room";
  const LaidOutParagraph broken = laid_out("国国AB", 2 * px);
  ASSERT_EQ(broken.lines.size(), 2u);
  EXPECT_EQ(broken.lines[0].width, 2 * em);
  EXPECT_EQ(broken.glyphs[2].x, 0);
}

TEST(Spacing, SpacesHangAtTheLineEnd) {
  const LaidOutParagraph out = laid_out("公开 公开", 2 * px);
  ASSERT_EQ(out.lines.size(), 2u);
  EXPECT_EQ(out.lines[0].width, 2 * em);
  EXPECT_EQ(out.glyphs.back().x, em);
}

const char* const prose =
    "各级行政机关应当依照本条例的规定，及时、准确地公开政府信息（包括GDP等统计数据2026年度）。"
    "行政机关发现影响或者可能影响社会稳定、扰乱社会和经济管理秩序的虚假或者不完整信息的，应当发布准确的信息予"
    "以澄清。";

TEST(Justify, EveryLineButTheLastFillsTheWidth) {
  for (int width = 7; width <= 30; ++width) {
    const LaidOutParagraph out = laid_out(prose, width * px, Align::justify);
    for (std::size_t i = 0; i + 1 < out.lines.size(); ++i)
      EXPECT_EQ(out.lines[i].width, width * em) << width << " " << i;
    EXPECT_LE(out.lines.back().width, width * em);
  }
}

TEST(Justify, ALineCutShortByAnUnbreakableNumberIsNotTornApart) {
  // 6 of 11 em stand on the line because the telephone number goes to the next one whole.
  const std::string text = "联系电话是：0300-5553063转办公室";
  const LaidOutParagraph out = laid_out(text, 9 * px, Align::justify);
  ASSERT_GE(out.lines.size(), 2u);
  EXPECT_EQ(text.substr(out.lines[0].text_begin, out.lines[0].text_end), "联系电话是：");
  EXPECT_LT(out.lines[0].width, 7 * em);
  EXPECT_EQ(out.glyphs[1].x, em);
}

TEST(Justify, ShrinksMarksBeforeItStretches) {
  // 8.5 em of text in 8 em: the comma inside gives way, nothing moves to the next line.
  const std::string text = "公开，公开公开公，公开公开公开";
  const LaidOutParagraph start = laid_out(text, 8 * px), full = laid_out(text, 8 * px, Align::justify);
  EXPECT_EQ(start.lines[0].text_end, std::string("公开，公开公开公").size() - std::string("公").size());
  EXPECT_EQ(full.lines[0].text_end, std::string("公开，公开公开公，").size());
  EXPECT_EQ(full.lines[0].width, 8 * em);
  EXPECT_EQ(full.glyphs[3].x, 3 * em - em / 2) << "the comma gave its empty half";
}

TEST(Justify, DashesAreNotTornApart) {
  const LaidOutParagraph out = laid_out("公开——公开政务公开信息公开条例", 9 * px, Align::justify);
  ASSERT_GE(out.lines.size(), 2u);
  const LaidOutParagraph plain = laid_out("公开——公开政务公开信息公开条例", 9 * px);
  EXPECT_EQ(out.glyphs[2].x - out.glyphs[1].x, plain.glyphs[2].x - plain.glyphs[1].x);
}

TEST(Hanging, StopsMayStandBeyondTheEdge) {
  TextEngine engine(installed_fonts());
  Paragraph paragraph = one_span("政务公开，政务公开", px);
  paragraph.style.hanging = Hanging::stops;
  const LaidOutParagraph& out = engine.lay_out(paragraph, 4 * px);
  EXPECT_EQ(out.lines[0].text_end, std::string("政务公开，").size());
  EXPECT_EQ(out.lines.size(), 2u);
}

TEST(Alignment, CenterAndEnd) {
  EXPECT_EQ(laid_out("公开", 10 * px, Align::center).lines[0].x, 4 * em);
  EXPECT_EQ(laid_out("公开", 10 * px, Align::end).lines[0].x, 8 * em);
  TextEngine engine(installed_fonts());
  Paragraph paragraph = one_span("公开政务公开政务", px);
  paragraph.style.indent_first_em64 = 128;
  const LaidOutParagraph& out = engine.lay_out(paragraph, 5 * px);
  EXPECT_EQ(out.glyphs[0].x, 2 * em);
  EXPECT_EQ(out.lines[1].x, 0);
  EXPECT_EQ(out.lines[0].text_end, std::string("公开政").size());
}

TEST(Truncation, ACutParagraphEndsInAnEllipsis) {
  TextEngine engine(installed_fonts());
  Paragraph paragraph = one_span(prose, px);
  paragraph.style.max_lines = 2;
  const LaidOutParagraph& out = engine.lay_out(paragraph, 12 * px);
  EXPECT_TRUE(out.truncated);
  EXPECT_EQ(out.lines.size(), 2u);
  EXPECT_LE(out.lines[1].width, 12 * em);
  EXPECT_EQ(cluster_of(out.runs.back(), out.glyphs.back()), out.lines[1].text_end);
  paragraph.style.max_lines = 40;
  EXPECT_FALSE(engine.lay_out(paragraph, 12 * px).truncated);
}

TEST(HanLatinGap, ReachesFromOneSpanToTheNext) {
  TextEngine engine(installed_fonts());
  const std::int32_t whole = engine.lay_out(one_span("身份证136人次", px), 0).lines.at(0).width;
  Paragraph parts = one_span("身份证", px);
  parts.spans.push_back(parts.spans[0]);
  parts.spans[1].text = "136人次";
  EXPECT_EQ(engine.lay_out(parts, 0).lines.at(0).width, whole);
}

TEST(LetterSpacing, IsNotAddedAtTheLineEnd) {
  TextEngine engine(installed_fonts());
  Paragraph paragraph = one_span("公开公开", px);
  paragraph.style.letter_spacing_px = 4;
  const LaidOutParagraph& out = engine.lay_out(paragraph, 2 * px + 4);
  ASSERT_EQ(out.lines.size(), 2u);
  EXPECT_EQ(out.lines[0].width, 2 * em + 4 * 64);
  EXPECT_EQ(out.lines[1].width, 2 * em + 4 * 64);
}

TEST(LetterSpacing, GivesALineFeedNoWidth) {
  TextEngine engine(installed_fonts());
  Paragraph paragraph = one_span("公开\n公开", px);
  paragraph.style.letter_spacing_px = 4;
  const LaidOutParagraph& out = engine.lay_out(paragraph, 10 * px);
  ASSERT_EQ(out.lines.size(), 2u);
  EXPECT_EQ(out.lines[0].width, 2 * em + 4 * 64);
  EXPECT_EQ(out.lines[1].width, 2 * em + 4 * 64);
}

// The indent leaves the first line no room at all, and a tab follows the line feed as a space would.
TEST(HardBreak, EndsALineThatIsTooNarrowForAnything) {
  TextEngine engine(installed_fonts());
  Paragraph paragraph = one_span("\n\t公", px);
  paragraph.style.language = Language::ug;
  paragraph.style.letter_spacing_px = 4;
  paragraph.style.indent_first_em64 = 128;
  const LaidOutParagraph& out = engine.lay_out(paragraph, px);
  ASSERT_EQ(out.lines.size(), 3u);
  EXPECT_EQ(out.lines[0].text_end, 1u);
  EXPECT_EQ(out.lines[1].text_end, 2u);
  EXPECT_EQ(out.lines[2].text_end, 5u);
}

}  // namespace
}  // namespace gongkai::text

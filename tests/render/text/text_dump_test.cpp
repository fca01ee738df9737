// Every stage of the pipeline as text: one golden text each.
#include "render/text/text_dump.h"

#include <gtest/gtest.h>

#include "render/text/shape_paragraph.h"
#include "tests/render/text/installed_fonts.h"

namespace gongkai::text {
namespace {

constexpr int limit = 4 * 32 * 64;

Paragraph sentence() {
  Paragraph paragraph = one_span("城乡，区域A（一）。");
  paragraph.style.align = Align::justify;
  return paragraph;
}

ShapedParagraph shaped() {
  ParagraphShaper shaper(installed_fonts(), 1 << 16);
  return shaper.shape(sentence());
}

TEST(StageDump, Decode) {
  EXPECT_EQ(dump_decoded("城,乡\xFF", Repair::punctuation), "0 U+57CE 城\n3 U+FF0C ，\n4 U+4E61 乡\n7 U+FFFD \uFFFD\n");
}

TEST(StageDump, Paragraph) {
  EXPECT_EQ(dump_breaks("城乡，区域A（一）。", BreakLevel::strict, Language::zh_hans), "城÷乡，÷区÷域÷A÷（一）。");
}

TEST(StageDump, Itemise) {
  const std::u32string text = U"国བཀྲ་国\uE49D";
  ChainTable table(installed_fonts(), FontRole::sans, Language::zh_hans, 32);
  std::vector<Item> items;
  itemize({text.data(), text.size()}, table, {}, items);
  EXPECT_EQ(dump_items(text, items),
            "0..1 Hani slot 0 level 0 |国|\n"
            "1..5 Tibt slot 2 level 0 |བཀྲ་|\n"
            "5..6 Hani slot 0 level 0 |国|\n"
            "6..7 Hani missing level 0 |\uE49D|\n");
}

TEST(StageDump, Shape) {
  EXPECT_EQ(dump_shaped(shaped()),
            "run font 0 px 32 span 0 level 0\n"
            "  0 glyph 13486 advance 32.00 break\n"
            "  3 glyph 9611 advance 32.00\n"
            "  6 glyph 59058 advance 32.00 break cuts_right not_at_start\n"
            "  9 glyph 11634 advance 32.00 break\n"
            "  12 glyph 13514 advance 36.00 break gap\n"
            "  15 glyph 34 advance 19.45 break\n"
            "  16 glyph 59054 advance 32.00 cuts_left not_at_end\n"
            "  19 glyph 9481 advance 32.00\n"
            "  22 glyph 59055 advance 16.00 cuts_right right_cut not_at_start\n"
            "  25 glyph 1398 advance 32.00 break cuts_right not_at_start\n");
}

TEST(StageDump, Fit) {
  EXPECT_EQ(dump_fitted(shaped(), sentence().style, limit),
            "0..4 seen to 4 width 128.00 cut 0.00,0.00\n"
            "4..6 seen to 6 width 55.45 cut 0.00,0.00\n"
            "6..10 seen to 10 width 80.00 cut 16.00,16.00 hard\n");
}

// Only between Han and Latin is room to be given; the line stays short for the bracket that must not end it.
TEST(StageDump, Adjust) {
  EXPECT_EQ(dump_adjusted(shaped(), sentence().style, limit), "0..4\n4..6 5:+4.00\n6..10\n");
}

TEST(StageDump, Place) {
  TextEngine engine(installed_fonts());
  const Paragraph paragraph = sentence();
  EXPECT_EQ(dump_lines(paragraph, engine.lay_out(paragraph, 4 * 32)),
            "0.00 +128.00 |城乡，区|\n"
            "0.00 +59.45 |域A|\n"
            "0.00 +80.00 |（一）。|\n");
}

}  // namespace
}  // namespace gongkai::text

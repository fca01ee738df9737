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
  EXPECT_EQ(dump_items(text, items), "?");
}

TEST(StageDump, Shape) { EXPECT_EQ(dump_shaped(shaped()), "?"); }
TEST(StageDump, Fit) { EXPECT_EQ(dump_fitted(shaped(), sentence().style, limit), "?"); }
TEST(StageDump, Adjust) { EXPECT_EQ(dump_adjusted(shaped(), sentence().style, limit), "?"); }
TEST(StageDump, Place) {
  TextEngine engine(installed_fonts());
  const Paragraph paragraph = sentence();
  EXPECT_EQ(dump_lines(paragraph, engine.lay_out(paragraph, 4 * 32)), "?");
}

}  // namespace
}  // namespace gongkai::text

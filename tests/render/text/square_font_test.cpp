#include <gtest/gtest.h>

#include <random>
#include <string>

#include "render/text/glyph_cache.h"
#include "render/text/paragraph.h"
#include "tests/fakes/square_font.h"

namespace gongkai::text {
namespace {

TEST(SquareFont, HanIsOneEmAndLatinHalfAnEm) {
  const FontStack fonts = fakes::square_font_stack();
  TextEngine engine(fonts);
  Paragraph paragraph;
  paragraph.spans.push_back({"公开 ab𠮷", FontRole::serif_bold, 20});
  const LaidOutParagraph& out = engine.lay_out(paragraph, 0);
  ASSERT_EQ(out.glyphs.size(), 6u);
  EXPECT_TRUE(out.missing.empty());
  const std::int32_t gap = 20 * 8;  // between b and 𠮷
  const std::int32_t expected[] = {0, 20 * 64, 40 * 64, 50 * 64, 60 * 64, 70 * 64 + gap};
  for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(out.glyphs[i].x, expected[i]) << i;
  EXPECT_EQ(out.width, 90 * 64 + gap);
}

TEST(SquareFont, ItsGlyphsAreSquares) {
  const FontStack fonts = fakes::square_font_stack();
  GlyphCache cache(fonts);
  TextEngine engine(fonts);
  Paragraph paragraph;
  paragraph.spans.push_back({"国", FontRole::sans, 40});
  const std::uint32_t glyph = engine.lay_out(paragraph, 0).glyphs.at(0).glyph;
  const GlyphImage image = cache.get(0, glyph, 40, RasterMode::grey, 0);
  EXPECT_EQ(image.width, 36);
  EXPECT_GE(image.height, 36);
  EXPECT_EQ(image.left, 2);
  EXPECT_EQ(image.coverage[static_cast<std::size_t>(image.width * image.height / 2 + 5)], 255);
}

// Marks that have lost what they stood on are nothing wide in the paragraph and get a ground of their own on a line by
// themselves: no room can be won by giving the line less of it.
TEST(SquareFont, LinesOfMarksWithoutAGroundComeToAnEnd) {
  const FontStack fonts = fakes::square_font_stack();
  TextEngine engine(fonts);
  const std::string_view pieces[] = {{"\0", 1}, "\x01", "\u0301", "\u07FD", "\x8F", "房", "字", "ab", "。"};
  std::mt19937 random(20261122);
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    for (std::size_t k = 0; k < 2 + random() % 10; ++k) text += pieces[random() % std::size(pieces)];
    Paragraph paragraph;
    paragraph.spans.push_back({text, FontRole::sans, 27});
    paragraph.style.align = i % 2 == 0 ? Align::justify : Align::start;
    for (const int width : {1, 20, 60}) {
      std::uint32_t reached = 0;
      for (const Line& line : engine.lay_out(paragraph, width).lines) {
        EXPECT_EQ(line.text_begin, reached);
        reached = line.text_end;
      }
      EXPECT_EQ(reached, text.size());
    }
  }
}

}  // namespace
}  // namespace gongkai::text

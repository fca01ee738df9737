#include <gtest/gtest.h>

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

}  // namespace
}  // namespace gongkai::text

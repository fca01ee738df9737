// Every character that must be there is there, and 1-bit boards get no grey.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <set>

#include "render/text/chain_table.h"
#include "render/text/font_file.h"
#include "render/text/glyph_cache.h"
#include "render/text/utf8.h"
#include "tests/render/text/installed_fonts.h"

namespace gongkai::text {
namespace {

// 通用规范汉字表, as Unihan lists it (kTGH).
std::set<char32_t> standard_characters() {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(
      ::popen("bzcat /usr/share/unicode/Unihan_OtherMappings.txt.bz2 "
              "/usr/share/unicode/Unihan_DictionaryLikeData.txt.bz2 "
              "/usr/share/unicode/Unihan_IRGSources.txt.bz2 | grep -P '\\tkTGH\\t'",
              "r"),
      ::pclose);
  std::set<char32_t> found;
  char line[256];
  while (pipe != nullptr && std::fgets(line, sizeof line, pipe.get()) != nullptr) {
    found.insert(static_cast<char32_t>(std::strtoul(line + 2, nullptr, 16)));
  }
  return found;
}

TEST(Coverage, AllOfTheStandardListHaveInkAndOneEm) {
  const std::set<char32_t> list = standard_characters();
  ASSERT_EQ(list.size(), 8105u);
  for (const FontRole role : {FontRole::sans, FontRole::sans_bold, FontRole::serif, FontRole::serif_bold}) {
    ChainTable table(installed_fonts(), role, Language::zh_hans, 32);
    for (const char32_t c : list) {
      const CharacterEntry& entry = table.entry(c);
      ASSERT_LT(entry.slot, table.slot_count()) << std::hex << static_cast<std::uint32_t>(c);
      ASSERT_NE(entry.glyph, 0);
      ASSERT_EQ(entry.advance, table.file(entry.slot).units_per_em());
    }
  }
  GlyphCache cache(installed_fonts());
  ChainTable table(installed_fonts(), FontRole::sans, Language::zh_hans, 32);
  for (const char32_t c : list) {
    const CharacterEntry& entry = table.entry(c);
    const GlyphImage image = cache.get(table.font(entry.slot), entry.glyph, 16, RasterMode::grey, 0);
    ASSERT_GT(image.width * image.height, 0) << std::hex << static_cast<std::uint32_t>(c);
  }
}

// The Han of levels 1 and 2 of GB 18030-2022: the URO to U+9FEF, extension A to U+4DB5, and what
// 通用规范汉字表 adds.
TEST(Coverage, TheHanOfGb18030Levels1And2) {
  ChainTable table(installed_fonts(), FontRole::sans, Language::zh_hans, 32);
  int missing = 0;
  for (char32_t c = 0x3400; c <= 0x4DB5; ++c) missing += table.entry(c).slot == slot_missing ? 1 : 0;
  for (char32_t c = 0x4E00; c <= 0x9FEF; ++c) missing += table.entry(c).slot == slot_missing ? 1 : 0;
  EXPECT_EQ(missing, 0);
}

TEST(Coverage, ExtensionsBToFButFor14) {
  ChainTable table(installed_fonts(), FontRole::sans, Language::zh_hans, 32);
  int missing = 0;
  for (char32_t c = 0x20000; c <= 0x2EBE0; ++c) {
    if (!unicode_record(c).has(unassigned) && table.entry(c).slot == slot_missing) ++missing;
  }
  EXPECT_LE(missing, 40) << "14 of Unicode 12, and the few that Unicode 13 to 15 added";
}

TEST(Led, BitmapFontsServeTheirSizesAndNothingIsGrey) {
  GlyphCache cache(installed_fonts());
  TextEngine engine(installed_fonts());
  for (const int px : {12, 16, 24, 32}) {
    const LaidOutParagraph out =
        engine.lay_out(one_span("停电通知：3月5日8:00—12:00，𬭎龘䶮ABC", px, FontRole::led), 0);
    EXPECT_TRUE(out.missing.empty()) << px;
    std::size_t next_run = 0, run = 0;
    for (std::size_t i = 0; i < out.glyphs.size(); ++i) {
      while (next_run < out.runs.size() && out.runs[next_run].first_glyph <= i) run = next_run++;
      EXPECT_EQ(out.glyphs[i].x % 64, 0) << "whole pixels only";
      const GlyphImage image = cache.get(out.runs[run].font, out.glyphs[i].glyph, px, RasterMode::mono, 0);
      for (const std::uint8_t c : image.coverage) ASSERT_TRUE(c == 0 || c == 255) << px;
    }
    const std::string file = installed_fonts().file(out.runs[0].font).spec().path.filename();
    EXPECT_EQ(file, px % 16 == 0 ? "wenquanyi_12pt.pcf" : "wenquanyi_9pt.pcf");
    EXPECT_EQ(out.glyphs[1].x, px * 64);
  }
}

TEST(Led, ABitmapPictureGrowsByWholePixels) {
  GlyphCache cache(installed_fonts());
  ChainTable table(installed_fonts(), FontRole::led, Language::zh_hans, 16);
  const std::uint32_t glyph = table.entry(U'国').glyph;
  const GlyphImage small = cache.get(table.font(0), glyph, 16, RasterMode::mono, 0);
  const std::vector<std::uint8_t> pixels(small.coverage.begin(), small.coverage.end());
  const int width = small.width;
  const GlyphImage large = cache.get(table.font(0), glyph, 32, RasterMode::mono, 0);
  ASSERT_EQ(large.width, 2 * width);
  for (int y = 0; y < large.height; ++y) {
    for (int x = 0; x < large.width; ++x) {
      ASSERT_EQ(large.coverage[static_cast<std::size_t>(y * large.width + x)],
                pixels[static_cast<std::size_t>(y / 2 * width + x / 2)]);
    }
  }
}

// GB 18030-2022 levels 1 and 2: the Han of the double-byte part, Extension A and the URO as of Unicode 8, the
// compatibility ideographs of GBK; then the standard list, of which 196 stand beyond the BMP.
TEST(Coverage, TheHanOfGb18030LevelsOneAndTwoAreInTheFirstFont) {
  std::set<char32_t> list = standard_characters();
  EXPECT_EQ(std::distance(list.lower_bound(0x10000), list.end()), 196);
  for (char32_t c = 0x3400; c <= 0x4DB5; ++c) list.insert(c);
  for (char32_t c = 0x4E00; c <= 0x9FEF; ++c) list.insert(c);
  for (const char32_t c :
       {0x3007, 0xF92C, 0xF979, 0xF995, 0xF9E7, 0xF9F1, 0xFA0C, 0xFA0D, 0xFA0E, 0xFA0F, 0xFA11,
        0xFA13, 0xFA14, 0xFA18, 0xFA1F, 0xFA20, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29}) {
    list.insert(c);
  }
  for (const FontRole role : {FontRole::sans, FontRole::sans_bold}) {
    ChainTable table(installed_fonts(), role, Language::zh_hans, 32);
    for (const char32_t c : list) {
      const CharacterEntry& entry = table.entry(c);
      EXPECT_EQ(entry.slot, 0) << std::hex << static_cast<std::uint32_t>(c);
      EXPECT_NE(entry.glyph, 0) << std::hex << static_cast<std::uint32_t>(c);
    }
  }
}

TEST(Glyphs, TheCacheCountsItsHits) {
  GlyphCache cache(installed_fonts());
  ChainTable table(installed_fonts(), FontRole::sans, Language::zh_hans, 32);
  const std::uint32_t glyph = table.entry(U'国').glyph;
  for (int i = 0; i < 3; ++i) cache.get(table.font(0), glyph, 32, RasterMode::grey, 0);
  EXPECT_EQ(cache.misses(), 1u);
  EXPECT_EQ(cache.hits(), 2u);
}

TEST(Glyphs, TheCacheKeepsItsBudget) {
  GlyphCache cache(installed_fonts(), 64 << 10);
  ChainTable table(installed_fonts(), FontRole::sans, Language::zh_hans, 32);
  for (char32_t c = 0x4E00; c < 0x4F00; ++c) {
    cache.get(table.font(0), table.entry(c).glyph, 32, RasterMode::grey, static_cast<int>(c & 3));
    EXPECT_LE(cache.bytes(), std::size_t{64} << 10);
  }
}

TEST(Glyphs, EmojiHaveColoursAndASilhouette) {
  GlyphCache cache(installed_fonts());
  ChainTable table(installed_fonts(), FontRole::sans, Language::zh_hans, 32);
  const CharacterEntry& entry = table.entry(U'👍');
  const GlyphImage grey = cache.get(table.font(entry.slot), entry.glyph, 32, RasterMode::grey, 0);
  EXPECT_EQ(grey.color.size(), static_cast<std::size_t>(grey.width * grey.height));
  EXPECT_NEAR(grey.width, 38, 4);
  const GlyphImage mono = cache.get(table.font(entry.slot), entry.glyph, 32, RasterMode::mono, 0);
  EXPECT_TRUE(mono.color.empty());
  EXPECT_FALSE(mono.coverage.empty());
}

}  // namespace
}  // namespace gongkai::text

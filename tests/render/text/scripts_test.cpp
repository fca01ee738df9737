// Itemising, fallback, bidi, clusters, missing characters and malformed input.
#include <gtest/gtest.h>

#include <random>
#include <span>

#include "render/text/font_file.h"
#include "render/text/itemize.h"
#include "render/text/text_dump.h"
#include "render/text/utf8.h"
#include "tests/render/text/installed_fonts.h"

namespace gongkai::text {
namespace {

LaidOutParagraph laid_out(const std::string& text, int width_px = 0, Language language = Language::zh_hans) {
  TextEngine engine(installed_fonts());
  Paragraph paragraph = one_span(text);
  paragraph.style.language = language;
  return engine.lay_out(paragraph, width_px);
}

std::string font_name(FontId id) { return installed_fonts().file(id).spec().path.filename(); }

std::vector<std::string> fonts_of(const LaidOutParagraph& out) {
  std::vector<std::string> names;
  for (const GlyphRun& run : out.runs) {
    if (names.empty() || names.back() != font_name(run.font)) names.push_back(font_name(run.font));
  }
  return names;
}

std::vector<Item> items_of(std::u32string_view text, Language language = Language::zh_hans) {
  ChainTable table(installed_fonts(), FontRole::sans, language, 32);
  std::vector<Item> items;
  itemize({text.data(), text.size()}, table, {}, items);
  return items;
}

// Found by tests/fuzz: one hb_shape call over all of them takes minutes.
TEST(Itemize, AThousandMarksOnOneBaseAreShapedInPieces) {
  const std::vector<Item> items = items_of(U"a" + std::u32string(1000, U'\u0301') + U"b");
  ASSERT_GT(items.size(), 1u);
  for (const Item& item : items) EXPECT_LE(item.end - item.begin, 64u);
  EXPECT_EQ(items_of(U"a" + std::u32string(30, U'\u0301') + U"b").size(), 1u);
}

// Found by tests/fuzz: 26.6 in 32 bits ends at 33 million pixels.
TEST(LaidOut, AnEndlessColumnIsCutBeforeItsHeightOverflows) {
  const LaidOutParagraph out = laid_out(std::string(800'000, '\n'), 100);
  EXPECT_TRUE(out.truncated);
  EXPECT_GT(out.height, 1 << 29);
  for (const Line& line : out.lines) ASSERT_GT(line.bottom, line.top);
}

TEST(Itemize, MarksTakeTheScriptOfTheirContext) {
  EXPECT_EQ(items_of(U"——").at(0).script, script_han);
  EXPECT_EQ(items_of(U"（，。").at(0).script, script_han);
  const auto items = items_of(U"国བཀྲ་(ཤིས)国");
  ASSERT_EQ(items.size(), 6u) << "the brackets are in another font";
  for (std::size_t i = 1; i < 5; ++i) EXPECT_EQ(items[i].script, script_tibetan) << i;
}

TEST(Itemize, AMinorityScriptBringsItsLanguage) {
  EXPECT_EQ(item_language(script_arabic, Language::zh_hans), Language::ug);
  EXPECT_EQ(item_language(script_tibetan, Language::zh_hans), Language::bo);
  EXPECT_EQ(item_language(script_mongolian, Language::zh_hans), Language::mn);
  EXPECT_EQ(item_language(script_yi, Language::zh_hans), Language::ii);
  EXPECT_EQ(item_language(script_latin, Language::zh_hans), Language::zh_hans);
}

// One font holds both countries' forms: the language chooses (locl), and in Taiwan 、，。 stand in the middle of their em.
TEST(TraditionalChinese, HasItsOwnFormsAndCentredMarks) {
  for (const char* text : {"骨", "，", "。", "、"}) {
    const LaidOutParagraph hans = laid_out(text), hant = laid_out(text, 0, Language::zh_hant);
    ASSERT_EQ(hant.runs.size(), 1u) << text;
    EXPECT_EQ(font_name(hant.runs[0].font), "NotoSansCJK-Regular.ttc") << text;
    EXPECT_NE(hans.glyphs.at(0).glyph, hant.glyphs.at(0).glyph) << text;
  }
  EXPECT_EQ(laid_out("國，國。國", 0, Language::zh_hant).width, 5 * 32 * 64) << "a centred mark keeps its em";
  EXPECT_EQ(laid_out("國（國）（國）國", 0, Language::zh_hant).width, 15 * 32 * 32) << "a bracket stands at one side";
  EXPECT_EQ(laid_out("國·國", 0, Language::zh_hans).width, 5 * 32 * 32) << "an interpunct does not";
}

TEST(Fallback, EachScriptHasAFont) {
  EXPECT_EQ(fonts_of(laid_out("ئابدۇرېشىت")), std::vector<std::string>{"NotoSansArabic-Regular.ttf"});
  EXPECT_EQ(fonts_of(laid_out("བཀྲ་ཤིས")), std::vector<std::string>{"NotoSerifTibetan-Regular.ttf"});
  EXPECT_EQ(fonts_of(laid_out("ᠮᠣᠩᠭᠣᠯ")), std::vector<std::string>{"NotoSansMongolian-Regular.ttf"});
  EXPECT_EQ(fonts_of(laid_out("ꆈꌠꁱꂷ")), std::vector<std::string>{"NotoSansYi-Regular.ttf"});
  EXPECT_EQ(fonts_of(laid_out("👍")), std::vector<std::string>{"NotoColorEmoji.ttf"});
  EXPECT_EQ(fonts_of(laid_out("\U00020002")), std::vector<std::string>{"HanaMinB.ttf"});
  EXPECT_EQ(fonts_of(laid_out("𬭸𬭎䶮㛃𫖯𠅤")),
            std::vector<std::string>{"NotoSansCJK-Regular.ttc"});
  for (const char* text : {"ئابدۇرېشىت", "བཀྲ་ཤིས", "ᠮᠣᠩᠭᠣᠯ", "ꆈꌠꁱꂷ", "👍", "\U00020002"}) {
    EXPECT_TRUE(laid_out(text).missing.empty()) << text;
  }
}

TEST(Fallback, AJoinedEmojiIsOneGlyph) {
  EXPECT_EQ(laid_out("👨‍👩‍👧").glyphs.size(), 1u);
  EXPECT_EQ(laid_out("🇨🇳").glyphs.size(), 1u);
  EXPECT_EQ(laid_out("👍🏽").glyphs.size(), 1u);
  for (int width = 1; width < 200; ++width) {
    for (const Line& line : laid_out("一👨‍👩‍👧二🇨🇳三", width).lines) {
      EXPECT_NE(line.text_end, std::string("一👨").size());
      EXPECT_NE(line.text_end, std::string("一👨‍👩‍👧二🇨").size());
    }
  }
}

TEST(Fallback, AVariationSequenceTakesAFontThatHasIt) {
  // 葛 with the first and second registered shapes: HanaMinA knows both.
  const LaidOutParagraph first = laid_out("葛\U000E0100"), second = laid_out("葛\U000E0101");
  ASSERT_EQ(first.glyphs.size(), 1u);
  ASSERT_EQ(second.glyphs.size(), 1u);
  EXPECT_TRUE(first.glyphs[0].glyph != second.glyphs[0].glyph || first.runs[0].font != second.runs[0].font);
  // A selector no font knows leaves the plain character.
  EXPECT_EQ(laid_out("国\U000E01EF").width, 32 * 64);
  EXPECT_EQ(laid_out("国\U000E01EF").glyphs[0].glyph, laid_out("国").glyphs[0].glyph);
}

TEST(Missing, PrivateUseAndUnknownCharactersAreReported) {
  const LaidOutParagraph out = laid_out("甲\uE49D乙\U00031000丙");
  ASSERT_EQ(out.missing.size(), 2u);
  EXPECT_EQ(out.missing[0].code_point, U'\uE49D');
  EXPECT_EQ(out.missing[1].code_point, U'\U00031000');
  EXPECT_EQ(out.missing[0].x, 32 * 64);
  EXPECT_EQ(out.missing[0].advance, 32 * 64);
  EXPECT_EQ(out.glyphs.size(), 3u);
  EXPECT_EQ(out.glyphs[1].x, 64 * 64);
}

TEST(Missing, InvisibleCharactersTakeNoRoomAndNoBox) {
  const LaidOutParagraph out = laid_out("甲\u200B乙\u2060丙\u00AD丁\uFEFF");
  EXPECT_TRUE(out.missing.empty());
  EXPECT_EQ(out.width, 4 * 32 * 64);
}

TEST(Bidi, AUyghurNameInAChineseLineRunsFromRightToLeft) {
  const std::string text = "联系人：ئابدۇرېشىت（电话12345）";
  const LaidOutParagraph out = laid_out(text);
  EXPECT_TRUE(out.missing.empty());
  std::int32_t first_letter = -1, last_letter = -1, phone = -1;
  for (const GlyphRun& run : out.runs) {
    for (const PlacedGlyph& glyph : std::span(out.glyphs).subspan(run.first_glyph, run.glyph_count)) {
      const std::uint32_t cluster = cluster_of(run, glyph);
      if (cluster == text.find("ئ")) first_letter = glyph.x;
      if (cluster == text.find("ت（")) last_letter = glyph.x;
      if (cluster == text.find("电")) phone = glyph.x;
    }
  }
  EXPECT_GT(first_letter, last_letter);
  EXPECT_GT(phone, first_letter);
  EXPECT_EQ(cluster_of(out.runs.front(), out.glyphs.front()), 0u);
}

TEST(Bidi, AUyghurParagraphStartsAtTheRight) {
  const LaidOutParagraph out = laid_out("ئۇيغۇر", 400, Language::ug);
  ASSERT_EQ(out.lines.size(), 1u);
  EXPECT_EQ(out.lines[0].x + out.lines[0].width, 400 * 64);
}

// A glyph says in 16 bits how far its text is from the run's base.
TEST(LaidOut, ALineOfAHundredKilobytesKeepsItsClusters) {
  std::string text;
  while (text.size() < 100'000) text += "城乡 འབྲུག 1.5 ";
  const LaidOutParagraph out = laid_out(text);
  ASSERT_EQ(out.lines.size(), 1u);
  std::uint32_t before = 0, glyphs = 0;
  for (const GlyphRun& run : out.runs) {
    EXPECT_EQ(run.first_glyph, glyphs);
    glyphs += run.glyph_count;
    for (const PlacedGlyph& glyph : std::span(out.glyphs).subspan(run.first_glyph, run.glyph_count)) {
      ASSERT_GE(cluster_of(run, glyph), before);
      before = cluster_of(run, glyph);
    }
  }
  EXPECT_EQ(glyphs, out.glyphs.size());
  EXPECT_EQ(before, text.size() - 2) << "behind the last one hangs a space";
}

TEST(Malformed, BadBytesAreReplacedAndCounted) {
  const LaidOutParagraph out = laid_out("甲\xFF\xC0\xAF乙\xE4\xB8");
  EXPECT_EQ(out.invalid_bytes, 4u);
  EXPECT_EQ(cluster_of(out.runs.front(), out.glyphs.front()), 0u);
  EXPECT_EQ(laid_out("\xEF\xBF\xBD").invalid_bytes, 0u) << "U+FFFD itself is no fault";
  EXPECT_EQ(laid_out("").lines.size(), 1u);
}

TEST(Malformed, NoInputBreaksTheEngine) {
  std::mt19937 random(1);
  TextEngine engine(installed_fonts());
  const char32_t interesting[] = {0x0,    0x9,    0xA,    0xD,    0x20,    0xA0,     0x200D,  0x200F,  0x202E,
                                  0x2066, 0x2069, 0x0301, 0x0E33, 0xFE0F,  0x1F1E8,  0x1F468, 0xE0100, 0x5D0,
                                  0x627,  0x661,  0xF40,  0x1820, 0x1100,  0x1161,   0x4E00,  0x3002,  0x201C,
                                  0x2014, 0x41,   0x31,   0xE000, 0x30000, 0x10FFFF, 0xFDD0};
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    const int length = static_cast<int>(random() % 24);
    for (int k = 0; k < length; ++k) {
      if (random() % 8 == 0) {
        text += static_cast<char>(random());
      } else {
        append_utf8(text, interesting[random() % std::size(interesting)]);
      }
    }
    Paragraph paragraph = one_span(text, 1 + static_cast<int>(random() % 40));
    paragraph.style.level = static_cast<BreakLevel>(random() % 5);
    paragraph.style.align = static_cast<Align>(random() % 4);
    paragraph.style.language = static_cast<Language>(random() % 7);
    paragraph.style.repair = static_cast<Repair>(random() % 2);
    paragraph.style.max_lines = static_cast<int>(random() % 3);
    const LaidOutParagraph& out = engine.lay_out(paragraph, static_cast<int>(random() % 300));
    std::uint32_t at = 0;
    for (const Line& line : out.lines) {
      ASSERT_EQ(line.text_begin, at) << i;
      at = line.text_end;
    }
    if (!out.truncated) {
      ASSERT_EQ(at, text.size()) << i;
    }
  }
}

TEST(Paragraphs, SpansShareALineAndKeepTheirFonts) {
  TextEngine engine(installed_fonts());
  Paragraph paragraph;
  paragraph.spans = {
      {"公开", FontRole::sans_bold, 40}, {"条例，", FontRole::serif, 20}, {"ok", FontRole::sans, 20}};
  const LaidOutParagraph& out = engine.lay_out(paragraph, 0);
  ASSERT_EQ(out.lines.size(), 1u);
  ASSERT_EQ(out.runs.size(), 3u);
  EXPECT_EQ(out.runs[1].span, 1);
  EXPECT_EQ(out.runs[1].px, 20);
  EXPECT_EQ(out.glyphs[2].x, 80 * 64);
  EXPECT_EQ(cluster_of(out.runs[1], out.glyphs[2]), std::string("公开").size());
  EXPECT_EQ(out.height, 60 * 64);
}

TEST(Paragraphs, ALineFeedEndsALine) {
  const LaidOutParagraph out = laid_out("甲\n\n乙\r\n丙\n");
  EXPECT_EQ(out.lines.size(), 4u);
  EXPECT_EQ(out.lines[1].width, 0);
}

TEST(Caches, HitsRefitsAndForgetting) {
  TextEngine engine(installed_fonts());
  const Paragraph paragraph = one_span("政务公开2026年");
  const std::int32_t width = engine.lay_out(paragraph, 500).width;
  EXPECT_EQ(engine.lay_out(paragraph, 500).width, width);
  engine.lay_out(paragraph, 100);
  EXPECT_EQ(engine.statistics().paragraph_misses, 1u);
  EXPECT_EQ(engine.statistics().paragraph_hits, 1u);
  EXPECT_EQ(engine.statistics().paragraph_refits, 1u);
  EXPECT_GT(engine.statistics().paragraph_bytes, 0u);
  engine.forget();
  EXPECT_EQ(engine.statistics().paragraph_bytes, 0u);
  EXPECT_EQ(engine.lay_out(paragraph, 500).width, width);
}

}  // namespace
}  // namespace gongkai::text

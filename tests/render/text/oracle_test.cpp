// The fast path (inert table, cached stretches) against HarfBuzz shaping the whole paragraph: glyphs,
// advances, offsets and clusters must be the same, in every face the programs use.
#include <gtest/gtest.h>
#include <hb.h>

#include <memory>
#include <random>

#include "render/text/font_file.h"
#include "render/text/shape_paragraph.h"
#include "render/text/spacing.h"
#include "render/text/text_dump.h"
#include "tests/render/text/breaches.h"
#include "tests/render/text/installed_fonts.h"

namespace gongkai::text {
namespace {

constexpr FontRole faces[] = {FontRole::sans, FontRole::sans_bold, FontRole::serif, FontRole::serif_bold};

// A glyph as shaped: what the width-independent spacing added is taken off again.
struct Shaped {
  std::uint32_t glyph, cluster;
  std::int32_t advance, x_offset, y_offset;
  friend bool operator==(const Shaped&, const Shaped&) = default;
};

std::vector<Shaped> flat(const ShapedParagraph& paragraph) {
  std::vector<Shaped> out;
  std::uint32_t offset = 0;
  for (std::size_t i = 0; i < paragraph.units.size(); ++i) {
    const Unit& unit = paragraph.units[i];
    const std::uint32_t at = offset;
    offset += bytes_of(paragraph, i);
    if ((unit.flags & has_side) != 0) {
      const SideUnit& side = side_of(paragraph, i);
      for (std::uint32_t g = side.first_glyph; g < side.first_glyph + side.glyph_count; ++g) {
        const SideGlyph& glyph = paragraph.side_glyphs[g];
        out.push_back({glyph.glyph, at, glyph.x_advance, glyph.x_offset, glyph.y_offset});
      }
      continue;
    }
    std::int32_t advance = unit.advance;
    if ((unit.flags & left_is_cut) != 0) advance += trim_amount(paragraph, i);
    if ((unit.flags & right_is_cut) != 0) advance += trim_amount(paragraph, i);
    if ((unit.flags & gap_after) != 0) advance -= han_latin_gap(run_of(paragraph, i));
    if ((unit.flags & invisible) == 0) out.push_back({unit.glyph, at, advance, 0, 0});
  }
  return out;
}

std::vector<Shaped> whole(const FontFile& font, const std::string& text, int px) {
  const std::unique_ptr<hb_buffer_t, decltype(&hb_buffer_destroy)> buffer(hb_buffer_create(),
                                                                          hb_buffer_destroy);
  hb_buffer_add_utf8(buffer.get(), text.data(), static_cast<int>(text.size()), 0,
                     static_cast<int>(text.size()));
  hb_buffer_set_direction(buffer.get(), HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer.get(), HB_SCRIPT_HAN);
  hb_buffer_set_language(buffer.get(), hb_language_from_string("zh-Hans", -1));
  hb_shape(font.shaper(), buffer.get(), nullptr, 0);
  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
  const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer.get(), &count);
  std::vector<Shaped> out;
  const auto scale = [&](std::int32_t units) {
    return scaled(units, px, font.units_per_em(), FontRole::sans);
  };
  for (unsigned i = 0; i < count; ++i) {
    out.push_back({infos[i].codepoint, infos[i].cluster, scale(positions[i].x_advance),
                   scale(positions[i].x_offset), scale(positions[i].y_offset)});
  }
  return out;
}

class RandomText {
 public:
  explicit RandomText(unsigned seed) : random_(seed) {}

  std::string next() {
    static const std::vector<std::string> stretches = {
        "，", "。", "、", "；", "：",     "？", "！", "“", "”", "‘", "’",  "（", "）", "《",
        "》", "〔", "〕", "——", "……",     "·",  "～", "—", "…", "-", ",",  ".",  "%",  "(",
        ")",  "/",  " ",  "  ", "\u3000", "℃",  "①",  "Ⅳ", "×", "±", "々", "〇"};
    static const std::vector<std::string> words = {
        "2026", "12345", "3.14",   "GDP", "WiFi", "fi", "AVATAR", "To", "kg", "http://www.gov.cn/a?b=1",
        "No.5", "A4",    "e-mail", "1/2", "ffi"};
    std::string text;
    const int count = pick(1, 40);
    for (int i = 0; i < count; ++i) {
      const int kind = pick(0, 99);
      if (kind < 55)
        append_utf8(text, static_cast<char32_t>(pick(0x4E00, 0x9FA5)));
      else if (kind < 60)
        append_utf8(text, static_cast<char32_t>(pick(0x3400, 0x4DB5)));
      else if (kind < 63)
        append_utf8(text, static_cast<char32_t>(pick(0x3041, 0x30FA)));
      else if (kind < 80)
        text += stretches[static_cast<std::size_t>(pick(0, static_cast<int>(stretches.size()) - 1))];
      else if (kind < 90)
        text += words[static_cast<std::size_t>(pick(0, static_cast<int>(words.size()) - 1))];
      else
        append_utf8(text, static_cast<char32_t>(pick(0x21, 0x7E)));
    }
    return text;
  }

 private:
  int pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
  std::mt19937 random_;
};

// Where the two differ, as text; empty when they agree.
std::string difference(ParagraphShaper& shaper, const std::string& text, FontRole role) {
  const Paragraph paragraph = one_span(text, 32, role);
  const ShapedParagraph fast = shaper.shape(paragraph);
  const std::vector<Shaped> a = flat(fast),
                            b = whole(installed_fonts().file(fast.runs.empty() ? 0 : fast.runs[0].font), text,
                                      32);
  if (a == b) return {};
  std::string report = text + "\n";
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    if (i < a.size() && i < b.size() && a[i] == b[i]) continue;
    const auto show = [](const std::vector<Shaped>& v, std::size_t at) {
      if (at >= v.size()) return std::string("none");
      return std::to_string(v[at].glyph) + "@" + std::to_string(v[at].cluster) + "+" +
             std::to_string(v[at].advance);
    };
    return report + std::to_string(i) + ": " + show(a, i) + " / " + show(b, i);
  }
  return report;
}

bool one_font_left_to_right(const ShapedParagraph& paragraph, FontRole role) {
  for (const UnitRun& run : paragraph.runs) {
    if (run.font != installed_fonts().chain(role)[0] || run.level != 0) return false;
  }
  for (const SideUnit& side : paragraph.sides) {
    if (side.glyph_count == 0) return false;
  }
  return !paragraph.runs.empty();
}

TEST(Oracle, RandomParagraphsInFourFaces) {
  int compared = 0, different = 0;
  for (const FontRole role : faces) {
    ParagraphShaper shaper(installed_fonts(), 1 << 20);
    RandomText random(20260101);
    for (int i = 0; i < 5000; ++i) {
      const std::string text = random.next();
      if (!one_font_left_to_right(shaper.shape(one_span(text, 32, role)), role)) continue;
      ++compared;
      const std::string found = difference(shaper, text, role);
      if (!found.empty() && ++different <= 5) ADD_FAILURE() << found;
    }
  }
  EXPECT_GT(compared, 15000);
  EXPECT_EQ(different, 0);
}

TEST(Oracle, DemoCorpusInFourFaces) {
  const auto corpus = chinese_strings(GONGKAI_SOURCE_DIR "/kiosk-config/demo");
  int compared = 0, different = 0;
  for (const FontRole role : faces) {
    ParagraphShaper shaper(installed_fonts(), 1 << 20);
    for (const std::string& text : corpus) {
      if (!one_font_left_to_right(shaper.shape(one_span(text, 32, role)), role)) continue;
      ++compared;
      const std::string found = difference(shaper, text, role);
      if (!found.empty() && ++different <= 5) ADD_FAILURE() << found;
    }
  }
  EXPECT_GT(compared, 1000);
  EXPECT_EQ(different, 0);
}

// Text of several fonts and directions has no whole-paragraph call to compare with; there the same items are
// shaped without the table and the cache.
TEST(Oracle, MixedFontsAgainstTheSlowPath) {
  ParagraphShaper shaper(installed_fonts(), 1 << 20);
  RandomText random(7);
  for (int i = 0; i < 2000; ++i) {
    std::string text = random.next() + "𬭸" + random.next() + "👨‍👩‍👧" + random.next() +
                       "བཀྲ་ཤིས" + random.next();
    const ShapedParagraph fast = shaper.shape(one_span(text)), slow = shaper.shape_slowly(one_span(text));
    ASSERT_EQ(dump_shaped(fast), dump_shaped(slow)) << text;
  }
}

TEST(Oracle, BothDirectionsAgainstTheSlowPath) {
  ParagraphShaper shaper(installed_fonts(), 1 << 20);
  RandomText random(8);
  for (int i = 0; i < 1000; ++i) {
    const char* const turn = i % 10 == 0 ? "\u202B" : "";  // an embedding: even ideographs stand in it
    const std::string text = random.next() + turn + "ئابدۇرېشىت" + random.next() + "مەمەت ئىمىن " + random.next();
    const ShapedParagraph fast = shaper.shape(one_span(text)), slow = shaper.shape_slowly(one_span(text));
    ASSERT_EQ(dump_shaped(fast), dump_shaped(slow)) << text;
  }
}

}  // namespace
}  // namespace gongkai::text

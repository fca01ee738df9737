// A line looks as its text would by itself, wherever it was broken: an Arabic word torn for want of room ends in a
// final letter, a kern or a ligature does not reach across the break. HarfBuzz on the text of each line is the judge.
#include <gtest/gtest.h>
#include <hb.h>

#include <algorithm>
#include <memory>
#include <random>

#include "render/text/bidi.h"
#include "render/text/font_file.h"
#include "render/text/inert_glyphs.h"
#include "render/text/itemize.h"
#include "render/text/shape_paragraph.h"
#include "render/text/utf8.h"
#include "tests/render/text/installed_fonts.h"

namespace gongkai::text {
namespace {

constexpr int px = 32;

struct Glyph {
  std::uint32_t glyph, cluster;
  std::int32_t x;  // from the left edge of the line, 26.6
  friend bool operator==(const Glyph&, const Glyph&) = default;
};

std::string shown(const std::vector<Glyph>& glyphs) {
  std::string out;
  for (const Glyph& g : glyphs)
    out += std::to_string(g.glyph) + "@" + std::to_string(g.cluster) + "+" + std::to_string(g.x) + " ";
  return out;
}

// The paragraph's items, cut at the ends of a line and shaped with nothing but the line around them.
class Judge {
 public:
  Judge(const Paragraph& paragraph, FontRole role)
      : table_(installed_fonts(), role, paragraph.style.language, px) {
    decode_utf8(paragraph.spans[0].text, 0, text_);
    const bool chinese = std::ranges::any_of(text_.characters, [](char32_t c) { return c >= 0x4E00 && c < 0xA000; });
    BaseDirection base = chinese ? BaseDirection::left_to_right : BaseDirection::automatic;
    if (paragraph.style.language == Language::ug) base = BaseDirection::right_to_left;
    find_bidi_levels(text_.characters, base, levels_);
    itemize(text_.characters, table_, levels_, items_);
  }

  // The last element stands for the end of the line: its x is the width.
  std::vector<Glyph> line(std::uint32_t begin_byte, std::uint32_t end_byte) {
    const auto place = [&](std::uint32_t byte) {
      return static_cast<std::uint32_t>(std::ranges::lower_bound(text_.offsets, byte) - text_.offsets.begin());
    };
    const std::uint32_t begin = place(begin_byte), end = place(end_byte);
    std::uint32_t visible = end;
    while (visible > begin && text_.characters[visible - 1] == U' ') --visible;
    std::vector<Item> pieces;
    std::vector<std::uint8_t> levels;
    for (Item item : items_) {
      item.begin = std::max(item.begin, begin);
      item.end = std::min(item.end, end);
      if (item.begin >= item.end) continue;
      pieces.push_back(item);
      levels.push_back(item.level);
    }
    std::vector<Glyph> out;
    std::int32_t pen = 0;
    for (const std::uint32_t i : visual_order(levels)) {
      shape(pieces[i], begin, end);
      add(pieces[i], visible, pen, out);
    }
    out.push_back({0, end_byte, pen});
    return out;
  }

 private:
  void shape(const Item& item, std::uint32_t begin, std::uint32_t end) {
    hb_buffer_clear_contents(buffer_.get());
    hb_buffer_add_utf32(buffer_.get(), reinterpret_cast<const std::uint32_t*>(text_.characters.data() + begin),
                        static_cast<int>(end - begin), item.begin - begin, static_cast<int>(item.end - item.begin));
    hb_buffer_set_direction(buffer_.get(), item.level % 2 == 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer_.get(), hb_script_from_iso15924_tag(item.script));
    hb_buffer_set_language(buffer_.get(),
                           hb_language_from_string(language_tag(item_language(item.script, table_.language())), -1));
    hb_shape(table_.file(item.slot).shaper(), buffer_.get(), nullptr, 0);
    begin_ = begin;
  }

  void add(const Item& item, std::uint32_t visible, std::int32_t& pen, std::vector<Glyph>& out) const {
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer_.get(), &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer_.get(), &count);
    const auto scale = [&](std::int32_t units) {
      return scaled(units, px, table_.file(item.slot).units_per_em(), table_.role());
    };
    for (unsigned i = 0; i < count; ++i) {
      const std::uint32_t character = infos[i].cluster + begin_;
      if (character >= visible) continue;
      out.push_back({infos[i].codepoint, text_.offsets[character], pen + scale(positions[i].x_offset)});
      pen += scale(positions[i].x_advance);
    }
  }

  ChainTable table_;
  DecodedText text_;
  std::vector<std::uint8_t> levels_;
  std::vector<Item> items_;
  std::uint32_t begin_ = 0;
  std::unique_ptr<hb_buffer_t, decltype(&hb_buffer_destroy)> buffer_{hb_buffer_create(), hb_buffer_destroy};
};

std::vector<Glyph> placed(const LaidOutParagraph& out, const Line& line) {
  std::vector<Glyph> glyphs;
  for (std::uint32_t r = line.first_run; r < line.first_run + line.run_count; ++r) {
    const GlyphRun& run = out.runs[r];
    for (std::uint32_t g = run.first_glyph; g < run.first_glyph + run.glyph_count; ++g)
      glyphs.push_back({out.glyphs[g].glyph, cluster_of(run, out.glyphs[g]), out.glyphs[g].x - line.x});
  }
  glyphs.push_back({0, line.text_end, line.width});
  return glyphs;
}

struct Corpus {
  std::vector<std::string> words;
  const char* between;
  Language language;
  FontRole role;
  bool exact;  // no Han-Latin gap and no trimmed mark moves a glyph: positions are compared, too
};

const std::vector<std::string> uyghur = {"ئۇيغۇر", "ئابدۇرېشىت", "شىنجاڭ", "خەلق", "ھۆكۈمىتى", "ئۇچۇر", "ئاشكارىلاش"};
const std::vector<std::string> arabic = {"السلام", "الحكومة", "المعلومات", "لا", "كتاب", "محمد"};
const std::vector<std::string> latin = {"AVATAR", "Tofu", "office", "affine", "WAVY", "fjord", "Type", "LTVA", "A4"};
const std::vector<std::string> tibetan = {"བཀྲ་ཤིས་", "བདེ་ལེགས", "རྒྱ་མཚོ", "སྤྱི་ཚོགས"};

// Lines compared; the first differences are reported.
int compare(const Corpus& corpus, int paragraphs) {
  std::mt19937 random(20261122);
  TextEngine engine(installed_fonts());
  int lines = 0, different = 0;
  for (int i = 0; i < paragraphs; ++i) {
    std::string text;
    for (std::size_t k = 0; k < 3 + random() % 8; ++k)
      text += (k == 0 ? "" : corpus.between) + corpus.words[random() % corpus.words.size()];
    Paragraph paragraph = one_span(text, px, corpus.role);
    paragraph.style.language = corpus.language;
    Judge judge(paragraph, corpus.role);
    for (int width = 20 + static_cast<int>(random() % 20); width < 500; width += 1 + width / 4) {
      const LaidOutParagraph& out = engine.lay_out(paragraph, width);
      for (const Line& line : out.lines) {
        std::vector<Glyph> expected = judge.line(line.text_begin, line.text_end), found = placed(out, line);
        if (!corpus.exact) {
          for (auto* glyphs : {&expected, &found})
            for (Glyph& g : *glyphs) g.x = 0;
        }
        ++lines;
        if (expected != found && ++different <= 3)
          ADD_FAILURE() << text.substr(line.text_begin, line.text_end - line.text_begin) << " | of | " << text
                        << " | at " << width << "\n" << shown(found) << "\n" << shown(expected);
        if (line.width > width * 64) {
          EXPECT_EQ(std::ranges::count_if(found, [&](const Glyph& g) { return g.cluster != line.text_begin; }), 1)
              << "only a single cluster may be wider than its line: " << text << " at " << width;
        }
      }
    }
  }
  EXPECT_EQ(different, 0) << "of " << lines;
  return lines;
}

TEST(LineShape, Uyghur) { EXPECT_GT(compare({uyghur, " ", Language::ug, FontRole::sans, true}, 60), 3000); }
TEST(LineShape, Arabic) { EXPECT_GT(compare({arabic, " ", Language::zh_hans, FontRole::sans, true}, 60), 2000); }
TEST(LineShape, Latin) {
  for (const FontRole role : {FontRole::sans, FontRole::serif})
    EXPECT_GT(compare({latin, " ", Language::zh_hans, role, true}, 60), 2000);
}
TEST(LineShape, LatinWithoutSpaces) {
  EXPECT_GT(compare({latin, "", Language::zh_hans, FontRole::sans, true}, 60), 2000);
}
TEST(LineShape, Tibetan) { EXPECT_GT(compare({tibetan, "", Language::bo, FontRole::sans, true}, 60), 2000); }
TEST(LineShape, Mixed) {
  std::vector<std::string> words = {"政务公开", "联系人：", "（电话12345）", "，", "。"};
  for (const auto* more : {&uyghur, &arabic, &latin, &tibetan}) words.insert(words.end(), more->begin(), more->end());
  EXPECT_GT(compare({words, "", Language::zh_hans, FontRole::sans, false}, 150), 5000);
}

}  // namespace
}  // namespace gongkai::text

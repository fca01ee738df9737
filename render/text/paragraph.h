// A paragraph laid out in lines: the product of the text engine (decode -> break -> itemise -> shape -> fit
// -> adjust
// -> place). Pure: the same input gives the same output, no SDL, no pixels.
//
// Units: positions in 1/64 px (26.6) relative to the top left of the paragraph's box, x to the right, y
// downwards.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "render/text/font_stack.h"
#include "render/text/unfilled_vector.h"

namespace gongkai::text {

enum class Language : std::uint8_t { zh_hans, zh_hant, ug, bo, mn, ii, en };

// CLREQ 3.1.6 line-breaking levels. `root` is plain UAX#14.
enum class BreakLevel : std::uint8_t { root, none, basic, gb, strict };

// `justify` fills every line but the last (CLREQ: shrink before stretch).
enum class Align : std::uint8_t { start, center, end, justify };

// Display-time repair to GB/T 15834 punctuation (the raw text is kept).
enum class Repair : std::uint8_t { off, punctuation };

// Whether 、，。！？ may stand beyond the right edge instead of moving to the next line (CLREQ 3.1.6, not
// usual).
enum class Hanging : std::uint8_t { off, stops };

// A stretch of text with one font. Colours are not the text engine's business: runs name the span they come
// from.
struct Span {
  std::string text;  // UTF-8; invalid bytes become U+FFFD
  FontRole role = FontRole::sans;
  int px = 36;  // em size in device pixels
};

struct ParagraphStyle {
  Language language = Language::zh_hans;
  BreakLevel level = BreakLevel::strict;
  Align align = Align::start;
  Repair repair = Repair::off;
  Hanging hanging = Hanging::off;
  int line_height_percent = 150;  // of the largest px of the paragraph
  int indent_first_em64 = 0;      // first-line indent in 1/64 em of the first span (2 em = 128)
  int letter_spacing_px = 0;      // added after every cluster but the last of a line
  int max_lines = 0;              // 0 = no limit; a cut paragraph ends in ……
};

struct Paragraph {
  std::vector<Span> spans;
  ParagraphStyle style;
};

// Small, because a notice has very many; what is the same for all glyphs of a run stands there.
struct PlacedGlyph {
  std::uint16_t glyph;  // glyph index in the run's font
  std::uint16_t text;   // where its cluster begins, in bytes from the run's text_base
  std::int32_t x;       // 26.6, from the left of the paragraph
};
static_assert(sizeof(PlacedGlyph) == 8);

// Glyphs of one font at one size from one span, all at one height.
struct GlyphRun {
  FontId font = 0;
  std::uint16_t span = 0;
  std::int32_t px = 0;
  std::uint32_t first_glyph = 0, glyph_count = 0;  // into LaidOutParagraph::glyphs
  std::uint32_t text_base = 0;                     // byte offset into the concatenated text of the spans
  std::int32_t y = 0;  // 26.6, baseline plus glyph offset, from the top of the paragraph
};

// Where the glyph's cluster begins in the concatenated text of the spans, in bytes.
inline std::uint32_t cluster_of(const GlyphRun& run, const PlacedGlyph& glyph) {
  return run.text_base + glyph.text;
}
// Whether the glyphs of `b` differ from those of `a` in nothing but their height: an accent, a vowel sign.
inline bool same_voice(const GlyphRun& a, const GlyphRun& b) {
  return a.font == b.font && a.span == b.span && a.px == b.px;
}

// A character no font has: drawn as a marked box with its code point.
struct MissingGlyph {
  char32_t code_point = 0;
  std::uint16_t span = 0;
  std::int32_t px = 0;
  std::int32_t x = 0, y = 0;  // left and baseline, 26.6
  std::int32_t advance = 0;
};

struct Line {
  std::uint32_t first_run = 0, run_count = 0;      // into LaidOutParagraph::runs
  std::uint32_t text_begin = 0, text_end = 0;      // byte range in the concatenated text
  std::int32_t x = 0, width = 0;                   // left edge and ink width of the line, 26.6
  std::int32_t top = 0, baseline = 0, bottom = 0;  // 26.6; bottom - top is the line height
};

struct LaidOutParagraph {
  UnfilledVector<PlacedGlyph> glyphs;
  std::vector<GlyphRun> runs;
  std::vector<MissingGlyph> missing;
  std::vector<Line> lines;
  std::int32_t width = 0, height = 0;  // 26.6; width of the widest line, sum of the line heights
  bool truncated = false;              // max_lines cut it
  std::uint32_t invalid_bytes = 0;     // malformed UTF-8 sequences replaced
};

// What the caches did since the engine was made, and what they hold now.
struct TextStatistics {
  std::uint64_t paragraph_hits = 0;    // same paragraph, same width
  std::uint64_t paragraph_refits = 0;  // same paragraph, another width
  std::uint64_t paragraph_misses = 0;
  std::uint64_t stretch_hits = 0, stretch_misses = 0;
  std::uint64_t shape_calls = 0;  // hb_shape
  std::size_t paragraph_bytes = 0, stretch_bytes = 0, table_bytes = 0;
};

// Owns the caches (font tables, spans, paragraphs). One a program; not thread safe; keeps a reference to the
// fonts.
class TextEngine {
 public:
  explicit TextEngine(const FontStack& fonts);
  TextEngine(TextEngine&&) noexcept;
  ~TextEngine();

  // Lays `paragraph` out in lines of at most `width_px`; width_px <= 0 means one line without a limit (a
  // ticker). The result is shared with the cache and lives until it is replaced there: copy what is kept.
  const LaidOutParagraph& lay_out(const Paragraph& paragraph, int width_px);

  // The same on one line, for what is looked at once: nothing of it stays in the cache of paragraphs.
  LaidOutParagraph lay_out_once(const Paragraph& paragraph);

  const FontStack& fonts() const;
  TextStatistics statistics() const;
  // Drops every laid-out paragraph and shaped stretch (not the font tables, nor the room they took): the next layout
  // is a cold one.
  void forget();

 private:
  struct Caches;
  std::unique_ptr<Caches> caches_;
};

}  // namespace gongkai::text

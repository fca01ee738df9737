// Glyphs no lookup can touch. A glyph that is in no input, backtrack or lookahead of any GSUB or GPOS lookup
// that HarfBuzz applies for (font, script, language, direction) comes out of hb_shape as it goes in, and for
// class-based lookups all of them are class 0: one stands for any other. Such text needs no hb_shape at all.
#pragma once

#include <cstdint>
#include <vector>

#include "render/text/font_file.h"
#include "render/text/paragraph.h"
#include "render/text/unicode_tables.h"

namespace gongkai::text {

class InertGlyphs {
 public:
  // Left to right, default features. For a bitmap font every glyph is inert.
  InertGlyphs(const FontFile& font, Script script, Language language);
  bool contains(std::uint32_t glyph) const { return glyph < touched_.size() ? !touched_[glyph] : all_; }

 private:
  std::vector<bool> touched_;  // by glyph
  bool all_ = false;
};

// Whether HarfBuzz applies the very same lookups to both scripts (left to right, default features), so that
// text of one may be shaped in one call with text of the other. Only scripts of the default shaper may be
// asked about.
bool shape_alike(const FontFile& font, Script a, Script b, Language language);

// BCP 47 tag of a language.
const char* language_tag(Language language);

}  // namespace gongkai::text

// The first half of the pipeline: decode, find breaks, itemise, shape, set the width-independent spacing.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "render/text/chain_table.h"
#include "render/text/line_breaks.h"
#include "render/text/paragraph.h"
#include "render/text/plain_units.h"
#include "render/text/shaped_paragraph.h"
#include "render/text/stretch_cache.h"
#include "render/text/utf8.h"

namespace gongkai::text {

class ParagraphShaper {
 public:
  ParagraphShaper(const FontStack& fonts, std::size_t stretch_budget)
      : fonts_(&fonts), stretches_(stretch_budget) {}

  // Uses the room `out` already has.
  void shape(const Paragraph& paragraph, ShapedParagraph& out);
  ShapedParagraph shape(const Paragraph& paragraph);
  // The same glyphs without the table and the cache: every item in one hb_shape call. The oracle of the
  // tests.
  ShapedParagraph shape_slowly(const Paragraph& paragraph);

  // One line shaped as if its text stood alone, with the scripts, directions and languages it has in the
  // paragraph. open_lines reads the paragraph; its lines can be asked for until another one is shaped.
  void open_lines(const Paragraph& paragraph);
  void shape_line(std::uint32_t begin_byte, std::uint32_t end_byte, ShapedParagraph& out);

  void forget_stretches() { stretches_.clear(); }
  const StretchCache& stretches() const { return stretches_; }
  const Shaper& shaper() const { return shaper_; }
  std::size_t table_bytes() const;
  ChainTable& table(FontRole role, Language language, int px);

 private:
  struct Source {  // a span of the paragraph
    ChainTable* table;
    std::uint32_t begin, end;          // characters
    std::uint32_t first_odd, end_odd;  // into odd_places_
    std::int32_t px;
    std::uint16_t span;
  };
  struct PlainRow {  // characters that are placed by the table
    std::uint32_t begin, end;
    std::uint32_t first_odd, end_odd;  // those that are not like most, in odd_places_
  };
  struct WideUnit {  // a unit before it is known whether it is small
    std::int32_t advance;
    std::uint32_t bytes;
    char32_t missing;
    std::uint8_t trim;
    std::uint16_t flags;
  };
  void analyse(const Paragraph& paragraph, ShapedParagraph& out);
  void read(const Paragraph& paragraph);
  void look_up();
  std::uint32_t add_bases(const Source& source);
  void decode_span(const Span& span, std::uint32_t base, Repair repair);
  void find_breaks(const ParagraphStyle& style);
  void find_levels(Language language, ShapedParagraph& out);
  bool plain_may_turn(const Source& source) const;
  void place_mixed(const Source& source, ShapedParagraph& out);
  void place_plain(const Source& source, const PlainRow& row, ShapedParagraph& out);
  void widen_plain(const Source& source, std::uint32_t begin, std::uint32_t first_unit, ShapedParagraph& out);
  void place_shaped(const Source& source, std::uint32_t begin, std::uint32_t end, ShapedParagraph& out);
  void add_stretch(const Source& source, std::uint32_t begin, const ShapedStretch& stretch,
                   ShapedParagraph& out);
  static void note_unsafe(std::span<const PlainGlyph> glyphs, std::uint32_t first_unit, ShapedParagraph& out);
  void add_unit(const Source& source, std::uint32_t begin, const StretchUnit& unit,
                const ShapedStretch& stretch, ShapedParagraph& out);
  static void add_side(const WideUnit& wide, std::span<const SideGlyph> glyphs, ShapedParagraph& out);
  static void continue_run(const Source& source, FontId font, std::uint8_t level, ShapedParagraph& out);
  std::uint16_t unit_flags(std::uint32_t begin, std::uint32_t end) const;

  const FontStack* fonts_;
  Shaper shaper_;
  StretchCache stretches_;
  struct TableKey {
    FontRole role;
    Language language;
    int px;  // 0 where the role has outlines only
    std::unique_ptr<ChainTable> table;
  };
  std::vector<TableKey> tables_;

  // Of the paragraph at hand; kept to save the allocations.
  DecodedText text_;
  std::vector<Source> sources_;
  UnfilledVector<CharacterEntry> entries_;
  UnfilledVector<BreakClass> classes_;
  // Characters that are not like most, and the bases of marks, ascending.
  UnfilledVector<std::uint32_t> odd_places_;
  std::vector<Break> breaks_;
  std::vector<std::uint8_t> levels_;
  ShapedStretch stretch_;
  std::vector<SideGlyph> side_glyphs_;
  UnfilledVector<std::uint32_t> spacing_places_;
  // What a class means to its unit: not at a line's start or end, comma, stop.
  const std::array<std::uint16_t, static_cast<std::size_t>(BreakClass::count)>* class_flags_ = nullptr;
  unsigned entry_flags_seen_ = 0;
  KnownUnits known_units_;
  bool slowly_ = false;

  // Of open_lines.
  ParagraphStyle style_;
  ShapedParagraph line_frame_;                // without units
  std::vector<std::vector<Item>> line_items_;  // of each source, counted from its first character
  std::vector<Item> items_;
};

// An advance of `units` font units at `px`, 26.6; LED fonts step in whole pixels.
std::int32_t scaled(std::int32_t units, std::int32_t px, std::int32_t units_per_em, FontRole role);

}  // namespace gongkai::text

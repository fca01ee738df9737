// A paragraph shaped but not yet broken: everything that does not depend on the width. Lines are cut from it.
#pragma once

#include <cstdint>
#include <vector>

#include "render/text/font_stack.h"
#include "render/text/unfilled_vector.h"

namespace gongkai::text {

enum UnitFlag : std::uint16_t {
  break_after = 1 << 0,  // a line may end after this unit
  weak_break_after =
      1 << 1,           // alone: ... but it would tear one thing in two; with break_after: a line must end
  comma_mark = 1 << 2,  // 、，
  hangs = 1 << 3,       // a space: beyond the line end it takes no room
  has_side = 1 << 4,    // more is in `sides`: several glyphs, offsets, a missing character, a very wide glyph
  invisible = 1 << 5,   // nothing is drawn
  cuts_left = 1 << 6,   // a full-width mark that may lose `trim` at its left
  cuts_right = 1 << 7,  // ... at its right
  left_is_cut = 1 << 8,  // it has lost it already: the glyph stands `trim` further left
  right_is_cut = 1 << 9,
  gap_after = 1 << 10,     // advance includes the Han-Latin gap, which a line end drops
  han_side = 1 << 11,      // an ideograph
  latin_side = 1 << 12,    // a letter or digit of another script
  not_at_start = 1 << 13,  // must not begin a line, not even where a line is torn for want of room
  not_at_end = 1 << 14,    // must not end one
  stop_mark = 1 << 15,     // 。．！？: the last to shrink
};

inline constexpr unsigned break_bits = break_after | weak_break_after;
constexpr bool is_hard_break(std::uint16_t flags) { return (flags & break_bits) == break_bits; }

// What stands between two places of the caret: usually one character and one glyph. Small, because a notice
// has very many: what is rare stands in a SideUnit.
struct Unit {
  std::uint16_t glyph;
  std::uint16_t advance;  // 26.6; advance_in_side: see the side
  std::uint16_t flags;    // UnitFlag
  std::uint8_t trim;      // 1/128 em
  std::uint8_t bytes;     // of text; bytes_in_side: see the side
};
static_assert(sizeof(Unit) == 8);
inline constexpr std::uint16_t advance_in_side = 0xFFFF;
inline constexpr std::uint8_t bytes_in_side = 0xFF;

struct SideUnit {
  std::uint32_t unit = 0;
  std::uint32_t first_glyph = 0, glyph_count = 0;  // into side_glyphs, visual order
  char32_t missing = 0;                            // drawn as a box with this code point
  std::int32_t advance = 0;                        // 26.6
  std::uint32_t bytes = 0;
};

struct SideGlyph {
  std::uint32_t glyph = 0;
  std::int32_t x_advance = 0, x_offset = 0, y_offset = 0;  // 26.6
};

// Units from `first_unit` up to the next run's share a font, a span and a direction.
struct UnitRun {
  std::uint32_t first_unit = 0;
  std::int32_t px = 0;
  FontId font = 0;
  std::uint16_t span = 0;
  std::uint8_t level = 0;
  bool whole_pixels = false;  // LED: nothing stands between two pixels
};

struct ShapedParagraph {
  UnfilledVector<Unit> units;  // logical order
  std::vector<UnitRun> runs;
  std::vector<SideUnit> sides;  // ascending by unit
  std::vector<SideGlyph> side_glyphs;
  // Units, ascending, before which a line break changes the glyphs on either side: a joined letter, a kern.
  std::vector<std::uint32_t> unsafe_units;
  std::uint32_t text_size = 0;  // bytes
  std::uint32_t invalid_sequences = 0;
  std::int32_t largest_px = 0;
  std::uint8_t base_level = 0;  // 1: the paragraph runs from right to left
  bool has_right_to_left = false;

  std::size_t bytes() const;
  void clear();  // keeps its room
};

// The side of a unit that has one.
const SideUnit& side_of(const ShapedParagraph& paragraph, std::size_t unit);

inline std::int32_t advance_of(const ShapedParagraph& paragraph, std::size_t unit) {
  const Unit& u = paragraph.units[unit];
  return u.advance != advance_in_side ? u.advance : side_of(paragraph, unit).advance;
}
inline std::uint32_t bytes_of(const ShapedParagraph& paragraph, std::size_t unit) {
  const Unit& u = paragraph.units[unit];
  return u.bytes != bytes_in_side ? u.bytes : side_of(paragraph, unit).bytes;
}
// Gives the unit a side if it grows too wide for itself.
void set_advance(ShapedParagraph& paragraph, std::size_t unit, std::int32_t advance);

// Whether a line that ends before `unit` must be shaped again.
bool unsafe_to_break(const ShapedParagraph& paragraph, std::uint32_t unit);

// The run that holds `unit`.
const UnitRun& run_of(const ShapedParagraph& paragraph, std::size_t unit);

// What unit `index` may lose at a side, 26.6.
std::int32_t trim_amount(const UnitRun& run, const Unit& unit);
std::int32_t trim_amount(const ShapedParagraph& paragraph, std::size_t index);

// The gap between Han and Latin: 1/8 em (CLREQ 3.2.2 allows up to 1/4), 26.6.
std::int32_t han_latin_gap(const UnitRun& run);

}  // namespace gongkai::text

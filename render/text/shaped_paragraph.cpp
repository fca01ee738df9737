#include "render/text/shaped_paragraph.h"

#include <algorithm>

namespace gongkai::text {

std::size_t ShapedParagraph::bytes() const {
  return units.capacity() * sizeof(Unit) + runs.capacity() * sizeof(UnitRun) +
         sides.capacity() * sizeof(SideUnit) + side_glyphs.capacity() * sizeof(SideGlyph) +
         unsafe_units.capacity() * sizeof(std::uint32_t);
}

void ShapedParagraph::clear() {
  units.clear();
  runs.clear();
  sides.clear();
  side_glyphs.clear();
  unsafe_units.clear();
  text_size = invalid_sequences = 0;
  largest_px = 0;
  base_level = 0;
  has_right_to_left = false;
}

const SideUnit& side_of(const ShapedParagraph& paragraph, std::size_t unit) {
  return *std::lower_bound(paragraph.sides.begin(), paragraph.sides.end(), unit,
                           [](const SideUnit& side, std::size_t u) { return side.unit < u; });
}

void set_advance(ShapedParagraph& paragraph, std::size_t unit, std::int32_t advance) {
  Unit& u = paragraph.units[unit];
  const bool fits = advance >= 0 && advance < advance_in_side;
  auto side = std::lower_bound(paragraph.sides.begin(), paragraph.sides.end(), unit,
                               [](const SideUnit& s, std::size_t i) { return s.unit < i; });
  if ((u.flags & has_side) == 0 && !fits) {
    SideUnit fresh;
    fresh.unit = static_cast<std::uint32_t>(unit);
    fresh.bytes = u.bytes;
    if ((u.flags & invisible) == 0) {
      fresh.first_glyph = static_cast<std::uint32_t>(paragraph.side_glyphs.size());
      fresh.glyph_count = 1;
      paragraph.side_glyphs.push_back({u.glyph, u.advance, 0, 0});
    }
    side = paragraph.sides.insert(side, fresh);
    u.flags |= has_side;
  }
  if ((u.flags & has_side) != 0) side->advance = advance;
  u.advance = fits ? static_cast<std::uint16_t>(advance) : advance_in_side;
}

bool unsafe_to_break(const ShapedParagraph& paragraph, std::uint32_t unit) {
  return std::binary_search(paragraph.unsafe_units.begin(), paragraph.unsafe_units.end(), unit);
}

const UnitRun& run_of(const ShapedParagraph& paragraph, std::size_t unit) {
  const auto after = std::upper_bound(paragraph.runs.begin(), paragraph.runs.end(), unit,
                                      [](std::size_t u, const UnitRun& run) { return u < run.first_unit; });
  return *(after - 1);
}

std::int32_t trim_amount(const UnitRun& run, const Unit& unit) {
  const std::int32_t amount = run.px * unit.trim / 2;  // px * 64 * trim / 128
  return run.whole_pixels ? amount & ~63 : amount;
}

std::int32_t trim_amount(const ShapedParagraph& paragraph, std::size_t index) {
  return trim_amount(run_of(paragraph, index), paragraph.units[index]);
}

std::int32_t han_latin_gap(const UnitRun& run) {
  const std::int32_t gap = run.px * 8;  // px * 64 / 8
  return run.whole_pixels ? (gap + 32) & ~63 : gap;
}

}  // namespace gongkai::text

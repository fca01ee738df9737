#include "render/text/shaped_paragraph.h"

#include <algorithm>

namespace gongkai::text {

std::size_t ShapedParagraph::bytes() const {
  return units.capacity() * sizeof(Unit) + runs.capacity() * sizeof(UnitRun) +
         side_glyphs.capacity() * sizeof(SideGlyph);
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

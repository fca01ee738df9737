// The part of ParagraphShaper that makes units of shaped stretches, and shapes single lines again.
#include <algorithm>

#include "render/text/font_file.h"
#include "render/text/shape_paragraph.h"
#include "render/text/spacing.h"
#include "render/text/unit_flags.h"

namespace gongkai::text {

void ParagraphShaper::place_shaped(const Source& source, std::uint32_t begin, std::uint32_t end,
                                   ShapedParagraph& out) {
  const std::span<const char32_t> text(text_.characters.data() + begin, end - begin);
  std::span<const std::uint8_t> levels;
  if (!levels_.empty()) levels = std::span(levels_).subspan(begin, end - begin);
  shaper_.shape(text, *source.table, levels, {}, stretch_);
  add_stretch(source, begin, stretch_, out);
}

void ParagraphShaper::add_stretch(const Source& source, std::uint32_t begin, const ShapedStretch& stretch,
                                  ShapedParagraph& out) {
  for (const StretchUnit& unit : stretch.units) add_unit(source, begin, unit, stretch, out);
  if (stretch.unsafe_after) out.unsafe_units.push_back(static_cast<std::uint32_t>(out.units.size()));
}

// The same for a stretch that is placed by its entries: its units will stand from `first_unit` on.
void ParagraphShaper::note_unsafe(std::span<const PlainGlyph> glyphs, std::uint32_t first_unit,
                                  ShapedParagraph& out) {
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    if (glyphs[i].unsafe_before != 0) out.unsafe_units.push_back(first_unit + static_cast<std::uint32_t>(i));
  }
}

// The next unit belongs to the last run, or to a new one.
void ParagraphShaper::continue_run(const Source& source, FontId font, std::uint8_t level,
                                   ShapedParagraph& out) {
  const bool same = !out.runs.empty() && out.runs.back().font == font &&
                    out.runs.back().span == source.span && out.runs.back().level == level;
  if (same) return;
  out.runs.push_back({static_cast<std::uint32_t>(out.units.size()), source.px, font, source.span, level,
                      source.table->role() == FontRole::led});
}

// Flags of a unit of the characters begin to end.
std::uint16_t ParagraphShaper::unit_flags(std::uint32_t begin, std::uint32_t end) const {
  const CharacterEntry &first = entries_[begin], &last = entries_[end - 1];
  const unsigned of_first = (*class_flags_)[static_cast<std::size_t>(first.break_class)] & ~not_at_end;
  const unsigned of_last = (*class_flags_)[static_cast<std::size_t>(last.break_class)] & not_at_end;
  return static_cast<std::uint16_t>(entry_flags[first.flags] | break_flags[static_cast<int>(breaks_[end])] |
                                    of_first | of_last);
}

void ParagraphShaper::add_side(const WideUnit& wide, std::span<const SideGlyph> glyphs,
                               ShapedParagraph& out) {
  SideUnit side;
  side.unit = static_cast<std::uint32_t>(out.units.size());
  side.first_glyph = static_cast<std::uint32_t>(out.side_glyphs.size());
  side.glyph_count = static_cast<std::uint32_t>(glyphs.size());
  side.missing = wide.missing;
  side.advance = wide.advance;
  side.bytes = wide.bytes;
  out.sides.push_back(side);
  out.side_glyphs.insert(out.side_glyphs.end(), glyphs.begin(), glyphs.end());
  Unit unit{};
  unit.flags = static_cast<std::uint16_t>(wide.flags | has_side);
  unit.trim = wide.trim;
  unit.bytes = static_cast<std::uint8_t>(std::min<std::uint32_t>(wide.bytes, bytes_in_side));
  const bool fits = wide.advance >= 0 && wide.advance < advance_in_side;
  unit.advance = fits ? static_cast<std::uint16_t>(wide.advance) : advance_in_side;
  out.units.push_back(unit);
}

void ParagraphShaper::add_unit(const Source& source, std::uint32_t begin, const StretchUnit& shaped,
                               const ShapedStretch& stretch, ShapedParagraph& out) {
  const bool drawn = shaped.slot < source.table->slot_count();
  continue_run(source, drawn ? source.table->font(shaped.slot) : source.table->font(0), shaped.level, out);
  const std::uint32_t first = begin + shaped.begin, end = begin + shaped.end;
  spacing_places_.push_back(static_cast<std::uint32_t>(out.units.size()));
  if (shaped.unsafe_before) out.unsafe_units.push_back(static_cast<std::uint32_t>(out.units.size()));
  WideUnit unit{0, text_.offsets[end] - text_.offsets[first], 0, entries_[first].trim,
                unit_flags(first, end)};
  if (!drawn) {
    if (shaped.slot == slot_missing) {
      unit.missing = text_.characters[first];
      unit.advance = source.px * 64;
    } else {
      unit.flags |= invisible;
      if (text_.characters[first] == U'\t') unit.advance = source.px * 128;
    }
    add_side(unit, {}, out);
    return;
  }
  const std::int32_t em = source.table->file(shaped.slot).units_per_em();
  const FontRole role = source.table->role();
  const auto scale = [&](std::int32_t units) { return scaled(units, source.px, em, role); };
  const StretchGlyph& glyph = stretch.glyphs[shaped.first_glyph];
  const bool plainly_placed = shaped.glyph_count == 1 && glyph.x_offset == 0 && glyph.y_offset == 0;
  const std::int32_t advance = plainly_placed ? scale(glyph.x_advance) : -1;
  if (advance >= 0 && advance < advance_in_side && unit.bytes < bytes_in_side) {
    out.units.push_back({static_cast<std::uint16_t>(glyph.glyph), static_cast<std::uint16_t>(advance),
                         unit.flags, unit.trim, static_cast<std::uint8_t>(unit.bytes)});
    return;
  }
  side_glyphs_.clear();
  for (std::uint32_t i = 0; i < shaped.glyph_count; ++i) {
    const StretchGlyph& g = stretch.glyphs[shaped.first_glyph + i];
    side_glyphs_.push_back({g.glyph, scale(g.x_advance), scale(g.x_offset), scale(g.y_offset)});
    unit.advance += side_glyphs_.back().x_advance;
  }
  add_side(unit, side_glyphs_, out);
}

void ParagraphShaper::open_lines(const Paragraph& paragraph) {
  line_frame_.clear();
  analyse(paragraph, line_frame_);
  style_ = paragraph.style;
  line_items_.resize(sources_.size());
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    const Source& source = sources_[i];
    const std::uint32_t count = source.end - source.begin;
    std::span<const std::uint8_t> levels;
    if (!levels_.empty()) levels = std::span(levels_).subspan(source.begin, count);
    itemize(std::span(text_.characters).subspan(source.begin, count), *source.table, levels, line_items_[i]);
  }
}

void ParagraphShaper::shape_line(std::uint32_t begin_byte, std::uint32_t end_byte, ShapedParagraph& out) {
  const auto character_at = [&](std::uint32_t byte) {
    const auto found = std::lower_bound(text_.offsets.begin(), text_.offsets.end(), byte);
    return static_cast<std::uint32_t>(found - text_.offsets.begin());
  };
  const std::uint32_t line_begin = character_at(begin_byte), line_end = character_at(end_byte);
  out.clear();
  out.text_size = end_byte - begin_byte;
  out.base_level = line_frame_.base_level;
  out.has_right_to_left = line_frame_.has_right_to_left;
  spacing_places_.clear();
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    const Source& source = sources_[i];
    const std::uint32_t begin = std::max(source.begin, line_begin), end = std::min(source.end, line_end);
    if (begin >= end) continue;
    items_.clear();
    for (Item item : line_items_[i]) {
      item.begin = std::max(item.begin + source.begin, begin) - begin;
      item.end = std::min(item.end + source.begin, end) - begin;
      if (item.begin < item.end && item.end <= end - begin) items_.push_back(item);
    }
    shaper_.shape_items(std::span(text_.characters).subspan(begin, end - begin), items_, *source.table, stretch_);
    add_stretch(source, begin, stretch_, out);
  }
  set_spacing(style_, spacing_places_, out);
}

}  // namespace gongkai::text

#include "render/text/shaping.h"

#include <hb.h>

#include <algorithm>

#include "render/text/font_file.h"
#include "render/text/grapheme_breaks.h"

namespace gongkai::text {
namespace {

constexpr std::uint32_t stand_in_cluster = 0xFFFFFFFF;

void fill_buffer(hb_buffer_t* buffer, std::span<const char32_t> text, const Item& item, char32_t before,
                 char32_t after) {
  const auto* characters = reinterpret_cast<const std::uint32_t*>(text.data());
  if (before != 0) hb_buffer_add(buffer, before, 0);
  if (before != 0 || after != 0) {
    for (std::uint32_t i = item.begin; i < item.end; ++i) hb_buffer_add(buffer, characters[i], i + 1);
    if (after != 0) hb_buffer_add(buffer, after, stand_in_cluster);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    return;
  }
  hb_buffer_add_utf32(buffer, characters, static_cast<int>(text.size()), item.begin,
                      static_cast<int>(item.end - item.begin));
}

bool is_unsafe(const hb_glyph_info_t& info) {
  return (hb_glyph_info_get_glyph_flags(&info) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0;
}

}  // namespace

std::size_t ShapedStretch::bytes() const {
  return sizeof(*this) + units.capacity() * sizeof(StretchUnit) + glyphs.capacity() * sizeof(StretchGlyph) +
         plain.capacity() * sizeof(PlainGlyph);
}

void ShapedStretch::clear() {
  units.clear();
  glyphs.clear();
  plain.clear();
  any_unsafe = unsafe_after = false;
}

void Shaper::DropBuffer::operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
Shaper::Shaper() : buffer_(hb_buffer_create()) {}
Shaper::~Shaper() = default;

void Shaper::shape(std::span<const char32_t> text, ChainTable& table, std::span<const std::uint8_t> levels,
                   StretchContext context, ShapedStretch& out) {
  out.clear();
  itemize(text, table, levels, items_);
  for (const Item& item : items_) shape_one(text, item, table, context, out);
}

void Shaper::shape_items(std::span<const char32_t> text, std::span<const Item> items, ChainTable& table,
                         ShapedStretch& out) {
  out.clear();
  for (const Item& item : items) shape_one(text, item, table, {}, out);
}

void Shaper::shape_one(std::span<const char32_t> text, const Item& item, ChainTable& table,
                       StretchContext context, ShapedStretch& out) {
  if (item.slot >= table.slot_count() || table.file(item.slot).bitmap()) {
    add_unshaped(text, item, table, out);
    return;
  }
  StretchContext around;
  const bool joins = item.slot == 0 && item.script == table.main_script() && item.level == 0;
  around.plain_before = joins && context.plain_before && item.begin == 0;
  around.plain_after = joins && context.plain_after && item.end == text.size();
  shape_item(text, item, table, around, out);
}

void Shaper::shape_item(std::span<const char32_t> text, const Item& item, ChainTable& table,
                        StretchContext context, ShapedStretch& out) {
  ++shape_calls_;
  hb_buffer_t* buffer = buffer_.get();
  hb_buffer_clear_contents(buffer);
  const bool shifted = context.plain_before || context.plain_after;
  fill_buffer(buffer, text, item, context.plain_before ? table.stand_in() : 0,
              context.plain_after ? table.stand_in() : 0);
  const bool backwards = item.level % 2 == 1;
  hb_buffer_set_direction(buffer, backwards ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer, hb_script_from_iso15924_tag(item.script));
  const Language language = item_language(item.script, table.language());
  hb_buffer_set_language(buffer, hb_language_from_string(language_tag(language), -1));
  hb_shape(table.file(item.slot).shaper(), buffer, nullptr, 0);

  unsigned count = 0;
  hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer, &count);
  unsigned first = 0;
  if (context.plain_before) ++first;
  if (context.plain_after) out.unsafe_after = is_unsafe(infos[--count]);
  // Groups of one cluster are the units. Right to left they come from the end; inside a unit the visual order
  // stays.
  const std::size_t first_unit = out.units.size();
  for (unsigned i = first; i < count;) {
    unsigned end = i + 1;
    while (end < count && infos[end].cluster == infos[i].cluster) ++end;
    StretchUnit unit;
    unit.begin = infos[i].cluster - (shifted ? 1 : 0);
    unit.first_glyph = static_cast<std::uint32_t>(out.glyphs.size());
    unit.glyph_count = end - i;
    unit.slot = item.slot;
    unit.level = item.level;
    for (; i < end; ++i) {
      unit.unsafe_before |= is_unsafe(infos[i]);
      unit.advance += positions[i].x_advance;
      out.glyphs.push_back(
          {infos[i].codepoint, positions[i].x_advance, positions[i].x_offset, positions[i].y_offset});
    }
    out.any_unsafe |= unit.unsafe_before;
    out.units.push_back(unit);
  }
  const auto begin = out.units.begin() + static_cast<std::ptrdiff_t>(first_unit);
  if (backwards) std::reverse(begin, out.units.end());
  for (auto unit = begin; unit != out.units.end(); ++unit) {
    unit->end = unit + 1 != out.units.end() ? (unit + 1)->begin : item.end;
  }
  // Letters join across items, too, by the context HarfBuzz is given; it has no flag for that.
  const bool joins = backwards || item.script == script_mongolian;
  if (joins && item.begin > 0 && begin != out.units.end()) begin->unsafe_before = out.any_unsafe = true;
}

// One unit a cluster: a missing character, an invisible one, or a glyph of a bitmap font.
void Shaper::add_unshaped(std::span<const char32_t> text, const Item& item, const ChainTable& table,
                          ShapedStretch& out) {
  const auto inside = text.first(item.end);
  for (std::size_t begin = item.begin; begin < item.end;) {
    StretchUnit unit;
    unit.begin = static_cast<std::uint32_t>(begin);
    unit.end = static_cast<std::uint32_t>(cluster_end(inside, begin));
    unit.slot = item.slot;
    unit.level = item.level;
    unit.first_glyph = static_cast<std::uint32_t>(out.glyphs.size());
    if (item.slot < table.slot_count()) {
      const FontFile& font = table.file(item.slot);
      const std::uint32_t glyph = font.glyph(text[begin]);
      unit.advance = font.advance(glyph);
      unit.glyph_count = 1;
      out.glyphs.push_back({glyph, unit.advance, 0, 0});
    }
    out.units.push_back(unit);
    begin = unit.end;
  }
}

}  // namespace gongkai::text

#include "render/text/chain_table.h"

#include <hb.h>

#include <algorithm>
#include <cstdint>
#include <span>

#include "render/text/font_file.h"

namespace gongkai::text {
namespace {

using B = BreakClass;

constexpr std::uint32_t page_count = 0x1100;

// Marks whose width CLREQ 3.1.3 adjusts.
bool is_adjustable_mark(const CharacterRecord& record) {
  switch (record.break_class) {
    case B::quote_open:
    case B::quote_close:
    case B::single_quote_open:
    case B::single_quote_close:
    case B::full_stop_mark:
    case B::comma:
    case B::wide_open:
    case B::wide_close:
    case B::centred_mark:
    case B::exclamation:
    case B::interpunct:
      return true;
    default:
      return false;
  }
}

bool is_ideographic(const CharacterRecord& record) {
  return record.script == script_han || record.script == script_hiragana ||
         record.script == script_katakana || record.script == script_bopomofo;
}

struct DropBuffer {
  void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
};

std::unique_ptr<hb_buffer_t, DropBuffer> make_buffer(Script script, Language language) {
  std::unique_ptr<hb_buffer_t, DropBuffer> buffer(hb_buffer_create());
  hb_buffer_set_direction(buffer.get(), HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer.get(), hb_script_from_iso15924_tag(script));
  hb_buffer_set_language(buffer.get(), hb_language_from_string(language_tag(language), -1));
  return buffer;
}

// Advance and horizontal offset of one character with or without `halt`.
hb_glyph_position_t shape_mark(const FontFile& font, char32_t character, Script script, Language language,
                               bool halt) {
  const auto buffer = make_buffer(script, language);
  hb_buffer_add_utf32(buffer.get(), reinterpret_cast<const std::uint32_t*>(&character), 1, 0, 1);
  const hb_feature_t feature{HB_TAG('h', 'a', 'l', 't'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
  hb_shape(font.shaper(), buffer.get(), &feature, halt ? 1 : 0);
  unsigned count = 0;
  const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer.get(), &count);
  return count == 1 ? positions[0] : hb_glyph_position_t{};
}

Script main_script_of(Language language) {
  switch (language) {
    case Language::ug:
      return script_arabic;
    case Language::bo:
      return script_tibetan;
    case Language::mn:
      return script_mongolian;
    case Language::ii:
      return script_yi;
    case Language::en:
      return script_latin;
    default:
      return script_han;
  }
}

}  // namespace

ChainTable::ChainTable(const FontStack& fonts, FontRole role, Language language, int px)
    : fonts_(&fonts),
      role_(role),
      language_(language),
      main_script_(main_script_of(language)),
      pages_(page_count) {
  for (const FontId id : fonts.chain(role)) {
    if (fonts.file(id).serves(px) && slots_.size() < slot_invisible) slots_.push_back(id);
  }
  if (slots_.empty()) return;
  // Scripts whose characters join or move (Arabic, Tibetan, Mongolian) are always shaped.
  if (main_script_ == script_han || main_script_ == script_yi || main_script_ == script_latin) {
    inert_ = std::make_unique<InertGlyphs>(file(0), main_script_, language);
  }
  for (const char32_t candidate : {U'中', U'一', U'ꀀ', U'文'}) {
    const std::uint32_t glyph = file(0).glyph(candidate);
    if (stand_in_ == 0 && inert_ != nullptr && glyph != 0 && inert_->contains(glyph)) stand_in_ = candidate;
  }
  if (stand_in_ == 0) inert_.reset();
  if (stand_in_ != 0) commonest_ = entry(stand_in_);
}

std::size_t ChainTable::bytes() const {
  const auto filled =
      std::count_if(pages_.begin(), pages_.end(), [](const auto& page) { return page != nullptr; });
  return pages_.size() * sizeof(void*) + static_cast<std::size_t>(filled) * sizeof(Page);
}

const ChainTable::Page& ChainTable::fill(std::uint32_t page) {
  auto fresh = std::make_unique<Page>();
  for (std::uint32_t i = 0; i < fresh->size(); ++i) (*fresh)[i] = make_entry(page << 8 | i);
  pages_[page] = std::move(fresh);
  return *pages_[page];
}

CharacterEntry ChainTable::make_entry(char32_t character) const {
  const CharacterRecord& record = unicode_record(character);
  CharacterEntry entry;
  entry.break_class = record.break_class;
  const GraphemeClass g = record.grapheme;
  unsigned flags = 0;
  if (g == GraphemeClass::extend || g == GraphemeClass::zwj || g == GraphemeClass::spacing_mark)
    flags |= attaches;
  if (record.direction >= Direction::right_to_left) flags |= needs_bidi;
  if (is_ideographic(record)) flags |= ideograph;
  const bool cased = record.has(letter) || record.has(decimal);
  if (cased && !record.has(wide) && !is_ideographic(record)) flags |= alphanumeric;
  if (character == U' ' || character == U'\u3000' || character == U'\t') flags |= blank;
  entry.flags = static_cast<std::uint8_t>(flags);
  const bool hidden = record.has(control) || (record.has(ignorable) && !record.has(mark));
  entry.slot = hidden ? slot_invisible : slot_for(std::span(&character, 1));
  if (entry.slot < slots_.size()) {
    entry.glyph = static_cast<std::uint16_t>(file(entry.slot).glyph(character));
    entry.advance = static_cast<std::int16_t>(file(entry.slot).advance(entry.glyph));
    if (is_adjustable_mark(record)) set_trim(entry, character);
    if (is_plain(entry, record)) {
      entry.flags |= plain;
    } else if (is_adjustable_mark(record) || (character < 0x80 && record.script == script_common)) {
      settle(entry, character, record);
    }
  }
  return entry;
}

bool ChainTable::is_plain(const CharacterEntry& entry, const CharacterRecord& record) const {
  if (inert_ == nullptr || entry.slot != 0 || !inert_->contains(entry.glyph)) return false;
  if ((entry.flags & (attaches | needs_bidi)) != 0 || record.has(mark) || record.has(ignorable)) return false;
  // Anything that may begin or continue a longer cluster goes through the shaper.
  if (record.grapheme != GraphemeClass::other || record.has(pictographic)) return false;
  if (file(0).bitmap()) return true;
  if (record.script == main_script_) return true;
  return main_script_ == script_han && record.script == script_common && record.has(wide);
}

void ChainTable::settle(CharacterEntry& entry, char32_t character, const CharacterRecord& record) const {
  if (stand_in_ == 0 || entry.slot != 0 || file(0).bitmap() || record.script != script_common) return;
  if ((entry.flags & (attaches | needs_bidi)) != 0 || record.grapheme != GraphemeClass::other) return;
  const std::uint32_t text[] = {stand_in_, character, stand_in_};
  const auto buffer = make_buffer(main_script_, language_);
  hb_buffer_add_utf32(buffer.get(), text, 3, 0, 3);
  hb_shape(file(0).shaper(), buffer.get(), nullptr, 0);
  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
  const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer.get(), &count);
  if (count != 3 || infos[1].cluster != 1) return;
  const auto flags_at = [&](unsigned i) { return hb_glyph_info_get_glyph_flags(&infos[i]); };
  if (((flags_at(1) | flags_at(2)) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0) return;
  const hb_glyph_position_t& p = positions[1];
  if (p.x_offset != 0 || p.y_offset != 0 || p.x_advance < 0 || p.x_advance > INT16_MAX) return;
  entry.glyph = static_cast<std::uint16_t>(infos[1].codepoint);
  entry.advance = static_cast<std::int16_t>(p.x_advance);
  entry.settled = 1;
}

void ChainTable::set_trim(CharacterEntry& entry, char32_t character) const {
  const FontFile& font = file(entry.slot);
  const int em = font.units_per_em();
  if (entry.advance * 8 < em * 7) return;  // already narrow: nothing to take
  int left = 0, right = 0;
  if (font.bitmap()) {
    // A bitmap font has no features; its full-width marks stand in one half by design.
    const B c = unicode_record(character).break_class;
    const bool opens = c == B::wide_open || c == B::quote_open || c == B::single_quote_open;
    left = opens ? em / 2 : 0;
    right = opens ? 0 : em / 2;
    if (c == B::interpunct) left = right = em / 4;
  } else {
    const auto whole = shape_mark(font, character, main_script_, language_, false);
    const auto half = shape_mark(font, character, main_script_, language_, true);
    left = whole.x_offset - half.x_offset;
    right = whole.x_advance - half.x_advance - left;
  }
  // In the middle of its em a mark takes the whole of it (in Taiwan and Hong Kong all of them stand there); only
  // the interpunct of the mainland takes half (CLREQ 3.1.3).
  const bool mainland_interpunct =
      unicode_record(character).break_class == B::interpunct && language_ != Language::zh_hant;
  if (left > 0 && right > 0 && !mainland_interpunct) return;
  if (left > 0) entry.flags |= trims_left;
  if (right > 0) entry.flags |= trims_right;
  entry.trim = static_cast<std::uint8_t>(std::clamp(std::max(left, right) * 128 / em, 0, 127)) & 0x7F;
}

Script ChainTable::shaping_script(std::uint8_t slot, Script script) {
  // Scripts of HarfBuzz's default shaper that stand in Chinese text; the others keep to themselves.
  constexpr Script mixing[] = {script_latin,
                               script_hiragana,
                               script_katakana,
                               script_bopomofo,
                               script_tag('G', 'r', 'e', 'k'),
                               script_tag('C', 'y', 'r', 'l'),
                               script_han};
  if (script == main_script_ || slot >= slots_.size()) return script;
  if (std::find(std::begin(mixing), std::end(mixing), main_script_) == std::end(mixing)) return script;
  if (std::find(std::begin(mixing), std::end(mixing), script) == std::end(mixing)) return script;
  for (const Likeness& known : likenesses_) {
    if (known.slot == slot && known.script == script) return known.alike ? main_script_ : script;
  }
  const bool alike = shape_alike(file(slot), script, main_script_, language_);
  likenesses_.push_back({slot, script, alike});
  return alike ? main_script_ : script;
}

std::uint8_t ChainTable::slot_for(std::span<const char32_t> cluster) const {
  const CharacterRecord& first = unicode_record(cluster[0]);
  // Private use means nothing outside an icon font: what some font draws there is not what was written.
  if (first.has(private_use) && role_ != FontRole::icon) return slot_missing;
  const bool emoji_style = std::find(cluster.begin(), cluster.end(), U'\uFE0F') != cluster.end();
  const bool text_style = std::find(cluster.begin(), cluster.end(), U'\uFE0E') != cluster.end();
  const bool prefers_color = (first.has(emoji_presentation) && !text_style) || emoji_style;
  const auto covers = [&](const FontFile& font, bool with_selectors) {
    for (std::size_t i = 0; i < cluster.size(); ++i) {
      const CharacterRecord& record = unicode_record(cluster[i]);
      if (record.has(ignorable)) continue;
      if (font.glyph(cluster[i]) == 0) return false;
      const bool selected = i + 1 < cluster.size() && cluster[i + 1] >= 0xE0100 && cluster[i + 1] <= 0xE01EF;
      if (with_selectors && selected && font.glyph(cluster[i], cluster[i + 1]) == 0) return false;
    }
    return true;
  };
  // First a font that has the very variant asked for, then any font that has the characters.
  for (const bool with_selectors : {true, false}) {
    for (const bool color : {prefers_color, !prefers_color}) {
      for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
        const FontFile& font = file(static_cast<std::uint8_t>(slot));
        if (font.color() == color && covers(font, with_selectors)) return static_cast<std::uint8_t>(slot);
      }
    }
  }
  return slot_missing;
}

}  // namespace gongkai::text

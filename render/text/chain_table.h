// What the engine must know of a character in one font role and language, in one load: which font of the
// chain has it, its glyph and advance there, its line-break class, and whether it can be placed without
// shaping. Pages of 256 characters are filled when first met.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "render/text/font_stack.h"
#include "render/text/inert_glyphs.h"
#include "render/text/paragraph.h"
#include "render/text/unicode_tables.h"

namespace gongkai::text {

enum EntryFlag : std::uint8_t {
  plain = 1 << 0,        // inert, of the first font, shaped as the paragraph's main script: place it as it is
  attaches = 1 << 1,     // belongs to the character before it (mark, selector, joiner)
  needs_bidi = 1 << 2,   // right to left, Arabic number or an explicit bidi control
  trims_left = 1 << 3,   // a full-width mark that may lose its left part
  trims_right = 1 << 4,  // ... its right part
  ideograph = 1 << 5,    // the Chinese side of a Han-Latin gap
  alphanumeric = 1 << 6,  // the Latin side of a Han-Latin gap
  blank = 1 << 7,         // a space that may hang beyond a line end
};

inline constexpr std::uint8_t slot_missing = 255;    // no font of the chain has it
inline constexpr std::uint8_t slot_invisible = 254;  // control or ignorable character: nothing is drawn

struct CharacterEntry {
  std::uint16_t glyph = 0;
  std::int16_t advance = 0;  // font units of the font in `slot`
  BreakClass break_class = BreakClass::XX;
  std::uint8_t flags = 0;  // EntryFlag
  std::uint8_t slot = slot_missing;
  // What a mark may lose on a side, 1/128 em, from the font's `halt`.
  std::uint8_t trim : 7 = 0;
  // Not inert, but between two inert characters it comes out as `glyph` and `advance` say: most commas and
  // stops.
  std::uint8_t settled : 1 = 0;
};
static_assert(sizeof(CharacterEntry) == 8);

// An entry as one number, to compare all of it but the glyph at once.
using EntryBits = std::uint64_t;
inline EntryBits bits_of(const CharacterEntry& entry) { return std::bit_cast<EntryBits>(entry); }
inline bool same_but_glyph(EntryBits a, EntryBits b) {
  constexpr std::array<std::uint16_t, 4> glyph = {0xFFFF, 0, 0, 0};
  return ((a ^ b) & ~std::bit_cast<EntryBits>(glyph)) == 0;
}

class ChainTable {
 public:
  // For a role with bitmap fonts `px` decides which of them serve; for the others it does not matter.
  ChainTable(const FontStack& fonts, FontRole role, Language language, int px);

  // `character` must be at most U+10FFFF.
  const CharacterEntry& entry(char32_t character) {
    const auto& page = pages_[character >> 8];
    return (page != nullptr ? *page : fill(character >> 8))[character & 255];
  }

  // What nearly every character of a text has for an entry, but for the glyph: the entry of the stand-in.
  const CharacterEntry& commonest() const { return commonest_; }

  std::size_t slot_count() const { return slots_.size(); }
  FontId font(std::uint8_t slot) const { return slots_[slot]; }
  const FontFile& file(std::uint8_t slot) const { return fonts_->file(slots_[slot]); }
  // The first slot, from `first` on, whose font has every one of `characters`; slot_missing if none.
  std::uint8_t slot_for(std::span<const char32_t> cluster) const;

  // The script to shape `script` in: the main script where the font treats both alike, so that one call takes
  // both.
  Script shaping_script(std::uint8_t slot, Script script);

  FontRole role() const { return role_; }
  Language language() const { return language_; }
  Script main_script() const { return main_script_; }  // script of the characters marked plain
  char32_t stand_in() const { return stand_in_; }  // an inert character of the first font; 0 if there is none
  std::size_t bytes() const;

 private:
  using Page = std::array<CharacterEntry, 256>;
  const Page& fill(std::uint32_t page);
  CharacterEntry make_entry(char32_t character) const;
  void set_trim(CharacterEntry& entry, char32_t character) const;
  bool is_plain(const CharacterEntry& entry, const CharacterRecord& record) const;
  void settle(CharacterEntry& entry, char32_t character, const CharacterRecord& record) const;

  const FontStack* fonts_;
  FontRole role_;
  Language language_;
  Script main_script_;
  std::vector<FontId> slots_;
  std::unique_ptr<InertGlyphs> inert_;
  char32_t stand_in_ = 0;
  CharacterEntry commonest_;
  struct Likeness {
    std::uint8_t slot;
    Script script;
    bool alike;
  };
  std::vector<Likeness> likenesses_;
  std::vector<std::unique_ptr<Page>> pages_;
};

}  // namespace gongkai::text

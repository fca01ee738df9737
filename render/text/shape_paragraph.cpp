#include "render/text/shape_paragraph.h"

#include <algorithm>
#include <bit>

#include "render/text/bidi.h"
#include "render/text/font_file.h"
#include "render/text/keep_together.h"
#include "render/text/repair.h"
#include "render/text/spacing.h"

namespace gongkai::text {

std::int32_t scaled(std::int32_t units, std::int32_t px, std::int32_t units_per_em, FontRole role) {
  const std::int64_t product = static_cast<std::int64_t>(units) * px * 64;
  const std::int64_t half = units_per_em / 2;
  const auto rounded =
      static_cast<std::int32_t>((product >= 0 ? product + half : product - half) / units_per_em);
  return role == FontRole::led ? (rounded + 32) & ~63 : rounded;
}

ChainTable& ParagraphShaper::table(FontRole role, Language language, int px) {
  const int key_px = role == FontRole::led ? px : 0;
  for (const TableKey& known : tables_) {
    if (known.role == role && known.language == language && known.px == key_px) return *known.table;
  }
  tables_.push_back({role, language, key_px, std::make_unique<ChainTable>(*fonts_, role, language, px)});
  return *tables_.back().table;
}

std::size_t ParagraphShaper::table_bytes() const {
  std::size_t bytes = 0;
  for (const TableKey& known : tables_) bytes += known.table->bytes();
  return bytes;
}

ShapedParagraph ParagraphShaper::shape(const Paragraph& paragraph) {
  ShapedParagraph out;
  shape(paragraph, out);
  return out;
}

void ParagraphShaper::shape(const Paragraph& paragraph, ShapedParagraph& out) {
  out.clear();
  analyse(paragraph, out);
  out.units.reserve(text_.characters.size());
  out.runs.reserve(sources_.size());
  spacing_places_.clear();
  for (const Source& source : sources_) {
    out.largest_px = std::max(out.largest_px, source.px);
    if (slowly_ || source.table->stand_in() == 0 || plain_may_turn(source)) {
      place_shaped(source, source.begin, source.end, out);
    } else {
      place_mixed(source, out);
    }
  }
  set_spacing(paragraph.style, spacing_places_, out);
}

// Whether a character that needs no shaping may stand in a run from right to left.
bool ParagraphShaper::plain_may_turn(const Source& source) const {
  if (levels_.empty()) return false;
  for (std::uint32_t i = source.begin; i < source.end; ++i) {
    if ((entries_[i].flags & plain) != 0 && levels_[i] != 0) return true;
  }
  return false;
}

void ParagraphShaper::analyse(const Paragraph& paragraph, ShapedParagraph& out) {
  read(paragraph);
  find_breaks(paragraph.style);
  out.text_size = text_.offsets.empty() ? 0 : text_.offsets.back();
  out.invalid_sequences = text_.invalid_sequences;
  class_flags_ = &class_flags(paragraph.style.level, paragraph.style.language);
  find_levels(paragraph.style.language, out);
}

ShapedParagraph ParagraphShaper::shape_slowly(const Paragraph& paragraph) {
  slowly_ = true;
  ShapedParagraph out = shape(paragraph);
  slowly_ = false;
  return out;
}

void ParagraphShaper::read(const Paragraph& paragraph) {
  text_.clear();
  sources_.clear();
  std::uint32_t base = 0;
  for (std::size_t i = 0; i < paragraph.spans.size(); ++i) {
    const Span& span = paragraph.spans[i];
    const auto begin = static_cast<std::uint32_t>(text_.characters.size());
    if (!text_.offsets.empty()) text_.offsets.pop_back();
    decode_span(span, base, paragraph.style.repair);
    base += static_cast<std::uint32_t>(span.text.size());
    const int px = std::max(span.px, 1);
    sources_.push_back({&table(span.role, paragraph.style.language, px), begin,
                        static_cast<std::uint32_t>(text_.characters.size()), 0, 0, px,
                        static_cast<std::uint16_t>(i)});
  }
  look_up();
}

// What the chain tables say of every character.
void ParagraphShaper::look_up() {
  const std::size_t count = text_.characters.size();
  if (entries_.size() < count) entries_.resize(count);
  classes_.resize(count);
  odd_places_.resize(count);
  const char32_t* const characters = text_.characters.data();
  CharacterEntry* const entries = entries_.data();
  BreakClass* const classes = classes_.data();
  std::uint32_t* const odd = odd_places_.data();
  entry_flags_seen_ = 0;
  std::uint32_t odd_count = 0;
  for (Source& source : sources_) {
    ChainTable& table = *source.table;
    const EntryBits common = bits_of(table.commonest());
    EntryBits seen = 0;
    source.first_odd = odd_count;
    for (std::uint32_t i = source.begin; i < source.end; ++i) {
      const CharacterEntry& entry = table.entry(characters[i]);
      const EntryBits bits = bits_of(entry);
      entries[i] = entry;
      classes[i] = entry.break_class;
      seen |= bits;
      // Written always, counted where it matters: such places come too irregularly for a branch.
      odd[odd_count] = i;
      odd_count += same_but_glyph(bits, common) ? 0 : 1;
    }
    const unsigned flags = std::bit_cast<CharacterEntry>(seen).flags;
    if ((flags & attaches) != 0) odd_count = add_bases(source);
    source.end_odd = odd_count;
    entry_flags_seen_ |= flags;
  }
  odd_places_.resize(odd_count);
}

// The odd places of a source with marks, again: the base of a mark is odd, too, like most characters as it
// may be. Returns where they end.
std::uint32_t ParagraphShaper::add_bases(const Source& source) {
  const EntryBits common = bits_of(source.table->commonest());
  std::uint32_t odd_count = source.first_odd;
  for (std::uint32_t i = source.begin; i < source.end; ++i) {
    const bool is_base = i + 1 < source.end && (entries_[i + 1].flags & attaches) != 0;
    if (is_base || !same_but_glyph(bits_of(entries_[i]), common)) odd_places_[odd_count++] = i;
  }
  return odd_count;
}

// Repair looks at one span only: a change of font is a change of voice, too.
void ParagraphShaper::decode_span(const Span& span, std::uint32_t base, Repair repair) {
  if (repair == Repair::off) {
    decode_utf8(span.text, base, text_);
    return;
  }
  DecodedText part;
  decode_utf8(span.text, base, part);
  repair_punctuation(part);
  text_.characters.insert(text_.characters.end(), part.characters.begin(), part.characters.end());
  text_.offsets.insert(text_.offsets.end(), part.offsets.begin(), part.offsets.end());
  text_.invalid_sequences += part.invalid_sequences;
}

void ParagraphShaper::find_breaks(const ParagraphStyle& style) {
  find_line_breaks(text_.characters, classes_, break_tailoring(style.level, style.language), breaks_);
  if (style.level >= BreakLevel::basic && (entry_flags_seen_ & alphanumeric) != 0)
    weaken_breaks(text_.characters, classes_, breaks_);
  // The end of the text is no hard break of its own: fit ends there anyway.
  if (!breaks_.empty()) breaks_.back() = Break::allowed;
}

void ParagraphShaper::find_levels(Language language, ShapedParagraph& out) {
  levels_.clear();
  if ((entry_flags_seen_ & needs_bidi) == 0 && language != Language::ug) return;
  BaseDirection base = BaseDirection::automatic;
  if (language == Language::ug) {
    base = BaseDirection::right_to_left;
  } else if ((entry_flags_seen_ & ideograph) != 0) {
    base = BaseDirection::left_to_right;  // a Chinese line that begins with a Uyghur name is still Chinese
  }
  out.base_level = find_bidi_levels(text_.characters, base, levels_);
  out.has_right_to_left = true;
}

// Inert characters from the table, what lies between them through the cache. A stretch that came out one
// glyph a character is written over the table's entries and goes on as if it were inert.
void ParagraphShaper::place_mixed(const Source& source, ShapedParagraph& out) {
  CharacterEntry* const entries = entries_.data();
  const std::uint32_t* const odd = odd_places_.data();
  const auto stands_alone = [&](std::uint32_t i) {
    return (entries[i].flags & plain) != 0 && (i + 1 == source.end || (entries[i + 1].flags & attaches) == 0);
  };
  PlainRow row{source.begin, source.end, source.first_odd, source.end_odd};  // not yet placed
  for (std::uint32_t k = source.first_odd; k < source.end_odd;) {
    const std::uint32_t begin = odd[k], first_odd = k;
    if (stands_alone(begin)) {
      ++k;
      continue;
    }
    std::uint32_t end = begin;
    for (; k < source.end_odd && odd[k] == end && !stands_alone(end); ++k) ++end;
    const StretchContext context{begin > source.begin, end < source.end};
    // Neighbours that are inert, and there: at the edges of the text a mark has no neighbour.
    const bool forward = levels_.empty() || std::all_of(&levels_[begin], &levels_[begin] + (end - begin),
                                                        [](std::uint8_t level) { return level == 0; });
    if (end == begin + 1 && entries[begin].settled != 0 && context.plain_before && context.plain_after && forward)
      continue;
    const std::span<const char32_t> text(text_.characters.data() + begin, end - begin);
    if (!forward) {
      const std::span<const std::uint8_t> levels(&levels_[begin], text.size());
      shaper_.shape(text, *source.table, levels, context, stretch_);
    }
    const ShapedStretch& stretch = forward ? stretches_.get(text, *source.table, context, shaper_) : stretch_;
    if (!stretch.plain.empty()) {
      const auto first_unit = static_cast<std::uint32_t>(out.units.size()) + (begin - row.begin);
      for (std::uint32_t i = begin; i < end; ++i) {
        entries[i].glyph = stretch.plain[i - begin].glyph;
        entries[i].advance = static_cast<std::int16_t>(stretch.plain[i - begin].advance);
      }
      if (stretch.any_unsafe) note_unsafe(stretch.plain, first_unit, out);
    } else {
      place_plain(source, {row.begin, begin, row.first_odd, first_odd}, out);
      add_stretch(source, begin, stretch, out);
      row.begin = end;
      row.first_odd = k;
    }
  }
  place_plain(source, row, out);
}

// The characters of the row stand alone: one unit each, of the first font.
void ParagraphShaper::place_plain(const Source& source, const PlainRow& row, ShapedParagraph& out) {
  if (row.begin == row.end) return;
  continue_run(source, source.table->font(0), 0, out);
  const AdvanceScale scale(source.px, source.table->file(0).units_per_em(), source.table->role());
  known_units_.open(*source.table, source.px, *class_flags_);
  const CharacterEntry* const entries = entries_.data();
  const Break* const breaks = breaks_.data() + 1;  // behind each character
  const std::uint32_t* const offsets = text_.offsets.data();
  const auto first_unit = static_cast<std::uint32_t>(out.units.size());
  out.units.resize(first_unit + (row.end - row.begin));
  Unit* unit = out.units.data() + first_unit;
  const auto place_of = [&](std::uint32_t i) { return first_unit + (i - row.begin); };
  const CommonUnits common = common_units(plain_unit(source.table->commonest(), scale, *class_flags_));
  const unsigned common_flags = common[0].flags;
  bool too_large = common[0].advance >= advance_in_side;
  unsigned before = ~common_flags;  // the first one is always looked at
  std::uint32_t i = row.begin;
  for (std::uint32_t k = row.first_odd;; ++k) {
    const std::uint32_t next_odd = k < row.end_odd ? odd_places_[k] : row.end;
    if (i < next_odd) {
      if (((common_flags ^ before) & latin_side) != 0) spacing_places_.push_back(place_of(i));
      before = common_flags;
      const std::uint32_t first = i;
      for (; i < next_odd; ++i, ++unit) {
        *unit = common[static_cast<std::size_t>(breaks[i])];
        unit->glyph = entries[i].glyph;
      }
      // Three bytes each, unless some have more: no ideograph has less.
      const std::uint32_t count = i - first;
      if (offsets[i] - offsets[first] != common_bytes * count)
        too_large |= !set_bytes(offsets + first, {unit - count, count});
    }
    if (i == row.end) break;
    Unit other = known_units_.of(entries[i], scale);
    const unsigned flags = other.flags;
    if (i == row.begin || (flags & (cuts_left | cuts_right)) != 0 || ((flags ^ before) & latin_side) != 0)
      spacing_places_.push_back(place_of(i));
    before = flags;
    const std::uint32_t bytes = offsets[i + 1] - offsets[i];
    too_large |= other.advance >= advance_in_side || bytes >= bytes_in_side;
    other.flags = static_cast<std::uint16_t>(flags | break_flags[static_cast<std::size_t>(breaks[i])]);
    other.bytes = static_cast<std::uint8_t>(bytes);
    *unit = other;
    ++unit, ++i;
  }
  if (too_large) widen_plain(source, row.begin, first_unit, out);
}

// The rare second look at plain units of which some are wider than a unit can say (more than 1023 px) or
// stand for more text (a long row of dots made two): they get a side.
void ParagraphShaper::widen_plain(const Source& source, std::uint32_t begin, std::uint32_t first_unit,
                                  ShapedParagraph& out) {
  const std::vector<Unit> units(out.units.begin() + first_unit, out.units.end());
  out.units.resize(first_unit);
  const std::int32_t em = source.table->file(0).units_per_em();
  for (std::uint32_t k = 0; k < units.size(); ++k) {
    const CharacterEntry& entry = entries_[begin + k];
    const std::int32_t advance = scaled(entry.advance, source.px, em, source.table->role());
    const std::uint32_t bytes = text_.offsets[begin + k + 1] - text_.offsets[begin + k];
    const SideGlyph glyph{entry.glyph, advance, 0, 0};
    if (advance >= advance_in_side || bytes >= bytes_in_side) {
      add_side({advance, bytes, 0, entry.trim, units[k].flags}, std::span(&glyph, 1), out);
    } else {
      out.units.push_back(units[k]);
    }
  }
}

}  // namespace gongkai::text

#include "content/store/item_search.h"

#include <string.h>  // memmem

#include <algorithm>

#include "content/model/code_points.h"
#include "content/store/pinyin.h"
#include "content/store/stroke_table.h"

namespace gongkai::store {
namespace {

// The states of after_glyph are bits of one 64-bit word.
constexpr std::size_t max_query_length = 60;

bool is_letter(char32_t code) { return code >= U'a' && code <= U'z'; }

char32_t narrowed(char32_t code) {
  if (code >= 0xFF01 && code <= 0xFF5E) code -= 0xFEE0;
  if (code >= U'A' && code <= U'Z') code += 32;
  return code;
}

bool is_searchable(char32_t code) {
  if (code < 0x80) return is_letter(code) || (code >= U'0' && code <= U'9');
  if (code < 0xC0 || (code >= 0x2000 && code <= 0x206F)) return false;
  if (code >= 0x3000 && code <= 0x303F) return code == 0x3005 || code == 0x3007;
  if (code >= 0xFE00 && code <= 0xFE4F) return false;
  if (code >= 0xFF5F && code <= 0xFF65) return false;
  return code != 0xFEFF && code != 0xFFFD;
}

// How many characters of `rest` the reading takes: the whole syllable, or all of `rest` where it is the beginning of
// the syllable; 0 when they differ.
std::size_t taken_by(std::string_view reading, std::u32string_view rest) {
  const std::size_t length = std::min(reading.size(), rest.size());
  for (std::size_t i = 0; i < length; ++i) {
    if (rest[i] != static_cast<char32_t>(reading[i])) return 0;
  }
  return length;
}

// The next character of a search form, which is sound UTF-8 unless the file is damaged.
char32_t take_glyph(std::string_view& form) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(form[i]); };
  const unsigned char lead = byte(0);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (length == 1 || form.size() < length) {
    form.remove_prefix(1);
    return lead;
  }
  char32_t code = lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code = (code << 6) | (byte(i) & 0x3Fu);
  form.remove_prefix(length);
  return code;
}

}  // namespace

std::u32string search_form(std::string_view text) {
  std::u32string form;
  for (const char32_t written : model::to_code_points(text)) {
    const char32_t code = narrowed(written);
    if (is_searchable(code)) form += code;
  }
  return form;
}

SearchQuery::SearchQuery(std::string_view text, const StrokeTable* strokes)
    : form_(search_form(text)), strokes_(strokes) {
  form_.resize(std::min(form_.size(), max_query_length));
  literal_ = model::to_utf8(form_);
  for (const char32_t code : form_) stroke_keys_ += strokes_ ? stroke_of(code) : '\0';
  may_sound_ = std::any_of(form_.begin(), form_.end(), is_letter) ||
               stroke_keys_.find_first_not_of('\0') != std::string::npos;
}

MatchRank SearchQuery::match(FieldKind kind, std::string_view form) {
  const void* found = ::memmem(form.data(), form.size(), literal_.data(), literal_.size());
  const bool title = kind == FieldKind::title;
  if (found == nullptr) {
    return may_sound_ && (title || kind == FieldKind::alias) ? match_by_sound(kind, form) : MatchRank::none;
  }
  if (found != form.data()) return title ? MatchRank::title_substring : MatchRank::alias_substring;
  if (form.size() == literal_.size()) return title || kind == FieldKind::number ? MatchRank::title_exact : MatchRank::alias_exact;
  return title ? MatchRank::title_prefix : MatchRank::alias_prefix;
}

MatchRank SearchQuery::match_by_sound(FieldKind kind, std::string_view form) {
  const bool title = kind == FieldKind::title;
  std::string_view rest = form;
  while (!rest.empty()) {
    const std::string_view from = rest;
    if (!may_begin(take_glyph(rest))) continue;
    const std::size_t length = sound_at(from);
    if (length == 0) continue;
    if (from.size() != form.size()) return title ? MatchRank::title_substring_by_sound : MatchRank::alias_substring;
    if (length == form.size()) return title ? MatchRank::title_exact_by_sound : MatchRank::alias_exact;
    return title ? MatchRank::title_prefix_by_sound : MatchRank::alias_prefix;
  }
  return MatchRank::none;
}

std::vector<TextRange> SearchQuery::marks(std::string_view title) {
  std::string form;
  std::vector<TextRange> written;  // by byte of the form: the character of the title it stands for
  for (std::size_t i = 0; i < title.size();) {
    const model::CodePoint character = model::code_point_at(title, i);
    const char32_t code = narrowed(character.value);
    if (is_searchable(code)) form += model::to_utf8({&code, 1});
    written.resize(form.size(), {i, i + character.length});
    i += character.length;
  }
  std::vector<TextRange> found;
  const auto mark_all = [&](auto length_of_match) {
    for (std::string_view rest = form; !rest.empty();) {
      const std::size_t from = form.size() - rest.size();
      if (const std::size_t length = length_of_match(rest)) {
        found.push_back({written[from].begin, written[from + length - 1].end});
        rest.remove_prefix(length);
      } else {
        take_glyph(rest);
      }
    }
  };
  if (empty()) return found;
  mark_all([&](std::string_view rest) { return rest.starts_with(literal_) ? literal_.size() : 0; });
  if (found.empty() && may_sound_) mark_all([&](std::string_view rest) { return sound_at(rest); });
  return found;
}

// How many bytes the shortest match takes that begins with `form`; 0 when there is none.
std::size_t SearchQuery::sound_at(std::string_view form) const {
  std::uint64_t states = 1;
  for (std::string_view rest = form; !rest.empty() && states != 0;) {
    states = after_glyph(take_glyph(rest), states);
    if (states >> form_.size() & 1) return form.size() - rest.size();
  }
  return 0;
}

// `states` has bit j set when the first j characters of the query are matched already.
std::uint64_t SearchQuery::after_glyph(char32_t code, std::uint64_t states) const {
  const auto readings = readings_of(code);
  std::uint64_t next = 0;
  for (std::size_t j = 0; j < form_.size(); ++j) {
    if (!(states >> j & 1)) continue;
    if (form_[j] == code) next |= std::uint64_t{1} << (j + 1);
    if (stroke_keys_[j] != 0) next |= after_strokes(code, j);
    if (!is_letter(form_[j])) continue;
    const std::u32string_view rest = std::u32string_view(form_).substr(j);
    for (const SyllableIndex index : readings) {
      const std::string_view reading = syllable(index);
      if (static_cast<char32_t>(reading.front()) != rest.front()) continue;
      next |= std::uint64_t{1} << (j + 1);
      // zh, ch and sh are one initial to many.
      if (reading.size() > 1 && reading[1] == 'h' && rest.size() > 1 && rest[1] == U'h') {
        next |= std::uint64_t{1} << (j + 2);
      }
      if (const std::size_t taken = taken_by(reading, rest)) next |= std::uint64_t{1} << (j + taken);
    }
  }
  return next;
}

// All strokes of the character, or all that are left of the query where they are its beginning.
std::uint64_t SearchQuery::after_strokes(char32_t code, std::size_t from) const {
  const std::string_view keys = std::string_view(stroke_keys_).substr(from);
  std::uint64_t next = 0;
  for (const std::string_view strokes : strokes_->codes_of(code)) {
    const std::size_t length = std::min(strokes.size(), keys.size());
    if (keys.substr(0, length) == strokes.substr(0, length)) next |= std::uint64_t{1} << (from + length);
  }
  return next;
}

// Asked for every character of every title, so the answer is kept.
bool SearchQuery::may_begin(char32_t code) {
  if (code > 0xFFFF) return after_glyph(code, 1) != 0;
  if (may_begin_.empty()) may_begin_.resize(0x10000);
  std::uint8_t& answer = may_begin_[code];
  if (answer == 0) answer = after_glyph(code, 1) != 0 ? 2 : 1;
  return answer == 2;
}

}  // namespace gongkai::store

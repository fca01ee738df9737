#include "content/store/item_search.h"

#include <algorithm>

#include "content/model/code_points.h"
#include "content/store/pinyin.h"

namespace gongkai::store {
namespace {

// The states of match_by_sound are bits of one 64-bit word.
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

std::uint32_t initials_of(char32_t code) {
  if (is_letter(code)) return 1u << (code - U'a');
  std::uint32_t initials = 0;
  for (const SyllableIndex reading : readings_of(code)) initials |= 1u << (syllable(reading).front() - 'a');
  return initials;
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

// One step of match_by_sound: `states` has bit j set when the first j characters of the query are matched already.
std::uint64_t after_glyph(char32_t code, std::uint64_t states, const std::u32string& query) {
  const auto readings = readings_of(code);
  std::uint64_t next = 0;
  for (std::size_t j = 0; j < query.size(); ++j) {
    if (!(states >> j & 1)) continue;
    if (query[j] == code) next |= std::uint64_t{1} << (j + 1);
    if (!is_letter(query[j])) continue;
    const std::u32string_view rest = std::u32string_view(query).substr(j);
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

}  // namespace

std::u32string search_form(std::string_view text) {
  std::u32string form;
  for (const char32_t written : model::to_code_points(text)) {
    const char32_t code = narrowed(written);
    if (is_searchable(code)) form += code;
  }
  return form;
}

std::uint32_t SearchIndex::add(std::string_view title, std::string_view search_lines) {
  add_field(FieldKind::title, title);
  while (!search_lines.empty()) {
    const auto end = search_lines.find('\n');
    const std::string_view line = search_lines.substr(0, end);
    search_lines.remove_prefix(end == std::string_view::npos ? search_lines.size() : end + 1);
    if (line.size() > 2) add_field(line.front() == 'a' ? FieldKind::alias : FieldKind::code, line.substr(2));
  }
  return entries_++;
}

void SearchIndex::add_field(FieldKind kind, std::string_view text) {
  Field field{entries_, static_cast<std::uint32_t>(glyphs_.size()), 0, kind};
  for (const char32_t code : search_form(text)) {
    glyphs_.push_back({code, kind == FieldKind::code ? 0 : initials_of(code)});
  }
  field.end = static_cast<std::uint32_t>(glyphs_.size());
  fields_.push_back(field);
}

std::vector<SearchHit> SearchIndex::find(std::string_view text) const {
  std::u32string query = search_form(text);
  if (query.empty()) return {};
  query.resize(std::min(query.size(), max_query_length));

  std::vector<SearchHit> hits;
  std::vector<std::uint32_t> title_length(entries_, 0);
  for (const Field& field : fields_) {
    if (field.kind == FieldKind::title) title_length[field.entry] = field.end - field.begin;
    const MatchRank rank = match(field, query);
    if (rank == MatchRank::none) continue;
    if (!hits.empty() && hits.back().entry == field.entry) {
      hits.back().rank = std::min(hits.back().rank, rank);
    } else {
      hits.push_back({field.entry, rank});
    }
  }
  std::stable_sort(hits.begin(), hits.end(), [&](const SearchHit& a, const SearchHit& b) {
    return a.rank != b.rank ? a.rank < b.rank : title_length[a.entry] < title_length[b.entry];
  });
  return hits;
}

MatchRank SearchIndex::match(const Field& field, const std::u32string& query) const {
  const MatchRank literal = match_literally(field, query);
  if (literal != MatchRank::none || field.kind == FieldKind::code) return literal;
  const bool has_letter = std::any_of(query.begin(), query.end(), is_letter);
  return has_letter ? match_by_sound(field, query) : MatchRank::none;
}

MatchRank SearchIndex::match_literally(const Field& field, const std::u32string& query) const {
  const auto begin = glyphs_.begin() + field.begin;
  const auto end = glyphs_.begin() + field.end;
  const auto found = std::search(begin, end, query.begin(), query.end(),
                                 [](const Glyph& glyph, char32_t code) { return glyph.code == code; });
  if (found == end) return MatchRank::none;
  const bool title = field.kind == FieldKind::title;
  if (found != begin) return title ? MatchRank::title_substring : MatchRank::alias_substring;
  if (field.end - field.begin == query.size()) return title ? MatchRank::title_exact : MatchRank::alias_exact;
  return title ? MatchRank::title_prefix : MatchRank::alias_prefix;
}

MatchRank SearchIndex::match_by_sound(const Field& field, const std::u32string& query) const {
  const bool title = field.kind == FieldKind::title;
  for (std::uint32_t start = field.begin; start < field.end; ++start) {
    const Glyph& first = glyphs_[start];
    const bool may_begin =
        first.code == query.front() || (is_letter(query.front()) && (first.initials >> (query.front() - U'a') & 1));
    if (!may_begin) continue;
    const std::uint32_t end = sound_end(field, start, query);
    if (end == 0) continue;
    if (start != field.begin) return title ? MatchRank::title_substring_by_sound : MatchRank::alias_substring;
    if (end == field.end) return title ? MatchRank::title_exact_by_sound : MatchRank::alias_exact;
    return title ? MatchRank::title_prefix_by_sound : MatchRank::alias_prefix;
  }
  return MatchRank::none;
}

// The glyph after the shortest match that begins at `start`, or 0 when there is none.
std::uint32_t SearchIndex::sound_end(const Field& field, std::uint32_t start, const std::u32string& query) const {
  std::uint64_t states = 1;
  for (std::uint32_t i = start; i < field.end && states != 0; ++i) {
    states = after_glyph(glyphs_[i].code, states, query);
    if (states >> query.size() & 1) return i + 1;
  }
  return 0;
}

}  // namespace gongkai::store

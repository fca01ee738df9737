// Search by anything a citizen may type into the one box: a part of a title, pinyin initials (every reading of a
// polyphone counts), full pinyin with an unfinished last syllable, strokes with an unfinished last character, an alias, a
// document number, a code, a window. Domain section 6. Here is how well one field of one entity answers, and what of a
// title does; search_pack.h goes through all of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::store {

// From best to worst.
enum class MatchRank : std::uint8_t {
  title_exact,
  title_exact_by_sound,
  title_prefix,
  title_prefix_by_sound,
  title_substring,
  title_substring_by_sound,
  alias_exact,
  alias_prefix,
  alias_substring,
  none,
};

// The letter that a field begins with in a search pack. `number`: what the entity itself is called by, its window or
// document number or code; typed whole, it answers like a title. `code`: a number it only mentions. Neither is searched
// by sound.
enum class FieldKind : char { title = 't', alias = 'a', number = 'n', code = 'c' };

// Bytes of a UTF-8 text, from `begin` to before `end`; whole characters always.
struct TextRange {
  std::size_t begin = 0, end = 0;
  bool operator==(const TextRange&) const = default;
};

class StrokeTable;

// What was typed. "By sound" means by strokes too: 一 丨 丿 丶 乛 count as the keys 横 竖 撇 捺 折 where there is a table of
// strokes, which must live as long as the query. Empty for text without a letter, digit or Han character; only the first 60 of those count.
class SearchQuery {
 public:
  explicit SearchQuery(std::string_view text, const StrokeTable* strokes = nullptr);

  bool empty() const { return form_.empty(); }
  // In UTF-8. A field that does not hold it may still match, but only where `may_sound`.
  const std::string& literal() const { return literal_; }
  bool may_sound() const { return may_sound_; }
  // `form`: the search form of the field, in UTF-8.
  MatchRank match(FieldKind kind, std::string_view form);
  // What of a title answers: all places that hold the text, or else all that sound like it; none where the entity was
  // found by another field. In order, apart from each other; dropped marks inside a place belong to it.
  std::vector<TextRange> marks(std::string_view title);

 private:
  MatchRank match_by_sound(FieldKind kind, std::string_view form);
  bool may_begin(char32_t code);
  std::uint64_t after_glyph(char32_t code, std::uint64_t states) const;
  std::uint64_t after_strokes(char32_t code, std::size_t from) const;
  std::size_t sound_at(std::string_view form) const;

  std::u32string form_;
  std::string literal_;
  const StrokeTable* strokes_ = nullptr;
  std::string stroke_keys_;              // of each character of form_, 0 where it is no stroke
  bool may_sound_ = false;
  std::vector<std::uint8_t> may_begin_;  // by character below U+10000: 0 not asked yet, 1 no, 2 yes
};

// Lower case, full-width forms narrowed, spaces and punctuation dropped: 〔2025〕18号 and "2025 18号" are one.
std::u32string search_form(std::string_view text);

}  // namespace gongkai::store

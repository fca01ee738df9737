// Search by anything a citizen may type into the one box: a part of a title, pinyin initials (every reading of a
// polyphone counts), full pinyin with an unfinished last syllable, an alias, a document number, a code, a window.
// Domain section 6. Here is how well one field of one entity answers; search_pack.h goes through all of them.
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

// The letter that a field begins with in a search pack; codes are not searched by sound.
enum class FieldKind : char { title = 't', alias = 'a', code = 'c' };

// What was typed. Empty for text without a letter, digit or Han character; only the first 60 of those count.
class SearchQuery {
 public:
  explicit SearchQuery(std::string_view text);

  bool empty() const { return form_.empty(); }
  // In UTF-8. A field that does not hold it may still match by sound.
  const std::string& literal() const { return literal_; }
  bool has_letter() const { return has_letter_; }
  // `form`: the search form of the field, in UTF-8.
  MatchRank match(FieldKind kind, std::string_view form);

 private:
  MatchRank match_by_sound(FieldKind kind, std::string_view form);
  bool may_begin(char32_t code);

  std::u32string form_;
  std::string literal_;
  bool has_letter_ = false;
  std::vector<std::uint8_t> may_begin_;  // by character below U+10000: 0 not asked yet, 1 no, 2 yes
};

// Lower case, full-width forms narrowed, spaces and punctuation dropped: 〔2025〕18号 and "2025 18号" are one.
std::u32string search_form(std::string_view text);

}  // namespace gongkai::store

// Search by anything a citizen may type into the one box: a part of a title, pinyin initials (every reading of a
// polyphone counts), full pinyin with an unfinished last syllable, an alias, a document number, a code, a window.
// Domain section 6. Held in memory: about 8 bytes a character of the titles.
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

struct SearchHit {
  std::uint32_t entry = 0;  // the number add() gave
  MatchRank rank = MatchRank::none;
};

class SearchIndex {
 public:
  // `search_lines`: the column items.search. Returns the number of the entry, from 0 on.
  std::uint32_t add(std::string_view title, std::string_view search_lines);

  // Best first; entries of equal rank by length of title, then as added. Empty for text without a letter, digit or
  // Han character. Only the first 60 characters of `text` count.
  std::vector<SearchHit> find(std::string_view text) const;

 private:
  enum class FieldKind : std::uint8_t { title, alias, code };
  struct Glyph {
    char32_t code = 0;
    std::uint32_t initials = 0;  // bit n: a reading begins with letter n
  };
  struct Field {
    std::uint32_t entry = 0, begin = 0, end = 0;
    FieldKind kind = FieldKind::title;
  };

  void add_field(FieldKind kind, std::string_view text);
  MatchRank match(const Field& field, const std::u32string& query) const;
  MatchRank match_literally(const Field& field, const std::u32string& query) const;
  MatchRank match_by_sound(const Field& field, const std::u32string& query) const;
  std::uint32_t sound_end(const Field& field, std::uint32_t start, const std::u32string& query) const;

  std::vector<Glyph> glyphs_;
  std::vector<Field> fields_;
  std::uint32_t entries_ = 0;
};

// Lower case, full-width forms narrowed, spaces and punctuation dropped: 〔2025〕18号 and "2025 18号" are one.
std::u32string search_form(std::string_view text);

}  // namespace gongkai::store

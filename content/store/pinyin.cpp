#include "content/store/pinyin.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "content/model/code_points.h"

namespace gongkai::store {
namespace {

#include "pinyin_table.inc"

struct LeadingWord {
  std::string_view word, reading;
};

// Polyphones as the first character of a title, where the most customary reading of the table is not the one people
// expect. The longest fitting word comes first.
constexpr LeadingWord leading_words[] = {
    {"重新", "chong"}, {"重建", "chong"}, {"重复", "chong"}, {"重申", "chong"}, {"重阳", "chong"},
    {"重庆", "chong"}, {"调查", "diao"},  {"调研", "diao"},  {"调动", "diao"},  {"调入", "diao"},
    {"调令", "diao"},  {"调", "tiao"},    {"长辈", "zhang"}, {"长子", "zhang"}, {"长官", "zhang"},
    {"长", "chang"},   {"地", "di"},      {"行业", "hang"},  {"行情", "hang"},  {"朝阳", "chao"},
    {"校准", "jiao"},  {"校对", "jiao"},  {"供给", "gong"},  {"会计", "kuai"},  {"乐器", "yue"},
    {"厦门", "xia"},   {"少年", "shao"},
};

std::optional<std::string_view> leading_reading(std::string_view title) {
  for (const LeadingWord& entry : leading_words) {
    if (title.starts_with(entry.word)) return entry.reading;
  }
  return std::nullopt;
}

char32_t lower_ascii(char32_t code) { return code >= U'A' && code <= U'Z' ? code + 32 : code; }

// Quotation marks and brackets do not count in an index: 《...》 stands under its first character.
std::string_view without_opening_marks(std::string_view title) {
  constexpr std::string_view marks[] = {"《", "〈", "“", "‘", "（", "〔", "【", "「", "『", "(", "\"", "'", " "};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view mark : marks) {
      if (title.starts_with(mark)) {
        title.remove_prefix(mark.size());
        again = true;
      }
    }
  }
  return title;
}

}  // namespace

std::span<const SyllableIndex> readings_of(char32_t character) {
  const auto place = std::lower_bound(std::begin(characters), std::end(characters), character);
  if (place == std::end(characters) || *place != character) return {};
  const auto index = static_cast<std::size_t>(place - std::begin(characters));
  return {all_readings + first_reading[index], all_readings + first_reading[index + 1]};
}

std::string_view syllable(SyllableIndex index) { return syllables[index]; }

std::string index_letter(std::string_view title) {
  title = without_opening_marks(title);
  if (title.empty()) return "#";
  std::string_view reading;
  if (const auto leading = leading_reading(title)) {
    reading = *leading;
  } else {
    const char32_t first = lower_ascii(model::code_point_at(title, 0).value);
    if (first >= U'a' && first <= U'z') return std::string(1, static_cast<char>(first - 32));
    const auto readings = readings_of(first);
    if (readings.empty()) return "#";
    reading = syllable(readings.front());
  }
  return std::string(1, static_cast<char>(reading.front() - 32));
}

std::string sort_key(std::string_view title) {
  title = without_opening_marks(title);
  std::string key;
  std::optional<std::string_view> leading = leading_reading(title);
  for (const char32_t written : model::to_code_points(title)) {
    const char32_t code = lower_ascii(written);
    const auto readings = readings_of(code);
    if (leading) {
      key += *leading;
      leading.reset();
    } else if (!readings.empty()) {
      key += syllable(readings.front());
    }
    // The character follows its syllable, so that titles of equal sound stay apart and together with their like.
    key += model::to_utf8(std::u32string_view(&code, 1));
    key += ' ';
  }
  return key;
}

}  // namespace gongkai::store

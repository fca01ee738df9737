// Every word of the touch pages that is not content, in the two languages of the interface side by side. Titles and texts
// are shown as they were published; boards without touch speak Chinese alone.
//
// To say something new: add a line to phrases.h or item_phrases.h and `say(building, phrases::your_line, values…)` where
// it stands. A phrase that lacks a language, has Chinese in its English or other places for values does not compile.
#pragma once

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "app/screens/intent.h"

namespace gongkai::screens {

// Text of CJK: ideographs, their punctuation and the wide forms of ASCII. The wide space alone is no word.
constexpr bool has_chinese(std::string_view words) {
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    const auto lead = static_cast<unsigned char>(words[i]), next = static_cast<unsigned char>(words[i + 1]);
    if (lead < 0xE3) continue;
    const bool space = lead == 0xE3 && next == 0x80 && static_cast<unsigned char>(words[i + 2]) == 0x80;
    const bool icon = lead == 0xEE || (lead == 0xEF && next < 0xA4);  // the private area: pictograms, no words
    if (!space && !icon) return true;
  }
  return false;
}

struct Phrase {
  std::string_view chinese, english;

  consteval Phrase(const char* zh, const char* en) : chinese(zh), english(en) {
    if (chinese.empty() || english.empty()) throw "a phrase lacks a language";
    if (has_chinese(english)) throw "the English of a phrase has Chinese in it";
    if (std::count(chinese.begin(), chinese.end(), '{') != std::count(english.begin(), english.end(), '{')) {
      throw "a phrase has other places for values in the other language";
    }
  }
};

// English with a space after each colon that nothing takes away, also before a Chinese value: where text is brought to
// GB/T 15834 (punctuation.h), the colon would become a wide one.
std::string with_kept_colons(std::string words);

// The phrase with its values: {} in order, or {0} {1} where the languages put them in another one.
template <class... Values>
std::string say(Language language, const Phrase& phrase, const Values&... values) {
  const std::string_view words = language == Language::english ? phrase.english : phrase.chinese;
  if constexpr (sizeof...(values) == 0) {
    return std::string(words);
  } else {
    std::string filled = fmt::format(fmt::runtime(words), values...);
    return language == Language::english ? with_kept_colons(std::move(filled)) : filled;
  }
}

// A word of one of the catalogue's closed sets (content/model/names.h): 必要, 公告, 行政许可. As it is where it is none.
std::string closed_word(Language language, std::string_view word);

}  // namespace gongkai::screens

#include "content/model/text_lint.h"

#include <algorithm>

#include "content/model/code_points.h"
#include "content/model/traditional.h"

namespace gongkai::model {
namespace {

using Text = std::u32string_view;

char32_t at(Text text, std::size_t index) { return index < text.size() ? text[index] : U'\0'; }
bool among(char32_t c, Text set) { return c != U'\0' && set.find(c) != set.npos; }
bool is_x(char32_t c) { return among(c, U"xXｘＸ×"); }
bool is_numeral(char32_t c) { return among(c, U"一二三四五六七八九"); }

Slip words(Text text, std::size_t begin, std::size_t end) {
  return to_utf8(text.substr(begin, std::min(end, text.size()) - begin));
}

// The end of the run of characters from `begin` for which the test holds.
template <class Test>
std::size_t run_end(Text text, std::size_t begin, Test test) {
  while (begin < text.size() && test(text[begin])) ++begin;
  return begin;
}

// xx市, XX, 20××, x月: letters that stand for what was to be filled in, not part of a Latin word.
Slip find_x(Text text) {
  for (std::size_t i = 0; i < text.size();) {
    if (!is_x(text[i])) {
      ++i;
      continue;
    }
    const std::size_t end = run_end(text, i, is_x);
    const bool in_word = (i > 0 && is_latin_letter(text[i - 1])) || is_latin_letter(at(text, end));
    // 张×× in a list is a masked name, and 2×3 a product; those are not placeholders.
    const bool letters = text[i] != U'×';
    const bool year = i >= 2 && text[i - 2] == U'2' && text[i - 1] == U'0';
    const bool of_date_or_place = among(at(text, end), U"年月日市县区省号");
    if (!in_word && ((end - i >= 2 && letters) || year || of_date_or_place)) {
      return words(text, year ? i - 2 : i, end + (of_date_or_place ? 1 : 0));
    }
    i = end;
  }
  return std::nullopt;
}

// 123456 where a phone number was to be filled in; a longer code may hold these digits by chance.
Slip find_counting_digits(Text text) {
  for (std::size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      ++i;
      continue;
    }
    const std::size_t end = run_end(text, i, is_digit);
    if (end - i >= 6 && end - i <= 8 && text.substr(i, 6) == U"123456") return words(text, i, end);
    i = end;
  }
  return std::nullopt;
}

// The end of a number at `begin`, with one decimal point; `begin` where there is none.
std::size_t number_end(Text text, std::size_t begin) {
  std::size_t end = run_end(text, begin, is_digit);
  if (end > begin && at(text, end) == U'.' && is_digit(at(text, end + 1)))
    end = run_end(text, end + 1, is_digit);
  return end;
}

double number_value(Text text, std::size_t begin, std::size_t end) {
  return std::stod(to_utf8(text.substr(begin, std::min<std::size_t>(end - begin, 15))));
}

// Vowel letters of pinyin with a tone mark.
bool has_tone(char32_t c) { return among(c, U"āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"); }
bool is_phonetic_letter(char32_t c) { return (c >= U'a' && c <= U'z') || c == U'ü' || has_tone(c); }

// Whether plain letters can be a syllable of pinyin: an initial, then one of the finals.
bool is_pinyin(Text syllable) {
  static constexpr Text initials[] = {U"zh", U"ch", U"sh", U"b", U"p", U"m", U"f", U"d",
                                      U"t",  U"n",  U"l",  U"g", U"k", U"h", U"j", U"q",
                                      U"x",  U"r",  U"z",  U"c", U"s", U"y", U"w"};
  static constexpr Text finals[] = {U"a",   U"ai",  U"an",   U"ang",  U"ao",  U"e",    U"ei",  U"en",
                                    U"eng", U"er",  U"i",    U"ia",   U"ian", U"iang", U"iao", U"ie",
                                    U"in",  U"ing", U"iong", U"iu",   U"o",   U"ong",  U"ou",  U"u",
                                    U"ua",  U"uai", U"uan",  U"uang", U"ue",  U"ui",   U"un",  U"uo"};
  const auto is_final = [](Text text) {
    return std::find(std::begin(finals), std::end(finals), text) != std::end(finals);
  };
  if (is_final(syllable)) return true;
  return std::any_of(std::begin(initials), std::end(initials), [&](Text initial) {
    return syllable.starts_with(initial) && is_final(syllable.substr(initial.size()));
  });
}

}  // namespace

Slip find_placeholder(Text text) {
  if (Slip slip = find_x(text)) return slip;
  if (Slip slip = find_counting_digits(text)) return slip;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (among(text[i], U"：:") && among(text[i + 1], U"；;")) return words(text, i, i + 2);
  }
  return std::nullopt;
}

Slip find_wrong_year_brackets(Text text) {
  for (std::size_t i = 0; i + 6 < text.size(); ++i) {
    if (!among(text[i], U"[［【(（")) continue;
    const std::size_t year_end = run_end(text, i + 1, is_digit);
    if (year_end != i + 5 || !among(text[year_end], U"]］】)）")) continue;
    const std::size_t serial_end = run_end(text, year_end + 1, is_digit);
    if (serial_end > year_end + 1 && at(text, serial_end) == U'号') return words(text, i, serial_end + 1);
  }
  return std::nullopt;
}

Slip find_wrong_zero(Text text) {
  const auto is_wrong_zero = [](char32_t c) { return among(c, U"oOｏＯοО○0０"); };
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (!is_numeral(text[i - 1]) || !is_wrong_zero(text[i])) continue;
    const std::size_t end = run_end(text, i, is_wrong_zero);
    if (end - i <= 2 && (is_numeral(at(text, end)) || at(text, end) == U'年'))
      return words(text, i - 1, end + 1);
  }
  return std::nullopt;
}

Slip find_phonetic(Text text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (!is_han(text[i]) || !among(text[i + 1], U"(（")) continue;
    const std::size_t end = run_end(text, i + 2, is_phonetic_letter);
    if (end == i + 2 || end - i - 2 > 7 || !among(at(text, end), U")）")) continue;
    const Text syllable = text.substr(i + 2, end - i - 2);
    if (std::any_of(syllable.begin(), syllable.end(), has_tone) || is_pinyin(syllable))
      return words(text, i, end + 1);
  }
  return std::nullopt;
}

Slip find_traditional(Text text) {
  std::u32string found;
  for (const char32_t c : text) {
    if (is_traditional_only(c) && found.size() < 10 && found.find(c) == found.npos) found += c;
  }
  if (found.empty()) return std::nullopt;
  return to_utf8(found);
}

Slip find_empty_brackets(Text text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (!among(text[i], U"(（〔【《")) continue;
    const std::size_t end = run_end(text, i + 1, [](char32_t c) { return c == U' ' || c == U'\u3000'; });
    if (among(at(text, end), U")）〕】》")) return words(text, i, end + 1);
  }
  return std::nullopt;
}

Slip find_not_normal(Text text) {
  static constexpr Text unified_compatibility = U"﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩";  // the twelve that NFC keeps
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    const bool compatibility = ((c >= 0xF900 && c <= 0xFAD9) && !among(c, unified_compatibility)) ||
                               (c >= 0x2F800 && c <= 0x2FA1D) || c == 0x2126 || c == 0x212A || c == 0x212B;
    const bool composable = i > 0 && c >= 0x0300 && c <= 0x0312 && is_latin_letter(text[i - 1]);
    if (compatibility || composable) return words(text, composable ? i - 1 : i, i + 1);
  }
  return std::nullopt;
}

std::optional<StatedRate> find_rate(Text text, Text name) {
  for (std::size_t found = text.find(name); found != text.npos; found = text.find(name, found + 1)) {
    std::size_t begin = found + name.size();
    begin = run_end(text, begin, [](char32_t c) { return among(c, U"率为达到了约：: "); });
    const std::size_t end = number_end(text, begin);
    if (end > begin && among(at(text, end), U"%％")) return StatedRate{number_value(text, begin, end), begin};
  }
  return std::nullopt;
}

std::optional<double> find_number_after(Text text, Text name) {
  const std::size_t found = text.find(name);
  if (found == text.npos) return std::nullopt;
  for (std::size_t i = found + name.size(); i < text.size() && !among(text[i], U"，。；,;"); ++i) {
    if (is_digit(text[i])) return number_value(text, i, number_end(text, i));
  }
  return std::nullopt;
}

std::optional<StatedTotal> find_total(Text text) {
  const std::size_t parts = text.find(U"其中");
  if (parts == text.npos) return std::nullopt;
  const Text sentence = text.substr(0, text.find(U'。', parts));
  StatedTotal stated;
  std::size_t count = 0;
  for (std::size_t i = 0; i < sentence.size();) {
    const std::size_t end = run_end(sentence, i, is_digit);
    if (end == i) {
      ++i;
      continue;
    }
    if (end - i <= 9 && at(sentence, end) == U'项') {
      const auto value = static_cast<std::int64_t>(number_value(sentence, i, end));
      if (i < parts) {
        stated.total = value;  // the last one before 其中
      } else {
        stated.sum += value;
        ++count;
      }
    }
    i = end;
  }
  if (stated.total == 0 || count < 2) return std::nullopt;
  return stated;
}

}  // namespace gongkai::model

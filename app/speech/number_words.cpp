#include "app/speech/number_words.h"

#include <cstddef>

namespace gongkai::speech {

namespace {

constexpr const char* names[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
constexpr std::size_t longest_quantity = 16;

// Four digits: "0208" -> "零二百零八" without the leading zero unless `after` something greater.
std::string group_words(std::string_view four, bool after) {
  constexpr const char* places[] = {"千", "百", "十", ""};
  std::string words;
  bool zero = false;
  for (std::size_t i = 0; i < 4; ++i) {
    const int digit = four[i] - '0';
    if (digit == 0) {
      zero = true;
      continue;
    }
    if (zero && (after || !words.empty())) words += "零";
    zero = false;
    words += names[digit];
    words += places[i];
  }
  return words;
}

std::string whole_words(std::string digits) {
  while (digits.size() > 1 && digits.front() == '0') digits.erase(0, 1);
  if (digits == "0") return names[0];
  digits.insert(0, (4 - digits.size() % 4) % 4, '0');
  static constexpr const char* powers[] = {"", "万", "亿", "万亿"};
  std::string words;
  for (std::size_t at = 0; at < digits.size(); at += 4) {
    const std::string group = group_words(std::string_view(digits).substr(at, 4), !words.empty());
    if (group.empty()) continue;
    words += group + powers[(digits.size() - at) / 4 - 1];
  }
  // "十二", not "一十二".
  if (words.starts_with("一十")) words.erase(0, std::string_view("一").size());
  return words;
}

}  // namespace

std::string digit_words(std::string_view digits, One one) {
  std::string words;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') continue;
    words += digit == '1' && one == One::yao ? "幺" : names[digit - '0'];
  }
  return words;
}

std::string number_words(std::string_view number) {
  const std::size_t point = number.find('.');
  const std::string_view whole = number.substr(0, point);
  if (whole.size() > longest_quantity) return digit_words(number, One::yi);
  std::string words = whole_words(std::string(whole.empty() ? "0" : whole));
  if (point != std::string_view::npos && point + 1 < number.size()) words += "点" + digit_words(number.substr(point + 1), One::yi);
  return words;
}

}  // namespace gongkai::speech

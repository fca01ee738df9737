#include "content/model/field_shapes.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "content/model/code_points.h"

namespace gongkai::model {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool lower(char c) { return c >= 'a' && c <= 'z'; }

template <class Test>
bool all_of(std::string_view text, Test test) {
  return std::all_of(text.begin(), text.end(), test);
}

bool digits(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most && all_of(text, digit);
}

bool is_fixed_line(std::string_view text) {
  if (text.starts_with('0')) {
    const std::size_t dash = text.find('-');
    if (dash != text.npos && (dash == 3 || dash == 4) && digits(text.substr(0, dash), 3, 4)) {
      text.remove_prefix(dash + 1);
    }
  }
  const std::size_t dash = text.find('-');
  if (dash == text.npos) return digits(text, 7, 8);
  return digits(text.substr(0, dash), 7, 8) && digits(text.substr(dash + 1), 1, 5);
}

bool is_service_line(std::string_view text) {
  if (!text.starts_with("400") && !text.starts_with("800")) return false;
  text.remove_prefix(3);
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.size() < 7 || !digits(text.substr(0, 3), 3, 3)) return false;
  text.remove_prefix(3);
  if (text.starts_with('-')) text.remove_prefix(1);
  return digits(text, 4, 4);
}

// The length of the longest run in which each digit is the one before plus `step`.
std::size_t longest_run(std::string_view text, int step) {
  std::size_t run = 1, longest = 1;
  for (std::size_t i = 1; i < text.size(); ++i) {
    run = text[i] - text[i - 1] == step ? run + 1 : 1;
    longest = std::max(longest, run);
  }
  return longest;
}

// Runs of letters and digits in `text`, each with the test applied.
template <class Test>
bool any_word(std::string_view text, Test test) {
  const auto word_character = [](char c) { return digit(c) || upper(c) || lower(c) || c == '*'; };
  for (std::size_t i = 0; i < text.size();) {
    if (!word_character(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && word_character(text[end])) ++end;
    if (test(text.substr(i, end - i))) return true;
    i = end;
  }
  return false;
}

bool is_identity_number(std::string_view text) {
  if (text.size() != 18 || !all_of(text.substr(0, 17), digit)) return false;
  static constexpr std::array weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};  // GB 11643-1999
  static constexpr std::string_view checks = "10X98765432";
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += (text[i] - '0') * weights[i];
  const char last = text[17] == 'x' ? 'X' : text[17];
  return checks[static_cast<std::size_t>(sum % 11)] == last;
}

std::string without_superfluous_zeros(std::string_view whole, std::string_view fraction) {
  while (whole.size() > 1 && whole.front() == '0') whole.remove_prefix(1);
  while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
  std::string normal{whole};
  if (!fraction.empty()) normal.append(".").append(fraction);
  return normal;
}

}  // namespace

bool is_entity_id(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == text.npos || dash < 2 || dash > 10 || !all_of(text.substr(0, dash), lower)) return false;
  const std::string_view rest = text.substr(dash + 1);
  return !rest.empty() && rest.size() <= 48 &&
         all_of(rest, [](char c) { return digit(c) || upper(c) || lower(c) || c == '-'; });
}

bool is_sha256(std::string_view text) {
  return text.size() == 64 && all_of(text, [](char c) { return digit(c) || (c >= 'a' && c <= 'f'); });
}

bool is_node_code(std::string_view text) {
  if (text.empty() || !upper(text[0]) || text.size() > 10 || text.size() % 3 != 1) return false;
  for (std::size_t i = 1; i < text.size(); i += 3) {
    if (text[i] != '-' || !digits(text.substr(i + 1, 2), 2, 2)) return false;
  }
  return true;
}

bool is_item_code(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most &&
         all_of(text, [](char c) { return digit(c) || upper(c); });
}

bool is_phone(std::string_view text) {
  const bool mobile = text.size() == 11 && text[0] == '1' && digits(text, 11, 11);
  const bool hotline = text.size() == 5 && text[0] == '1' && digits(text, 5, 5);
  return mobile || hotline || is_service_line(text) || is_fixed_line(text);
}

bool is_dummy_phone(std::string_view text) {
  if (text.size() > 5 && text[0] == '0' && text.find('-') != text.npos)
    text.remove_prefix(text.find('-') + 1);
  std::string number;
  for (const char c : text.substr(0, text.find('-'))) {
    if (digit(c)) number += c;
  }
  if (number.size() < 7) return false;
  return longest_run(number, 0) == number.size() || longest_run(number, 1) >= 6 ||
         longest_run(number, -1) >= 6;
}

std::optional<DocumentNumber> parse_document_number(std::string_view utf8) {
  const std::u32string text = to_code_points(utf8);
  static constexpr std::u32string_view opening = U"〔[［(（【﹝", closing = U"〕]］)）】﹞";
  if (text.empty() || text.back() != U'号') return std::nullopt;
  for (std::size_t i = 1; i <= 12 && i + 6 < text.size(); ++i) {
    const std::size_t bracket = opening.find(text[i]);
    if (bracket == opening.npos || text[i + 5] != closing[bracket]) continue;
    const std::u32string_view year(text.data() + i + 1, 4);
    const std::u32string_view serial(text.data() + i + 6, text.size() - i - 7);
    if (!std::all_of(year.begin(), year.end(), is_digit) || serial.empty() || serial.size() > 5 ||
        !std::all_of(serial.begin(), serial.end(), is_digit)) {
      continue;
    }
    int value = 0;
    for (const char32_t c : year) value = value * 10 + static_cast<int>(c - U'0');
    return DocumentNumber{value, bracket == 0};
  }
  return std::nullopt;
}

std::optional<std::string> normal_amount(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = point == text.npos ? std::string_view{} : text.substr(point + 1);
  if (!digits(whole, 1, 12) || (point != text.npos && !digits(fraction, 1, 4))) return std::nullopt;
  return without_superfluous_zeros(whole, fraction);
}

bool mentions_amount(std::string_view text, std::string_view amount) {
  for (std::size_t i = 0; i < text.size();) {
    if (!digit(text[i])) {
      ++i;
      continue;
    }
    std::string whole, fraction;
    for (;
         i < text.size() && (digit(text[i]) || (text[i] == ',' && i + 1 < text.size() && digit(text[i + 1])));
         ++i) {
      if (text[i] != ',') whole += text[i];
    }
    if (i + 1 < text.size() && text[i] == '.' && digit(text[i + 1])) {
      for (++i; i < text.size() && digit(text[i]); ++i) fraction += text[i];
    }
    if (without_superfluous_zeros(whole, fraction) == amount) return true;
  }
  return false;
}

bool holds_identity_number(std::string_view text) { return any_word(text, is_identity_number); }

bool holds_mobile_number(std::string_view text) {
  return any_word(
      text, [](std::string_view word) { return digits(word, 11, 11) && word[0] == '1' && word[1] >= '3'; });
}

}  // namespace gongkai::model

#include "content/model/feedback.h"

#include <array>

namespace gongkai::model {

namespace {

constexpr std::array<std::string_view, grades> grade_words{"非常满意", "满意", "基本满意", "不满意", "非常不满意"};

// A telephone number without its area code has seven digits; parted ones may be a date, which has eight.
constexpr int short_number = 6, short_parted_number = 8;

// Of the digit that begins at `at`, ASCII or full width (U+FF10 to U+FF19): its bytes, 0 where there is none.
std::size_t digit_at(std::string_view text, std::size_t at) {
  if (text[at] >= '0' && text[at] <= '9') return 1;
  const std::string_view wide = text.substr(at, 3);
  const bool is_wide = wide.size() == 3 && wide.substr(0, 2) == "\xEF\xBC" && wide[2] >= '\x90' && wide[2] <= '\x99';
  return is_wide ? 3 : 0;
}

}  // namespace

std::string_view word(Grade grade) { return grade_words[static_cast<std::size_t>(grade)]; }

std::string without_long_numbers(const std::string& text) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    if (digit_at(text, at) == 0) {
      out += text[at++];
      continue;
    }
    // People part their numbers by blanks and dashes; one of them does not end a number.
    std::size_t end = at, next = at;
    int digits = 0;
    bool parted = false;
    while (next < text.size()) {
      if (const std::size_t bytes = digit_at(text, next); bytes > 0) {
        ++digits;
        parted = parted || next != end;
        end = next += bytes;
      } else if (next == end && (text[next] == ' ' || text[next] == '-')) {
        ++next;
      } else {
        break;
      }
    }
    out += digits > (parted ? short_parted_number : short_number) ? std::string("＊") : text.substr(at, end - at);
    at = end;
  }
  return out;
}

}  // namespace gongkai::model

#include "app/screens/led_text.h"

#include <algorithm>

#include "content/model/code_points.h"

namespace gongkai::screens {

namespace {

constexpr std::u32string_view closing = U"，。、；：？！）》”’〕】…%,.;:?!)";
constexpr std::u32string_view opening = U"（《“‘〔【(";

// Full-width from the radicals on; the quotes, dashes and dots of Chinese text stand before them.
int half_ems(char32_t c) {
  const bool general_mark = c == U'·' || c == U'—' || c == U'…' || (c >= U'‘' && c <= U'”') || c == U'→';
  return c >= 0x2E80 || general_mark ? 2 : 1;
}

constexpr std::u32string_view units = U"年月日号时分秒元角万亿个件户人名次天级层楼米吨平立公㎡㎥℃％‰窗";  // after a number

bool is_digit_before(char32_t before) { return before >= U'0' && before <= U'9'; }

bool joins(char32_t before, char32_t after) {
  if (closing.find(after) != closing.npos || opening.find(before) != opening.npos) return true;
  if (is_digit_before(before) && units.find(after) != units.npos) return true;      // 300㎡, 11月, A07窗
  if ((before == U'年' || before == U'月') && is_digit_before(after)) return true;  // a date
  if (before == U'窗' && after == U'口') return true;
  return half_ems(before) == 1 && half_ems(after) == 1 && before != U' ' && after != U' ';
}

// What may not be broken, at `from`.
std::size_t unit_end(const std::u32string& text, std::size_t from) {
  std::size_t end = from + 1;
  while (end < text.size() && joins(text[end - 1], text[end])) ++end;
  return end;
}

// Latin letters of the bitmap fonts are half an em wide or a little more, and the text engine puts a quarter of an em
// between them and Han characters.
int width_of(std::u32string_view text) {
  int quarters = 0, narrow = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int width = half_ems(text[i]);
    quarters += 2 * width;
    if (width == 1) ++narrow;
    if (i > 0 && width != half_ems(text[i - 1])) ++quarters;
  }
  return (quarters + 1) / 2 + (narrow + 5) / 6;
}

}  // namespace

int led_width(std::string_view words) { return width_of(model::to_code_points(words)); }

std::vector<std::string> led_lines(std::string_view words, int most) {
  const std::u32string text = model::to_code_points(words);
  std::vector<std::string> lines;
  std::u32string line;
  const auto end_line = [&] {
    while (!line.empty() && line.back() == U' ') line.pop_back();
    if (!line.empty()) lines.push_back(model::to_utf8(line));
    line.clear();
  };
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = unit_end(text, i);
    if (!line.empty() && width_of(line + text.substr(i, end - i)) > most) end_line();
    for (; i < end; ++i) {  // a unit longer than a line is broken where the line ends
      if (!line.empty() && width_of(line + text[i]) > most) end_line();
      if (!line.empty() || text[i] != U' ') line += text[i];
    }
  }
  end_line();
  return lines;
}

std::vector<std::string> led_balanced(std::string_view words, int most) {
  std::vector<std::string> lines = led_lines(words, most);
  const int count = static_cast<int>(lines.size());
  for (int width = count < 2 ? most : (led_width(words) + count - 1) / count; width < most; ++width) {
    std::vector<std::string> even = led_lines(words, width);
    if (static_cast<int>(even.size()) == count) return even;
  }
  return lines;
}

std::vector<std::string> led_packed(const std::vector<std::string>& parts, int most) {
  std::vector<std::string> lines;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    const std::string beside = lines.empty() ? "" : lines.back() + " " + part;
    if (!beside.empty() && led_width(beside) <= most) {
      lines.back() = beside;
      continue;
    }
    for (std::string& line : led_lines(part, most)) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace gongkai::screens

#include "render/text/keep_together.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "render/text/unicode_tables.h"

namespace gongkai::text {
namespace {

// Units of one character that follow a number.
bool is_unit(char32_t c) {
  switch (c) {
    case U'年':
    case U'月':
    case U'日':
    case U'时':
    case U'分':
    case U'秒':
    case U'点':
    case U'号':
    case U'楼':
    case U'层':
    case U'室':
    case U'元':
    case U'角':
    case U'万':
    case U'亿':
    case U'千':
    case U'百':
    case U'个':
    case U'项':
    case U'条':
    case U'款':
    case U'次':
    case U'件':
    case U'户':
    case U'人':
    case U'名':
    case U'岁':
    case U'周':
    case U'天':
    case U'度':
    case U'米':
    case U'吨':
    case U'克':
    case U'升':
    case U'亩':
    case U'页':
    case U'份':
    case U'批':
    case U'届':
    case U'期':
    case U'级':
    case U'类':
    case U'章':
    case U'节':
    case U'家':
    case U'所':
    case U'只':
    case U'辆':
    case U'台':
    case U'倍':
    case U'折':
    case U'㎡':
    case U'㎥':
      return true;
    default:
      return false;
  }
}
// A multiplier goes on to the unit: 100万元.
bool is_multiplier(char32_t c) { return c == U'万' || c == U'亿' || c == U'千' || c == U'百'; }
// What units of several characters begin with.
bool begins_long_unit(char32_t c) {
  switch (c) {
    case U'平':
    case U'立':
    case U'公':
    case U'千':
    case U'毫':
    case U'厘':
    case U'小':
    case U'分':
    case U'周':
    case U'工':
    case U'个':
    case U'摄':
    case U'号':
    case U'窗':
      return true;
    default:
      return false;
  }
}
// Units of several characters.
constexpr std::u32string_view long_units[] = {
    U"平方米", U"平方公里", U"立方米",   U"公里", U"公斤",     U"公顷",  U"千克", U"千米",
    U"千瓦",   U"毫米",     U"厘米",     U"毫升", U"毫克",     U"小时",  U"分钟", U"周岁",
    U"周年",   U"工作日",   U"个工作日", U"个月", U"个百分点", U"摄氏度",
    U"窗口",   U"号窗口"};
constexpr std::u32string_view connectors_of_time = U"：:";

bool contains(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }
bool is_digit(char32_t c) { return ((c - U'0') < 10u) | ((c - U'０') < 10u); }
bool is_latin(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

class Keeper {
 public:
  Keeper(std::span<const char32_t> text, std::span<const BreakClass> classes, std::vector<Break>& breaks)
      : text_(text.data(), text.size()), classes_(classes), breaks_(breaks) {}

  void run() {
    for (std::size_t i = next_digit(0); i < text_.size(); i = next_digit(i)) {
      const std::size_t begin = i;
      while (i < text_.size() && is_digit(text_[i])) ++i;
      keep_with_before(begin, i);
      keep_with_after(i);
    }
  }

 private:
  std::size_t next_digit(std::size_t i) const {
    while (i < text_.size()) {
      const void* found =
          std::memchr(classes_.data() + i, static_cast<int>(BreakClass::NU), text_.size() - i);
      if (found == nullptr) return text_.size();
      i = static_cast<std::size_t>(static_cast<const BreakClass*>(found) - classes_.data());
      if (is_digit(text_[i])) return i;
      ++i;  // a digit of another script
    }
    return i;
  }
  char32_t at(std::size_t i) const { return i < text_.size() ? text_[i] : U'\0'; }
  void weaken(std::size_t i) {
    if (i < text_.size() && breaks_[i] == Break::allowed) breaks_[i] = Break::weak;
  }
  bool digits_then(std::size_t i, std::u32string_view ends) const {
    if (!is_digit(at(i))) return false;
    while (is_digit(at(i))) ++i;
    return contains(ends, at(i));
  }

  // 第12条, 〔2026〕 with the name before it, （0571）87012345.
  void keep_with_before(std::size_t begin, std::size_t end) {
    if (begin == 0) return;
    const char32_t before = text_[begin - 1];
    if (before == U'第') weaken(begin);
    const bool bracketed = contains(U"〔[（(", before) && contains(U"〕]）)", at(end)) && end - begin <= 4;
    if (!bracketed) return;
    std::size_t after = end + 1;
    if (at(after) == U'第') weaken(after++);
    if (!is_digit(at(after))) return;
    weaken(after);
    const bool document = before == U'〔' || before == U'[';
    if (document && begin >= 2) weaken(begin - 1);
  }

  void keep_with_after(std::size_t end) {
    keep_unit(end);
    const char32_t next = at(end);
    // 2026年3月15日, 8时30分: the parts of one date or time.
    if (next == U'年' && digits_then(end + 1, U"月")) weaken(end + 1);
    if (next == U'月' && digits_then(end + 1, U"日号")) weaken(end + 1);
    if ((next == U'时' || next == U'点') && digits_then(end + 1, U"分")) weaken(end + 1);
    if (next == U'分' && digits_then(end + 1, U"秒")) weaken(end + 1);
    if (contains(connectors_of_time, next) && is_digit(at(end + 1))) weaken(end + 1);
    if (next != U' ') return;
    if (is_digit(at(end + 1))) weaken(end + 1);  // 138 0013 8000
    keep_unit(end + 1);                          // A07 窗口, 5 个工作日
    std::size_t word = end + 1;
    while (is_latin(at(word))) ++word;
    if (word > end + 1 && word <= end + 4) weaken(end + 1);  // 50 km
  }

  void keep_unit(std::size_t end) {
    for (const std::u32string_view unit : long_units) {
      if (!begins_long_unit(at(end))) break;
      if (text_.substr(std::min(end, text_.size()), unit.size()) != unit) continue;
      for (std::size_t i = 0; i < unit.size(); ++i) weaken(end + i);
      return;
    }
    std::size_t i = end;
    while (is_multiplier(at(i))) weaken(i++);
    if (is_unit(at(i))) weaken(i);
  }

  std::u32string_view text_;
  std::span<const BreakClass> classes_;
  std::vector<Break>& breaks_;
};

}  // namespace

void weaken_breaks(std::span<const char32_t> text, std::span<const BreakClass> classes,
                   std::vector<Break>& breaks) {
  Keeper(text, classes, breaks).run();
}

}  // namespace gongkai::text

#include "render/text/repair.h"

#include <algorithm>

#include "render/text/unicode_tables.h"

namespace gongkai::text {
namespace {

bool is_han(char32_t c) {
  const CharacterRecord& record = unicode_record(c);
  return record.script == script_han;
}
// A mark of Chinese text: full-width, or a quotation mark.
bool is_chinese_mark(char32_t c) {
  const CharacterRecord& record = unicode_record(c);
  return (record.script == script_common && record.has(wide)) || c == U'“' || c == U'”' || c == U'‘' ||
         c == U'’';
}
bool is_chinese(char32_t c) { return is_han(c) || is_chinese_mark(c); }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_word(char32_t c) { return is_digit(c) || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

char32_t full_width_mark(char32_t c) {
  switch (c) {
    case U',':
      return U'，';
    case U';':
      return U'；';
    case U':':
      return U'：';
    case U'?':
      return U'？';
    case U'!':
      return U'！';
    default:
      return 0;
  }
}

class Repairer {
 public:
  explicit Repairer(DecodedText& text) : text_(text), in_(text.characters) {}

  void run() {
    out_.reserve(in_.size());
    offsets_.reserve(in_.size() + 1);
    pair_brackets();
    while (at_ < in_.size()) {
      if (in_[at_] >= 0x80 || !(dots() || dashes() || year_brackets() || mark())) keep(in_[at_], 1);
    }
    offsets_.push_back(text_.offsets[in_.size()]);
    text_.characters = std::move(out_);
    text_.offsets = std::move(offsets_);
  }

 private:
  char32_t peek(std::size_t i) const { return i < in_.size() ? in_[i] : U'\0'; }
  char32_t before() const { return at_ > 0 ? in_[at_ - 1] : U'\0'; }
  // Puts out `c` for the next `count` raw characters.
  void keep(char32_t c, std::size_t count) {
    out_.push_back(c);
    offsets_.push_back(text_.offsets[at_]);
    at_ += count;
  }
  void put_two(char32_t c, std::size_t count) {
    keep(c, 1);
    keep(c, count - 1);
  }
  std::size_t run_of(char32_t c) const {
    std::size_t end = at_;
    while (peek(end) == c) ++end;
    return end - at_;
  }
  bool between_chinese(std::size_t after) const {
    const char32_t next = peek(after);
    return (is_chinese(before()) && !is_word(next)) || (next != 0 && is_chinese(next) && !is_word(before()));
  }

  // "..." and longer beside Han.
  bool dots() {
    const std::size_t count = in_[at_] == U'.' ? run_of(U'.') : 0;
    if (count < 3 || !(is_chinese(before()) || is_chinese(peek(at_ + count)))) return false;
    put_two(U'…', count);
    return true;
  }

  bool dashes() {
    const std::size_t count = in_[at_] == U'-' ? run_of(U'-') : 0;
    if (count != 2 || !between_chinese(at_ + 2)) return false;
    put_two(U'—', 2);
    return true;
  }

  // 发[2006]12号
  bool year_brackets() {
    if (in_[at_] != U'[' || !is_han(before()) || peek(at_ + 5) != U']' || !is_digit(peek(at_ + 6)))
      return false;
    for (std::size_t i = at_ + 1; i < at_ + 5; ++i) {
      if (!is_digit(in_[i])) return false;
    }
    keep(U'〔', 1);
    for (int i = 0; i < 4; ++i) keep(in_[at_], 1);
    keep(U'〕', 1);
    return true;
  }

  bool mark() {
    const char32_t c = in_[at_];
    if (c == U'(' || c == U')') {
      if (!chinese_bracket_[at_]) return false;
      keep(c == U'(' ? U'（' : U'）', 1);
      return true;
    }
    const char32_t full = full_width_mark(c);
    if (full == 0) return false;
    std::size_t after = at_ + 1;
    while (peek(after) == U' ') ++after;
    const char32_t next = peek(after);
    const bool ends = next == 0 || next == U'\n';
    const bool follows_chinese = is_chinese(before()) || (at_ > 0 && chinese_bracket_[at_ - 1]);
    const bool leads_chinese =
        next != 0 && is_chinese(next) && (is_word(before()) || before() == U'%' || before() == U')');
    const bool inside_address = next == U'/' || next == U'\\';
    if (inside_address || !(follows_chinese || leads_chinese)) return false;
    // A full-width mark has its own room: the space typed after the half-width one goes.
    const bool drops_space = after > at_ + 1 && !ends && (is_chinese(next) || is_digit(next));
    keep(full, drops_space ? after - at_ : 1);
    return true;
  }

  // A pair of brackets is Chinese when Han stands in it, or directly before it.
  void pair_brackets() {
    chinese_bracket_.assign(in_.size(), false);
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < in_.size(); ++i) {
      if (in_[i] == U'(') open.push_back(i);
      if (in_[i] != U')' || open.empty()) continue;
      const std::size_t first = open.back();
      open.pop_back();
      const auto begin = in_.begin() + static_cast<std::ptrdiff_t>(first),
                 end = in_.begin() + static_cast<std::ptrdiff_t>(i);
      const bool chinese = (first > 0 && is_chinese(in_[first - 1])) || std::any_of(begin, end, is_han);
      chinese_bracket_[first] = chinese_bracket_[i] = chinese;
    }
  }

  DecodedText& text_;
  const UnfilledVector<char32_t>& in_;
  std::size_t at_ = 0;
  std::vector<bool> chinese_bracket_;
  UnfilledVector<char32_t> out_;
  UnfilledVector<std::uint32_t> offsets_;
};

}  // namespace

void repair_punctuation(DecodedText& text) {
  if (!text.characters.empty()) Repairer(text).run();
}

RepairedText repaired(std::string_view raw) {
  DecodedText text;
  decode_utf8(raw, 0, text);
  repair_punctuation(text);
  RepairedText out;
  for (std::size_t i = 0; i < text.characters.size(); ++i) {
    append_utf8(out.text, text.characters[i]);
    out.raw_offsets.resize(out.text.size(), text.offsets[i]);
  }
  out.raw_offsets.push_back(static_cast<std::uint32_t>(raw.size()));
  return out;
}

}  // namespace gongkai::text

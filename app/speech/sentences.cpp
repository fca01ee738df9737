#include "app/speech/sentences.h"

#include <algorithm>

#include "content/model/code_points.h"

namespace gongkai::speech {

namespace {

constexpr std::size_t long_sentence = 60;  // characters: about fifteen seconds

bool one_of(char32_t code, std::u32string_view set) { return set.find(code) != std::u32string_view::npos; }
bool ends_sentence(char32_t code) { return one_of(code, U"。！？；!?;\n"); }
bool closes(char32_t code) { return one_of(code, U"”’」』）》】)\"。！？!?"); }
bool is_blank(char32_t code) { return one_of(code, U" \t\n\r　"); }
bool is_spoken(char32_t code) { return model::is_han(code) || model::is_digit(code) || model::is_latin_letter(code); }

struct Character {
  char32_t code = 0;
  std::size_t at = 0;  // byte offset
};

std::vector<Character> characters_of(std::string_view text) {
  std::vector<Character> all;
  for (std::size_t at = 0; at < text.size();) {
    const model::CodePoint found = model::code_point_at(text, at);
    all.push_back({found.value, at});
    at += found.length;
  }
  return all;
}

class Cutter {
 public:
  explicit Cutter(std::string_view text) : all_(characters_of(text)), end_(text.size()) {}

  std::vector<ByteRange> cut() {
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const char32_t code = all_[i].code;
      if (breaks_a_phrase(i)) continue;
      if (ends_sentence(code)) {
        while (i + 1 < all_.size() && closes(all_[i + 1].code)) ++i;
        close(i + 1);
      } else if (i - first_ >= long_sentence && one_of(code, U"，、：,")) {
        close(i + 1);
      }
    }
    close(all_.size());
    return std::move(found_);
  }

 private:
  std::size_t byte_of(std::size_t character) const { return character < all_.size() ? all_[character].at : end_; }

  // A line break between two characters: where a title was broken, not where anything ends.
  bool breaks_a_phrase(std::size_t i) const {
    return all_[i].code == U'\n' && i > 0 && i + 1 < all_.size() && model::is_han(all_[i - 1].code) && model::is_han(all_[i + 1].code);
  }

  void close(std::size_t past) {
    std::size_t begin = first_, end = past;
    while (begin < end && is_blank(all_[begin].code)) ++begin;
    while (end > begin && is_blank(all_[end - 1].code)) --end;
    const bool says = std::any_of(all_.begin() + static_cast<std::ptrdiff_t>(begin), all_.begin() + static_cast<std::ptrdiff_t>(end),
                                  [](const Character& one) { return is_spoken(one.code); });
    if (says) found_.push_back({byte_of(begin), byte_of(end)});
    first_ = past;
  }

  std::vector<Character> all_;
  std::size_t end_, first_ = 0;
  std::vector<ByteRange> found_;
};

}  // namespace

std::vector<ByteRange> sentences_of(std::string_view text) { return Cutter(text).cut(); }

}  // namespace gongkai::speech

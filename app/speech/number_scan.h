// Numbers inside a text: what kind each is follows from its form and from what stands beside it.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace gongkai::speech {

// What a stretch of a text is said as, and how many characters it takes.
struct Said {
  std::string words;
  std::size_t length = 0;
};

// `text[at]` is an ASCII digit. Never empty: a number that fits no form is said as a quantity.
Said number_at(const std::u32string& text, std::size_t at);

// "〔2026〕", "[2026]", "（2026）" of a document number; nullopt where no such year stands.
std::optional<Said> bracketed_year_at(const std::u32string& text, std::size_t at);

}  // namespace gongkai::speech

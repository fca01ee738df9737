#include "content/publish/json_place.h"

#include <charconv>
#include <string>

namespace gongkai::publish {
namespace {

// Walks JSON text without building anything. Every function returns npos where the text ends too early.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::size_t skip_space(std::size_t at) const {
    const std::size_t found = text_.find_first_not_of(" \t\r\n", at);
    return found == npos ? text_.size() : found;
  }

  char at(std::size_t position) const { return position < text_.size() ? text_[position] : '\0'; }

  std::size_t skip_string(std::size_t begin) const {
    for (std::size_t i = begin + 1; i < text_.size(); ++i) {
      if (text_[i] == '\\') {
        ++i;
      } else if (text_[i] == '"') {
        return i + 1;
      }
    }
    return npos;
  }

  // Brackets are counted, not matched: enough for text that a parser has accepted or will reject anyway.
  std::size_t skip_value(std::size_t begin) const {
    const char first = at(begin);
    if (first == '"') return skip_string(begin);
    if (first != '{' && first != '[') {
      const std::size_t end = text_.find_first_of(",]} \t\r\n", begin);
      return end == npos ? text_.size() : end;
    }
    int depth = 0;
    for (std::size_t i = begin; i < text_.size();) {
      const char c = text_[i];
      if (c == '"') {
        i = skip_string(i);
        if (i == npos) return npos;
        continue;
      }
      if (c == '{' || c == '[') ++depth;
      if ((c == '}' || c == ']') && --depth == 0) return i + 1;
      ++i;
    }
    return npos;
  }

  // The begin of the member's value or of the element, npos where there is none.
  std::size_t child(std::size_t begin, std::string_view token) const {
    if (at(begin) == '{') return member(begin, token);
    if (at(begin) == '[') return element(begin, token);
    return npos;
  }

  static constexpr std::size_t npos = std::string_view::npos;

 private:
  std::size_t member(std::size_t begin, std::string_view name) const {
    std::size_t i = skip_space(begin + 1);
    while (at(i) == '"') {
      const std::size_t key_end = skip_string(i);
      if (key_end == npos) return npos;
      const std::string_view key = text_.substr(i + 1, key_end - i - 2);
      i = skip_space(key_end);
      if (at(i) != ':') return npos;
      i = skip_space(i + 1);
      if (key == name) return i;
      i = skip_value(i);
      if (i == npos) return npos;
      i = skip_space(i);
      if (at(i) != ',') return npos;
      i = skip_space(i + 1);
    }
    return npos;
  }

  std::size_t element(std::size_t begin, std::string_view index_text) const {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(index_text.data(), index_text.data() + index_text.size(), index);
    if (error != std::errc{} || end != index_text.data() + index_text.size()) return npos;
    std::size_t i = skip_space(begin + 1);
    if (at(i) == ']') return npos;
    for (; index > 0; --index) {
      i = skip_value(i);
      if (i == npos) return npos;
      i = skip_space(i);
      if (at(i) != ',') return npos;
      i = skip_space(i + 1);
    }
    return i;
  }

  std::string_view text_;
};

// "~1" is "/" and "~0" is "~" in a pointer.
std::string unescaped(std::string_view token) {
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] == '~' && i + 1 < token.size()) {
      out += token[++i] == '1' ? '/' : '~';
    } else {
      out += token[i];
    }
  }
  return out;
}

struct Found {
  TextRange range;
  bool exact = true;
};

std::optional<Found> search(std::string_view json, std::string_view pointer) {
  static constexpr std::string_view bom = "\xEF\xBB\xBF";
  const Scanner scanner(json);
  std::size_t begin = scanner.skip_space(json.starts_with(bom) ? bom.size() : 0);
  bool exact = true;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);  // the slash
    const std::size_t slash = pointer.find('/');
    const std::size_t next = scanner.child(begin, unescaped(pointer.substr(0, slash)));
    if (next == Scanner::npos) {
      exact = false;
      break;
    }
    begin = next;
    pointer.remove_prefix(slash == std::string_view::npos ? pointer.size() : slash);
  }
  const std::size_t end = scanner.skip_value(begin);
  if (begin >= json.size() || end == Scanner::npos) return std::nullopt;
  return Found{{begin, end}, exact};
}

}  // namespace

std::optional<TextRange> find_value(std::string_view json, std::string_view pointer) {
  const auto found = search(json, pointer);
  if (!found) return std::nullopt;
  return found->range;
}

std::optional<TextRange> find_exact_value(std::string_view json, std::string_view pointer) {
  const auto found = search(json, pointer);
  if (!found || !found->exact) return std::nullopt;
  return found->range;
}

LineColumn line_column(std::string_view text, std::size_t offset) {
  LineColumn place;
  for (const char c : text.substr(0, offset)) {
    if (c == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {  // not a continuation byte of UTF-8
      ++place.column;
    }
  }
  return place;
}

}  // namespace gongkai::publish

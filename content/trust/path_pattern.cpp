#include "content/trust/path_pattern.h"

#include <cstddef>

namespace gongkai::trust {
namespace {

// The bytes of the first code point; a byte that begins none stands for itself.
std::string_view first_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (size > text.size()) size = 1;
  return text.substr(0, size);
}

std::string_view take_character(std::string_view& text) {
  const std::string_view character = first_character(text);
  text.remove_prefix(character.size());
  return character;
}

// The length of the set that `pattern` begins with, brackets included; 0 where the bracket is never closed and so
// stands for itself. A "]" right at the beginning belongs to the set.
std::size_t set_length(std::string_view pattern) {
  std::size_t from = 1;
  if (from < pattern.size() && pattern[from] == '!') ++from;
  const std::size_t end = pattern.find(']', from + 1);
  return end == std::string_view::npos ? 0 : end + 1;
}

// UTF-8 sorts by bytes as by code points, so ranges compare as text.
bool set_contains(std::string_view set, std::string_view character) {
  set.remove_prefix(1);
  set.remove_suffix(1);
  const bool negated = set.starts_with('!');
  if (negated) set.remove_prefix(1);
  bool inside = false;
  while (!set.empty()) {
    const std::string_view low = take_character(set);
    std::string_view high = low;
    if (set.size() > 1 && set.front() == '-') {
      set.remove_prefix(1);
      high = take_character(set);
    }
    inside = inside || (low <= character && character <= high);
  }
  return inside != negated;
}

// Takes the first element off both sides where they match; no "*" here.
bool step(std::string_view& pattern, std::string_view& path) {
  if (pattern.empty() || path.empty()) return false;
  const std::string_view character = first_character(path);
  if (pattern.front() == '[') {
    if (const std::size_t length = set_length(pattern); length > 0) {
      if (character == "/" || !set_contains(pattern.substr(0, length), character)) return false;
      pattern.remove_prefix(length);
      path.remove_prefix(character.size());
      return true;
    }
  }
  const std::string_view wanted = first_character(pattern);
  if (wanted == "?" ? character == "/" : wanted != character) return false;
  pattern.remove_prefix(wanted.size());
  path.remove_prefix(character.size());
  return true;
}

}  // namespace

bool pattern_matches(std::string_view pattern, std::string_view path) {
  // Where to go on when the text after the last "*" does not fit. Only the last one matters: what an earlier one could
  // take more, the last can take as well, and a slash separates them for good.
  std::string_view pattern_after_star, path_after_star;
  bool starred = false;
  while (!pattern.empty() || !path.empty()) {
    if (!pattern.empty() && pattern.front() == '*') {
      pattern.remove_prefix(1);
      pattern_after_star = pattern;
      path_after_star = path;
      starred = true;
    } else if (!step(pattern, path)) {
      if (!starred || path_after_star.empty() || path_after_star.front() == '/') return false;
      take_character(path_after_star);
      pattern = pattern_after_star;
      path = path_after_star;
    }
  }
  return true;
}

}  // namespace gongkai::trust

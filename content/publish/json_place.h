// Where a value stands in the text of a JSON document, so that a fault can be shown at its line and a clerk's file can
// be changed in one place without losing its form.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace gongkai::publish {

struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;  // one past the last byte
};

// The value an RFC 6901 pointer names in `json`, or the deepest value on the way to it when the rest is missing (a
// fault about a missing member is shown at its object). nullopt where the text is not JSON up to that place.
std::optional<TextRange> find_value(std::string_view json, std::string_view pointer);
// The same, but only the value itself.
std::optional<TextRange> find_exact_value(std::string_view json, std::string_view pointer);

struct LineColumn {
  std::size_t line = 1;
  std::size_t column = 1;  // in characters
};
LineColumn line_column(std::string_view text, std::size_t offset);

}  // namespace gongkai::publish

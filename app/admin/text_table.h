// Tables on a terminal whose columns line up although Chinese characters are two cells wide.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::admin {

// Cells a terminal uses for the text: 2 for a wide character (UAX#11 W and F), 1 for any other.
std::size_t display_width(std::string_view utf8);

class TextTable {
 public:
  explicit TextTable(std::vector<std::string> header) : rows_{std::move(header)} {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  bool empty() const { return rows_.size() == 1; }

  // Every line ends with "\n"; the last column is not padded.
  std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace gongkai::admin

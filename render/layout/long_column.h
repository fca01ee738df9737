// Columns with so much text that they are laid out only where the reader is: a notice of 5 MB opens in the time of its
// first page. What is above the reader is measured, once, so nothing he has seen ever moves; what is far below counts
// with an estimated height until he comes near.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "render/layout/block.h"

namespace gongkai::layout {

// About nine pages of a notice. Less is laid out whole.
inline constexpr std::size_t long_column_bytes = std::size_t{16} << 10;

bool is_long(const Group& group);
bool holds_long_column(const Block& block);

// Height in device pixels at this width, from the amount of text alone. Within a few percent for Chinese paragraphs.
int estimated_height(const Block& block, const Theme& theme, int width);

// Heights of the children of long columns, measured by earlier layouts. Owned by whoever lays out the same page again.
class KnownHeights {
 public:
  static constexpr int unknown = -1;

  // The heights known of this column at this width. Valid until trim().
  std::vector<int>& of(const Group& group, const Theme& theme, int width);
  // Keeps the columns used last.
  void trim();

 private:
  struct Known {
    std::vector<int> heights;
    std::uint64_t used = 0;
  };
  std::map<std::uint64_t, Known> columns_;  // by a hash of all that the heights depend on
  std::uint64_t uses_ = 0;
};

}  // namespace gongkai::layout

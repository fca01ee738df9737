// Sharing out room among the children of a row or column: plain numbers in, plain numbers out.
#pragma once

#include <span>
#include <vector>

namespace gongkai::layout {

struct Want {
  int natural = 0;  // the size it would like
  int least = 0;    // it must not get less
  int grow = 0;     // share of what is left over
};

// Sizes along the direction, summing to `room` where the wants allow it. Children that do not grow get their natural
// size; those that grow share the rest by weight, never less than `least`. When there is too little room, the
// others give up what lies between natural and least, in proportion; below that the sum exceeds `room`.
std::vector<int> share_room(std::span<const Want> wants, int room);

// Column widths of a table: shares by weight (`grow`) kept between `least` and `natural`. Room beyond all naturals goes
// to everyone by weight; when even the least sizes do not fit, they shrink in proportion, so the sum is `room`.
std::vector<int> share_columns(std::span<const Want> wants, int room);

}  // namespace gongkai::layout

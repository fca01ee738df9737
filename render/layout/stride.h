// How fast a line of text runs: a whole number of pixels every so many frames, for anything else judders.
#pragma once

#include <algorithm>

namespace gongkai::layout {

struct Stride {
  int step = 2;   // px it moves at once,
  int every = 1;  // every so many frames
};

// At most `wanted` px a frame of 1/60 s, no faster than 3.75 ems a second, and slow enough for every letter to stay in a
// viewport of `width` for three seconds (domain section 5).
constexpr Stride readable_stride(int wanted, int em, int width) {
  const int in_two_frames = std::max(1, std::min({2 * wanted, em / 8, (width + em) / 90}));
  // Each frame, for it looks smoother, unless that costs a third of the speed.
  const int each = in_two_frames / 2;
  if (3 * each > in_two_frames) return {each, 1};
  return {in_two_frames, 2};
}

}  // namespace gongkai::layout

// How one page gives way to the next: pushed up, uncovered from the middle, or faded into it. Works on pixels that are
// on the screen already; a second picture is kept only of the part that changes, and only while it does.
#pragma once

#include <cstdint>
#include <vector>

#include "render/geometry.h"
#include "render/paint/bitmap.h"

namespace gongkai::kiosk {

struct PageChange {
  enum class Kind { cut, scroll_up, curtain, fade } kind = Kind::cut;
  int pixels_per_frame = 2;  // of scroll_up and curtain
};

// Whether a change of that kind is worth its price on an area so large: a fade that can be shown in a few steps only
// would flicker.
bool is_calm(PageChange change, render::Rect area);

class Transition {
 public:
  Transition(PageChange change, render::Rect area);

  const render::Rect& area() const { return area_; }
  bool begun() const { return !next_.empty(); }
  bool over() const { return begun() && done_ >= length_; }

  // Around the painting of the new page: the first keeps what is on the screen, the second takes what was painted and
  // puts the old pixels back.
  void keep_old(paint::Bitmap target);
  void take_new(paint::Bitmap target);

  // Goes on by whole frames of 1/60 s; returns what was touched. At the end the area shows the new page exactly.
  std::vector<render::Rect> advance(std::int64_t frames, paint::Bitmap target);

 private:
  const std::uint32_t* next_row(int y) const;
  void copy(const render::Rect& part, paint::Bitmap target) const;  // from the new page, relative to the area
  std::vector<render::Rect> push_up(int by, paint::Bitmap target);
  std::vector<render::Rect> open(int by, paint::Bitmap target);
  std::vector<render::Rect> fade(std::int64_t frames, paint::Bitmap target);

  PageChange change_;
  render::Rect area_;
  std::vector<std::uint32_t> next_, mixed_;
  std::int64_t done_ = 0, length_ = 0;  // in px of scroll_up and curtain, in frames of a fade
  std::int64_t frames_a_step_ = 1;
};

}  // namespace gongkai::kiosk

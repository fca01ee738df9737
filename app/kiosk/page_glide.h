// The way of an open book to the page it comes to rest at: half of what is left every three frames.
#pragma once

#include <cmath>
#include <cstdint>

namespace gongkai::kiosk {

class PageGlide {
 public:
  void start(std::uint32_t layer, int way) {
    layer_ = layer;
    left_ = way;
  }
  void stop() { left_ = 0; }
  bool active() const { return left_ != 0; }
  std::uint32_t layer() const { return layer_; }

  // Whole pixels to move in the next `frames` frames of 1/60 s.
  int step(std::int64_t frames) {
    int moved = 0;
    for (std::int64_t i = 0; i < frames && active(); ++i) {
      const int way = static_cast<int>(std::copysign(std::ceil(std::abs(left_) * share_a_frame), left_));
      moved += way;
      left_ -= way;
    }
    return moved;
  }

 private:
  static constexpr double share_a_frame = 0.21;
  std::uint32_t layer_ = 0;
  int left_ = 0;
};

}  // namespace gongkai::kiosk

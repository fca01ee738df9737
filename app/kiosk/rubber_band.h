// What a page does at its end: it follows the finger less and less, and comes back when it is let go. It says "there is
// no more" without a word.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace gongkai::kiosk {

class RubberBand {
 public:
  bool active() const { return pulled_ != 0; }
  std::uint32_t layer() const { return layer_; }
  void stop() { pulled_ = 0; }

  // The finger goes on by `dy` px where the content of `layer` stands at its end. `length`: of its viewport.
  void pull(std::uint32_t layer, int dy, int length) {
    layer_ = layer;
    length_ = length;
    pulled_ += dy;
  }

  // The finger goes by `dy`: what goes back along the pulled way is taken; returns what is left for scrolling.
  int give_back(std::uint32_t layer, int dy) {
    if (!active() || layer != layer_ || (dy > 0) == (pulled_ > 0)) return dy;
    if (std::abs(dy) < std::abs(pulled_)) {
      pulled_ += dy;
      return 0;
    }
    const double left = dy + pulled_;
    pulled_ = 0;
    return static_cast<int>(left);
  }

  // The finger has let go, and `frames` frames of 1/60 s have passed.
  void come_back(std::int64_t frames) {
    for (std::int64_t i = 0; i < frames && active(); ++i) pulled_ *= left_after_a_frame;
    if (offset() == 0) pulled_ = 0;
  }

  // Device px by which the content stands beyond its end, positive = down. Never as much as the viewport's length.
  int offset() const {
    if (!active()) return 0;
    const double way = std::abs(pulled_) * stiffness;
    const double shown = way * length_ / (way + length_);
    return static_cast<int>(std::copysign(shown, pulled_));
  }

 private:
  static constexpr double stiffness = 0.5;            // the first px follow the finger half way
  static constexpr double left_after_a_frame = 0.80;  // back within a third of a second
  std::uint32_t layer_ = 0;
  double pulled_ = 0;  // px of the finger beyond the end
  int length_ = 1;
};

}  // namespace gongkai::kiosk

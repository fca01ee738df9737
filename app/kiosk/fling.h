// The way a page goes on after the finger has let it go: slower each frame, in whole pixels, until it stands or a
// touch stops it.
#pragma once

#include <cmath>
#include <cstdint>

namespace gongkai::kiosk {

class Fling {
 public:
  void start(std::uint32_t layer, double px_per_second) {
    layer_ = layer;
    velocity_ = px_per_second / frames_per_second;
    rest_ = 0;
  }
  void stop() { velocity_ = 0; }
  bool active() const { return std::abs(velocity_) >= slowest; }
  std::uint32_t layer() const { return layer_; }

  // Whole pixels to move in the next `frames` frames of 1/60 s.
  int step(std::int64_t frames) {
    double way = rest_;
    for (std::int64_t i = 0; i < frames && active(); ++i) {
      way += velocity_;
      velocity_ *= friction;
    }
    if (!active()) velocity_ = 0;
    const int whole = static_cast<int>(std::trunc(way));
    rest_ = way - whole;
    return whole;
  }

 private:
  static constexpr double frames_per_second = 60.0;
  static constexpr double friction = 0.955;  // half the speed after a quarter of a second
  static constexpr double slowest = 0.5;     // px a frame
  std::uint32_t layer_ = 0;
  double velocity_ = 0;                      // px a frame
  double rest_ = 0;
};

}  // namespace gongkai::kiosk

// Whether the display itself paces what is presented to it. A renderer that claims to wait for the vertical blank may not
// (SDL then plays 16 ms by a timer, others return at once); only presents that really come one refresh apart are
// believed, and then nothing else may sleep as well (rendering notes, section 4).
#pragma once

#include <chrono>
#include <cstdint>

namespace gongkai::sdl {

class DisplayPace {
 public:
  using Moment = std::chrono::nanoseconds;  // monotonic
  enum class Verdict {
    open,     // not known yet: present one frame after the other, changed or not, and sleep nowhere else
    display,  // each present takes one refresh
    timer,    // presenting does not wait: the frame clock must
  };

  // `refresh_hz`: what the display says; 0 where it says nothing. Frames are sixtieths of a second, so a display that
  // does not refresh about 60 times a second is paced by the timer.
  explicit DisplayPace(int refresh_hz);

  // Presenting has returned.
  void presented(Moment at);
  Verdict verdict() const { return verdict_; }
  // Refreshes that have passed since the last call, for a display that paces: counted by presents, never by a clock that
  // drifts against it; a late one skips.
  std::int64_t take_frames(Moment now);

 private:
  Moment refresh_;
  Verdict verdict_ = Verdict::open;
  Moment last_{0}, series_began_{0};
  int presents_ = 0, series_ = 0, hurried_ = 0;
  std::int64_t frames_ = 0;
};

}  // namespace gongkai::sdl

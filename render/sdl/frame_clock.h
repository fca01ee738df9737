// When frames are due: an absolute timeline of 60 a second (or what the screen does), counted in whole frames. A late
// frame is skipped, never shifts the others; 64 bits, so nothing drifts after days.
#pragma once

#include <chrono>
#include <cstdint>

namespace gongkai::sdl {

// The monotonic clock of the kernel, the one sleep_until() uses.
std::chrono::nanoseconds monotonic_now();

class FrameClock {
 public:
  explicit FrameClock(std::chrono::nanoseconds start, int frames_per_second = 60)
      : start_(start), rate_(frames_per_second) {}

  // The frame whose time it is: 0 from `start` on, -1 before.
  std::int64_t frame_at(std::chrono::nanoseconds now) const;
  std::chrono::nanoseconds due(std::int64_t frame) const;
  // How long events may be waited for before frame `frame`: until a millisecond before it, since SDL waits in
  // milliseconds; 0 if it is due.
  std::chrono::milliseconds wait_before(std::int64_t frame, std::chrono::nanoseconds now) const;
  // Sleeps to the very moment; returns at once if it has passed.
  void sleep_until(std::int64_t frame) const;

 private:
  std::chrono::nanoseconds start_;
  int rate_;
};

}  // namespace gongkai::sdl

#include "render/sdl/frame_clock.h"

#include <time.h>

#include <algorithm>
#include <cerrno>

namespace gongkai::sdl {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr std::int64_t second = 1'000'000'000;

}  // namespace

nanoseconds monotonic_now() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return nanoseconds(static_cast<std::int64_t>(now.tv_sec) * second + now.tv_nsec);
}

std::int64_t FrameClock::frame_at(nanoseconds now) const {
  const std::int64_t passed = (now - start_).count();
  if (passed < 0) return -1;
  // Whole seconds apart, so that the product stays small however long the program runs.
  std::int64_t frame = passed / second * rate_ + passed % second * rate_ / second;
  if (due(frame + 1) <= now) ++frame;  // due() rounds down: the frame after may begin within this nanosecond
  return frame;
}

nanoseconds FrameClock::due(std::int64_t frame) const {
  return start_ + nanoseconds(frame / rate_ * second + frame % rate_ * second / rate_);
}

milliseconds FrameClock::wait_before(std::int64_t frame, nanoseconds now) const {
  const auto left = std::chrono::floor<milliseconds>(due(frame) - now) - milliseconds(1);
  return std::max(milliseconds(0), left);
}

void FrameClock::sleep_until(std::int64_t frame) const {
  const std::int64_t at = due(frame).count();
  const timespec deadline{static_cast<time_t>(at / second), static_cast<long>(at % second)};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &deadline, nullptr) == EINTR) {
  }
}

}  // namespace gongkai::sdl

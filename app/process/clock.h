// Time enters the programs here and nowhere else.
#pragma once

#include <chrono>

namespace gongkai::process {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::chrono::sys_seconds now() const = 0;                 // wall clock, UTC
  virtual std::chrono::nanoseconds monotonic() const = 0;           // never jumps, no known zero
};

// The machine's clocks.
class SystemClock final : public Clock {
 public:
  std::chrono::sys_seconds now() const override {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  }
  std::chrono::nanoseconds monotonic() const override {
    return std::chrono::steady_clock::now().time_since_epoch();
  }
};

// A clock that stands still at one moment: screenshots (--at) and tests.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(std::chrono::sys_seconds now) : now_(now) {}
  std::chrono::sys_seconds now() const override { return now_; }
  std::chrono::nanoseconds monotonic() const override { return now_.time_since_epoch(); }

 private:
  std::chrono::sys_seconds now_;
};

}  // namespace gongkai::process

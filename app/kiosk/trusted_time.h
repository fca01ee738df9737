// The time the screen goes by: the wall clock, unless it cannot be right. Reliability section 4, rows 29 and 30: a dead
// battery must not bring expired items back, a clock that ran away must not make everything expire.
#pragma once

#include <chrono>

#include "app/process/clock.h"
#include "content/model/date.h"

namespace gongkai::kiosk {

enum class ClockFault {
  none,
  behind,  // of the signed time of the content
  ahead,   // further than all signed metadata lives, so that only newer metadata can say that it is right
};

class TrustedTime {
 public:
  // No clock is right that stands before `not_before`.
  TrustedTime(const process::Clock& clock, model::Instant not_before);

  // A moment that a valid signature vouches for; an earlier one than is known changes nothing.
  void confirm(model::Instant moment);

  ClockFault fault() const;
  // With a fault, time goes on from the last confirmed moment.
  model::Instant now() const;

 private:
  const process::Clock& clock_;
  model::Instant confirmed_;
  std::chrono::nanoseconds confirmed_at_;  // monotonic
  bool by_signature_ = false;
};

}  // namespace gongkai::kiosk

#include "app/kiosk/trusted_time.h"

namespace gongkai::kiosk {
namespace {

// The longest lived metadata is good for a year (catalogue section 1); a terminal that has heard nothing for longer
// cannot tell its clock from a broken one.
constexpr std::chrono::hours longest_silence{24 * 400};

}  // namespace

TrustedTime::TrustedTime(const process::Clock& clock, model::Instant not_before)
    : clock_(clock), confirmed_(not_before), confirmed_at_(clock.monotonic()) {}

void TrustedTime::confirm(model::Instant moment) {
  if (by_signature_ && moment <= confirmed_) return;
  // Content signed before the program was built says nothing new about the time.
  if (moment > confirmed_) {
    confirmed_ = moment;
    confirmed_at_ = clock_.monotonic();
  }
  by_signature_ = true;
}

ClockFault TrustedTime::fault() const {
  const model::Instant wall = clock_.now();
  if (wall < confirmed_) return ClockFault::behind;
  const auto since = std::chrono::floor<std::chrono::seconds>(clock_.monotonic() - confirmed_at_);
  return by_signature_ && wall > confirmed_ + since + longest_silence ? ClockFault::ahead : ClockFault::none;
}

model::Instant TrustedTime::now() const {
  if (fault() == ClockFault::none) return clock_.now();
  return confirmed_ + std::chrono::floor<std::chrono::seconds>(clock_.monotonic() - confirmed_at_);
}

}  // namespace gongkai::kiosk

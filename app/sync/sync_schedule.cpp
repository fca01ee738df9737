#include "app/sync/sync_schedule.h"

#include <algorithm>

namespace gongkai::agent {
namespace {

using std::chrono::milliseconds;

constexpr double spread = 0.2;  // a delay of 5 s becomes 4 s to 6 s

// A host that says it waited but answered at once would make us ask in a tight loop.
constexpr milliseconds shortest_believable_wait{1000};
constexpr milliseconds soon{100};

milliseconds spread_out(milliseconds delay, double chance) {
  const double factor = 1.0 - spread + 2.0 * spread * chance;
  return milliseconds(static_cast<std::int64_t>(static_cast<double>(delay.count()) * factor));
}

}  // namespace

NextCycle SyncSchedule::after(const CycleEnd& end, double chance) {
  const bool failed = end.outcome == sync::CycleOutcome::failed;
  failures_ = failed ? failures_ + 1 : 0;
  if (!failed && end.kind == sync::CycleKind::full) last_full_ = end.at;

  NextCycle next;
  const bool full_due = end.at - last_full_ >= settings_.full_every;
  next.kind = failed || full_due ? sync::CycleKind::full : sync::CycleKind::poll;
  next.delay = spread_out(delay_after(end), chance);
  return next;
}

milliseconds SyncSchedule::delay_after(const CycleEnd& end) const {
  if (end.outcome == sync::CycleOutcome::failed) {
    const int doublings = std::min(failures_ - 1, 16);
    const auto backed_off = std::min<std::chrono::seconds>(settings_.first_retry * (1 << doublings),
                                                           settings_.longest_retry);
    const auto asked = std::min<std::chrono::seconds>(std::chrono::seconds(end.retry_after_seconds.value_or(0)),
                                                      settings_.longest_retry_after);
    return std::max<std::chrono::seconds>(backed_off, asked);
  }
  if (end.in_part) return settings_.after_trouble;
  // After a change the next is often close behind; after a full cycle the first poll tells whether the host waits.
  if (end.outcome == sync::CycleOutcome::applied || end.kind == sync::CycleKind::full) return soon;
  return end.waited && end.took >= shortest_believable_wait ? milliseconds(0) : milliseconds(settings_.interval);
}

}  // namespace gongkai::agent

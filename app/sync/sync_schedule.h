// When to ask again. A host that holds polls is asked again at once; a static host every few seconds; one that fails
// ever more rarely. All times are spread a little, so that a thousand terminals that come back after an outage do not
// come back together. Catalogue section 4.
#pragma once

#include <chrono>

#include "content/sync/update_cycle.h"

namespace gongkai::agent {

struct ScheduleSettings {
  std::chrono::seconds interval{5};        // between polls of a static host
  std::chrono::seconds full_every{600};    // an unconditional cycle, against false 304s and for a new root
  std::chrono::seconds after_trouble{60};  // part of the catalogue could not be had
  std::chrono::seconds first_retry{5};     // doubled at each failure in a row
  std::chrono::seconds longest_retry{300};
  std::chrono::seconds longest_retry_after{600};  // a host may ask for more, we do not wait longer
};

// What one cycle says about the next.
struct CycleEnd {
  sync::CycleOutcome outcome = sync::CycleOutcome::failed;
  sync::CycleKind kind = sync::CycleKind::full;
  bool in_part = false;                          // something is left to be tried again
  bool waited = false;                           // the host said it held the request
  std::chrono::milliseconds took{0};
  std::optional<int> retry_after_seconds;
  std::chrono::nanoseconds at{0};                // monotonic, when it ended
};

struct NextCycle {
  sync::CycleKind kind = sync::CycleKind::full;
  std::chrono::milliseconds delay{0};
};

class SyncSchedule {
 public:
  explicit SyncSchedule(ScheduleSettings settings) : settings_(settings) {}

  // `chance` in [0, 1).
  NextCycle after(const CycleEnd& end, double chance);

 private:
  std::chrono::milliseconds delay_after(const CycleEnd& end) const;

  ScheduleSettings settings_;
  int failures_ = 0;
  std::chrono::nanoseconds last_full_{0};
};

}  // namespace gongkai::agent

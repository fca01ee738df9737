// How the last cycles ended, left in <state>/last-outcome for gongkai-sync status: who asks is another process, and
// often comes after the agent has stopped.
#pragma once

#include <filesystem>
#include <optional>

#include "content/model/date.h"
#include "content/model/result.h"
#include "content/sync/update_cycle.h"

namespace gongkai::agent {

struct LastCycles {
  std::optional<model::Instant> ended_at;    // the last one, however it ended
  std::optional<model::Instant> success_at;  // the last that reached the catalogue
  int failures = 0;                          // in a row
  std::optional<model::Error> error;         // of the last one; also what was wrong in part

  bool operator==(const LastCycles& other) const;
};

// What the report of a cycle that ended at `now` makes of it.
LastCycles after_cycle(LastCycles before, const sync::CycleReport& report, model::Instant now);

// Empty where there is none or it does not read. Writing leaves a disk that refuses alone, and does not wait for it: a
// power cut may take the last minutes.
LastCycles read_last_cycles(const std::filesystem::path& state);
void write_last_cycles(const std::filesystem::path& state, const LastCycles& cycles);

}  // namespace gongkai::agent

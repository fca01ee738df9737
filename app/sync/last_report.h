// How reporting goes, left in <state>/last-report for gongkai-sync status, as last_cycles.h does for the content.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "content/model/date.h"
#include "content/model/result.h"

namespace gongkai::agent {

struct LastReport {
  std::optional<model::Instant> reached_at;  // when the host last took something, a heartbeat or a batch
  std::optional<model::Instant> sent_at;     // when it last took a batch
  std::int64_t sent_seq = 0;                 // the number of that batch
  std::int64_t waiting = 0;                  // batches that wait
  std::optional<model::Error> error;         // what is wrong now
};

// Nothing where the terminal does not report, or never has.
std::optional<LastReport> read_last_report(const std::filesystem::path& state);
void write_last_report(const std::filesystem::path& state, const LastReport& report);
void remove_last_report(const std::filesystem::path& state);

}  // namespace gongkai::agent

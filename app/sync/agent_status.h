// The state of a terminal's content for people, scripts and monitoring: gongkai-sync status, the STATUS of systemd, and
// a text file in the format of Prometheus (exposition format 0.0.4) for node_exporter's textfile collector.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/sync/last_cycles.h"
#include "app/sync/last_report.h"
#include "content/model/item.h"
#include "content/store/generation.h"
#include "content/sync/http_client.h"

namespace gongkai::agent {

struct AgentStatus {
  bool running = false;                       // an agent holds the state directory
  LastCycles cycles;
  std::optional<store::GenerationInfo> shown;  // the current generation; none in an empty store
  std::vector<std::pair<model::Kind, std::int64_t>> counts;  // by kind, what may be seen now; kinds with none left out
  std::int64_t snapshot_version = 0;          // of the catalogue as applied; 0 = unknown
  std::uint64_t store_bytes = 0;              // of the current generation
  std::optional<LastReport> reports;          // none where the terminal reports nothing
};

// Only looks; writes nothing, and needs no lock.
AgentStatus look_at_status(const std::filesystem::path& state, const std::filesystem::path& store, model::Instant now);

std::string status_in_words(const AgentStatus& status, model::Instant now);  // lines in Chinese
std::string status_in_json(const AgentStatus& status, model::Instant now);   // one line
std::string status_line(const AgentStatus& status, model::Instant now);      // for systemd

// sysexits: 0 when the last cycle succeeded, 66 when there never was one, else what its error is.
int exit_code_of(const AgentStatus& status);

// Since the agent was started.
struct AgentCounters {
  std::map<std::string, std::int64_t> cycles;    // by outcome
  std::map<std::string, std::int64_t> rejected;  // entities not taken, by reason
  sync::HttpTotals traffic;
  std::optional<model::Instant> certificate_expires{};  // of the host; none where it is not asked by https
};
void count(AgentCounters& counters, const sync::CycleReport& report);

std::string metrics_text(const AgentStatus& status, const AgentCounters& counters, model::Instant now);
// By rename, readable by all. False where the place cannot be written.
bool write_metrics(const std::filesystem::path& file, const std::string& text);

}  // namespace gongkai::agent

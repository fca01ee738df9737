// The agent: one cycle on demand, or cycle after cycle until it is told to stop.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "app/process/log.h"
#include "app/process/stop_signal.h"
#include "app/sync/agent_settings.h"
#include "app/sync/agent_status.h"
#include "app/sync/report_upload.h"
#include "app/sync/sync_schedule.h"
#include "content/sync/curl_http_client.h"
#include "content/sync/update_cycle.h"

namespace gongkai::agent {

// The settings of a cycle; reads the shipped root. `not_before`: the build date of the program.
sync::CycleSettings cycle_settings(const AgentSettings& settings, model::Instant not_before);

sync::HttpRoute http_route(const AgentSettings& settings);

// What the build knows of the program.
struct BuildFacts {
  std::string version;
  model::Instant date{};  // no clock is right that stands before it
};

class SyncAgent {
 public:
  // Asked at SIGHUP; nullopt when the new settings have faults: the old ones stay.
  using Reload = std::function<std::optional<AgentSettings>()>;

  SyncAgent(const process::Clock& clock, process::Log& log, AgentSettings settings, BuildFacts built, Reload reload);

  // Until SIGTERM or SIGINT, which end it within two seconds, also in the middle of a request.
  void run();

 private:
  SyncSchedule make_schedule() const;
  void connect();
  int held_at_most(int wait_seconds) const;
  CycleEnd cycle(sync::CycleKind kind);
  bool interrupted();
  void report_and_sleep(std::chrono::milliseconds delay);
  void sleep(std::chrono::nanoseconds delay);
  void take_new_settings();
  void make_known(const sync::CycleReport& report, std::chrono::nanoseconds ended);

  const process::Clock& clock_;
  process::Log& log_;
  AgentSettings settings_;
  BuildFacts built_;
  Reload reload_;
  process::StopSignal signal_;
  bool stop_asked_ = false, reload_asked_ = false;
  LastCycles last_cycles_;
  AgentCounters counters_;
  std::optional<std::chrono::nanoseconds> last_noted_;  // when this was last written down, monotonic
  std::unique_ptr<sync::CurlHttpClient> http_;
  std::optional<ReportUpload> reports_;
};

}  // namespace gongkai::agent

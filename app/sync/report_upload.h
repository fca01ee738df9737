// Reports of this terminal to its office (catalogue section 6): what its screens have written becomes numbered, signed batches
// in the outbox, and goes to the host one request at a time, between the polls for content. A heartbeat goes every minute.
// Whatever fails is tried again, ever more rarely; nothing that was written is lost meanwhile.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <random>
#include <string>

#include "app/process/clock.h"
#include "app/process/log.h"
#include "app/sync/agent_settings.h"
#include "app/sync/last_cycles.h"
#include "app/sync/last_report.h"
#include "app/sync/report_batch.h"
#include "app/sync/report_host.h"
#include "content/publish/report_object.h"
#include "content/publish/signing_key.h"
#include "content/store/outbox.h"

namespace gongkai::agent {

// What an upload works with; all of it outlives the upload.
struct ReportContext {
  const process::Clock& clock;
  process::Log& log;
  const AgentSettings& settings;
  model::Instant not_before{};           // build date of the program: no clock is right before it
  std::string version;                   // of the program
  std::function<bool()> stop_requested;  // as HttpWriter has it
};

class ReportUpload {
 public:
  explicit ReportUpload(ReportContext context);

  enum class Next { nothing, more };
  // Makes a batch when it is time, and does at most one request. `more`: another batch can go at once. `cycles`: for the
  // heartbeat.
  Next turn(const LastCycles& cycles);

  // How long until turn() has something to do; zero: now. Hours where nothing is to be reported.
  std::chrono::nanoseconds due_in() const;

 private:
  model::Result<void> prepare(const LastCycles& cycles);
  model::Result<store::Outbox> open_outbox(const LastCycles& cycles) const;
  void gather();
  model::Result<void> send_oldest();
  model::Result<void> send_heartbeat(const LastCycles& cycles);
  model::Result<publish::SealedReport> seal(std::int64_t seq, std::vector<codec::ReportLine> lines) const;
  Next fail(const model::Error& why);
  void succeed();
  void note(const std::optional<model::Error>& error);

  ReportContext context_;
  std::optional<publish::SigningKey> key_;
  std::optional<store::Outbox> outbox_;
  std::optional<ReportHost> host_;
  LastReport last_;
  std::optional<model::Error> trouble_;   // what could not be gathered
  std::chrono::nanoseconds next_try_{0}, next_beat_{0}, next_gather_{0};
  bool beat_failed_ = false;              // then a batch has its turn first
  int failures_ = 0;                      // in a row
  std::minstd_rand chance_;
};

}  // namespace gongkai::agent

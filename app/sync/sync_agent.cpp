#include "app/sync/sync_agent.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>
#include <utility>

#include "app/process/service_notify.h"
#include "app/sync/last_contact.h"
#include "app/sync/report_text.h"

namespace gongkai::agent {
namespace {

// Shorter than the watchdog's patience.
constexpr std::chrono::milliseconds longest_nap{10'000};
constexpr std::chrono::nanoseconds shortest_nap = std::chrono::milliseconds(100);
constexpr std::chrono::seconds note_interval{60};

}  // namespace

sync::CycleSettings cycle_settings(const AgentSettings& settings, model::Instant not_before) {
  std::ifstream file(settings.root, std::ios::binary);
  sync::CycleSettings cycle;
  cycle.url = settings.url;
  cycle.state = settings.state;
  cycle.store = settings.store;
  cycle.shipped_root = std::string(std::istreambuf_iterator<char>(file), {});
  cycle.not_before = not_before;
  cycle.wait_seconds = settings.wait_seconds;
  return cycle;
}

sync::HttpRoute http_route(const AgentSettings& settings) { return {settings.ca_file, settings.proxy, {}}; }

SyncAgent::SyncAgent(const process::Clock& clock, process::Log& log, AgentSettings settings, BuildFacts built, Reload reload)
    : clock_(clock),
      log_(log),
      settings_(std::move(settings)),
      built_(std::move(built)),
      reload_(std::move(reload)),
      last_cycles_(read_last_cycles(settings_.state)) {
  connect();
}

// Everything that is made of the settings.
void SyncAgent::connect() {
  const auto asked_to_stop = [this] {
    process::notify_service("WATCHDOG=1");
    return interrupted();
  };
  http_ = std::make_unique<sync::CurlHttpClient>(sync::HttpLimits{}, asked_to_stop, http_route(settings_));
  reports_.emplace(ReportContext{clock_, log_, settings_, built_.date, built_.version, asked_to_stop});
}

void SyncAgent::run() {
  log_.write(process::LogLevel::info, "SYNC-100", "开始同步",
             {{"url", settings_.url}, {"store", settings_.store.string()}});
  std::minstd_rand chance(std::random_device{}());
  SyncSchedule schedule = make_schedule();
  sync::CycleKind kind = sync::CycleKind::full;
  process::notify_service("READY=1");
  while (!stop_asked_) {
    const NextCycle next = schedule.after(cycle(kind), std::uniform_real_distribution<>(0.0, 1.0)(chance));
    kind = next.kind;
    report_and_sleep(next.delay);
    if (reload_asked_) {
      take_new_settings();
      schedule = make_schedule();
      kind = sync::CycleKind::full;
    }
  }
  process::notify_service("STOPPING=1");
  log_.write(process::LogLevel::info, "SYNC-109", "停止同步");
}

SyncSchedule SyncAgent::make_schedule() const {
  ScheduleSettings schedule;
  schedule.interval = std::chrono::seconds(settings_.interval_seconds);
  return SyncSchedule(schedule);
}

CycleEnd SyncAgent::cycle(sync::CycleKind kind) {
  const auto started = clock_.monotonic();
  const sync::HttpTotals before = http_->totals();
  sync::CycleSettings settings = cycle_settings(settings_, built_.date);
  settings.wait_seconds = held_at_most(settings.wait_seconds);
  settings.alive = [] { process::notify_service("WATCHDOG=1"); };
  const auto report = sync::run_cycle(*http_, settings, kind, sync::CycleMode::apply, clock_.now());
  const auto ended = clock_.monotonic();
  // A cycle that we broke off ourselves has nothing to say.
  if (!stop_asked_ && !reload_asked_) {
    const sync::HttpTotals after = http_->totals();
    log_report(log_, report,
               {after.requests - before.requests, after.bytes_down - before.bytes_down,
                after.bytes_up - before.bytes_up});
    make_known(report, ended);
  }
  return {report.outcome,
          kind,
          !report.complete,
          report.waited,
          std::chrono::duration_cast<std::chrono::milliseconds>(ended - started),
          report.retry_after_seconds,
          ended};
}

// What others look at: at once when something changed, else once a minute, to spare the flash.
void SyncAgent::make_known(const sync::CycleReport& report, std::chrono::nanoseconds ended) {
  const auto now = clock_.now();
  const LastCycles cycles = after_cycle(last_cycles_, report, now);
  count(counters_, report);
  counters_.traffic = http_->totals();
  counters_.certificate_expires = http_->certificate_expires();
  const auto code_of = [](const LastCycles& of) { return of.error ? of.error->code : std::string(); };
  const bool changed = report.outcome == sync::CycleOutcome::applied || code_of(cycles) != code_of(last_cycles_) ||
                       (cycles.failures > 0) != (last_cycles_.failures > 0);
  last_cycles_ = cycles;
  if (!changed && last_noted_ && ended - *last_noted_ < note_interval) return;
  last_noted_ = ended;
  if (heard_from_catalogue(report)) note_contact(settings_.store, now);
  write_last_cycles(settings_.state, cycles);
  AgentStatus status = look_at_status(settings_.state, settings_.store, now);
  process::notify_service("STATUS=" + status_line(status, now));
  if (!settings_.metrics.empty() && !write_metrics(settings_.metrics, metrics_text(status, counters_, now))) {
    log_.write(process::LogLevel::warning, "SYNC-107", "指标文件不能写入", {{"file", settings_.metrics.string()}});
  }
}

bool SyncAgent::interrupted() {
  const auto asked = signal_.poll();
  if (asked == process::StopSignal::Asked::stop) stop_asked_ = true;
  if (asked == process::StopSignal::Asked::reload) reload_asked_ = true;
  return stop_asked_ || reload_asked_;
}

// A poll that the host holds ends when a report is due, but is never made one that the host does not hold: a change would be
// seen later.
int SyncAgent::held_at_most(int wait_seconds) const {
  const auto due = std::chrono::ceil<std::chrono::seconds>(reports_->due_in()).count();
  return std::min(wait_seconds, static_cast<int>(std::max<std::int64_t>(due, 1)));
}

// One report at least has its turn between two cycles, more where there is time.
void SyncAgent::report_and_sleep(std::chrono::milliseconds delay) {
  const auto until = clock_.monotonic() + delay;
  while (!interrupted()) {
    const auto next = reports_->turn(last_cycles_);
    const auto left = until - clock_.monotonic();
    if (left <= std::chrono::nanoseconds(0)) return;
    if (next == ReportUpload::Next::nothing) sleep(std::min(left, std::max(reports_->due_in(), shortest_nap)));
  }
}

void SyncAgent::sleep(std::chrono::nanoseconds delay) {
  const auto until = clock_.monotonic() + delay;
  for (auto now = clock_.monotonic(); !interrupted() && now < until; now = clock_.monotonic()) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - now);
    process::wait_for(signal_, static_cast<int>(std::min(left, longest_nap).count()));
    process::notify_service("WATCHDOG=1");
  }
}

void SyncAgent::take_new_settings() {
  reload_asked_ = false;
  process::notify_service("RELOADING=1");
  if (auto fresh = reload_()) {
    settings_ = std::move(*fresh);
    connect();
    log_.write(process::LogLevel::info, "SYNC-105", "已重新读取设置");
  } else {
    log_.write(process::LogLevel::warning, "SYNC-106", "新的设置有误，仍用原来的");
  }
  process::notify_service("READY=1");
}

}  // namespace gongkai::agent

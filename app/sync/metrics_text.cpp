#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

#include "app/process/json_string.h"
#include "app/sync/agent_status.h"
#include "app/sync/report_text.h"
#include "content/model/names.h"

namespace gongkai::agent {
namespace {

void add(std::string& text, std::string_view name, std::string_view type, std::string_view help) {
  text += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

void add_value(std::string& text, std::string_view name, std::string_view type, std::string_view help,
               std::int64_t value) {
  add(text, name, type, help);
  text += fmt::format("{} {}\n", name, value);
}

void add_labelled(std::string& text, std::string_view name, std::string_view label,
                  const std::map<std::string, std::int64_t>& values) {
  for (const auto& [word, value] : values) text += fmt::format("{}{{{}={}}} {}\n", name, label, process::json_string(word), value);
}

std::int64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::int64_t pages = 0, resident = 0;
  file >> pages >> resident;
  return resident * ::sysconf(_SC_PAGESIZE);
}

std::int64_t seconds_of(const std::optional<model::Instant>& instant) {
  return instant ? instant->time_since_epoch().count() : 0;
}

void add_content(std::string& text, const AgentStatus& status, model::Instant now) {
  if (!status.shown) return;
  add_value(text, "gongkai_sync_content_signed_timestamp_seconds", "gauge", "When the catalogue shown was signed.",
            seconds_of(status.shown->catalogue_at));
  add_value(text, "gongkai_sync_content_age_seconds", "gauge", "Age of the catalogue shown.",
            (now - status.shown->catalogue_at).count());
  add_value(text, "gongkai_sync_generation", "gauge", "Number of the generation shown.", status.shown->number);
  add_value(text, "gongkai_sync_snapshot_version", "gauge", "Version of the catalogue shown.", status.snapshot_version);
  add_value(text, "gongkai_sync_store_bytes", "gauge", "Size of the generation shown.",
            static_cast<std::int64_t>(status.store_bytes));
  std::map<std::string, std::int64_t> counts;
  for (const auto& [kind, value] : status.counts) counts[std::string(model::word(kind))] = value;
  add(text, "gongkai_sync_items", "gauge", "Items that may be seen now, by kind.");
  add_labelled(text, "gongkai_sync_items", "kind", counts);
}

void add_reports(std::string& text, const LastReport& report) {
  add_value(text, "gongkai_sync_reports_waiting", "gauge", "Batches of reports that wait to be sent.", report.waiting);
  add_value(text, "gongkai_sync_report_reached_timestamp_seconds", "gauge",
            "When the host last took a report or a heartbeat, 0 = never.", seconds_of(report.reached_at));
  add_value(text, "gongkai_sync_report_sent_timestamp_seconds", "gauge", "When the host last took a batch, 0 = never.",
            seconds_of(report.sent_at));
  add(text, "gongkai_sync_report_error", "gauge", "1 with the code of what is wrong with reporting now.");
  if (report.error) add_labelled(text, "gongkai_sync_report_error", "code", {{report.error->code, 1}});
}

}  // namespace

void count(AgentCounters& counters, const sync::CycleReport& report) {
  ++counters.cycles[std::string(outcome_name(report.outcome))];
  for (const model::Fault& fault : report.faults) ++counters.rejected[fault.code];
}

std::string metrics_text(const AgentStatus& status, const AgentCounters& counters, model::Instant now) {
  std::string text;
  add_value(text, "gongkai_sync_last_success_timestamp_seconds", "gauge", "Last cycle that reached the catalogue, 0 = never.",
            seconds_of(status.cycles.success_at));
  add_value(text, "gongkai_sync_consecutive_failures", "gauge", "Cycles that failed since the last success.",
            status.cycles.failures);
  add(text, "gongkai_sync_last_error", "gauge", "1 with the code of what is wrong now; no series when nothing is.");
  if (status.cycles.error) add_labelled(text, "gongkai_sync_last_error", "code", {{status.cycles.error->code, 1}});
  add_value(text, "gongkai_sync_clock_trusted", "gauge", "0 when the clock of the terminal is behind.",
            status.cycles.error && status.cycles.error->code == "SYNC-014" ? 0 : 1);
  if (counters.certificate_expires) {
    add_value(text, "gongkai_sync_tls_days_left", "gauge", "Days until the certificate of the host expires.",
              std::chrono::floor<std::chrono::days>(*counters.certificate_expires - now).count());
  }
  add_content(text, status, now);
  if (status.reports) add_reports(text, *status.reports);
  add(text, "gongkai_sync_cycles_total", "counter", "Cycles since the start, by outcome.");
  add_labelled(text, "gongkai_sync_cycles_total", "outcome", counters.cycles);
  add(text, "gongkai_sync_rejected_total", "counter", "Items not taken since the start, by reason.");
  add_labelled(text, "gongkai_sync_rejected_total", "reason", counters.rejected);
  add_value(text, "gongkai_sync_requests_total", "counter", "HTTP requests since the start.", counters.traffic.requests);
  add_value(text, "gongkai_sync_received_bytes_total", "counter", "Bytes received, headers included.",
            counters.traffic.bytes_down);
  add_value(text, "gongkai_sync_sent_bytes_total", "counter", "Bytes sent, headers included.", counters.traffic.bytes_up);
  add_value(text, "gongkai_sync_resident_memory_bytes", "gauge", "Resident memory of the agent.", resident_bytes());
  return text;
}

bool write_metrics(const std::filesystem::path& file, const std::string& text) {
  // Without the ending .prom the collector passes over what is not finished.
  const std::filesystem::path fresh = file.string() + ".part";
  std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  std::error_code error;
  if (!out) {
    std::filesystem::remove(fresh, error);
    return false;
  }
  using std::filesystem::perms;
  std::filesystem::permissions(fresh, perms::owner_read | perms::owner_write | perms::group_read | perms::others_read,
                               error);
  std::filesystem::rename(fresh, file, error);
  return !error;
}

}  // namespace gongkai::agent

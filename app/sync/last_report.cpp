#include "app/sync/last_report.h"

#include <system_error>

#include "app/sync/key_lines.h"

namespace gongkai::agent {
namespace {

std::filesystem::path report_file(const std::filesystem::path& state) { return state / "last-report"; }

}  // namespace

std::optional<LastReport> read_last_report(const std::filesystem::path& state) {
  const auto lines = KeyLines::read(report_file(state));
  if (!lines) return std::nullopt;
  LastReport report;
  report.reached_at = lines->instant("reached_at");
  report.sent_at = lines->instant("sent_at");
  report.sent_seq = lines->number("sent_seq");
  report.waiting = lines->number("waiting");
  report.error = lines->error();
  return report;
}

void write_last_report(const std::filesystem::path& state, const LastReport& report) {
  KeyLines lines;
  lines.add("reached_at", report.reached_at).add("sent_at", report.sent_at);
  lines.add("sent_seq", report.sent_seq).add("waiting", report.waiting).add(report.error).write(report_file(state));
}

void remove_last_report(const std::filesystem::path& state) {
  std::error_code ignored;
  std::filesystem::remove(report_file(state), ignored);
}

}  // namespace gongkai::agent

#include "app/sync/last_cycles.h"

#include "app/sync/key_lines.h"

namespace gongkai::agent {
namespace {

std::filesystem::path cycles_file(const std::filesystem::path& state) { return state / "last-outcome"; }

}  // namespace

bool LastCycles::operator==(const LastCycles& other) const {
  const auto same_error = [&] {
    if (!error || !other.error) return error.has_value() == other.error.has_value();
    return error->code == other.error->code && error->message == other.error->message;
  };
  return ended_at == other.ended_at && success_at == other.success_at && failures == other.failures && same_error();
}

LastCycles after_cycle(LastCycles before, const sync::CycleReport& report, model::Instant now) {
  const bool failed = report.outcome == sync::CycleOutcome::failed;
  before.ended_at = now;
  if (!failed) before.success_at = now;
  before.failures = failed ? before.failures + 1 : 0;
  before.error = report.error;
  if (!report.error && !report.troubles.empty()) before.error = report.troubles.front();  // the clock
  return before;
}

LastCycles read_last_cycles(const std::filesystem::path& state) {
  const KeyLines lines = KeyLines::read(cycles_file(state)).value_or(KeyLines{});
  LastCycles cycles;
  cycles.ended_at = lines.instant("ended_at");
  cycles.success_at = lines.instant("success_at");
  cycles.failures = static_cast<int>(lines.number("failures"));
  cycles.error = lines.error();
  return cycles;
}

void write_last_cycles(const std::filesystem::path& state, const LastCycles& cycles) {
  KeyLines lines;
  lines.add("ended_at", cycles.ended_at).add("success_at", cycles.success_at);
  lines.add("failures", cycles.failures).add(cycles.error).write(cycles_file(state));
}

}  // namespace gongkai::agent

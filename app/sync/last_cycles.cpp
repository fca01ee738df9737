#include "app/sync/last_cycles.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <string>
#include <system_error>

namespace gongkai::agent {
namespace {

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

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
  LastCycles cycles;
  std::ifstream file(state / "last-outcome");
  for (std::string line; std::getline(file, line);) {
    const auto space = line.find(' ');
    if (space == std::string::npos) continue;
    const std::string key = line.substr(0, space), value = line.substr(space + 1);
    if (key == "ended_at") cycles.ended_at = model::parse_instant(value);
    if (key == "success_at") cycles.success_at = model::parse_instant(value);
    if (key == "failures") std::from_chars(value.data(), value.data() + value.size(), cycles.failures);
    if (key == "code") cycles.error = model::Error{value, ""};
    if (key == "message" && cycles.error) cycles.error->message = value;
  }
  return cycles;
}

void write_last_cycles(const std::filesystem::path& state, const LastCycles& cycles) {
  const std::filesystem::path file = state / "last-outcome", fresh = state / ".last-outcome";
  std::ofstream out(fresh, std::ios::trunc);
  if (cycles.ended_at) out << "ended_at " << model::format_instant(*cycles.ended_at) << "\n";
  if (cycles.success_at) out << "success_at " << model::format_instant(*cycles.success_at) << "\n";
  out << "failures " << cycles.failures << "\n";
  if (cycles.error) out << "code " << cycles.error->code << "\nmessage " << one_line(cycles.error->message) << "\n";
  out.close();
  std::error_code ignored;
  if (out) std::filesystem::rename(fresh, file, ignored);
}

}  // namespace gongkai::agent

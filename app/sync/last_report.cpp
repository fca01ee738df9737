#include "app/sync/last_report.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <string>
#include <system_error>

namespace gongkai::agent {
namespace {

std::filesystem::path report_file(const std::filesystem::path& state) { return state / "last-report"; }

void read_number(const std::string& text, std::int64_t& number) {
  std::from_chars(text.data(), text.data() + text.size(), number);
}

}  // namespace

std::optional<LastReport> read_last_report(const std::filesystem::path& state) {
  std::ifstream file(report_file(state));
  if (!file) return std::nullopt;
  LastReport report;
  for (std::string line; std::getline(file, line);) {
    const auto space = line.find(' ');
    if (space == std::string::npos) continue;
    const std::string key = line.substr(0, space), value = line.substr(space + 1);
    if (key == "reached_at") report.reached_at = model::parse_instant(value);
    if (key == "sent_at") report.sent_at = model::parse_instant(value);
    if (key == "sent_seq") read_number(value, report.sent_seq);
    if (key == "waiting") read_number(value, report.waiting);
    if (key == "code") report.error = model::Error{value, ""};
    if (key == "message" && report.error) report.error->message = value;
  }
  return report;
}

void write_last_report(const std::filesystem::path& state, const LastReport& report) {
  const std::filesystem::path fresh = state / ".last-report";
  std::ofstream out(fresh, std::ios::trunc);
  if (report.reached_at) out << "reached_at " << model::format_instant(*report.reached_at) << "\n";
  if (report.sent_at) out << "sent_at " << model::format_instant(*report.sent_at) << "\n";
  out << "sent_seq " << report.sent_seq << "\nwaiting " << report.waiting << "\n";
  if (report.error) {
    std::string message = report.error->message;
    std::replace(message.begin(), message.end(), '\n', ' ');
    out << "code " << report.error->code << "\nmessage " << message << "\n";
  }
  out.close();
  std::error_code ignored;
  if (out) std::filesystem::rename(fresh, report_file(state), ignored);
}

void remove_last_report(const std::filesystem::path& state) {
  std::error_code ignored;
  std::filesystem::remove(report_file(state), ignored);
}

}  // namespace gongkai::agent

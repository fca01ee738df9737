// How a terminal fares, judged by what has been collected from it (report_archive.h), in words for the office.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/admin/report_archive.h"
#include "content/store/collection.h"

namespace gongkai::admin {

// What needs care first stands first.
enum class Care {
  refused,       // what it sent could not be taken
  never_heard,
  long_silent,   // for more than a day
  silent,        // for more than ten minutes: ten heartbeats
  troubled,      // it is alive, and says what is wrong
  well,
};

struct TerminalHealth {
  std::string kiosk;
  Care care = Care::well;
  std::vector<std::string> troubles;      // Chinese, the gravest first
  std::optional<CollectState> collected;  // none: nobody has asked yet
  std::optional<Heartbeat> heartbeat;
  std::int64_t rows = 0, said = 0, dropped = 0;
  std::vector<store::GivenUp> given_up;
};

// Silence is measured up to when the office asked last: what happened since, nobody here can know.
// E: PUBLISH-011, REPORT-0NN, STORE-050, STORE-060 the archive cannot be read.
model::Result<TerminalHealth> terminal_health(const std::filesystem::path& into, const std::string& kiosk);

// Whoever needs care first, then who has been silent longest.
bool comes_first(const TerminalHealth& a, const TerminalHealth& b);

// "刚刚", "3 分钟前", "2 小时前", "5 天前"; "3 分钟" alone for a length.
std::string length_words(std::chrono::seconds length);
std::string age_words(std::chrono::seconds age);

}  // namespace gongkai::admin

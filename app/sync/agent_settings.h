// Settings of gongkai-sync: command line over file over defaults.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/process/settings.h"

namespace gongkai::agent {

// What the terminal tells its office, and where (catalogue section 6): the section [reports].
struct ReportSettings {
  std::string url;                             // "https://host/reports", "s3+https://host/bucket/reports"; empty: nothing
  std::string kiosk;                           // this terminal's name there
  std::vector<std::filesystem::path> screens;  // folders the screens keep their records in
  std::filesystem::path credentials;           // content/sync/credentials.h; may be empty
  int interval_seconds = 600;
};

struct AgentSettings {
  std::string url;                                          // of the repository
  std::filesystem::path state = "/var/lib/gongkai/trust";
  std::filesystem::path store = "/var/lib/gongkai/store";
  std::filesystem::path root = "/etc/gongkai/trust.d/root.json";
  std::filesystem::path ca_file;                            // authorities to trust instead of the system's; may be empty
  std::string proxy;                                        // "http://host:port"; empty: as the environment says
  std::filesystem::path metrics;                            // *.prom for node_exporter; empty: none
  int interval_seconds = 5;                                 // between polls of a host that does not hold them
  int wait_seconds = 25;                                    // how long a host may hold a poll; 0 = never
  ReportSettings reports;
};

// Reads the keys of the file over `settings`. Empty when the file is in order.
std::vector<process::SettingsFault> read_agent_settings(const std::filesystem::path& file, AgentSettings& settings);

enum class Source { network, bundle };  // a bundle needs no address

// What is missing or cannot be, in words; empty when the agent can start.
std::vector<std::string> check_agent_settings(const AgentSettings& settings, Source source = Source::network);

}  // namespace gongkai::agent

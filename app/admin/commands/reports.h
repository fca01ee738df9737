// `gongkai-admin reports`: fetching what the terminals report, and looking at how they are. Declared apart from the other
// commands, which know of catalogues.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/admin/commands/commands.h"

namespace gongkai::admin {

struct ReportsCollectOptions {
  TargetOptions source;                // .to is where the reports lie; no lock is taken there
  std::filesystem::path keys, into;
  std::vector<std::string> kiosks;     // only these; empty: all that have keys
  std::vector<std::string> given_up;   // "hall-01=1795360012"
  bool remove = false;                 // on the host, what has been taken
  Moment moment;
  Output output = Output::text;
};
// 0: all there was has been taken. 65: something could not be, and is named; the rest has been.
int run_reports_collect(const ReportsCollectOptions& options);

struct ReportsStatusOptions {
  std::filesystem::path into;
  Moment moment;
  Output output = Output::text;
};
int run_reports_status(const ReportsStatusOptions& options);

}  // namespace gongkai::admin

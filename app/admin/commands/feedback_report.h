// `gongkai-admin feedback`: what citizens have said at the terminals, for the office. Declared apart from the other
// commands, which know of catalogues.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace gongkai::admin {

struct FeedbackOptions {
  std::vector<std::filesystem::path> journals;  // feedback.db of each terminal
  std::filesystem::path collected;              // and those of an archive (report_archive.h); or empty
  std::filesystem::path store;                  // a terminal's store, for titles; or empty
  std::string output;                           // "csv", "json", or empty: tables for people
};
int run_feedback(const FeedbackOptions& options);

}  // namespace gongkai::admin

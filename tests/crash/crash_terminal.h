// A terminal whose disk fails: gongkai-sync as a child process below the shim, a repository that it fetches from, and
// what is on the screen afterwards.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "content/sync/update_cycle.h"
#include "tests/crash/power_cut.h"
#include "tests/fakes/folder_http.h"
#include "tests/fakes/http_fake.h"
#include "tests/fakes/repository_maker.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::crash {

class CrashTerminal {
 public:
  CrashTerminal();

  // Every notice gets the next revision, with its number in the title.
  void publish();
  // Takes back the first notice.
  void publish_withdrawal();

  std::vector<std::string> command() const;  // gongkai-sync --once
  // Runs it below the shim with these variables set. The exit code, or minus the signal.
  int run(const std::map<std::string, std::string>& environment = {});
  std::string output() const;  // of the last run, both streams
  std::vector<DiskCall> recorded_run(std::map<std::string, std::string> environment = {});

  // A full cycle in this process, without a network.
  sync::CycleReport cycle();
  // All that is on the screen, one row a line, in the same order always; what is wrong with the store otherwise.
  std::string shown() const { return shown(store()); }
  std::string shown(const std::filesystem::path& store) const;
  // Files that only a writer at work may have.
  std::vector<std::string> leftovers() const;

  std::filesystem::path disk() const { return folder / "disk"; }
  std::filesystem::path store() const { return disk() / "store"; }
  std::filesystem::path state() const { return disk() / "state"; }

  fakes::TemporaryFolder folder;
  model::Instant now;
  fakes::RepositoryMaker maker;

 private:
  fakes::HttpFake server_;
  std::int64_t revision_ = 0, seq_ = 0;
};

}  // namespace gongkai::crash

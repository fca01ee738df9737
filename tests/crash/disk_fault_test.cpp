// gongkai-sync is killed, or the disk refuses, at each of its calls to the disk in turn, until a run passes clean. Each
// time the screen shows the old content or the new, one line says what was wrong, and the next cycle goes on by itself.
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <set>

#include "tests/crash/crash_terminal.h"

namespace gongkai::crash {
namespace {

constexpr int exit_io = 74;  // EX_IOERR of sysexits.h

class DiskFault : public testing::Test {
 protected:
  void SetUp() override {
    terminal.publish();
    ASSERT_EQ(terminal.run(), 0) << terminal.output();
    before = read_tree(terminal.disk());
    old_content = terminal.shown();
    terminal.publish();
    calls = terminal.recorded_run();
    new_content = terminal.shown();
    ASSERT_NE(old_content, new_content);
  }

  // Of each row of equal calls on one file the first two and the last: the pages of a database, the parts of a copy.
  std::vector<std::size_t> call_sites() const {
    std::vector<std::size_t> sites;
    const auto equal = [&](std::size_t a, std::size_t b) {
      return calls[a].kind == calls[b].kind && calls[a].path == calls[b].path;
    };
    for (std::size_t i = 0; i < calls.size(); ++i) {
      const bool inside = i >= 2 && i + 1 < calls.size() && equal(i, i - 1) && equal(i, i - 2) && equal(i, i + 1);
      if (!inside) sites.push_back(i);
    }
    return sites;
  }

  // Runs from the old content; n counts from 1.
  int run_with(std::size_t n, const std::string& fault) {
    write_tree(terminal.disk(), before);
    return terminal.run({{"DISK_SHIM_FAIL", std::to_string(n) + ":" + fault}});
  }

  void expect_old_or_new_and_going_on(const std::string& where) {
    const std::string shown = terminal.shown();
    ASSERT_TRUE(shown == old_content || shown == new_content) << where << " shows " << shown;
    const auto report = terminal.cycle();
    ASSERT_FALSE(report.error) << where << ": " << report.error->code << " " << report.error->message;
    ASSERT_EQ(terminal.shown(), new_content) << where;
    ASSERT_EQ(terminal.leftovers(), std::vector<std::string>{}) << where;
  }

  void expect_fault_survived(std::size_t site, const std::string& fault) {
    const std::string where = fault + " at call " + std::to_string(site + 1) + ": " + calls[site].kind + " " + calls[site].path;
    const int code = run_with(site + 1, fault);
    const std::string output = terminal.output();
    if (code == 0) {
      ASSERT_EQ(terminal.shown(), new_content) << where << "\n" << output;
    } else {
      ASSERT_EQ(code, exit_io) << where << "\n" << output;
      // What became of it, and one line why; the lock has no more than the line.
      const auto lines = std::count(output.begin(), output.end(), '\n');
      ASSERT_TRUE(lines == 2 || (lines == 1 && calls[site].path.ends_with("/lock"))) << where << "\n" << output;
    }
    expect_old_or_new_and_going_on(where);
  }

  CrashTerminal terminal;
  Tree before;
  std::string old_content, new_content;
  std::vector<DiskCall> calls;
};

TEST_F(DiskFault, KilledAtEveryCall) {
  for (const std::size_t site : call_sites()) {
    ASSERT_EQ(run_with(site + 1, "kill"), -SIGKILL) << site;
    expect_old_or_new_and_going_on("killed at call " + std::to_string(site + 1) + " " + calls[site].path);
  }
  EXPECT_EQ(run_with(calls.size() + 1, "kill"), 0) << "there were more calls";
}

TEST_F(DiskFault, AnErrorAtEveryCall) {
  int refused = 0;
  for (const std::size_t site : call_sites()) {
    ASSERT_NO_FATAL_FAILURE(expect_fault_survived(site, "eio"));
    refused += terminal.output().find("同步失败") != std::string::npos ? 1 : 0;
  }
  EXPECT_GT(refused, 30) << "the errors hardly reached the program";
}

TEST_F(DiskFault, AFullDiskFromEveryCallOn) {
  for (const std::size_t site : call_sites()) {
    if (std::string("cwsr").find(calls[site].kind) == std::string::npos) continue;
    ASSERT_NO_FATAL_FAILURE(expect_fault_survived(site, "enospc"));
    // Of what is no write SQLite does not say why it failed, and a lost note of the last contact or of how the last
    // cycle ended stops nothing.
    const std::string& path = calls[site].path;
    if (calls[site].kind != 'w' || path.ends_with("/.last-contact") || path.ends_with("/.last-outcome")) continue;
    ASSERT_NE(terminal.output().find("STORE-032"), std::string::npos) << path << terminal.output();
  }
}

TEST_F(DiskFault, AShortWriteAtEveryCall) {
  for (const std::size_t site : call_sites()) {
    if (calls[site].kind != 'w') continue;
    ASSERT_NO_FATAL_FAILURE(expect_fault_survived(site, "short"));
  }
}

// What fsync refused once may be gone although the next fsync says yes: the file must be another one then.
TEST_F(DiskFault, AfterAFailedFsyncTheFileIsMadeAnew) {
  for (std::size_t site = 0; site < calls.size(); ++site) {
    if (calls[site].kind != 's' || calls[site].path.find("/.new-") == std::string::npos) continue;
    EXPECT_EQ(run_with(site + 1, "eio"), exit_io);
    EXPECT_EQ(terminal.shown(), old_content);
    EXPECT_EQ(terminal.leftovers(), std::vector<std::string>{}) << "what was not synced is still there";
  }
}

}  // namespace
}  // namespace gongkai::crash

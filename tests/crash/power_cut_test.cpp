// Power cuts over a whole cycle of gongkai-sync: trusted metadata, spool, generation, pointer. Every state that the
// disk may be left in shows the old content or the new one, an acknowledged one is never lost, and the next cycle goes
// on by itself.
#include <gtest/gtest.h>

#include "tests/crash/crash_terminal.h"

namespace gongkai::crash {
namespace {

constexpr int cuts = 200;  // of each run

struct Recording {
  std::vector<DiskCall> calls;
  Disk disk;
  std::string before, after;
};

Recording record(CrashTerminal& terminal, const std::map<std::string, std::string>& environment = {}) {
  Disk disk(terminal.disk());
  std::string before = terminal.shown();
  auto calls = terminal.recorded_run(environment);
  return {std::move(calls), std::move(disk), std::move(before), terminal.shown()};
}

// From here on the new generation is promised: `current` has been replaced, and its folder synced.
std::size_t acknowledged(const CrashTerminal& terminal, const std::vector<DiskCall>& calls) {
  const std::string pointer = terminal.store() / "current";
  std::size_t i = 0;
  while (i < calls.size() && !(calls[i].kind == 'r' && calls[i].other == pointer)) ++i;
  while (i < calls.size() && !(calls[i].kind == 's' && calls[i].path == terminal.store())) ++i;
  return i + 1;
}

// What is wrong after a power cut; empty when nothing is.
std::string fault_after(CrashTerminal& terminal, const Recording& recording, const Tree& tree, bool promised) {
  write_tree(terminal.disk(), tree);
  const std::string shown = terminal.shown();
  if (shown != recording.after && (promised || shown != recording.before)) return "shows " + shown;
  const auto report = terminal.cycle();
  if (report.error) return "the next cycle fails: " + report.error->code + " " + report.error->message;
  if (report.set_aside > 0 || report.damaged_rows > 0) return "a listed generation is damaged";
  if (terminal.shown() != recording.after) return "the next cycle shows " + terminal.shown();
  const auto left = terminal.leftovers();
  return left.empty() ? "" : "left behind: " + left.front();
}

void expect_nothing_lost(CrashTerminal& terminal, Recording recording) {
  ASSERT_NE(recording.before, recording.after);
  const std::size_t promised_from = acknowledged(terminal, recording.calls);
  ASSERT_LT(promised_from, recording.calls.size());
  std::mt19937 random(20261122);
  std::size_t done = 0;
  for (int i = 0; i < cuts; ++i) {
    const std::size_t end = recording.calls.size() * static_cast<std::size_t>(i + 1) / cuts;
    for (; done < end; ++done) recording.disk.apply(recording.calls[done]);
    const std::string fault = fault_after(terminal, recording, recording.disk.cut(random), done >= promised_from);
    const DiskCall& last = recording.calls[done > 0 ? done - 1 : 0];
    ASSERT_EQ(fault, "") << "power cut after call " << done << " of " << recording.calls.size() << ": " << last.kind
                         << " " << last.path;
  }
}

TEST(PowerCut, AChangeIsOldOrNew) {
  CrashTerminal terminal;
  terminal.publish();
  ASSERT_EQ(terminal.run(), 0) << terminal.output();
  terminal.publish();
  expect_nothing_lost(terminal, record(terminal));
}

TEST(PowerCut, AWithdrawalIsOldOrNew) {
  CrashTerminal terminal;
  terminal.publish();
  ASSERT_EQ(terminal.run(), 0) << terminal.output();
  terminal.publish();
  ASSERT_EQ(terminal.run(), 0) << terminal.output();
  terminal.publish_withdrawal();
  expect_nothing_lost(terminal, record(terminal));
}

// Someone held the online keys for a while and signed version 1000; the new root knows a further key, and the versions
// count from 2 again (TUF specification 1.0.34, section 5.3.11). Nowhere in between may the 1000 outlive the old root.
TEST(PowerCut, ARotationAfterAFastForwardIsFollowedFromAnywhere) {
  CrashTerminal terminal;
  auto& maker = terminal.maker;
  maker.snapshot.version = maker.timestamp.version = 1000;
  terminal.publish();
  ASSERT_EQ(terminal.run(), 0) << terminal.output();
  maker.root.version = 2;
  for (const char* role : {"timestamp", "snapshot"}) {
    const std::string further = std::string(role) + "-2";
    maker.root.keys[maker.keyid(further)] = maker.key(further).public_key();
    maker.root.roles[role].keyids.push_back(maker.keyid(further));
  }
  maker.snapshot.version = maker.timestamp.version = 1;
  terminal.publish();
  expect_nothing_lost(terminal, record(terminal));
}

// The harness is worth something only if it sees what it is made for.
TEST(PowerCut, AMissingFsyncIsSeen) {
  CrashTerminal terminal;
  terminal.publish();
  ASSERT_EQ(terminal.run(), 0) << terminal.output();
  terminal.publish();
  Recording recording = record(terminal, {{"DISK_SHIM_SYNC", "off"}});
  for (const DiskCall& call : recording.calls) recording.disk.apply(call);
  std::mt19937 random(1);
  int seen = 0;
  for (int i = 0; i < 20; ++i) {
    seen += fault_after(terminal, recording, recording.disk.cut(random), true).empty() ? 0 : 1;
  }
  EXPECT_GT(seen, 10);
}

}  // namespace
}  // namespace gongkai::crash

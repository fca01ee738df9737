#include "content/store/play_journal.h"

#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <functional>

#include "tests/fakes/temporary_folder.h"

namespace gongkai::store {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

const model::Instant morning = *model::parse_instant("2026-11-23T09:00:00+08:00");

PlayRow play(int minute, const char* item = "pub-1") {
  PlayRow row;
  row.screen = "lobby-01";
  row.item = item;
  row.rev = 2;
  row.mode = "attract";
  row.from = morning + std::chrono::minutes{minute};
  row.to = row.from + 30s;
  row.visible_ms = row.planned_ms = 30000;
  row.counted = true;
  row.frame_crc = 0xFEEDBEEF;
  return row;
}

class PlayJournalTest : public testing::Test {
 protected:
  void fill(int count) {
    auto journal = PlayJournal::open(file_);
    ASSERT_TRUE(journal.has_value()) << journal.error().message;
    for (int i = 0; i < count; ++i) ASSERT_TRUE(journal->append({play(i), play(i, "notice-1")}).has_value());
  }
  void tamper(const char* sql) {
    auto database = open_database(file_, OpenMode::read_write_create);
    ASSERT_TRUE(database && execute(database->get(), sql));
  }
  JournalVerdict verdict() {
    const auto read = read_journal(file_, [](const PlayRow&) {});
    EXPECT_TRUE(read.has_value());
    return read ? *read : JournalVerdict{};
  }

  fakes::TemporaryFolder folder_;
  fs::path file_ = folder_.path() / "journal.db";
};

TEST_F(PlayJournalTest, KeepsWhatWasWrittenAndGoesOnAfterARestart) {
  fill(2);
  fill(1);
  std::vector<PlayRow> rows;
  const auto read = read_journal(file_, [&](const PlayRow& row) { rows.push_back(row); });
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->fault, "");
  ASSERT_EQ(rows.size(), 6u);
  EXPECT_EQ(rows[5].seq, 6);
  EXPECT_EQ(rows[2].from, morning + 1min);
  EXPECT_EQ(rows[2].frame_crc, 0xFEEDBEEF);
  const auto journal = PlayJournal::open(file_);
  std::map<model::EntityId, model::Shown> shown;
  journal->add_shown("lobby-01", morning + 1min, morning + 10min, shown);
  EXPECT_EQ(shown.at("pub-1").plays, 1);
  EXPECT_EQ(shown.at("pub-1").visible, 30s);
  journal->add_shown("lobby-01", morning - 10min, morning + 1min, shown);
  EXPECT_EQ(shown.at("pub-1").plays, 3) << "the next part of the day is added";
  journal->add_shown("led-01", morning, morning + 10min, shown);
  EXPECT_EQ(shown.at("pub-1").plays, 3);
}

TEST_F(PlayJournalTest, NamesTheFirstRowThatWasChanged) {
  fill(10);
  tamper("UPDATE plays SET visible_ms=60000 WHERE seq IN (7, 12)");
  EXPECT_EQ(verdict().bad_row, 7);
  EXPECT_NE(verdict().fault.find("第 7 条"), std::string::npos);
}

TEST_F(PlayJournalTest, EveryFieldIsCovered) {
  for (const char* column : {"kind", "screen", "item", "rev", "page", "mode", "started", "ended", "visible_ms",
                             "planned_ms", "counted", "clock_jumped", "frame_crc", "lost", "hash"}) {
    fs::remove(file_);
    fill(2);
    tamper(("UPDATE plays SET " + std::string(column) + "=12345 WHERE seq=3").c_str());
    EXPECT_EQ(verdict().bad_row, 3) << column;
  }
}

TEST_F(PlayJournalTest, NamesTheGapWhereARowWasTakenOut) {
  fill(5);
  tamper("DELETE FROM plays WHERE seq=4");
  EXPECT_EQ(verdict().bad_row, 5);
  EXPECT_NE(verdict().fault.find("第 4 条被删去"), std::string::npos);
}

TEST_F(PlayJournalTest, SaysThatTheEndWasCutOffByTheHeadBesideIt) {
  fill(5);
  tamper("DELETE FROM plays WHERE seq>6");
  EXPECT_FALSE(verdict().bad_row);
  EXPECT_NE(verdict().fault.find("末尾被截去"), std::string::npos);
  fs::remove(file_.string() + ".head");
  EXPECT_NE(verdict().fault.find("无法判断"), std::string::npos);
}

TEST_F(PlayJournalTest, ForgetsTheOldestAndTheChainHolds) {
  fill(10);
  auto journal = PlayJournal::open(file_);
  ASSERT_TRUE(journal->prune(morning + 3min, 1000).has_value());
  EXPECT_EQ(verdict().rows, 14);
  EXPECT_EQ(verdict().fault, "");
  ASSERT_TRUE(journal->prune(morning, 5).has_value());
  EXPECT_EQ(verdict().rows, 5);
  EXPECT_EQ(verdict().first_before.seq, 15);
  ASSERT_TRUE(journal->append({play(99)}).has_value());
  EXPECT_EQ(verdict().fault, "");
  ASSERT_TRUE(journal->prune(morning + 24h, 1000).has_value());
  EXPECT_EQ(verdict().rows, 0);
  journal = PlayJournal::open(file_);
  ASSERT_TRUE(journal->append({play(100)}).has_value());
  EXPECT_EQ(verdict().last.seq, 22) << "an empty journal goes on where it was";
  EXPECT_EQ(verdict().fault, "");
}

TEST_F(PlayJournalTest, AWriterKilledAnywhereLeavesAWholeChain) {
  std::int64_t before = 0;
  for (int round = 0; round < 10; ++round) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      auto journal = PlayJournal::open(file_);
      for (int i = 0; journal; ++i) static_cast<void>(journal->append({play(i), play(i, "notice-1")}));
      _exit(1);
    }
    usleep(15000 + 7000 * static_cast<useconds_t>(round));  // when it is killed is what varies
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    auto journal = PlayJournal::open(file_);
    ASSERT_TRUE(journal.has_value()) << journal.error().message;
    const auto found = read_journal(file_, [](const PlayRow&) {});
    ASSERT_TRUE(found.has_value());
    EXPECT_FALSE(found->bad_row);
    EXPECT_EQ(found->fault.find("末尾被截去"), std::string::npos) << found->fault;
    EXPECT_EQ(found->rows % 2, 0) << "a batch is written whole or not at all";
    EXPECT_GE(found->rows, before);
    before = found->rows;
  }
  EXPECT_GT(before, 0);
}

TEST_F(PlayJournalTest, AFullDiskIsAValueAndTheChainGoesOnLater) {
  fill(3);
  auto journal = PlayJournal::open(file_);
  // No file may grow: what a full disk says is EFBIG or ENOSPC, and either must leave the old rows.
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  signal(SIGXFSZ, SIG_IGN);
  const rlimit tight{512, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &tight);
  const auto refused = journal->append(std::vector<PlayRow>(2000, play(7)));
  setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_FALSE(refused.has_value());
  EXPECT_EQ(verdict().rows, 6);
  EXPECT_TRUE(journal->append({play(8)}).has_value());
  EXPECT_EQ(verdict().rows, 7);
  EXPECT_EQ(verdict().fault, "");
}

// Puts a file system of 256 KiB in the place of a folder, for this process alone, and fills it but for `left` bytes.
bool fill_disk(const fs::path& folder, std::uintmax_t left) {
  const uid_t user = ::geteuid();
  const gid_t group = ::getegid();
  if (::unshare(CLONE_NEWNS | (user == 0 ? 0 : CLONE_NEWUSER)) != 0) return false;
  // Who is not root becomes it in a space of users of his own.
  if (user != 0) {
    std::ofstream("/proc/self/setgroups") << "deny";
    std::ofstream("/proc/self/uid_map") << "0 " << user << " 1\n";
    std::ofstream("/proc/self/gid_map") << "0 " << group << " 1\n";
  }
  if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
  if (::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=256k") != 0) return false;
  std::ofstream ballast(folder / "ballast");
  while (ballast && fs::space(folder).available > left) ballast << std::string(4096, 'x') << std::flush;
  return ballast.good();
}

// In a child, for the file system goes away with it: the code that the work ends with.
std::string on_a_full_disk(const fs::path& folder, std::uintmax_t left, const std::function<std::string()>& work) {
  int ends[2];
  if (::pipe(ends) != 0) return "no pipe";
  const pid_t child = ::fork();
  if (child == 0) {
    const std::string code = fill_disk(folder, left) ? work() : "no small disk";
    ::_exit(::write(ends[1], code.data(), code.size()) < 0 ? 1 : 0);
  }
  ::close(ends[1]);
  char text[64];
  const ssize_t size = ::read(ends[0], text, sizeof text);
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return std::string(text, static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
}

TEST_F(PlayJournalTest, AFullDiskHasTheCodeItHasEverywhere) {
  EXPECT_EQ(on_a_full_disk(folder_.path(), 0, [&] { return PlayJournal::open(file_).error().code; }), "STORE-032");
  const auto write_on = [&]() -> std::string {
    auto journal = PlayJournal::open(file_);
    if (!journal) return "opened: " + journal.error().code;
    for (int batch = 0; batch < 100; ++batch) {
      if (const auto done = journal->append(std::vector<PlayRow>(20, play(batch))); !done) return done.error().code;
    }
    return "never full";
  };
  EXPECT_EQ(on_a_full_disk(folder_.path(), 64 * 1024, write_on), "STORE-032");
}

// A journal of two years is opened at every start, and asked for its end every minute: whoever goes through all rows for that
// stumbles over what is spoilt in the middle.
TEST_F(PlayJournalTest, ItsEndIsFoundWithoutGoingThroughTheRows) {
  std::vector<PlayRow> rows;
  for (int i = 0; i < 3000; ++i) rows.push_back(play(i));
  ASSERT_TRUE(PlayJournal::open(file_)->append(std::move(rows)));
  {
    std::fstream file(file_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(fs::file_size(file_) / 2));
    file << std::string(100'000, 'x');
  }
  const auto journal = PlayJournal::open(file_);
  ASSERT_TRUE(journal.has_value()) << journal.error().message;
  EXPECT_EQ(journal->head().seq, 3000);
  EXPECT_EQ(read_rows(file_, journal->head(), 10)->last, journal->head());
}

TEST_F(PlayJournalTest, AnotherFileIsRefused) {
  std::ofstream(file_) << std::string(9000, 'x');
  EXPECT_EQ(PlayJournal::open(file_).error().code, "STORE-050");
  EXPECT_EQ(read_journal(file_, [](const PlayRow&) {}).error().code, "STORE-050");
}

}  // namespace
}  // namespace gongkai::store

#include "content/store/outbox.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "content/store/play_journal.h"
#include "content/store/store_directory.h"
#include "tests/fakes/folder_in_memory.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::store {
namespace {

namespace fs = std::filesystem;

const model::Instant morning = *model::parse_instant("2026-11-23T09:00:00+08:00");
const std::int64_t first_number = morning.time_since_epoch().count();

class OutboxTest : public testing::Test {
 protected:
  Outbox open(model::Instant now = morning) const {
    auto outbox = Outbox::open(file_, now);
    EXPECT_TRUE(outbox.has_value()) << outbox.error().message;
    return std::move(*outbox);
  }

  fakes::TemporaryFolder folder_;
  fs::path file_ = folder_ / "outbox.db";
};

TEST_F(OutboxTest, NumbersBatchesWithoutHolesOverRestarts) {
  {
    Outbox outbox = open();
    EXPECT_EQ(outbox.state().series, first_number);
    EXPECT_EQ(outbox.state().before, std::string(64, '0'));
    ASSERT_TRUE(outbox.add({"one", "digest-1", {{"lobby/plays", {7, "aa", 0}}}}));
    ASSERT_TRUE(outbox.add({"two", "digest-2", {{"lobby/feedback", {3, "bb", 1}}}}));
  }
  Outbox outbox = open(morning + std::chrono::hours{9});
  EXPECT_EQ(outbox.state().series, first_number) << "the file knows better";
  EXPECT_EQ(outbox.state().next_seq, first_number + 2);
  EXPECT_EQ(outbox.state().before, "digest-2");
  EXPECT_EQ(outbox.state().batches, 2);
  EXPECT_EQ(outbox.state().bytes, 6);
  EXPECT_EQ(outbox.state().read.at("lobby/plays"), (SourceMark{7, "aa", 0}));
  EXPECT_TRUE(outbox.state().sent.empty());
  const auto oldest = outbox.oldest();
  ASSERT_TRUE(oldest && *oldest);
  EXPECT_EQ((*oldest)->seq, first_number);
  EXPECT_EQ((*oldest)->bytes, "one");
  ASSERT_TRUE(outbox.remove(first_number));
  EXPECT_EQ(outbox.state().sent.size(), 1u);
  ASSERT_TRUE(outbox.remove(first_number + 1));
  EXPECT_FALSE(*outbox.oldest());
  EXPECT_EQ(open().state().read, outbox.state().read);
  EXPECT_EQ(open().state().sent, outbox.state().read) << "all of it";
  EXPECT_EQ(open().state().next_seq, first_number + 2) << "a number is given once";
}

TEST_F(OutboxTest, WhatWasSentIsWipedFromTheDisk) {
  Outbox outbox = open();
  std::string said(9000, 'x');
  said += "TAI MAN";
  ASSERT_TRUE(outbox.add({said, "digest", {}}));
  const auto bytes = [&] {
    std::ostringstream out;
    out << std::ifstream(file_, std::ios::binary).rdbuf();
    return out.str();
  };
  ASSERT_NE(bytes().find("TAI MAN"), std::string::npos);
  ASSERT_TRUE(outbox.remove(first_number));
  EXPECT_EQ(bytes().find("TAI MAN"), std::string::npos);
}

TEST_F(OutboxTest, AnotherFileIsRefused) {
  std::ofstream(file_) << std::string(9000, 'x');
  EXPECT_EQ(Outbox::open(file_, morning).error().code, "STORE-070");
}

// A terminal in small: a screen that writes rows, an agent that makes batches of them and gives them to a host (a folder,
// where what arrives twice takes the place of the same).
class SmallTerminal {
 public:
  explicit SmallTerminal(const fs::path& folder) : folder_(folder) {}

  void write_row() {
    auto journal = PlayJournal::open(folder_ / "journal.db");
    if (journal) static_cast<void>(journal->append({PlayRow{}}));
  }
  // One batch made, one sent.
  void report() {
    auto outbox = Outbox::open(folder_ / "outbox.db", morning);
    if (!outbox) return;
    SourceMark mark;
    if (outbox->state().read.contains("plays")) mark = outbox->state().read.at("plays");
    const auto found = read_rows(folder_ / "journal.db", {mark.seq, mark.chain}, 3);
    if (found && !found->rows.empty()) {
      std::string bytes;
      for (const auto& written : found->rows) bytes += std::to_string(written.row.seq) + "\n";
      const auto& last = found->rows.back();
      static_cast<void>(outbox->add({bytes, outbox->state().before, {{"plays", {last.row.seq, last.hash, 0}}}}));
    }
    const auto oldest = outbox->oldest();
    if (!oldest || !*oldest) return;
    if (!replace_file(folder_ / "host" / std::to_string((*oldest)->seq), (*oldest)->bytes)) return;
    static_cast<void>(outbox->remove((*oldest)->seq));
  }
  // How many rows the host has, in their order; -1 where one is missing or there twice, or a number was left out.
  std::int64_t arrived() const {
    std::int64_t rows = 0;
    for (std::int64_t number = first_number; fs::exists(folder_ / "host" / std::to_string(number)); ++number) {
      std::ifstream in(folder_ / "host" / std::to_string(number));
      for (std::int64_t row = 0; in >> row;) {
        if (row != ++rows) return -1;
      }
      ++files_;
    }
    // What a killed writer leaves beside its place has another name.
    const auto is_batch = [](const fs::directory_entry& file) { return file.path().filename().string().find_first_not_of("0123456789") == std::string::npos; };
    const auto files = std::count_if(fs::directory_iterator(folder_ / "host"), fs::directory_iterator(), is_batch);
    return files == std::exchange(files_, 0) ? rows : -1;
  }

 private:
  fs::path folder_;
  mutable std::int64_t files_ = 0;
};

TEST(OutboxKill, NothingIsLostOrDoubled) {
  const fakes::FolderInMemory folder;
  fs::create_directory(folder.path() / "host");
  SmallTerminal terminal(folder.path());
  for (int round = 0; round < 40; ++round) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      while (true) {
        terminal.write_row();
        terminal.report();
      }
    }
    ::usleep(3000 + 1700 * static_cast<useconds_t>(round % 11));  // when it is killed is what varies
    ASSERT_EQ(::kill(child, SIGKILL), 0);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    ASSERT_GE(terminal.arrived(), 0) << "round " << round;
  }
  // The screen begins again, and with it ends what it was in the middle of.
  terminal.write_row();
  const auto journal = read_rows(folder.path() / "journal.db", {}, 1);
  ASSERT_TRUE(journal.has_value()) << journal.error().message;
  const std::int64_t written = journal->last.seq;
  EXPECT_GT(written, 40);
  for (std::int64_t report = 0; report <= written; ++report) terminal.report();
  EXPECT_EQ(terminal.arrived(), written);
}

}  // namespace
}  // namespace gongkai::store

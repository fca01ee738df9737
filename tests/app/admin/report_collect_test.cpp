#include "app/admin/report_collect.h"

#include <fstream>

#include "content/store/collection.h"
#include "content/store/feedback_queue.h"
#include "tests/app/admin/reporting_terminal.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::admin {
namespace {

namespace fs = std::filesystem;
using admin_test::morning;
using admin_test::ReportingTerminal;
using namespace std::chrono_literals;

const model::Feedback praise = model::Rating{"guide-1", 3, model::Grade::satisfied, {"好找"}, "", morning};
const model::Feedback wish = model::Wish{{"收费"}, "停车", morning};

class ReportCollect : public testing::Test {
 protected:
  Collected collect(std::vector<GivenUpRange> given_up = {}, Originals originals = Originals::keep) {
    PublishTarget source = FolderTarget{terminal.host()};
    return collect_from(source, {terminal.keys(), into, morning + 24h, std::move(given_up), originals}, "hall-01");
  }
  fs::path folder() const { return into / "hall-01"; }
  // What the archive holds, all of it whole.
  std::int64_t rows() const {
    std::int64_t rows = 0;
    for (const ArchivedJournal& journal : archived_journals(folder())) {
      const auto verdict = store::read_journal(journal.file, [](const store::PlayRow&) {});
      EXPECT_TRUE(verdict && verdict->fault.empty()) << journal.file << verdict->fault;
      rows += verdict->rows;
    }
    return rows;
  }
  store::FeedbackTotals said() const { return *store::read_feedback(feedback_file(folder()), [](const model::Feedback&) {}); }
  void send_plays(int plays, model::Instant from = morning) {
    terminal.show("pub-1", plays, from);
    terminal.send({terminal.unsent(), praise});
  }
  // The fault, and that nothing more of the terminal was taken than `rows_before`.
  void expect_refused(const char* code, const std::string& words, std::int64_t rows_before, std::int64_t said_before) {
    const Collected done = collect();
    ASSERT_TRUE(done.fault.has_value());
    EXPECT_EQ(done.fault->code, code) << done.fault->message;
    EXPECT_NE(done.fault->message.find(words), std::string::npos) << done.fault->message;
    EXPECT_EQ(rows(), rows_before);
    EXPECT_EQ(said().records, said_before);
    EXPECT_EQ(kept_state(folder())->fault->code, code);
  }
  void flip_byte(std::int64_t seq, std::streamoff place) {
    std::fstream file(terminal.file(seq), std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(place);
    const int byte = file.get();
    file.seekp(place);
    file.put(static_cast<char>(byte ^ 1));
  }

  fakes::TemporaryFolder office;
  fs::path into = office / "collected";
  ReportingTerminal terminal{office.path(), "hall-01"};
};

TEST_F(ReportCollect, TakesWhatTheTerminalSentAndGoesOnFromThere) {
  send_plays(3);
  terminal.show("pub-1", 2, morning + 1h);
  terminal.send({terminal.unsent(), praise, wish, codec::DroppedFeedback{4}});
  terminal.beat(morning);
  const Collected first = collect();
  EXPECT_FALSE(first.fault) << first.fault->message;
  EXPECT_EQ(first.batches, 2);
  EXPECT_EQ(first.rows, 5);
  EXPECT_EQ(first.said, 3);
  EXPECT_EQ(rows(), 5);
  EXPECT_EQ(said().records, 3);
  EXPECT_EQ(said().dropped, 4);
  EXPECT_EQ(collect().batches, 0);
  send_plays(1, morning + 2h);
  EXPECT_EQ(collect().batches, 1) << "it is there before any heartbeat says so";
  EXPECT_EQ(rows(), 6);
  EXPECT_EQ(archived_journals(folder()).size(), 1u);
}

// The rows of a batch are written before the word that it was taken.
TEST_F(ReportCollect, ABatchCountsOnceWhereverTheProgramIsKilled) {
  send_plays(3);
  collect();
  const auto before = publish::read_file(feedback_file(folder()), 1 << 20);
  send_plays(2, morning + 1h);
  collect();
  ASSERT_TRUE(publish::replace_file(feedback_file(folder()), *before));
  EXPECT_EQ(collect().batches, 1);
  EXPECT_EQ(rows(), 5);
  EXPECT_EQ(said().records, 2);
}

TEST_F(ReportCollect, ABatchThatWasTamperedWithOnTheHostIsNamedAndNotTaken) {
  send_plays(3);
  send_plays(2, morning + 1h);
  collect();
  send_plays(4, morning + 2h);
  const auto whole = *publish::read_file(terminal.file(terminal.last()), 1 << 20);
  flip_byte(terminal.last(), static_cast<std::streamoff>(whole.size() / 2));
  const Collected done = collect();
  ASSERT_TRUE(done.fault);
  EXPECT_NE(done.fault->message.find("1002"), std::string::npos) << done.fault->message;
  EXPECT_NE(done.fault->message.find("--give-up hall-01=1002"), std::string::npos) << "how to go on: " << done.fault->message;
  EXPECT_EQ(rows(), 5);
  ASSERT_TRUE(publish::replace_file(terminal.file(terminal.last()), whole));
  EXPECT_FALSE(collect().fault);
  EXPECT_EQ(rows(), 9);
}

TEST_F(ReportCollect, AStrangersKeyIsNotEnough) {
  send_plays(3);
  collect();
  terminal.change_key();
  send_plays(2, morning + 1h);
  expect_refused("REPORT-005", "1001", 3, 1);
  terminal.hand_in_key();
  EXPECT_FALSE(collect().fault) << "a terminal that was replaced, once the office has its key";
  EXPECT_EQ(rows(), 5);
}

TEST_F(ReportCollect, NoBatchCanBeLeftOutOrPutInPlaceOfAnother) {
  send_plays(3);
  collect();
  send_plays(2, morning + 1h);
  send_plays(2, morning + 2h);
  terminal.beat(morning);
  const auto second = *publish::read_file(terminal.file(1001), 1 << 20);
  fs::remove(terminal.file(1001));
  expect_refused("REPORT-041", "1001", 3, 1);
  fs::copy_file(terminal.file(1002), terminal.file(1001));
  expect_refused("REPORT-010", "1001", 3, 1);
  fs::remove(terminal.file(1001));
  fs::copy_file(terminal.file(1000), terminal.file(1001));
  expect_refused("REPORT-010", "1001", 3, 1);
  ASSERT_TRUE(publish::replace_file(terminal.file(1001), second));
  EXPECT_FALSE(collect().fault);
  // Signed by the terminal and under the right number, but of another past.
  ReportingTerminal other = std::move(terminal);
  other.begin_series(1000);
  for (int i = 0; i < 4; ++i) other.send({praise});
  terminal = std::move(other);
  expect_refused("REPORT-042", "1003", 7, 3);
}

TEST_F(ReportCollect, ARowThatWasChangedOnTheTerminalIsNamed) {
  send_plays(3);
  collect();
  terminal.show("pub-1", 5, morning + 1h);
  codec::JournalPart part = terminal.unsent();
  part.rows[2].row.visible_ms = 99'000;
  terminal.send({part, praise});
  expect_refused("STORE-053", "第 6 条", 3, 1);
}

TEST_F(ReportCollect, WhatIsLostForGoodCanBeGivenUpAndStaysKnown) {
  send_plays(3);
  collect();
  send_plays(2, morning + 1h);
  send_plays(4, morning + 2h);
  terminal.beat(morning);
  fs::remove(terminal.file(1001));
  EXPECT_TRUE(collect({{"hall-02", 1001, 1001}, {"hall-01", 1002, 1005}}).fault);
  const Collected done = collect({{"hall-01", 1001, 1002}});
  EXPECT_FALSE(done.fault) << done.fault->message;
  EXPECT_EQ(done.given_up, 1);
  EXPECT_EQ(done.batches, 1) << "one that is whole is taken all the same";
  EXPECT_EQ(rows(), 7);
  EXPECT_EQ(archived_journals(folder()).size(), 2u) << "what does not follow stands apart";
  const auto given_up = store::read_given_up(feedback_file(folder()));
  ASSERT_EQ(given_up->size(), 1u);
  EXPECT_EQ(given_up->front().first, 1001);
  EXPECT_EQ(given_up->front().last, 1001);
}

TEST_F(ReportCollect, ATerminalSetUpAnewGoesOnInFilesOfItsOwn) {
  send_plays(3);
  terminal.beat(morning);
  collect();
  terminal.begin_series(5000);
  terminal.begin_journal();
  send_plays(2, morning + 1h);
  EXPECT_EQ(collect().batches, 0) << "nothing says yet where it goes on";
  terminal.beat(morning + 1h);
  fs::rename(terminal.file(5000), office / "away");
  expect_refused("REPORT-041", "5000", 3, 1);
  fs::rename(office / "away", terminal.file(5000));
  const Collected done = collect();
  EXPECT_FALSE(done.fault) << done.fault->message;
  EXPECT_EQ(done.batches, 1);
  EXPECT_EQ(rows(), 5);
  const auto journals = archived_journals(folder());
  ASSERT_EQ(journals.size(), 2u);
  EXPECT_EQ(journals[0].first_batch, 1000);
  EXPECT_EQ(journals[1].first_batch, 5000);
  EXPECT_FALSE(done.notes.empty());
}

TEST_F(ReportCollect, ATerminalThatCountedOnAClockThatRanAheadIsNotTakenForSilent) {
  send_plays(3);
  terminal.beat(morning);
  collect();
  terminal.begin_series(500);
  terminal.begin_journal();
  send_plays(2, morning + 1h);
  terminal.beat(morning + 1h);
  expect_refused("REPORT-042", "换一个名称", 3, 1);
}

TEST_F(ReportCollect, RowsThatAreReportedASecondTimeCountOnce) {
  send_plays(3);
  terminal.beat(morning);
  collect();
  terminal.begin_series(5000);
  terminal.show("pub-1", 2, morning + 1h);
  terminal.send({terminal.unsent()});
  terminal.beat(morning + 1h);
  const Collected done = collect();
  EXPECT_FALSE(done.fault) << done.fault->message;
  EXPECT_EQ(done.rows, 2);
  EXPECT_EQ(rows(), 5);
}

// Killed after a file was made for rows and before they were in it.
TEST_F(ReportCollect, AnEmptyFileIsUsedForWhatItWasMadeFor) {
  send_plays(3);
  fs::create_directories(folder());
  ASSERT_TRUE(store::PlayJournal::open(new_journal_file(folder(), "lobby", 1000)).has_value());
  const Collected done = collect();
  EXPECT_EQ(done.rows, 3);
  EXPECT_EQ(done.notes.size(), 1u) << "only that there is no heartbeat";
  EXPECT_EQ(archived_journals(folder()).size(), 1u);
}

TEST_F(ReportCollect, ALateOfficeBeginsWithTheOldestThereIs) {
  send_plays(3);
  terminal.begin_series(5000);
  terminal.begin_journal();
  send_plays(2, morning + 1h);
  terminal.beat(morning + 1h);
  EXPECT_EQ(collect().batches, 2);
  EXPECT_EQ(rows(), 5);
}

TEST_F(ReportCollect, TheHeartbeatIsKeptAndAnOlderOneIsNoticed) {
  codec::KioskState state;
  state.version = "1.0";
  terminal.beat(morning + 5min, 0, state);
  EXPECT_TRUE(collect().notes.empty());
  EXPECT_EQ((*kept_heartbeat(folder()))->state.version, "1.0");
  EXPECT_EQ((*kept_heartbeat(folder()))->header.made, morning + 5min);
  terminal.beat(morning);
  EXPECT_EQ(collect().notes.size(), 1u);
  flip_byte(0, 30);
  EXPECT_TRUE(collect().fault);
  fs::remove(terminal.file(0));
  EXPECT_EQ(collect().fault->code, "REPORT-041") << "there was one before";
}

TEST_F(ReportCollect, WhatWasTakenCanBeRemovedFromTheHost) {
  send_plays(3);
  terminal.beat(morning);
  EXPECT_EQ(collect({}, Originals::remove).batches, 1);
  EXPECT_FALSE(fs::exists(terminal.file(1000)));
  EXPECT_TRUE(fs::exists(terminal.file(0)));
  EXPECT_FALSE(collect().fault) << "it is not missed";
}

TEST(ParseGivenUp, TakesOneNumberOrARange) {
  EXPECT_EQ(parse_given_up("hall-01=17")->last, 17);
  EXPECT_EQ(parse_given_up("hall-01=17-19")->first, 17);
  EXPECT_EQ(parse_given_up("hall-01=17-19")->last, 19);
  for (const char* wrong : {"", "hall-01", "hall-01=", "=17", "hall-01=19-17", "hall-01=17-", "hall-01=17x", "hall-01=0", "../x=17", "a=1-2-3"}) {
    EXPECT_FALSE(parse_given_up(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace gongkai::admin

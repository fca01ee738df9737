// Rows of a terminal's journal on their way to an office: read piece by piece while the screen writes, taken over there with
// their numbers and hashes.
#include <gtest/gtest.h>

#include <set>

#include "content/store/play_journal.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::store {
namespace {

using namespace std::chrono_literals;

const model::Instant morning = *model::parse_instant("2026-11-23T09:00:00+08:00");

class JournalTransfer : public testing::Test {
 protected:
  static PlayRow play(int minute) {
    PlayRow row;
    row.screen = "lobby-01";
    row.item = "pub-1";
    row.from = morning + std::chrono::minutes{minute};
    row.to = row.from + 30s;
    row.counted = true;
    return row;
  }
  void write(int count) {
    auto journal = PlayJournal::open(here_);
    ASSERT_TRUE(journal.has_value()) << journal.error().message;
    for (int i = 0; i < count; ++i) ASSERT_TRUE(journal->append({play(minute_++)}).has_value());
  }
  JournalRows read(const JournalHead& after, std::int64_t most = 1000) const {
    const auto found = read_rows(here_, after, most);
    EXPECT_TRUE(found.has_value()) << found.error().message;
    return found.value_or(JournalRows{});
  }
  static JournalHead end_of(const JournalRows& part) {
    return part.rows.empty() ? part.after : JournalHead{part.rows.back().row.seq, part.rows.back().hash};
  }
  std::string import_code(const JournalHead& after, const std::vector<model::WrittenRow>& rows) const {
    auto journal = PlayJournal::open(there_);
    const auto taken = journal->import_rows(after, rows);
    return taken ? std::to_string(*taken) : taken.error().code;
  }

  fakes::TemporaryFolder folder_;
  std::filesystem::path here_ = folder_ / "journal.db", there_ = folder_ / "office.db";
  int minute_ = 0;
};

TEST_F(JournalTransfer, PieceByPieceTheOfficeHasTheSameChain) {
  write(7);
  JournalHead head;
  for (int piece = 0; piece < 4; ++piece) {
    const JournalRows part = read(head, 3);
    EXPECT_EQ(part.last.seq, 7);
    EXPECT_EQ(part.last_at, morning + 6min + 30s);
    EXPECT_EQ(import_code(part.after, part.rows), std::to_string(part.rows.size()));
    EXPECT_EQ(import_code(part.after, part.rows), "0") << "twice is harmless";
    head = end_of(part);
  }
  EXPECT_EQ(head.seq, 7);
  write(2);
  const JournalRows part = read(head);
  EXPECT_EQ(part.after, head);
  ASSERT_EQ(part.rows.size(), 2u);
  const JournalRows all = read({});
  EXPECT_EQ(import_code(all.after, all.rows), "2") << "what overlaps is passed over";
  std::int64_t rows = 0;
  const auto verdict = read_journal(there_, [&](const PlayRow&) { ++rows; });
  EXPECT_EQ(verdict->fault, "");
  EXPECT_EQ(rows, 9);
  EXPECT_EQ(verdict->last, read({}).last);
}

TEST_F(JournalTransfer, AnEmptyOrAbsentJournalIsNoRows) {
  EXPECT_EQ(read_rows(here_, {}, 10).error().code, "STORE-050");
  write(0);
  EXPECT_TRUE(read({}).rows.empty());
  EXPECT_FALSE(read({}).last_at);
  EXPECT_EQ(import_code({}, {}), "0");
}

TEST_F(JournalTransfer, ABreakIsNamedAndNothingIsTaken) {
  write(6);
  const JournalRows all = read({});
  auto changed = all.rows;
  changed[2].row.visible_ms = 1;
  auto journal = PlayJournal::open(there_);
  const auto refused = journal->import_rows(all.after, changed);
  EXPECT_EQ(refused.error().code, "STORE-053");
  EXPECT_NE(refused.error().message.find("第 3 条"), std::string::npos) << refused.error().message;
  auto missing = all.rows;
  missing.erase(missing.begin() + 3);
  EXPECT_EQ(journal->import_rows(all.after, missing).error().code, "STORE-053");
  EXPECT_EQ(journal->head().seq, 0);

  ASSERT_TRUE(journal->import_rows(all.after, {all.rows.begin(), all.rows.begin() + 3}));
  const JournalHead fourth{all.rows[3].row.seq, all.rows[3].hash};
  EXPECT_EQ(journal->import_rows(fourth, {all.rows.begin() + 4, all.rows.end()}).error().code, "STORE-052") << "row 4 is missing";

  // Another journal, begun anew: its rows have the same numbers.
  std::filesystem::remove(here_);
  minute_ = 100;
  write(5);
  const JournalRows another = read({});
  EXPECT_EQ(journal->import_rows(another.after, another.rows).error().code, "STORE-052");
  EXPECT_EQ(journal->import_rows(another.after, {another.rows.begin(), another.rows.begin() + 2}).error().code, "STORE-052");
}

// An archive that begins with a later row knows nothing of those before it, and cannot say that it has them.
TEST_F(JournalTransfer, RowsFromBeforeTheArchiveBeganAreNotTakenForKnown) {
  write(6);
  const JournalRows all = read({});
  auto journal = PlayJournal::open(there_);
  ASSERT_TRUE(journal->import_rows({3, all.rows[2].hash}, {all.rows.begin() + 3, all.rows.end()}));
  EXPECT_EQ(import_code(all.after, {all.rows.begin(), all.rows.begin() + 2}), "STORE-052");
  EXPECT_EQ(import_code(all.after, {}), "0");
}

// The head is written after the rows: a kill in between must not leave a journal that cannot be judged for ever.
TEST_F(JournalTransfer, RowsThatComeASecondTimeMendTheHead) {
  write(3);
  const JournalRows all = read({});
  const std::filesystem::path head = there_.string() + ".head";
  EXPECT_EQ(import_code(all.after, all.rows), "3");
  std::filesystem::remove(head);
  EXPECT_EQ(import_code(all.after, all.rows), "0");
  EXPECT_EQ(read_journal(there_, [](const PlayRow&) {})->fault, "");
}

TEST_F(JournalTransfer, AJournalBegunAnewOrPrunedIsReadFromItsBeginning) {
  write(6);
  const JournalHead sixth = read({}).last;
  const JournalHead second{2, read({}).rows[1].hash};
  ASSERT_TRUE(PlayJournal::open(here_)->prune(morning + 24h, 3));
  EXPECT_EQ(read(second).after.seq, 6) << "all of it is old";
  write(2);
  EXPECT_EQ(read(second).rows.size(), 2u);
  EXPECT_EQ(read(second).after, sixth);
  EXPECT_EQ(read(sixth).rows.size(), 2u);
  const JournalRows rest = read(second);
  EXPECT_EQ(import_code(rest.after, rest.rows), "2") << "an empty journal begins where the rows do";
  EXPECT_EQ(read_journal(there_, [](const PlayRow&) {})->fault, "");
  std::filesystem::remove(here_);
  write(8);
  EXPECT_EQ(read(sixth).after.seq, 0) << "row 6 is there and another one";
  EXPECT_EQ(read(sixth).rows.size(), 8u);
}

TEST_F(JournalTransfer, AReaderOfTheWholeLetsTheScreenWrite) {
  write(1);
  auto journal = PlayJournal::open(here_);
  ASSERT_TRUE(journal->append(std::vector<PlayRow>(2500, play(1))).has_value());
  bool written = false;
  std::set<std::int64_t> seen;
  const auto verdict = read_journal(here_, [&](const PlayRow& row) {
    seen.insert(row.seq);
    if (row.seq == 500) written = journal->append({play(2)}).has_value();
  });
  EXPECT_TRUE(written);
  EXPECT_EQ(verdict->fault, "");
  EXPECT_EQ(verdict->rows, 2502);
  EXPECT_EQ(seen.size(), 2502u);
}

TEST_F(JournalTransfer, WhoMeetsTheOtherIsToldSo) {
  write(3);
  auto writer = open_database(here_, OpenMode::read_write_create);
  ASSERT_TRUE(execute(writer->get(), "BEGIN EXCLUSIVE"));
  EXPECT_EQ(read_rows(here_, {}, 10).error().code, "STORE-033");
  ASSERT_TRUE(execute(writer->get(), "ROLLBACK"));
  auto journal = PlayJournal::open(here_);
  auto reader = open_database(here_, OpenMode::read_only);
  ASSERT_TRUE(execute(reader->get(), "BEGIN; SELECT count(*) FROM plays"));
  EXPECT_EQ(journal->append({play(9)}).error().code, "STORE-033");
  reader->reset();
  EXPECT_TRUE(journal->append({play(9)}).has_value());
  EXPECT_EQ(read_journal(here_, [](const PlayRow&) {})->fault, "");
}

}  // namespace
}  // namespace gongkai::store

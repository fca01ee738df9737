#include "app/kiosk/journal.h"

#include <gtest/gtest.h>

#include <cstdio>

#include "app/kiosk/frame_crc.h"
#include "render/paint/painter.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::kiosk {
namespace {

using namespace std::chrono_literals;

class JournalTest : public testing::Test {
 protected:
  JournalTest() : log_(clock_, process::LogLevel::error, null_) { canvas_.view().row(1)[2] = 0xFF123456; }
  ~JournalTest() override { std::fclose(null_); }

  void pass(std::chrono::seconds length, const std::optional<Showing>& showing) {
    for (std::chrono::seconds i{0}; i < length; i += 1s) {
      now_.wall += 1s;
      now_.monotonic += 1s;
      const paint::Bitmap picture = canvas_.view();
      journal_->follow(showing, now_, &picture);
    }
  }
  std::vector<store::PlayRow> rows(store::PlayKind kind) {
    std::vector<store::PlayRow> found;
    const auto read = store::read_journal(file_, [&](const store::PlayRow& row) {
      if (row.kind == kind) found.push_back(row);
    });
    EXPECT_TRUE(read && read->fault.empty());
    return found;
  }
  static Showing still(const char* id, std::chrono::seconds turn) { return {id, 3, 1, "attract", turn, 20s, Showing::Crawl::none}; }

  process::FixedClock clock_{std::chrono::sys_seconds{}};
  std::FILE* null_ = std::fopen("/dev/null", "w");
  process::Log log_;
  fakes::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "state" / "journal.db";
  paint::Canvas canvas_{{4, 3}};
  Now now_{*model::parse_instant("2026-11-23T09:00:00+08:00"), 1000s, Now::Clock::trusted};
  std::optional<Journal> journal_{std::in_place, file_, "lobby-01", log_};
};

TEST_F(JournalTest, ATurnIsARowAndFourFifthsOfItAPlay) {
  pass(20s, still("pub-1", 1s));
  pass(15s, still("pub-2", 21s));
  pass(20s, still("pub-1", 36s));
  journal_->finish(now_);
  const auto shown = rows(store::PlayKind::shown);
  ASSERT_EQ(shown.size(), 3u);
  EXPECT_EQ(shown[0].item, "pub-1");
  EXPECT_EQ(shown[0].rev, 3);
  EXPECT_EQ(shown[0].page, 1);
  EXPECT_EQ(shown[0].visible_ms, 20000);
  EXPECT_TRUE(shown[0].counted);
  EXPECT_FALSE(shown[0].clock_jumped);
  EXPECT_EQ(shown[0].frame_crc, frame_crc(canvas_.view()));
  EXPECT_FALSE(shown[1].counted) << "15 of 20 seconds";
  EXPECT_EQ(journal_->shown_today().at("pub-1").plays, 2);
  EXPECT_FALSE(journal_->shown_today().contains("pub-2"));
  EXPECT_EQ(rows(store::PlayKind::started).size(), 1u);
  ASSERT_EQ(rows(store::PlayKind::running).size(), 1u);
}

TEST_F(JournalTest, ACrawlCountsOnceItHasPassed) {
  Showing crawl = still("pub-1", 1s);
  crawl.crawl = Showing::Crawl::running;
  pass(60s, crawl);
  crawl.turn = 61s;
  pass(5s, crawl);
  crawl.crawl = Showing::Crawl::passed;
  pass(1s, crawl);
  journal_->finish(now_);
  const auto shown = rows(store::PlayKind::shown);
  ASSERT_EQ(shown.size(), 2u);
  EXPECT_FALSE(shown[0].counted) << "cut off";
  EXPECT_TRUE(shown[1].counted);
}

TEST_F(JournalTest, WhatAVisitorOpensIsNotWritten) {
  pass(10s, still("pub-1", 1s));
  pass(300s, std::nullopt);
  journal_->finish(now_);
  EXPECT_EQ(rows(store::PlayKind::shown).size(), 1u);
}

TEST_F(JournalTest, ALeapOfTheClockMarksItsRow) {
  pass(10s, still("pub-1", 1s));
  now_.wall += 1h;
  pass(10s, still("pub-1", 1s));
  pass(20s, still("pub-2", 21s));
  journal_->finish(now_);
  const auto shown = rows(store::PlayKind::shown);
  ASSERT_EQ(shown.size(), 2u);
  EXPECT_TRUE(shown[0].clock_jumped);
  EXPECT_EQ(shown[0].visible_ms, 20000) << "by the clock that does not leap";
  EXPECT_FALSE(shown[1].clock_jumped);
}

TEST_F(JournalTest, UptimeIsWrittenInRowsAndAStandstillEndsOne) {
  pass(25min, std::nullopt);
  now_.wall += 2h;
  now_.monotonic += 2h;
  pass(1min, std::nullopt);
  journal_->finish(now_);
  std::chrono::milliseconds up{0};
  for (const auto& row : rows(store::PlayKind::running)) up += std::chrono::milliseconds{row.visible_ms};
  EXPECT_NEAR(static_cast<double>(up.count()), 26 * 60 * 1000.0, 4000.0);
}

TEST_F(JournalTest, WhatCouldNotBeWrittenForAWhileIsWrittenLater) {
  std::filesystem::create_directories(folder_.path() / "state");
  std::filesystem::create_directory(file_);  // a folder stands where the file should be
  pass(20s, still("pub-1", 1s));
  pass(100s, still("pub-2", 21s));
  std::filesystem::remove(file_);
  pass(100s, still("pub-3", 121s));
  journal_->finish(now_);
  EXPECT_TRUE(rows(store::PlayKind::gap).empty());
  const auto shown = rows(store::PlayKind::shown);
  ASSERT_EQ(shown.size(), 3u);
  EXPECT_EQ(shown[0].item, "pub-1");
}

TEST_F(JournalTest, WhatFindsNoRoomMeanwhileLeavesAGapThatIsTold) {
  std::filesystem::create_directories(folder_.path() / "state");
  std::filesystem::create_directory(file_);
  constexpr int turns = 1300;
  for (int turn = 1; turn <= turns; ++turn) pass(1s, still("pub-1", std::chrono::seconds{turn}));
  std::filesystem::remove(file_);
  pass(100s, still("pub-2", 9999s));
  journal_->finish(now_);
  const auto gaps = rows(store::PlayKind::gap);
  ASSERT_EQ(gaps.size(), 1u);
  const auto kept = static_cast<std::int64_t>(rows(store::PlayKind::shown).size() + rows(store::PlayKind::running).size());
  const auto running = (turns + 100) / 600 + 1;
  EXPECT_GE(gaps[0].lost, 200);
  EXPECT_EQ(gaps[0].lost + kept, turns + 1 + running) << "none is untold";
  EXPECT_LT(gaps[0].to, rows(store::PlayKind::shown).front().to);
}

TEST_F(JournalTest, NothingIsLostWhileAnotherProgramReadsTheFile) {
  pass(40s, still("pub-1", 1s));
  auto reader = store::open_database(file_, store::OpenMode::read_only);
  ASSERT_TRUE(reader && store::execute(reader->get(), "BEGIN; SELECT count(*) FROM plays"));
  const auto began = std::chrono::steady_clock::now();
  pass(20s, still("pub-2", 41s));
  pass(10s, still("pub-3", 61s));
  // The screen waits for the reader a few hundredths of a second, once a second.
  EXPECT_LT(std::chrono::steady_clock::now() - began, 10s);
  EXPECT_EQ(rows(store::PlayKind::shown).size(), 0u);
  reader->reset();
  pass(2s, still("pub-3", 61s));
  EXPECT_EQ(rows(store::PlayKind::shown).size(), 2u) << "tried again at once";
  journal_->finish(now_);
  EXPECT_TRUE(rows(store::PlayKind::gap).empty());
  EXPECT_EQ(rows(store::PlayKind::shown).back().item, "pub-3");
}

TEST_F(JournalTest, TodayIsKnownAgainAfterARestart) {
  pass(20s, still("pub-1", 1s));
  journal_->finish(now_);
  journal_.emplace(file_, "lobby-01", log_);
  pass(1s, std::nullopt);
  EXPECT_EQ(journal_->shown_today().at("pub-1").plays, 1);
  now_.wall += 24h;
  now_.monotonic += 24h;
  pass(1s, std::nullopt);
  EXPECT_TRUE(journal_->shown_today().empty()) << "another day";
}

TEST(FrameCrc, IsThatOfPngFiles) {
  paint::Canvas canvas({2, 1});
  canvas.view().row(0)[0] = 0x34333231;  // "1234"
  canvas.view().row(0)[1] = 0x38373635;  // "5678"
  EXPECT_EQ(frame_crc(canvas.view()), 0x9AE0DAAFu);
}

}  // namespace
}  // namespace gongkai::kiosk

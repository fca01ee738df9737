// The exposure of postings over a day with an outage, and the journal over years.
#include <gtest/gtest.h>

#include <cstdio>
#include <memory>

#include "app/kiosk/attract.h"
#include "app/kiosk/journal.h"
#include "app/kiosk/profile.h"
#include "tests/fakes/demo_store.h"
#include "tests/fakes/folder_in_memory.h"

namespace gongkai::kiosk {
namespace {

using namespace std::chrono_literals;

// A lobby screen without its pixels, second by second.
class Screen {
 public:
  Screen(const store::Generation& store, const std::filesystem::path& file, const char* start = "2026-11-23T08:59:59+08:00")
      : store_(store), file_(file) {
    now_.wall = *model::parse_instant(start);
    profile_.surface = screens::Surface::lobby;
    profile_.screen_id = "lobby-01";
    profile_.schedule.open.workday = {{540, 720}, {810, 1020}};
    turn_on();
  }
  ~Screen() { std::fclose(null_); }

  void run_until(model::Instant end) {
    while (now_.wall < end) {
      now_.wall += 1s;
      now_.monotonic += 1s;
      if (now_.wall >= until_) renew();
      attract_->advance(now_.monotonic, CrawlPass::absent);
      const model::LoopMember* on = attract_->on();
      journal_->follow(Showing{on->id, 1, 0, "attract", attract_->started(), on->dwell, Showing::Crawl::none}, now_, nullptr);
    }
  }
  // The power is off until `end`; what was not yet on the disk is lost.
  void fail_until(model::Instant end) {
    now_.monotonic += end - now_.wall;
    now_.wall = end;
    turn_on();
  }
  const std::map<model::EntityId, model::Shown>& shown_today() const { return journal_->shown_today(); }
  const model::Playlist& playlist() const { return playlist_; }
  void close() { journal_->finish(now_); }

 private:
  void turn_on() {
    journal_.emplace(file_, profile_.screen_id, log_);
    journal_->follow(std::nullopt, now_, nullptr);
    attract_.emplace(profile_.surface);
    renew();
  }
  void renew() {
    const model::WorkCalendar calendar = store_.calendar();
    screens::Context board;
    board.store = &store_;
    board.now = now_.wall;
    board.device = device_of(profile_);
    const int open = passed_permille(open_hours(profile_.schedule, model::date_of(now_.wall), calendar), minute_of_day(now_.wall));
    Programme programme = programme_of({identity_of(profile_), profile_.schedule.rules, journal_->shown_today(), open, {}}, board);
    until_ = std::min(programme.until, schedule_until(profile_.schedule, calendar, now_.wall));
    playlist_ = programme.playlist;
    attract_->set(std::move(programme.playlist), now_.monotonic);
  }

  const store::Generation& store_;
  std::filesystem::path file_;
  Profile profile_;
  process::FixedClock clock_{std::chrono::sys_seconds{}};
  std::FILE* null_ = std::fopen("/dev/null", "w");
  process::Log log_{clock_, process::LogLevel::error, null_};
  Now now_{{}, 1000s, Now::Clock::trusted, &profile_.schedule.open.workday};
  model::Instant until_{};
  model::Playlist playlist_;
  std::optional<Journal> journal_;
  std::optional<Attract> attract_;
};

class Exposure : public testing::Test {
 protected:
  static model::Instant at(const char* time) { return *model::parse_instant(std::string("2026-11-23T") + time + ":00+08:00"); }
  std::vector<const model::LoopMember*> postings(const Screen& screen) const {
    std::vector<const model::LoopMember*> found;
    for (const auto& member : screen.playlist().loop) {
      if (member.loop_class == model::LoopClass::publicity) found.push_back(&member);
    }
    return found;
  }
  fakes::FolderInMemory folder_;
  store::Generation store_ = fakes::demo_store(GONGKAI_SOURCE_DIR, folder_.path() / "store");
  std::filesystem::path file_ = folder_.path() / "state" / "journal.db";
};

TEST_F(Exposure, ThreeHoursWithoutPowerAreMadeGoodBeforeTheHallCloses) {
  Screen screen(store_, file_);
  screen.run_until(at("09:30"));
  screen.fail_until(at("12:30"));
  ASSERT_GE(postings(screen).size(), 2u);
  for (const auto* posting : postings(screen)) EXPECT_TRUE(posting->owed) << posting->id << " has its weight raised";
  screen.run_until(at("17:00"));
  for (const auto* posting : postings(screen)) {
    const model::Shown& shown = screen.shown_today().at(posting->id);
    EXPECT_GE(shown.plays, 20) << posting->id;
    EXPECT_GE(shown.visible, 1200s) << posting->id;
    EXPECT_FALSE(posting->owed) << "and given back";
  }
  screen.close();
  // The outage stands in the journal: no row of uptime covers it.
  std::chrono::seconds up{0};
  ASSERT_TRUE(store::read_journal(file_, [&](const store::PlayRow& row) {
    if (row.kind == store::PlayKind::running) up += row.to - row.from;
  }));
  EXPECT_LT(up, 5h + 5min);
  EXPECT_GT(up, 4h + 50min);
}

// Domain section 7: so much an open day. What hangs there at night is seen by nobody, also after a restart.
TEST_F(Exposure, PlaysOutsideTheOpeningHoursPayNothingBack) {
  Screen screen(store_, file_, "2026-11-23T06:00:00+08:00");
  screen.run_until(at("08:59"));
  EXPECT_TRUE(screen.shown_today().empty());
  screen.fail_until(at("08:59"));
  EXPECT_TRUE(screen.shown_today().empty());
  screen.run_until(at("11:00"));
  const auto before_noon = screen.shown_today();
  ASSERT_FALSE(before_noon.empty());
  screen.close();
  screen.fail_until(at("11:00"));
  EXPECT_EQ(screen.shown_today().size(), before_noon.size());
  for (const auto& [id, shown] : before_noon) EXPECT_NEAR(screen.shown_today().at(id).plays, shown.plays, 1) << id;
}

TEST_F(Exposure, WhatADayTooShortCannotGiveStaysOwed) {
  Screen screen(store_, file_);
  screen.fail_until(at("16:40"));
  screen.run_until(at("17:00"));
  for (const auto* posting : postings(screen)) EXPECT_TRUE(posting->owed);
}

// Three years at a few rows a day: two years and a day are kept, and the file no longer grows.
TEST(JournalOverYears, KeepsTwoYearsAndGrowsNoMore) {
  const fakes::FolderInMemory folder;
  const std::filesystem::path file = folder.path() / "journal.db";
  process::FixedClock clock{std::chrono::sys_seconds{}};
  std::FILE* null = std::fopen("/dev/null", "w");
  process::Log log(clock, process::LogLevel::error, null);
  Journal journal(file, "lobby-01", log);
  Now now{*model::parse_instant("2026-11-23T09:00:00+08:00"), 1000s, Now::Clock::trusted};
  std::uintmax_t after_two_years = 0;
  for (int day = 0; day < 1096; day += 4) {
    for (int turn = 0; turn < 20; ++turn) {
      now.wall += 1s;
      now.monotonic += 1s;
      journal.follow(Showing{"pub-" + std::to_string(turn % 5), 1, 0, "attract", now.monotonic, 1s, Showing::Crawl::none}, now, nullptr);
    }
    now.wall += 96h - 20s;
    now.monotonic += 96h - 20s;
    if (day == 760) after_two_years = std::filesystem::file_size(file);
  }
  journal.finish(now);
  model::Instant oldest = model::Instant::max();
  const auto verdict = store::read_journal(file, [&](const store::PlayRow& row) { oldest = std::min(oldest, row.to); });
  ASSERT_TRUE(verdict.has_value());
  EXPECT_EQ(verdict->fault, "") << "the chain holds behind what was forgotten";
  EXPECT_LT(now.wall - oldest, std::chrono::days{740});
  EXPECT_GT(now.wall - oldest, std::chrono::days{720});
  EXPECT_LE(std::filesystem::file_size(file), after_two_years * 11 / 10);
  std::fclose(null);
}

}  // namespace
}  // namespace gongkai::kiosk

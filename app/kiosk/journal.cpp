#include "app/kiosk/journal.h"

#include <algorithm>
#include <utility>

#include "app/kiosk/frame_crc.h"

namespace gongkai::kiosk {

namespace {

using namespace std::chrono_literals;
using process::LogLevel;
using store::PlayKind;
using store::PlayRow;
using std::chrono::milliseconds;

constexpr auto flush_every = 30s;     // so much is lost when the power fails
constexpr std::size_t most_pending = 200;
constexpr std::size_t most_waiting = 1000;  // an hour and more; what cannot be written for longer is lost
constexpr auto running_row = 10min;
constexpr auto hang = 30s;            // longer without a turn of the loop: the screen stood still
constexpr auto retry_every = 60s, anchor_every = 3600s;
constexpr auto in_use_retry = 1s;     // another program reads the file
constexpr auto clock_slip = 2s;
// Two years and a day (domain section 7), which is less than so many rows: a turn lasts 8 s and more, day and night.
// They are about 1.4 GB; should crawls be so short that there are more, the oldest go first.
constexpr auto kept_for = std::chrono::days{731};
constexpr std::int64_t most_rows = 731ll * 86400 / 8;
constexpr int play_permille = 800;

milliseconds in_ms(std::chrono::nanoseconds length) { return std::chrono::floor<milliseconds>(length); }

bool same_turn(const Showing& a, const Showing& b) {
  return a.item == b.item && a.rev == b.rev && a.turn == b.turn && a.mode == b.mode;
}

bool is_play(const Showing& showing, milliseconds visible) {
  if (showing.crawl != Showing::Crawl::none) return showing.crawl == Showing::Crawl::passed;
  return visible * 1000 >= showing.planned * play_permille;
}

bool in_open_hours(model::Instant at, const DaySpans* open) { return open == nullptr || inside(*open, minute_of_day(at)); }

bool slipped(const PlayRow& row, std::chrono::nanoseconds passed) {
  const auto difference = std::chrono::nanoseconds(row.to - row.from) - passed;
  return std::max(difference, -difference) > clock_slip;
}

}  // namespace

Journal::Journal(std::filesystem::path file, std::string screen, process::Log& log)
    : file_(std::move(file)), screen_(std::move(screen)), log_(log) {}

void Journal::open(const Now& now) {
  if (journal_ || now.monotonic < next_open_) return;
  next_open_ = now.monotonic + retry_every;
  std::error_code ignored;
  std::filesystem::create_directories(file_.parent_path(), ignored);
  auto opened = store::PlayJournal::open(file_);
  if (!opened && opened.error().code == store::file_in_use) {
    next_open_ = now.monotonic + in_use_retry;
    return;
  }
  if (!opened) return log_.write(LogLevel::error, opened.error().code, opened.error().message);
  journal_ = std::move(*opened);
  day_ = {};
  PlayRow row;
  row.kind = PlayKind::started;
  row.screen = screen_;
  row.from = row.to = now.wall;
  pending_.push_back(std::move(row));
}

void Journal::begin_day(const Now& now) {
  if (!journal_ || model::date_of(now.wall) == day_) return;
  day_ = model::date_of(now.wall);
  shown_today_.clear();
  const DaySpans all_day{{0, 24 * 60}};
  for (const DaySpan& span : now.open != nullptr ? *now.open : all_day) {
    const model::Instant midnight = model::start_of(day_);
    journal_->add_shown(screen_, midnight + std::chrono::minutes{span.from}, midnight + std::chrono::minutes{span.to}, shown_today_);
  }
  if (now.clock != Now::Clock::trusted) return;  // a wrong clock must not make anything old
  // A journal that is being read is pruned on another day.
  if (auto pruned = journal_->prune(now.wall - kept_for, most_rows); !pruned && pruned.error().code != store::file_in_use) {
    log_.write(LogLevel::error, pruned.error().code, pruned.error().message);
  }
}

void Journal::close_row(const Now& now) {
  if (!showing_) return;
  const auto passed = now.monotonic - row_began_;
  row_.to = now.wall;
  row_.visible_ms = in_ms(passed).count();
  row_.counted = is_play(*showing_, in_ms(passed));
  row_.clock_jumped = slipped(row_, passed) || now.clock != Now::Clock::trusted;
  if (row_.counted && in_open_hours(row_.from, now.open)) {
    model::Shown& shown = shown_today_[row_.item];
    ++shown.plays;
    shown.visible += in_ms(passed);
  }
  pending_.push_back(std::move(row_));
  showing_.reset();
}

// Uptime, in rows of ten minutes: a matrix of plays alone could not tell an outage from an empty loop.
void Journal::note_running(const Now& now) {
  const bool stood_still = running_ && now.monotonic - last_follow_ > hang;
  if (running_ && !stood_still) {
    running_->to = now.wall;
    running_->visible_ms = in_ms(now.monotonic - running_began_).count();
  }
  last_follow_ = now.monotonic;
  if (running_ && !stood_still && now.monotonic - running_began_ < running_row) return;
  if (running_) {
    running_->clock_jumped = slipped(*running_, milliseconds{running_->visible_ms});
    pending_.push_back(std::move(*running_));
  }
  running_ = PlayRow{};
  running_->kind = PlayKind::running;
  running_->screen = screen_;
  running_->from = running_->to = now.wall;
  running_began_ = now.monotonic;
}

// What cannot be written waits in memory for the next time; only what finds no room there is lost.
void Journal::flush(const Now& now) {
  next_flush_ = now.monotonic + flush_every;
  if (pending_.empty()) return;
  std::vector<PlayRow> rows = pending_;
  if (gap_) rows.insert(rows.begin(), *gap_);
  model::Result<void> written = model::failure("STORE-051", "播放记录尚未打开");
  if (journal_) written = journal_->append(std::move(rows));
  if (!written) return keep_waiting(written.error(), now);
  pending_.clear();
  gap_.reset();
  trouble_.clear();
  if (now.monotonic < next_anchor_) return;
  next_anchor_ = now.monotonic + anchor_every;
  log_.write(LogLevel::info, "KIOSK-050", "播放记录",
             {{"row", std::to_string(journal_->head().seq)}, {"hash", journal_->head().hash}});
}

void Journal::keep_waiting(const model::Error& why, const Now& now) {
  if (why.code == store::file_in_use) {
    next_flush_ = now.monotonic + in_use_retry;
  } else if (why.code != trouble_) {
    log_.write(LogLevel::error, why.code, why.message + "。画面照常，记录先留在内存里");
  }
  trouble_ = why.code;
  if (pending_.size() <= most_waiting) return;
  const auto first_kept = pending_.end() - static_cast<std::ptrdiff_t>(most_waiting);
  if (!gap_) {
    gap_ = PlayRow{};
    gap_->kind = PlayKind::gap;
    gap_->screen = screen_;
    gap_->from = pending_.front().from;
    log_.write(LogLevel::error, why.code, why.message + "。内存里放不下的记录已丢失，缺失的条数以后补记");
  }
  gap_->to = (first_kept - 1)->to;
  gap_->lost += first_kept - pending_.begin();
  pending_.erase(pending_.begin(), first_kept);
}

void Journal::follow(const std::optional<Showing>& showing, const Now& now, const paint::Bitmap* picture) {
  open(now);
  begin_day(now);
  note_running(now);
  if (showing_ && (!showing || !same_turn(*showing_, *showing))) close_row(now);
  if (showing && !showing_) {
    row_ = PlayRow{};
    row_.screen = screen_;
    row_.item = showing->item;
    row_.rev = showing->rev;
    row_.page = showing->page;
    row_.mode = showing->mode;
    row_.from = now.wall;
    row_.planned_ms = showing->planned.count();
    row_began_ = now.monotonic;
    has_crc_ = false;
  }
  if (showing) showing_ = showing;
  if (showing_ && picture != nullptr && !has_crc_) {
    row_.frame_crc = frame_crc(*picture);
    has_crc_ = true;
  }
  if (now.monotonic >= next_flush_ || (pending_.size() >= most_pending && trouble_.empty())) flush(now);
}

void Journal::finish(const Now& now) {
  close_row(now);
  if (running_) pending_.push_back(std::move(*running_));
  running_.reset();
  flush(now);
}

}  // namespace gongkai::kiosk

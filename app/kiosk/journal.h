// Writes the journal of plays (content/store/play_journal.h) of one screen: a row a turn, not a frame. Only what hangs
// on the screen by itself is written; what visitors open is nobody's business. A journal that cannot be written, or that
// another program reads just now, never stops the screen: the rows wait in memory, and beyond an hour's they are lost, and a
// row says how many.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/kiosk/schedule.h"
#include "app/process/log.h"
#include "content/store/play_journal.h"
#include "render/paint/bitmap.h"

namespace gongkai::kiosk {

// What is on the screen by itself.
struct Showing {
  model::EntityId item;
  std::int64_t rev = 0, page = 0;
  std::string mode;                            // "attract", "led", "alert"
  std::chrono::nanoseconds turn{0};            // when its turn began: another turn is another row
  std::chrono::milliseconds planned{0};
  enum class Crawl { none, running, passed } crawl = Crawl::none;
};

// The two clocks at one moment, and whether the wall clock is believed.
struct Now {
  model::Instant wall{};
  std::chrono::nanoseconds monotonic{0};
  enum class Clock { trusted, doubtful } clock = Clock::trusted;
  const DaySpans* open = nullptr;              // today's opening hours, for this call; null: all day
};

class Journal {
 public:
  Journal(std::filesystem::path file, std::string screen, process::Log& log);

  // After each turn of the loop. `picture`: what has just been presented, or null where nothing was.
  void follow(const std::optional<Showing>& showing, const Now& now, const paint::Bitmap* picture);
  // Writes what is still open: before the program ends.
  void finish(const Now& now);

  // Counted plays in the opening hours of the day of the last follow(): what hangs there at night is seen by nobody.
  const std::map<model::EntityId, model::Shown>& shown_today() const { return shown_today_; }

 private:
  void open(const Now& now);
  void begin_day(const Now& now);
  void close_row(const Now& now);
  void note_running(const Now& now);
  void flush(const Now& now);
  void keep_waiting(const model::Error& why, const Now& now);

  std::filesystem::path file_;
  std::string screen_;
  process::Log& log_;
  std::optional<store::PlayJournal> journal_;
  std::chrono::nanoseconds next_open_{0}, next_flush_{0}, next_anchor_{0};
  std::optional<Showing> showing_;
  store::PlayRow row_;
  std::chrono::nanoseconds row_began_{0};
  bool has_crc_ = false;
  std::optional<store::PlayRow> running_;
  std::chrono::nanoseconds running_began_{0}, last_follow_{0};
  std::vector<store::PlayRow> pending_;
  std::optional<store::PlayRow> gap_;          // rows that were lost and not yet told of
  std::string trouble_;                        // code of what the last writing failed of
  model::Date day_{};
  std::map<model::EntityId, model::Shown> shown_today_;
};

}  // namespace gongkai::kiosk

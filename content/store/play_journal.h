// Proof of display (domain section 7): what a screen has shown, when and for how long, in a SQLite file of its own.
// Each row carries a SHA-256 over its fields and the hash of the row before it, so a row that is changed, put in or
// taken out is found, and named. What the chain alone cannot show is that its end was cut off: for that the last hash
// is also kept beside the file (<file>.head), and the programs say it in their logs. Whoever may write all three can
// still forge; the journal proves only against those who may not. Nothing about citizens is in it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content/model/playlist.h"
#include "content/model/result.h"
#include "content/store/sqlite_connection.h"

namespace gongkai::store {

// What a row is about. `running`: the screen presented pictures all that time (uptime). `gap`: `lost` rows could not be
// written. `started`: the program began anew.
enum class PlayKind { shown, running, gap, started };

struct PlayRow {
  std::int64_t seq = 0;             // given by append()
  PlayKind kind = PlayKind::shown;
  std::string screen;
  model::EntityId item;             // of a shown row; "roster-" and the hall's id: the table of its windows
  std::int64_t rev = 0;
  std::int64_t page = 0;            // in how many turns before it was on: a long text shows another part each time
  std::string mode;                 // "attract", "led", "alert"
  model::Instant from{}, to{};
  std::int64_t visible_ms = 0, planned_ms = 0;
  bool counted = false;             // a play: 80 % of the plan, or a crawl that passed
  bool clock_jumped = false;        // the wall clock and the time that passed disagree, or the clock is not trusted
  std::int64_t frame_crc = 0;       // CRC-32 of the picture as presented, rows from the top, 32-bit pixels
  std::int64_t lost = 0;            // of a gap
};

struct JournalHead {
  std::int64_t seq = 0;   // 0: empty
  std::string hash;       // lower-case hex
};

class PlayJournal {
 public:
  // Makes the file where there is none. E: STORE-032 the disk is full, STORE-050 it cannot be opened, or is not a journal.
  static model::Result<PlayJournal> open(const std::filesystem::path& file);

  // All rows or none, on the disk when it returns. E: STORE-032 the disk is full, STORE-051 else.
  model::Result<void> append(std::vector<PlayRow> rows);
  // Removes rows that ended before `before`, and the oldest ones above `most`. The chain begins anew behind them.
  model::Result<void> prune(model::Instant before, std::int64_t most);

  const JournalHead& head() const { return head_; }
  // Counted plays on a screen that began in [from, to), added to `shown`.
  void add_shown(const std::string& screen, model::Instant from, model::Instant to, std::map<model::EntityId, model::Shown>& shown) const;

 private:
  PlayJournal(std::filesystem::path file, SqliteHandle database, JournalHead head)
      : file_(std::move(file)), database_(std::move(database)), head_(std::move(head)) {}

  std::filesystem::path file_;
  SqliteHandle database_;
  JournalHead head_;
};

struct JournalVerdict {
  std::int64_t rows = 0;
  JournalHead first_before, last;          // the hash the chain begins behind, and its end
  std::optional<std::int64_t> bad_row;     // the first one that is not as it was written
  std::string fault;                       // Chinese: what is wrong, empty: nothing found
};

// Reads a journal from its first row, hands every row up to the first bad one to `visit`, and judges the whole. Works
// while the screen goes on writing. E: STORE-050.
model::Result<JournalVerdict> read_journal(const std::filesystem::path& file,
                                           const std::function<void(const PlayRow&)>& visit);

}  // namespace gongkai::store

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

#include "content/model/play_row.h"
#include "content/model/playlist.h"
#include "content/model/result.h"
#include "content/store/sqlite_connection.h"

namespace gongkai::store {

using model::JournalHead;
using model::PlayKind;
using model::PlayRow;

// Whether rows follow on one another and on `after`, and are as they were written. E: STORE-053, naming the first that is not.
model::Result<void> check_rows(const JournalHead& after, const std::vector<model::WrittenRow>& rows);

class PlayJournal {
 public:
  // Makes the file where there is none. E: STORE-032 the disk is full, STORE-050 it cannot be opened, or is not a journal.
  static model::Result<PlayJournal> open(const std::filesystem::path& file);

  // All rows or none, on the disk when it returns. E: STORE-032 the disk is full, STORE-033 another program reads the file
  // just now (it is waited for a few milliseconds only), STORE-051 else.
  model::Result<void> append(std::vector<PlayRow> rows);
  // Takes over rows that another journal has written, with the numbers and hashes it gave them: how an office keeps the
  // journal of a terminal. All of them or none, on the disk when it returns. `after` is what the first row chains on; an
  // empty journal begins there. Rows that are in it already are passed over, so that importing twice is harmless. The
  // number of rows that are new. E: as append(); STORE-052, naming the row: it does not follow on what is here (the terminal
  // has begun its journal anew, or rows are missing); STORE-053, naming the row: it is not as it was written.
  model::Result<std::int64_t> import_rows(const JournalHead& after, const std::vector<model::WrittenRow>& rows);

  // Removes rows that ended before `before`, and the oldest ones above `most`. The chain begins anew behind them.
  model::Result<void> prune(model::Instant before, std::int64_t most);

  const JournalHead& head() const { return head_; }
  // Counted plays on a screen that began in [from, to), added to `shown`.
  void add_shown(const std::string& screen, model::Instant from, model::Instant to, std::map<model::EntityId, model::Shown>& shown) const;

 private:
  PlayJournal(std::filesystem::path file, SqliteHandle database, JournalHead head)
      : file_(std::move(file)), database_(std::move(database)), head_(std::move(head)) {}

  void write_head(JournalHead head);

  std::filesystem::path file_;
  SqliteHandle database_;
  JournalHead head_;
};

struct JournalRows {
  JournalHead after;                     // what the first row chains on
  std::vector<model::WrittenRow> rows;   // as they stand in the file; nothing is judged
  JournalHead last;                      // the journal's end
  std::optional<model::Instant> last_at; // when its last row ended
};

// The rows behind `after`, at most `most`. Where the journal has no such place (it was begun anew, or its rows up to there
// and further are gone), from its beginning. Holds the file for the time of one short query, so that the screen can go on
// writing. E: STORE-050; STORE-033 it is being written: ask again.
model::Result<JournalRows> read_rows(const std::filesystem::path& file, const JournalHead& after, std::int64_t most);

struct JournalVerdict {
  std::int64_t rows = 0;
  JournalHead first_before, last;          // the hash the chain begins behind, and its end
  std::optional<std::int64_t> bad_row;     // the first one that is not as it was written
  std::string fault;                       // Chinese: what is wrong, empty: nothing found
};

// Reads a journal from its first row, hands every row up to the first bad one to `visit`, and judges the whole. Works
// while the screen goes on writing: the file is held for a few milliseconds at a time. E: STORE-050, STORE-033.
model::Result<JournalVerdict> read_journal(const std::filesystem::path& file,
                                           const std::function<void(const PlayRow&)>& visit);

}  // namespace gongkai::store

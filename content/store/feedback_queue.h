// What citizens have said at this terminal and nobody has fetched yet, in a SQLite file of its own beside the journal of
// plays. Bounded: the oldest records make room for new ones, and how many did is kept. Nothing tells which visit a
// record is of.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "content/model/feedback.h"
#include "content/model/result.h"
#include "content/store/sqlite_connection.h"

namespace gongkai::store {

struct FeedbackBounds {
  std::int64_t most = 10000;     // records; about 500 bytes each
  model::Instant not_before{};   // older ones are dropped
};

// A place in a queue. Numbers alone could mean another queue: a file that was taken away begins at 1 again.
struct FeedbackMark {
  std::string origin;     // of the queue: random, made with its file
  std::int64_t seq = 0;   // of a record; 0: before the first
};

class FeedbackQueue {
 public:
  // Makes the file where there is none. E: STORE-032 the disk is full, STORE-060 it cannot be opened, or is no such file.
  static model::Result<FeedbackQueue> open(const std::filesystem::path& file);

  // On the disk when it returns, with the record's number. `replaced`: the number of a record that gives way; where it
  // is gone already, nothing does. E: STORE-032 the disk is full, STORE-033 another program reads the file just now,
  // STORE-061 else; then all is as it was.
  model::Result<std::int64_t> put(const model::Feedback& said, std::optional<std::int64_t> replaced, const FeedbackBounds& bounds);

  // Removes the records up to `sent`, if that is a place in this queue: the office has them. E: as put().
  model::Result<void> forget(const FeedbackMark& sent);

 private:
  explicit FeedbackQueue(SqliteHandle database) : database_(std::move(database)) {}
  SqliteHandle database_;
};

struct FeedbackTotals {
  std::int64_t records = 0;
  std::int64_t dropped = 0;      // that had to make room
};

// Reads a queue in the order of writing, while its terminal goes on. E: STORE-060.
model::Result<FeedbackTotals> read_feedback(const std::filesystem::path& file, const std::function<void(const model::Feedback&)>& visit);

struct QueuedFeedback {
  std::int64_t seq = 0;
  model::Feedback said;
};

struct FeedbackPart {
  FeedbackMark up_to;                     // the last of `records`, or where reading began
  std::vector<QueuedFeedback> records;    // in the order of writing
  std::int64_t dropped = 0;               // of the whole queue since it was made
};

// Which records to read: those behind `after`, all where that is a place in another queue.
struct FeedbackQuestion {
  FeedbackMark after;
  // Records from later than this may still be replaced by their visit. Those from after `now` were written by a wrong clock
  // and are not waited for.
  model::Instant settled{}, now{};
  std::int64_t most = 0;
};

// At most `most` records, up to the first one that may still be replaced. An absent queue is an empty one. Holds the file for
// one short query. E: STORE-060; STORE-033 it is being written: ask again.
model::Result<FeedbackPart> read_feedback_after(const std::filesystem::path& file, const FeedbackQuestion& question);

}  // namespace gongkai::store

// What citizens have said at this terminal and nobody has fetched yet, in a SQLite file of its own beside the journal of
// plays. Bounded: the oldest records make room for new ones, and how many did is kept. Nothing tells which visit a
// record is of.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

#include "content/model/feedback.h"
#include "content/model/result.h"
#include "content/store/sqlite_connection.h"

namespace gongkai::store {

struct FeedbackBounds {
  std::int64_t most = 10000;     // records; about 500 bytes each
  model::Instant not_before{};   // older ones are dropped
};

class FeedbackQueue {
 public:
  // Makes the file where there is none. E: STORE-032 the disk is full, STORE-060 it cannot be opened, or is no such file.
  static model::Result<FeedbackQueue> open(const std::filesystem::path& file);

  // On the disk when it returns, with the record's number. `replaced`: the number of a record that gives way; where it
  // is gone already, nothing does. E: STORE-032 the disk is full, STORE-061 else; then all is as it was.
  model::Result<std::int64_t> put(const model::Feedback& said, std::optional<std::int64_t> replaced, const FeedbackBounds& bounds);

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

}  // namespace gongkai::store

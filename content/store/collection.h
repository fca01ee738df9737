// What an office has of one terminal (catalogue section 6): which of its batches have been taken, and what citizens have said
// there. The file is a feedback queue (feedback_queue.h) with a table of batches beside it, so that the records of a batch
// and the word that it was taken are written in one transaction: once, whenever the power fails.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "content/model/feedback.h"
#include "content/model/result.h"
#include "content/store/sqlite_connection.h"

namespace gongkai::store {

// The batch that was taken last.
struct CollectedMark {
  std::int64_t series = 0, seq = 0;  // 0: none yet
  std::string digest;                // what the next batch must name as the one before it; empty: not known, for this one was given up
};

struct CollectedBatch {
  CollectedMark mark;
  std::vector<model::Feedback> said;
  std::int64_t dropped = 0;   // records that the terminal had to throw away
  std::string given_up;       // Chinese: why nothing could be taken of it, and of those between the one before and it
};

class Collection {
 public:
  // Makes the file where there is none. E: STORE-032 the disk is full, STORE-060 it cannot be opened, or is no such file.
  static model::Result<Collection> open(const std::filesystem::path& file);

  const CollectedMark& mark() const { return mark_; }
  // All of it or nothing, on the disk when it returns. E: STORE-032 the disk is full, STORE-061 else.
  model::Result<void> add(const CollectedBatch& batch);

 private:
  Collection(SqliteHandle database, CollectedMark mark) : database_(std::move(database)), mark_(std::move(mark)) {}
  SqliteHandle database_;
  CollectedMark mark_;
};

struct GivenUp {
  std::int64_t first = 0, last = 0;   // batches
  std::string why;
};
// What will not be had any more, while another program collects. An absent file has none. E: STORE-060.
model::Result<std::vector<GivenUp>> read_given_up(const std::filesystem::path& file);

}  // namespace gongkai::store

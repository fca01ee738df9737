// What a terminal has to report and its office does not have yet (catalogue section 6): batches, numbered and signed, in a
// SQLite file of the agent. A batch and how far its sources were read change in one transaction, so that a kill at any point
// neither loses nor doubles a record. A number that was given is never given again and never left out.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "content/model/date.h"
#include "content/model/result.h"
#include "content/store/sqlite_connection.h"

namespace gongkai::store {

// How far a source was read: of a journal its head, of a queue of feedback the record, its origin and how many it had dropped.
struct SourceMark {
  std::int64_t seq = 0;
  std::string chain;  // of a journal the hash, of a queue the origin
  std::int64_t dropped = 0;

  bool operator==(const SourceMark&) const = default;
};
using SourceMarks = std::map<std::string, SourceMark>;  // by the name of the source

struct OutboxBatch {
  std::int64_t seq = 0;
  std::string bytes;  // the file as it goes to the host
};

struct NewBatch {
  std::string bytes, digest;
  SourceMarks marks;  // of the sources it holds records of; those of others stay
};

// What the next batch begins with.
struct OutboxState {
  std::int64_t series = 0, next_seq = 0;
  std::string before;            // digest of the batch before; 64 zeros in front of the first
  SourceMarks read, sent;        // up to where sources were read; up to where the host has them
  std::int64_t batches = 0, bytes = 0;  // that wait
};

class Outbox {
 public:
  // Makes the file where there is none; its series is then `now`. E: STORE-032 the disk is full, STORE-070 it cannot be
  // opened, or is no outbox.
  static model::Result<Outbox> open(const std::filesystem::path& file, model::Instant now);

  const OutboxState& state() const { return state_; }
  // Under the number state().next_seq. On the disk when it returns. E: STORE-032, STORE-071; then all is as it was.
  model::Result<void> add(const NewBatch& batch);
  // The batch that has waited longest. E: STORE-071.
  model::Result<std::optional<OutboxBatch>> oldest() const;
  // The host has it. E: STORE-032, STORE-071.
  model::Result<void> remove(std::int64_t seq);

 private:
  Outbox(SqliteHandle database, OutboxState state) : database_(std::move(database)), state_(std::move(state)) {}
  SqliteHandle database_;
  OutboxState state_;
};

}  // namespace gongkai::store

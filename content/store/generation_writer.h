// The one way content gets into the store. A writer copies the last generation aside, changes the copy in one
// transaction, checks it, brings it to disk, renames it and repoints `current`. Killed at any moment it leaves the old
// generation or the new one; what it left unfinished is removed by the next writer.
//
// One writer at a time: gongkai-sync holds a lock on the state directory. A second writer would still do no harm to
// readers, for it works on a file of its own.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "content/codec/pack.h"
#include "content/model/item.h"
#include "content/model/result.h"
#include "content/store/item_row.h"

namespace gongkai::store {

enum class PutOutcome {
  stored,
  unchanged,  // the same revision with the same bytes
  older,      // a lower revision than the one stored
  conflict,   // the same revision with other bytes: the stored one stays
  foreign,    // the id belongs to another bureau: the stored one stays
};

// Why an entity was not taken.
struct Rejection {
  model::EntityId id;
  std::int64_t rev = 0;
  std::string code, message;
};

// Makes a generation of this schema where the newest one listed is of an older schema: no network is needed, and the
// screen does not wait for one. Its number; nullopt where there is nothing to do. E: as GenerationWriter.
model::Result<std::optional<std::int64_t>> upgrade_store(const std::filesystem::path& store, model::Instant now);

class GenerationWriter {
 public:
  // Starts from the newest whole generation that the pointer does not exclude, or from nothing.
  // E: STORE-002, STORE-004, STORE-03x.
  static model::Result<GenerationWriter> begin(const std::filesystem::path& store, model::Instant now);
  GenerationWriter(GenerationWriter&&) noexcept;
  GenerationWriter& operator=(GenerationWriter&&) noexcept;
  ~GenerationWriter();  // without commit() nothing has happened

  // `json` is the text that was verified; it is kept as it is.
  model::Result<PutOutcome> put(const model::Item& item, std::string_view json, const RowOrigin& origin);
  // The body is purged and leaves every list and the search; title and reason stay. A withdrawal of the stored
  // revision itself counts.
  model::Result<PutOutcome> withdraw(const codec::Withdrawal& withdrawal, const RowOrigin& origin);
  // A bureau that the catalogue no longer names has nobody who answers for its entities: all are withdrawn.
  model::Result<std::int64_t> withdraw_bureau(const model::BureauName& bureau, const std::string& reason);
  model::Result<void> reject(const Rejection& rejection, const RowOrigin& origin);

  model::Result<void> set_progress(const model::BureauName& bureau, std::int64_t seq);
  model::Result<void> set_role_version(const std::string& role, std::int64_t version);

  // Everything since the last mark() is undone by undo(): one bureau's bad pack does not hold up the others.
  model::Result<void> mark();
  model::Result<void> undo();

  // Makes it the current generation and gives its number. `catalogue_at`: the newest signed time of the catalogue.
  model::Result<std::int64_t> commit(model::Instant catalogue_at);

 private:
  struct State;
  explicit GenerationWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gongkai::store

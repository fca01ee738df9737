// Verified packs -> a new generation of the store.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "content/model/date.h"
#include "content/model/ids.h"
#include "content/model/result.h"
#include "content/sync/blob_files.h"
#include "content/sync/pack_plan.h"
#include "content/sync/pack_spool.h"
#include "content/sync/update_cycle.h"

namespace gongkai::sync {

// What to apply of one bureau. The packs are in the spool, in order of sequence.
struct BureauChange {
  model::BureauName bureau;
  std::int64_t applied = 0;  // lines up to this number are passed over
  std::int64_t newest = 0;
  std::vector<PackOffer> cover;
};

struct ContentChange {
  std::vector<BureauChange> bureaus;
  std::vector<model::BureauName> gone;                 // no delegation names them any more
  std::map<std::string, std::int64_t> role_versions;
  model::Instant catalogue_at{};
  std::function<void()> alive;                         // may be empty
};

struct ChangePlaces {
  std::filesystem::path store;
  const PackSpool& spool;
  const BlobFiles& blobs;
};

// Makes the generation, notes the pictures it needs in `blobs`, and adds counts, faults and troubles to the report. A bureau whose packs do not have the form
// of packs is left as it was and reported; the others are applied. E: the STORE codes.
model::Result<std::int64_t> apply_change(const ChangePlaces& places, const ContentChange& change,
                                         model::Instant now, CycleReport& report);

}  // namespace gongkai::sync

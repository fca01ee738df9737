// What the sync agent asks the store before it fetches: how far it is, and whether it is whole.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "content/model/result.h"
#include "content/store/generation_format.h"

namespace gongkai::store {

// What the sync agent needs to know before it fetches.
struct StoreState {
  std::optional<std::int64_t> number;  // the generation that would be copied; none in an empty store
  GenerationInfo info;
  Ledger ledger;                       // progress of a bureau with a damaged row is taken back to 0
  std::int64_t damaged_rows = 0;
  std::int64_t set_aside = 0;          // damaged generations renamed to *.bad
};

enum class Inspection {
  quick,      // what every opening checks
  every_row,  // integrity_check and all row hashes
};

// Finds the newest whole generation. Damaged ones are set aside, so that they are fetched again.
// E: STORE-002.
model::Result<StoreState> inspect_store(const std::filesystem::path& store, Inspection inspection);

}  // namespace gongkai::store

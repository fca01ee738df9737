// What the sync agent asks the store before it fetches: how far it is, and whether it is whole.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "content/model/result.h"
#include "content/store/generation_format.h"

namespace gongkai::store {

// Where the next change begins.
struct StoreState {
  std::optional<std::int64_t> number;  // the generation that would be copied; none where all must be made anew
  GenerationInfo info;                 // its schema may be an older one: the writer makes this one of it
  Ledger ledger;                       // progress of a bureau with a damaged row is taken back to 0
  std::vector<std::int64_t> damaged_rows;  // rowids in items
  std::int64_t set_aside = 0;              // generations too damaged to begin from
};

enum class OnDamage {
  set_aside,  // renamed to *.bad, so that nobody opens it again; what killed writers left is removed
  look_only,
};

// Finds the newest generation that can be built upon: by its seal, or where that is wrong or unknown by every row it
// holds. E: STORE-002, STORE-031.
model::Result<StoreState> inspect_store(const std::filesystem::path& store, OnDamage on_damage);

}  // namespace gongkai::store

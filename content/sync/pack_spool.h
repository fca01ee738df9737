// Packs that have been fetched and verified but not applied yet, in <state>/spool under their hash. An agent that is
// killed between two packs goes on with the next; what is read back is verified again.
#pragma once

#include <filesystem>
#include <optional>

#include "content/model/result.h"
#include "content/sync/pack_plan.h"
#include "content/trust/verified_target.h"

namespace gongkai::sync {

class PackSpool {
 public:
  explicit PackSpool(std::filesystem::path directory) : directory_(std::move(directory)) {}

  // By its length alone; find() tells whether it is whole.
  bool seems_kept(const PackOffer& offer) const;
  // nullopt when it is not there or not whole.
  std::optional<trust::VerifiedTarget> find(const PackOffer& offer) const;
  model::Result<void> keep(const PackOffer& offer, const trust::VerifiedTarget& pack) const;  // E: SYNC-020, STORE-032
  void clear() const;

 private:
  std::filesystem::path file_of(const PackOffer& offer) const;

  std::filesystem::path directory_;
};

}  // namespace gongkai::sync

// What this terminal trusts, kept across restarts: the exact bytes of each verified role in <state>/metadata, written
// at once and in the order of TUF specification 1.0.34 section 5 (root, timestamp, snapshot, targets, delegated).
// Whoever loses this state can be fed old metadata, so it lives outside the store.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "content/model/date.h"
#include "content/model/result.h"
#include "content/trust/metadata.h"

namespace gongkai::sync {

enum class Persistence {
  keep,
  none,  // --dry-run: verified in memory, nothing written
};

enum class TimestampUpdate { newer, unchanged };

class TrustedMetadata {
 public:
  // Loads the persisted roles. With no persisted root the shipped one is the beginning. A persisted role that no
  // longer verifies under the root is as good as absent.
  // E: the TRUST codes of trust::load_trusted_root; SYNC-020 state directory, or what is there cannot be read.
  static model::Result<TrustedMetadata> load(const std::filesystem::path& directory, std::string_view shipped_root,
                                             Persistence persistence);

  const trust::Root& root() const { return root_; }
  const std::optional<trust::Timestamp>& timestamp() const { return timestamp_; }
  const std::optional<trust::Snapshot>& snapshot() const { return snapshot_; }
  const std::optional<trust::Targets>& targets() const { return targets_; }

  // Each verifies, then persists. E: the TRUST codes of verifier.h; SYNC-020, STORE-031, STORE-032.
  model::Result<void> update_root(std::string_view bytes);  // the next version
  model::Result<TimestampUpdate> update_timestamp(std::string_view bytes, model::Instant now);
  model::Result<void> update_snapshot(std::string_view bytes, model::Instant now);
  model::Result<void> update_targets(std::string_view bytes, model::Instant now);
  // Against the keys of this delegator. verify_ writes nothing: for bytes that are stored already.
  model::Result<trust::Targets> verify_delegated(const trust::Targets& delegator, const trust::RoleName& role,
                                                 std::string_view bytes, model::Instant now) const;
  model::Result<trust::Targets> update_delegated(const trust::Targets& delegator, const trust::RoleName& role,
                                                 std::string_view bytes, model::Instant now);

  // The persisted files, where they are what the signed versions ask for: nothing to fetch then.
  bool use_stored_snapshot(model::Instant now);
  bool use_stored_targets(model::Instant now);
  std::optional<std::string> stored(const trust::RoleName& role) const;  // the bytes as they are, to be verified

 private:
  TrustedMetadata() = default;
  model::Result<void> write(std::string_view role, std::string_view bytes) const;
  model::Result<void> check_readable(const trust::RoleName& role) const;
  model::Result<void> forget_timestamp_and_snapshot();
  void load_timestamp_and_snapshot();

  std::filesystem::path directory_;
  Persistence persistence_ = Persistence::keep;
  trust::Root root_;
  std::optional<trust::Timestamp> timestamp_;
  std::optional<trust::Snapshot> snapshot_;           // verified for timestamp_
  std::optional<trust::Snapshot> previous_snapshot_;  // the last one trusted, for the rollback checks
  std::optional<trust::Targets> targets_;
};

}  // namespace gongkai::sync

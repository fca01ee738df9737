// The delegated roles of one cycle: stored or fetched, verified, and persisted (TUF specification 1.0.34, 5.6).
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include "content/model/date.h"
#include "content/model/result.h"
#include "content/sync/repository_reader.h"
#include "content/sync/trusted_metadata.h"

namespace gongkai::sync {

// Metadata whose signed length is known is not read beyond it.
std::size_t allowed_bytes(const trust::MetaFile& file, std::size_t limit);

// A role that is reached through two delegators is verified against each of them, so what has been found out, good or
// bad, is remembered for the pair. Both references must outlive this, and the top-level roles stay as they are.
class DelegatedRoles {
 public:
  DelegatedRoles(RepositoryReader& reader, TrustedMetadata& metadata, model::Instant now)
      : reader_(reader), metadata_(metadata), now_(now) {}

  const trust::Targets& top() const { return *metadata_.targets(); }
  // False for a role that is named but of which the snapshot knows nothing yet.
  bool is_published(const trust::RoleName& role) const;
  // How many of the roles that top() names are not stored as the snapshot asks for them.
  std::size_t to_be_fetched();
  // `delegator` is top() or what an earlier load gave. The role lives as long as this object.
  // E: TRUST-022 not in the snapshot; the codes of RepositoryReader::get and TrustedMetadata::update_delegated.
  model::Result<const trust::Targets*> load(const trust::Targets& delegator, const trust::RoleName& role);

 private:
  bool load_stored(const trust::Targets& delegator, const trust::RoleName& role);
  model::Result<std::string> fetch(const trust::RoleName& role);
  model::Result<trust::Targets> load_anew(const trust::Targets& delegator, const trust::RoleName& role);

  RepositoryReader& reader_;
  TrustedMetadata& metadata_;
  model::Instant now_;
  std::map<std::pair<const trust::Targets*, trust::RoleName>, model::Result<trust::Targets>> loaded_;
  std::map<trust::RoleName, model::Result<std::string>> fetched_;  // the bytes as they came
};

}  // namespace gongkai::sync

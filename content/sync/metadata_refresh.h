// Bringing the trusted metadata up to date: TUF specification 1.0.34, sections 5.3 to 5.6, and every delegated role.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/model/date.h"
#include "content/model/result.h"
#include "content/sync/delegated_roles.h"
#include "content/sync/repository_reader.h"
#include "content/sync/trusted_metadata.h"

namespace gongkai::sync {

// A delegated role, verified against every delegator that names it.
struct BureauRole {
  trust::RoleName name;
  trust::Targets role;
};

struct TimestampFetch {
  std::optional<std::string> bytes;  // nullopt: not modified
  std::string etag;
  bool waited = false;
};

struct BureauRoles {
  std::vector<BureauRole> roles;       // in the order of the delegations
  std::vector<model::Error> troubles;  // of roles that could not be had; their content stays as it was
};

model::Result<TimestampFetch> fetch_timestamp(RepositoryReader& reader, const std::string& etag, int wait_seconds);

// Root N+1, N+2, ... until there is none, then the expiry of the last one.
// E: SYNC-010 where the host answers with something else than metadata.
model::Result<void> follow_roots(RepositoryReader& reader, TrustedMetadata& metadata, model::Instant now);

// Timestamp (already fetched), snapshot and targets. E: as follow_roots.
model::Result<void> refresh_top_level(RepositoryReader& reader, TrustedMetadata& metadata,
                                      const std::string& timestamp, model::Instant now);

// All delegated roles that the snapshot names, depth first. What a role may speak for is find_target's to say
// (target_search.h), not the order in which it was reached. E: only what makes going on pointless, a dead line or a
// full disk.
model::Result<BureauRoles> refresh_bureaus(DelegatedRoles& roles);

}  // namespace gongkai::sync

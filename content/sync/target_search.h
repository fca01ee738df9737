// Who may speak for a target path, and fetching what was said: TUF specification 1.0.34, sections 5.6.7 and 5.7.
#pragma once

#include <cstddef>
#include <string>

#include "content/model/result.h"
#include "content/sync/delegated_roles.h"
#include "content/sync/repository_reader.h"
#include "content/trust/verified_target.h"

namespace gongkai::sync {

struct FoundTarget {
  trust::RoleName role;  // that answers for it
  std::string path;
  trust::TargetFile file;
};

// Preorder, depth first, in the order of the delegations; only through delegations that cover the path, so that nobody
// hands on more than was given to them; past a terminating delegation nobody else is asked; a role is visited once, at
// most limits::max_delegations are. A role on the way that cannot be had or verified ends the search: whoever comes
// after it must not answer in its place.
// E: TRUST-015 nobody who may speak for the path lists it; the codes of DelegatedRoles::load.
model::Result<FoundTarget> find_target(DelegatedRoles& roles, const std::string& path);

// E: TRUST-005 longer than `max_bytes`, TRUST-040, TRUST-041, TRUST-042; the codes of RepositoryReader::get.
model::Result<trust::VerifiedTarget> fetch_target(RepositoryReader& reader, const FoundTarget& target,
                                                  FileNames names, std::size_t max_bytes);

}  // namespace gongkai::sync

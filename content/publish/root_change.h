// The next root of trust: keys that come and go, thresholds, a new year. It is a proposal like any other (proposal.h):
// prepared here, signed by the thresholds of the old and of the new root keys, then installed.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "content/model/result.h"
#include "content/publish/proposal.h"

namespace gongkai::publish {

struct RootEdit {
  std::vector<std::pair<trust::RoleName, std::filesystem::path>> added;  // role, PEM file of a public or private key
  std::vector<std::pair<trust::RoleName, std::string>> removed;          // role, the first digits of a key id
  std::vector<std::pair<trust::RoleName, int>> thresholds;
};

// E: PUBLISH-057 an edit that cannot be (no such role or key, fewer keys than the threshold), PUBLISH-002 a key file;
// those of begin_proposal.
model::Result<void> propose_root(const ProposalRequest& request, const RootEdit& edit);

// What has to be signed anew before it runs out, as sentences; roles with less than 60 days left (the emergency role:
// 2), or that have run out. Snapshot and timestamp renew themselves and are not among them.
std::vector<std::string> expiry_warnings(const RepositoryState& state, model::Instant now);

}  // namespace gongkai::publish

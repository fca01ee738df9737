// Bureaus that join, leave or change their people, by public keys alone: nobody but the people themselves has their
// private keys. It is a proposal like any other (proposal.h): the root office signs the delegations; the people of a
// bureau that joins or has other keys sign its role, which also shows that they hold the keys.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "content/model/ids.h"
#include "content/model/result.h"
#include "content/publish/proposal.h"

namespace gongkai::publish {

struct BureauEdit {
  model::BureauName bureau;
  // Duty (editor, reviewer, secrecy; of emergency: duty) and the PEM file of a public or private key. These are all its
  // keys from now on; none: it leaves.
  std::vector<std::pair<std::string, std::filesystem::path>> keys;
};

// Without an edit the delegations are only signed for another year. E: PUBLISH-057 an edit that cannot be or changes
// nothing, PUBLISH-032 a duty without a key, PUBLISH-002 a key file; those of begin_proposal.
model::Result<void> propose_delegations(const ProposalRequest& request, const std::optional<BureauEdit>& edit);

}  // namespace gongkai::publish

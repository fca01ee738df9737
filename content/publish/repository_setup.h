// Making keys and the first state of a repository, and letting bureaus join later.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "content/model/date.h"
#include "content/model/ids.h"
#include "content/model/result.h"

namespace gongkai::publish {

// The layout of a key folder, one PEM file a person or machine:
//   root/1.pem 2.pem 3.pem                         two of three, to be kept offline
//   office/targets.pem                             the root office: signs the delegations
//   online/timestamp.pem online/snapshot.pem       the publishing host
//   bureaus/<bureau>/editor*.pem reviewer*.pem secrecy*.pem      编辑 审核 保密审查
//   bureaus/emergency/duty*.pem                    应急值班, two of them sign
//   root.json                                      the public root that is shipped to terminals
// Makes what is missing and leaves what is there. Returns the names of the new files. E: PUBLISH-001, PUBLISH-003.
model::Result<std::vector<std::string>> make_keys(const std::filesystem::path& directory,
                                                  const std::vector<model::BureauName>& bureaus);

struct SetupReport {
  enum class Outcome { created, joined, unchanged };
  Outcome outcome = Outcome::unchanged;
  std::vector<model::BureauName> roles;  // of all delegations, in order
  std::vector<model::BureauName> added;  // since the last time
};

// Writes the first root, targets, empty roles, snapshot and timestamp, and <keys>/root.json. On a repository that is
// there, bureaus of the key folder that are new get an empty role, and those whose keys changed are signed anew; all
// others stay as they are: their keys lie elsewhere (bureau_change.h). E: PUBLISH-0NN, TRUST-0NN.
model::Result<SetupReport> set_up_repository(const std::filesystem::path& repository,
                                             const std::filesystem::path& keys, model::Instant now);

}  // namespace gongkai::publish

// A proposal: what several people sign, each on a machine of their own, before it is published. A folder that can be
// carried on a USB stick:
//
//   base/   the published state it continues, in the layout of a repository, with the packs of the bureaus concerned
//   new/    pictures, packs and N.<role>.json (or N.root.json, N.targets.json) with the signatures there are so far, in
//           the same layout
//
// Nobody has to trust the machine it comes from: the base is verified from the signer's own root.json, the roll-ups are
// made again and compared, and every picture that a changed item shows must lie there to be looked at.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/date.h"
#include "content/model/result.h"
#include "content/publish/release.h"
#include "content/publish/repository.h"
#include "content/publish/signing_key.h"

namespace gongkai::publish {

std::filesystem::path proposed_tree(const std::filesystem::path& proposal);  // new/
std::filesystem::path base_tree(const std::filesystem::path& proposal);      // base/

struct ProposalRequest {
  std::filesystem::path repository;
  std::filesystem::path keys;      // root.json, and the keys at hand, which sign at once
  std::filesystem::path proposal;  // must not exist yet
  model::Instant now{};
};
struct ProposalStart {
  KeyRing ring;
  RepositoryState state;
};
// E: PUBLISH-050 the proposal exists; a fault of keys or repository.
model::Result<ProposalStart> begin_proposal(const ProposalRequest& request);

// Copies the state that a proposal continues, with the packs of `roles`. E: PUBLISH-010, PUBLISH-011.
model::Result<void> write_proposal_base(const std::filesystem::path& repository, const RepositoryState& base,
                                        const std::vector<trust::RoleName>& roles,
                                        const std::filesystem::path& proposal);

// Whose signatures a role needs and how many valid ones there are.
struct DutyState {
  std::string name;  // 编辑; for targets 总办; for a root 现有根密钥 and 新的根密钥
  int min = 1;
  int valid = 0;
  std::vector<trust::KeyId> keyids;  // that may sign
  std::vector<trust::KeyId> signers;
};

struct ProposedRole {
  trust::RoleName role;
  std::int64_t version = 0;
  model::Instant expires{};
  std::vector<ItemChange> changes;  // of a bureau; none where its signatures are only renewed
  std::vector<std::string> words;   // of root and targets: a sentence a change
  std::vector<DutyState> duties;
  trust::Keys keys;                 // of all who may sign
  std::filesystem::path file;
  std::string bytes;
};

struct Proposal {
  RepositoryState base;
  std::vector<ProposedRole> roles;  // root, targets, then bureaus
};

// "缺少“审核”的签名 1 个", or "" where nothing is missing.
std::string missing_duties(const ProposedRole& role);

// Reads and checks a proposal. E: PUBLISH-051 no proposal, PUBLISH-052 its packs are not what the published ones and its
// new lines give, PUBLISH-053 a version, an expiry, a delegation or an item that must not be, PUBLISH-059 a picture is
// missing or another one; TRUST-0NN about the base.
model::Result<Proposal> read_proposal(const std::filesystem::path& folder, std::string_view trusted_root,
                                      model::Instant now);

// Adds a signature of `key` to each role it may sign, and writes the files. Returns the duties it signed for, as
// "zwzx 审核". E: PUBLISH-054 it may sign nothing here, has signed already, or its duty is signed for (then naming the
// duty that is missing).
model::Result<std::vector<std::string>> sign_proposal(Proposal& proposal, const SigningKey& key);

struct InstallRequest {
  std::filesystem::path repository;
  std::filesystem::path keys;  // root.json and the online keys
  std::filesystem::path proposal;
  model::Instant now{};
};
// Puts a proposal that all have signed into the repository, with a new snapshot and timestamp.
// E: PUBLISH-055 a duty is missing, PUBLISH-056 the repository has gone on since; and those of read_proposal.
model::Result<Proposal> install_proposal(const InstallRequest& request);

}  // namespace gongkai::publish

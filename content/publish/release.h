// From a checked draft to the next state of the signed tree. The order of writing is pictures, packs, bureau roles, snapshot,
// timestamp: until the timestamp is renamed into its place, a terminal sees the old state whole, so a crash anywhere
// leaves nothing that has to be cleaned up by hand.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "content/model/date.h"
#include "content/model/item.h"
#include "content/model/result.h"
#include "content/publish/catalogue_draft.h"

namespace gongkai::publish {

enum class Renewal {
  with_changes,  // roles near their expiry are signed anew only when something is published anyway
  when_due,      // also without a change, and with them root and targets
  // Either way only what the keys at hand can sign; the rest stays in `due`.
};

enum class Writing { write, dry_run };

struct ReleaseRequest {
  std::filesystem::path repository;
  std::filesystem::path keys;
  model::Instant now{};
  Renewal renewal = Renewal::with_changes;
  Writing writing = Writing::write;
  // Where given, nothing is published: packs and roles are written there for the others to sign (proposal.h).
  std::filesystem::path proposal{};
};

enum class ChangeKind { added, changed, withdrawn };

struct ItemChange {
  ChangeKind kind = ChangeKind::added;
  model::EntityId id;
  std::string title;
  std::int64_t rev = 0;
  // Of an item that is proposed to a signer: what the published one was called, the fields that differ, and the
  // pictures it shows (sha256), which lie in the proposal.
  std::string old_title{};
  std::vector<std::string> fields{};
  std::vector<std::string> pictures{};
};

struct PackFile {
  std::string path;          // target path
  int level = 0;             // 0 the publish itself, above a roll-up
  std::size_t bytes = 0;     // plain
  std::size_t gzip_bytes = 0;
};

struct BureauRelease {
  model::BureauName bureau;
  std::int64_t version = 0;  // of the bureau's role
  std::vector<ItemChange> changes;  // empty where the role was only renewed
  std::vector<PackFile> packs;
};

struct ReleaseReport {
  enum class Outcome { published, would_publish, prepared, renewed, unchanged, refused };
  Outcome outcome = Outcome::unchanged;
  std::vector<DraftFault> faults;       // those that only the last release shows: E-RELEASE-REV, W-RELEASE-GONE, ...
  std::vector<BureauRelease> bureaus;
  std::vector<std::string> renewed;     // of the root office: "信任根第 2 版", "机构委托第 3 版"
  std::int64_t snapshot_version = 0;    // as it now stands
  std::int64_t timestamp_version = 0;
  std::vector<std::string> due;         // roles past half of their life that were not renewed
  std::vector<std::string> expiring;  // sentences (root_change.h), for the people who have to sign
  std::vector<std::filesystem::path> written;  // files in the order of writing, without their .gz twins
};

// Publishes what differs from the last release. The draft must be free of E (the caller shows its faults); faults
// against the last release refuse the whole release, with nothing written.
// E: PUBLISH-0NN, TRUST-0NN.
model::Result<ReleaseReport> release(const ReleaseRequest& request, const CatalogueDraft& draft,
                                     const Progress& progress = {});

// Signs timestamp and snapshot anew where less than half of their life is left; needs no key but the online ones.
// Returns whether anything was written.
model::Result<bool> renew_online_roles(const ReleaseRequest& request);

}  // namespace gongkai::publish

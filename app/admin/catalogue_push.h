// Sending a repository to where terminals fetch it. Order: pictures, packs, root, targets, bureau roles, snapshot, and
// timestamp.json last; until that one is replaced a terminal sees the old state whole, so being killed anywhere leaves a
// catalogue that every terminal accepts, and the next run goes on from there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "app/admin/publish_target.h"
#include "content/publish/catalogue_draft.h"

namespace gongkai::admin {

struct PushRequest {
  std::filesystem::path repository;  // the publisher's own tree
  std::string trusted_root;          // the bytes of root.json
  LockRule rule = LockRule::respect;
  publish::Progress progress;        // files
};

// How the target stands to our own tree.
enum class TargetState {
  empty,    // nothing published there yet
  same,     // the same timestamp
  behind,   // a state that ours continues
  foreign,  // published from somewhere else since; ours does not contain it
  // A file of what is published is not there. Only where the caller breaks the lock open: ours is as new or newer, and
  // sending it puts the file back.
  incomplete,
};
// E: PUSH-015 a file of what is published is not found; as read_target_file; TRUST-0NN and PUBLISH-011 about our own
// tree.
model::Result<TargetState> compare_target(PublishTarget& target, const PushRequest& request);

// Replaces our own tree's state by the target's, fully verified; our draft, not the tree, is what we have written.
// Kiosk rules apply: a target whose signatures do not verify is not taken over. E: PUSH-015 the target lacks a file,
// TRUST-0NN, HTTP-0NN.
model::Result<void> take_over(PublishTarget& target, const PushRequest& request);

struct PushReport {
  std::size_t sent = 0, kept = 0;  // files; kept: were there already with the right bytes
  std::int64_t bytes = 0;          // of the files sent
  std::int64_t snapshot_version = 0, timestamp_version = 0;
};

// Sends what the target lacks. `lock` is the caller's, taken before. E: PUSH-011 the target changed meanwhile, PUSH-012
// it is in a foreign state, PUSH-013 leftovers of another publisher (S3), PUSH-014 a new root would invalidate what is
// there; and those of compare_target.
model::Result<PushReport> push(PublishTarget& target, const TargetLock& lock, const PushRequest& request);

}  // namespace gongkai::admin

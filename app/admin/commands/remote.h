// What the commands that send to a target share: the target, locked, and what is to be sent there.
#pragma once

#include <memory>
#include <optional>

#include "app/admin/catalogue_push.h"
#include "app/admin/commands/commands.h"

namespace gongkai::admin {

struct Remote {
  PublishTarget target;
  PushRequest request;
  std::optional<TargetLock> lock;  // points into `target`; gone first
};

// E: PUSH-001, PUSH-002, PUSH-010, PUBLISH-011 (root.json), and those of the target.
model::Result<std::unique_ptr<Remote>> open_remote(const TargetOptions& options,
                                                   const std::filesystem::path& repository,
                                                   const std::filesystem::path& root, model::Instant now);

// Takes the target's state over where it was published from somewhere else, and says so. E: as take_over.
model::Result<void> catch_up(Remote& remote);

// Sends and prints what was sent; returns the exit code.
int send_to(Remote& remote);

}  // namespace gongkai::admin

// What `root` and `bureau` say alike: what is in force, when it expires, and what a proposal waits for.
#pragma once

#include <filesystem>

#include "app/admin/commands/commands.h"
#include "content/model/result.h"
#include "content/publish/root_change.h"

namespace gongkai::admin {

// The signed metadata of the repository, checked from the root.json in `keys`.
model::Result<publish::RepositoryState> published_state(const std::filesystem::path& repository,
                                                        const std::filesystem::path& keys);

// A line for each role that is about to expire, with what to do.
void print_expiry_warnings(const publish::RepositoryState& state, model::Instant now);

// Shows a proposal that was just written as its signers will see it. Returns the exit code.
int show_for_signature(const std::filesystem::path& proposal, const std::filesystem::path& keys, const Moment& moment);

}  // namespace gongkai::admin

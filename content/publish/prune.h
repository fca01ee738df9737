// Files of a repository that no terminal asks for any more. Kept are all roots, everything the last snapshots name (a
// terminal in the middle of a cycle still reads from the one before), every pack that one of those roles lists, and the
// pictures of the items that one of them shows: those of a withdrawn item go with the last snapshot before.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "content/model/result.h"

namespace gongkai::publish {

inline constexpr std::int64_t kept_snapshots = 20;

// Relative paths, .gz twins included, ordered. E: PUBLISH-011, TRUST-0NN where the repository is not in order.
model::Result<std::vector<std::filesystem::path>> find_unneeded_files(const std::filesystem::path& repository,
                                                                      const std::string& trusted_root);

}  // namespace gongkai::publish

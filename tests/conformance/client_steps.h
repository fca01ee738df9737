// A refresh and a download, put together from the functions of content/sync in the order of the agent's cycle.
#pragma once

#include <filesystem>
#include <string>

#include "content/model/date.h"
#include "content/model/result.h"
#include "content/sync/metadata_refresh.h"
#include "content/sync/target_search.h"

namespace gongkai::conformance {

// Whole file; empty where there is none.
std::string bytes_of(const std::filesystem::path& file);

// The trusted roles in `directory`, brought up to date. `directory`/root.json must be there.
model::Result<sync::TrustedMetadata> refresh(sync::RepositoryReader& reader, const std::filesystem::path& directory,
                                             model::Instant now);

// One name for one target, whatever its bytes, and no way out of the folder.
std::filesystem::path target_file(const std::filesystem::path& directory, const std::string& path);

// Into target_file(); not fetched again where that holds the right bytes already.
model::Result<void> download(sync::RepositoryReader& reader, sync::DelegatedRoles& roles, sync::FileNames names,
                             const std::string& path, const std::filesystem::path& directory);

}  // namespace gongkai::conformance

// Bundles of a repository (codec/bundle.h): the whole of it, or what changed, as one file for a stick; and the starter,
// which spares a new terminal a request for each role and each pack.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "content/model/date.h"
#include "content/model/result.h"
#include "content/publish/catalogue_draft.h"
#include "content/publish/repository.h"

namespace gongkai::publish {

struct BundleRequest {
  std::filesystem::path repository;
  std::filesystem::path out;
  std::optional<std::int64_t> since;  // the snapshot version that the terminals have; none = everything
};

struct BundleReport {
  std::int64_t snapshot_version = 0;
  std::size_t files = 0, packs = 0;
  std::uint64_t bytes = 0;     // of the file written
  model::Instant expires{};    // terminals refuse it from then on: the first expiry of anything signed in it
};

// Verifies the repository and writes the file, whole or not at all. All metadata goes in; packs only as far as they are
// needed. E: PUBLISH-031 a release came in between, PUBLISH-058 `since` is not a snapshot of this repository, the codes
// of read_repository and of writing.
model::Result<BundleReport> write_bundle(const BundleRequest& request, const Progress& progress = {});

// ---- the starter, metadata/<snapshot version>.starter.bundle

// What does not fit is left out, the largest packs first: an agent keeps the whole starter in memory.
inline constexpr std::size_t starter_bytes = 8 * 1024 * 1024;
// So many files a new terminal may have to fetch one by one before a new starter is made.
inline constexpr std::size_t most_single_files = 16;

std::filesystem::path starter_file(const std::filesystem::path& repository, std::int64_t snapshot_version);
// The bytes of a new one; nullopt where the newest (state.snapshot.starter) still serves, or none is needed. The files
// of all roles and packs of `state` must be in place. E: PUBLISH-011, PUBLISH-040.
model::Result<std::optional<std::string>> renewed_starter(const std::filesystem::path& repository,
                                                          const RepositoryState& state);
// Removes all but this one and the one before, which a terminal may just be fetching.
void remove_old_starters(const std::filesystem::path& repository, std::int64_t newest);

}  // namespace gongkai::publish

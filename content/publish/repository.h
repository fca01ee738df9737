// The signed static tree on disk: where its files stand, and reading it back under the rules a terminal applies. The
// publisher continues only what it can verify itself.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "content/model/result.h"
#include "content/publish/pack_log.h"
#include "content/trust/metadata.h"
#include "content/trust/verifier.h"

namespace gongkai::publish {

std::filesystem::path metadata_file(const std::filesystem::path& repository, std::int64_t version,
                                    const trust::RoleName& role);
std::filesystem::path timestamp_file(const std::filesystem::path& repository);
// targets/<bureau>/<sha256>.<from>-<to>.pack (consistent snapshots, TUF specification 6.2).
std::filesystem::path target_file(const std::filesystem::path& repository, const std::string& target_path,
                                  const trust::TargetFile& file);

// A repository is there once its timestamp is: it is written last.
bool repository_exists(const std::filesystem::path& repository);

struct RepositoryState {
  trust::Root root;
  trust::Timestamp timestamp;
  trust::Snapshot snapshot;
  trust::Targets targets;
  std::map<trust::RoleName, trust::Targets> roles;  // the delegated ones
};

// The newest version of a role that has been published, also where its bureau has left since; 0: none. A name never
// begins anew, for terminals refuse older versions.
std::int64_t published_version(const RepositoryState& state, const trust::RoleName& role);

// Verifies everything but expiry, from `trusted_root` (the text of a root file) onwards.
// E: PUBLISH-011 a file is missing, TRUST-0NN.
model::Result<RepositoryState> read_repository(const std::filesystem::path& repository,
                                               std::string_view trusted_root);
// The first root of the repository itself, for tools that look at a tree without keys.
model::Result<std::string> first_root(const std::filesystem::path& repository);

// The verified bytes of a pack. E: PUBLISH-011, TRUST-040, TRUST-041.
model::Result<std::string> read_pack(const std::filesystem::path& repository, const model::BureauName& bureau,
                                     const Pack& pack);

// Only one publisher works on a tree at a time; the lock goes with the object, also when the process is killed.
class RepositoryLock {
 public:
  static model::Result<RepositoryLock> take(const std::filesystem::path& repository);  // E: PUBLISH-031 taken
  RepositoryLock(RepositoryLock&& other) noexcept;
  RepositoryLock& operator=(RepositoryLock&&) = delete;
  ~RepositoryLock();

 private:
  explicit RepositoryLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace gongkai::publish

#include "content/publish/repository.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include "content/publish/atomic_file.h"
#include "content/trust/limits.h"

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;
using model::Result;
using trust::Expiry;

constexpr model::Instant no_time{};  // expiry is not looked at here

Result<trust::Root> newest_root(const fs::path& repository, std::string_view trusted_root) {
  auto root = trust::load_trusted_root(trusted_root);
  while (root) {
    const fs::path next = metadata_file(repository, root->version + 1, "root");
    if (!fs::exists(next)) return root;
    const auto bytes = read_file(next, trust::limits::root_bytes);
    if (!bytes) return tl::make_unexpected(bytes.error());
    root = trust::verify_next_root(*root, *bytes);
  }
  return root;
}

Result<void> read_roles(const fs::path& repository, RepositoryState& state) {
  for (const trust::Delegation& delegation : state.targets.delegations) {
    const auto meta = state.snapshot.meta.find(delegation.name + ".json");
    if (meta == state.snapshot.meta.end()) continue;
    const auto bytes =
        read_file(metadata_file(repository, meta->second.version, delegation.name), trust::limits::targets_bytes);
    if (!bytes) return tl::make_unexpected(bytes.error());
    auto role = trust::verify_delegated(state.targets, delegation.name, state.snapshot, *bytes, no_time,
                                        Expiry::ignore);
    if (!role) return tl::make_unexpected(role.error());
    state.roles[delegation.name] = std::move(*role);
  }
  return {};
}

}  // namespace

fs::path metadata_file(const fs::path& repository, std::int64_t version, const trust::RoleName& role) {
  return repository / "metadata" / fmt::format("{}.{}.json", version, trust::encoded_role_name(role));
}

fs::path timestamp_file(const fs::path& repository) { return repository / "metadata" / "timestamp.json"; }

fs::path target_file(const fs::path& repository, const std::string& target_path, const trust::TargetFile& file) {
  const fs::path path(target_path);
  const std::string& digest = file.hashes.by_algorithm.at("sha256");
  return repository / "targets" / path.parent_path() / (digest + "." + path.filename().string());
}

std::int64_t published_version(const RepositoryState& state, const trust::RoleName& role) {
  if (role == "root") return state.root.version;
  const auto meta = state.snapshot.meta.find(role + ".json");
  return meta == state.snapshot.meta.end() ? 0 : meta->second.version;
}

bool repository_exists(const fs::path& repository) { return fs::exists(timestamp_file(repository)); }

Result<std::string> first_root(const fs::path& repository) {
  return read_file(metadata_file(repository, 1, "root"), trust::limits::root_bytes);
}

Result<RepositoryState> read_repository(const fs::path& repository, std::string_view trusted_root) {
  RepositoryState state;
  auto root = newest_root(repository, trusted_root);
  if (!root) return tl::make_unexpected(root.error());
  state.root = std::move(*root);

  const auto timestamp_bytes = read_file(timestamp_file(repository), trust::limits::timestamp_bytes);
  if (!timestamp_bytes) return tl::make_unexpected(timestamp_bytes.error());
  auto timestamp = trust::verify_timestamp(state.root, nullptr, *timestamp_bytes, no_time, Expiry::ignore);
  if (!timestamp) return tl::make_unexpected(timestamp.error());
  state.timestamp = std::move(*timestamp);

  const auto snapshot_bytes = read_file(metadata_file(repository, state.timestamp.snapshot.version, "snapshot"),
                                        trust::limits::snapshot_bytes);
  if (!snapshot_bytes) return tl::make_unexpected(snapshot_bytes.error());
  auto snapshot = trust::verify_snapshot(state.root, state.timestamp, nullptr, *snapshot_bytes, no_time,
                                         Expiry::ignore);
  if (!snapshot) return tl::make_unexpected(snapshot.error());
  state.snapshot = std::move(*snapshot);

  const auto meta = state.snapshot.meta.find("targets.json");
  if (meta == state.snapshot.meta.end()) return model::failure("TRUST-022", "快照中没有角色 targets");
  const auto targets_bytes =
      read_file(metadata_file(repository, meta->second.version, "targets"), trust::limits::targets_bytes);
  if (!targets_bytes) return tl::make_unexpected(targets_bytes.error());
  auto targets = trust::verify_targets(state.root, state.snapshot, *targets_bytes, no_time, Expiry::ignore);
  if (!targets) return tl::make_unexpected(targets.error());
  state.targets = std::move(*targets);

  if (auto roles = read_roles(repository, state); !roles) return tl::make_unexpected(roles.error());
  return state;
}

Result<std::string> read_pack(const fs::path& repository, const model::BureauName& bureau, const Pack& pack) {
  const std::string path = pack_path(bureau, pack);
  auto bytes = read_file(target_file(repository, path, pack.file), trust::limits::pack_bytes);
  if (!bytes) return bytes;
  const auto verified = trust::verify_target(pack.file, path, std::move(*bytes));
  if (!verified) return tl::make_unexpected(verified.error());
  return verified->bytes();
}

Result<RepositoryLock> RepositoryLock::take(const fs::path& repository) {
  std::error_code ignored;
  fs::create_directories(repository, ignored);
  const int fd = ::open((repository / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return model::failure("PUBLISH-010", fmt::format("无法写入 {}", repository.string()));
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    ::close(fd);
    return model::failure("PUBLISH-031", fmt::format("另一个程序正在发布到 {}，请稍后再试", repository.string()));
  }
  return RepositoryLock(fd);
}

RepositoryLock::RepositoryLock(RepositoryLock&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }

RepositoryLock::~RepositoryLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace gongkai::publish

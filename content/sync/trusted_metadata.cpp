#include "content/sync/trusted_metadata.h"

#include <fstream>
#include <iterator>
#include <set>
#include <utility>

#include "content/store/store_directory.h"
#include "content/trust/limits.h"
#include "content/trust/verifier.h"

namespace gongkai::sync {
namespace fs = std::filesystem;
namespace {

// The largest file we ever persist; anything larger in the state directory was not written by us.
constexpr std::uintmax_t largest_file = trust::limits::targets_bytes;

std::set<trust::KeyId> key_set(const trust::Root& root, const trust::RoleName& role) {
  const auto found = root.roles.find(role);
  if (found == root.roles.end()) return {};
  return {found->second.keyids.begin(), found->second.keyids.end()};
}

// Every role name that is not plain text stays inside the directory.
fs::path file_of(const fs::path& directory, std::string_view role) {
  return directory / (trust::encoded_role_name(role) + ".json");
}

}  // namespace

model::Result<TrustedMetadata> TrustedMetadata::load(const fs::path& directory, std::string_view shipped_root,
                                                     Persistence persistence) {
  TrustedMetadata metadata;
  metadata.directory_ = directory;
  metadata.persistence_ = persistence;
  if (persistence == Persistence::keep) {
    std::error_code error;
    fs::create_directories(directory, error);
    if (error) return model::failure("SYNC-020", "无法建立状态目录 " + directory.string() + "：" + error.message());
  }
  // What is there and cannot be read now is still trusted: to go on without it would be to forget it.
  for (const char* role : {"root", "timestamp", "snapshot"}) {
    if (auto readable = metadata.check_readable(role); !readable) return tl::unexpected(readable.error());
  }
  const auto persisted = metadata.stored("root");
  auto root = trust::load_trusted_root(persisted ? std::string_view(*persisted) : shipped_root);
  // A root file cut off by a bad disk is replaced by the shipped one; the chain leads from there to the same place.
  if (!root && persisted) root = trust::load_trusted_root(shipped_root);
  if (!root) return tl::unexpected(root.error());
  metadata.root_ = std::move(*root);
  if (!persisted) {
    if (auto written = metadata.write("root", shipped_root); !written) return tl::unexpected(written.error());
  }
  metadata.load_timestamp_and_snapshot();
  return metadata;
}

// Expired ones are loaded too: they still protect against rollback.
void TrustedMetadata::load_timestamp_and_snapshot() {
  timestamp_.reset();
  previous_snapshot_.reset();
  if (const auto bytes = stored("timestamp")) {
    auto loaded = trust::verify_timestamp(root_, nullptr, *bytes, {}, trust::Expiry::ignore);
    if (loaded) timestamp_ = std::move(*loaded);
  }
  if (const auto bytes = stored("snapshot")) {
    auto loaded = trust::load_local_snapshot(root_, *bytes);
    if (loaded) previous_snapshot_ = std::move(*loaded);
  }
}

model::Result<void> TrustedMetadata::update_root(std::string_view bytes) {
  auto next = trust::verify_next_root(root_, bytes);
  if (!next) return tl::unexpected(next.error());
  // Rotated keys mean that a fast-forward attack may be behind us: versions count anew (section 5.3.11). The old
  // versions go before the new root comes. The other way round, a power cut in between would leave them with a root
  // that may still know their keys, and nothing would ever take them away.
  const bool rotated = key_set(root_, "timestamp") != key_set(*next, "timestamp") ||
                       key_set(root_, "snapshot") != key_set(*next, "snapshot");
  if (rotated) {
    if (auto forgotten = forget_timestamp_and_snapshot(); !forgotten) return forgotten;
  }
  if (auto written = write("root", bytes); !written) return written;
  root_ = std::move(*next);
  snapshot_.reset();
  targets_.reset();
  if (!rotated) load_timestamp_and_snapshot();
  return {};
}

model::Result<TimestampUpdate> TrustedMetadata::update_timestamp(std::string_view bytes, model::Instant now) {
  auto next = trust::verify_timestamp(root_, timestamp_ ? &*timestamp_ : nullptr, bytes, now, trust::Expiry::enforce);
  if (!next && next.error().code == trust::equal_version_code) {
    if (timestamp_->expires <= now) return model::failure("TRUST-030", "服务器的 timestamp 已过期，且没有更新");
    return TimestampUpdate::unchanged;
  }
  if (!next) return tl::unexpected(next.error());
  if (auto written = write("timestamp", bytes); !written) return tl::unexpected(written.error());
  timestamp_ = std::move(*next);
  snapshot_.reset();
  targets_.reset();
  return TimestampUpdate::newer;
}

model::Result<void> TrustedMetadata::update_snapshot(std::string_view bytes, model::Instant now) {
  const trust::Snapshot* previous = previous_snapshot_ ? &*previous_snapshot_ : nullptr;
  auto next = trust::verify_snapshot(root_, *timestamp_, previous, bytes, now, trust::Expiry::enforce);
  if (!next) return tl::unexpected(next.error());
  if (auto written = write("snapshot", bytes); !written) return written;
  snapshot_ = *next;
  previous_snapshot_ = std::move(*next);
  return {};
}

model::Result<void> TrustedMetadata::update_targets(std::string_view bytes, model::Instant now) {
  auto next = trust::verify_targets(root_, *snapshot_, bytes, now, trust::Expiry::enforce);
  if (!next) return tl::unexpected(next.error());
  if (auto written = write("targets", bytes); !written) return written;
  targets_ = std::move(*next);
  return {};
}

model::Result<trust::Targets> TrustedMetadata::verify_delegated(const trust::Targets& delegator,
                                                                const trust::RoleName& role, std::string_view bytes,
                                                                model::Instant now) const {
  return trust::verify_delegated(delegator, role, *snapshot_, bytes, now, trust::Expiry::enforce);
}

model::Result<trust::Targets> TrustedMetadata::update_delegated(const trust::Targets& delegator,
                                                                const trust::RoleName& role, std::string_view bytes,
                                                                model::Instant now) {
  auto next = verify_delegated(delegator, role, bytes, now);
  if (!next) return next;
  if (auto written = write(role, bytes); !written) return tl::unexpected(written.error());
  return next;
}

bool TrustedMetadata::use_stored_snapshot(model::Instant now) {
  if (snapshot_) return true;
  const auto bytes = stored("snapshot");
  if (!bytes) return false;
  auto stored = trust::verify_snapshot(root_, *timestamp_, nullptr, *bytes, now, trust::Expiry::enforce);
  if (stored) snapshot_ = std::move(*stored);
  return snapshot_.has_value();
}

bool TrustedMetadata::use_stored_targets(model::Instant now) {
  if (targets_) return true;
  const auto bytes = stored("targets");
  if (!bytes) return false;
  auto stored = trust::verify_targets(root_, *snapshot_, *bytes, now, trust::Expiry::enforce);
  if (stored) targets_ = std::move(*stored);
  return targets_.has_value();
}

std::optional<std::string> TrustedMetadata::stored(const trust::RoleName& role) const {
  const fs::path file = file_of(directory_, role);
  std::error_code error;
  const auto size = fs::file_size(file, error);
  if (error || size > largest_file) return std::nullopt;
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

model::Result<void> TrustedMetadata::write(std::string_view role, std::string_view bytes) const {
  if (persistence_ == Persistence::none) return {};
  return store::replace_file(file_of(directory_, role), bytes);
}

model::Result<void> TrustedMetadata::check_readable(const trust::RoleName& role) const {
  const fs::path file = file_of(directory_, role);
  std::error_code error;
  if (!fs::exists(file, error) || std::ifstream(file, std::ios::binary)) return {};
  return model::failure("SYNC-020", "无法读取状态文件 " + file.string());
}

model::Result<void> TrustedMetadata::forget_timestamp_and_snapshot() {
  timestamp_.reset();
  previous_snapshot_.reset();
  if (persistence_ == Persistence::none) return {};
  for (const char* role : {"timestamp", "snapshot"}) {
    std::error_code error;
    fs::remove(file_of(directory_, role), error);
    if (error) return model::failure("SYNC-020", "无法删除 " + file_of(directory_, role).string() + "：" + error.message());
  }
  return store::sync_directory(directory_);
}

}  // namespace gongkai::sync

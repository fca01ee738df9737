#include "content/trust/verifier.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "content/trust/digest.h"
#include "content/trust/limits.h"
#include "content/trust/path_pattern.h"
#include "content/trust/signature.h"

namespace gongkai::trust {
namespace {

using model::failure;
using model::Instant;
using model::Result;

// The first error of a chain of checks, as the error of another Result.
template <class T>
tl::unexpected<model::Error> pass_on(const Result<T>& result) {
  return tl::make_unexpected(result.error());
}

Result<void> check_size(std::string_view bytes, std::size_t limit, std::string_view what) {
  if (bytes.size() <= limit) return {};
  return failure("TRUST-005", fmt::format("{} 有 {} 字节，超过上限 {} 字节", what, bytes.size(), limit));
}

Result<void> check_expiry(Instant expires, Instant now, Expiry expiry, std::string_view what) {
  if (expiry == Expiry::ignore || now < expires) return {};
  return failure("TRUST-030", fmt::format("{} 已过期（有效期至 {}）。先核对本机时间，时间无误则请发布单位重新签发", what, model::format_instant(expires)));
}

// The keys, by id, whose signatures verify. A key listed under two ids counts once: thresholds count keys.
struct Signers {
  std::set<KeyId> keyids;
  std::set<std::string> values;
};

Signers find_signers(const Keys& keys, const std::vector<KeyId>& keyids, const std::vector<Signature>& signatures,
                     std::string_view message) {
  Signers signers;
  for (const Signature& signature : signatures) {
    if (std::find(keyids.begin(), keyids.end(), signature.keyid) == keyids.end()) continue;
    const auto key = keys.find(signature.keyid);
    if (key == keys.end() || signers.values.contains(key->second.public_value)) continue;
    if (!verify_signature(key->second, message, signature.sig)) continue;
    signers.keyids.insert(signature.keyid);
    signers.values.insert(key->second.public_value);
  }
  return signers;
}

Result<void> check_threshold(const Signers& signers, int threshold, std::string_view what) {
  const auto valid = static_cast<int>(signers.keyids.size());
  if (valid >= threshold) return {};
  return failure("TRUST-010", fmt::format("{} 的有效签名不足：需要 {} 个，只有 {} 个", what, threshold, valid));
}

template <class Role>
Result<void> check_signatures(const Keys& keys, const RoleKeys& role, const Signed<Role>& file, std::string_view what) {
  return check_threshold(find_signers(keys, role.keyids, file.signatures, file.message), role.threshold, what);
}

// Length and hashes of a metadata file, where the file that names it gives them.
Result<void> check_meta_file(const MetaFile& meta, std::string_view bytes, std::string_view what) {
  if (meta.length && static_cast<std::int64_t>(bytes.size()) != *meta.length) {
    return failure("TRUST-040", fmt::format("{} 长 {} 字节，应为 {} 字节", what, bytes.size(), *meta.length));
  }
  if (meta.hashes.empty()) return {};
  return check_hashes(meta.hashes, bytes, what);
}

Result<void> check_version(std::int64_t version, std::int64_t wanted, std::string_view what) {
  if (version == wanted) return {};
  return failure("TRUST-020", fmt::format("{} 是第 {} 版，应为第 {} 版", what, version, wanted));
}

Result<void> check_no_rollback(const Snapshot& previous, const Snapshot& next) {
  for (const auto& [name, before] : previous.meta) {
    const auto now = next.meta.find(name);
    if (now == next.meta.end()) {
      return failure("TRUST-022", fmt::format("快照中缺少以前有过的 {}", name));
    }
    if (now->second.version < before.version) {
      return failure("TRUST-021", fmt::format("快照中 {} 退回到第 {} 版（已信任第 {} 版）", name,
                                              now->second.version, before.version));
    }
  }
  return {};
}

// What targets and delegated roles have in common: size, snapshot entry, form. The signatures are the caller's.
Result<Signed<Targets>> open_targets(const RoleName& role, const Snapshot& snapshot, std::string_view bytes) {
  const auto meta = snapshot.meta.find(role + ".json");
  if (meta == snapshot.meta.end()) return failure("TRUST-022", fmt::format("快照中没有角色 {}", role));
  if (auto checked = check_size(bytes, limits::targets_bytes, role); !checked) return pass_on(checked);
  if (auto checked = check_meta_file(meta->second, bytes, role); !checked) return pass_on(checked);
  auto file = parse_targets(bytes);
  if (!file) return pass_on(file);
  return file;
}

Result<Targets> finish_targets(const RoleName& role, const Snapshot& snapshot, Signed<Targets> file, Instant now,
                               Expiry expiry) {
  if (auto checked = check_version(file.role.version, snapshot.meta.at(role + ".json").version, role); !checked) {
    return pass_on(checked);
  }
  if (auto checked = check_expiry(file.role.expires, now, expiry, role); !checked) return pass_on(checked);
  return std::move(file.role);
}

// Duties that contradict themselves would let a signature count for nobody or for two.
Result<void> check_duties_are_sound(const Delegation& delegation, const Keys& keys) {
  std::set<std::string> seen;
  int sum = 0;
  for (const Duty& duty : delegation.duties) {
    sum += duty.min;
    for (const KeyId& keyid : duty.keyids) {
      const auto& role = delegation.role.keyids;
      const auto key = keys.find(keyid);
      if (std::find(role.begin(), role.end(), keyid) == role.end() || key == keys.end()) {
        return failure("TRUST-013", fmt::format("角色 {} 的职责“{}”用了不属于该角色的密钥", delegation.name,
                                                duty.name));
      }
      if (!seen.insert(key->second.public_value).second) {
        return failure("TRUST-013", fmt::format("角色 {} 有密钥同时担任两项职责", delegation.name));
      }
    }
  }
  if (!delegation.duties.empty() && sum != delegation.role.threshold) {
    return failure("TRUST-013", fmt::format("角色 {} 的签名门限 {} 与各项职责之和 {} 不符", delegation.name,
                                            delegation.role.threshold, sum));
  }
  return {};
}

Result<void> check_duties(const Delegation& delegation, const Signers& signers) {
  for (const Duty& duty : delegation.duties) {
    const auto valid = static_cast<int>(std::count_if(duty.keyids.begin(), duty.keyids.end(), [&](const KeyId& id) {
      return signers.keyids.contains(id);
    }));
    if (valid < duty.min) {
      return failure("TRUST-011", fmt::format("角色 {} 缺少“{}”的签名：需要 {} 个，只有 {} 个", delegation.name,
                                              duty.name, duty.min, valid));
    }
  }
  return {};
}

}  // namespace

Result<Root> load_trusted_root(std::string_view bytes) {
  if (auto checked = check_size(bytes, limits::root_bytes, "root"); !checked) return pass_on(checked);
  auto file = parse_root(bytes);
  if (!file) return pass_on(file);
  if (auto checked = check_signatures(file->role.keys, file->role.roles.at("root"), *file, "root"); !checked) {
    return pass_on(checked);
  }
  return std::move(file->role);
}

Result<Root> verify_next_root(const Root& trusted, std::string_view bytes) {
  if (auto checked = check_size(bytes, limits::root_bytes, "root"); !checked) return pass_on(checked);
  auto file = parse_root(bytes);
  if (!file) return pass_on(file);
  if (auto checked = check_signatures(trusted.keys, trusted.roles.at("root"), *file, "root（以原有密钥）");
      !checked) {
    return pass_on(checked);
  }
  if (auto checked = check_signatures(file->role.keys, file->role.roles.at("root"), *file, "root（以新密钥）");
      !checked) {
    return pass_on(checked);
  }
  if (auto checked = check_version(file->role.version, trusted.version + 1, "root"); !checked) {
    return pass_on(checked);
  }
  return std::move(file->role);
}

Result<void> check_root_expiry(const Root& root, Instant now) {
  return check_expiry(root.expires, now, Expiry::enforce, "root");
}

Result<Timestamp> verify_timestamp(const Root& root, const Timestamp* previous, std::string_view bytes, Instant now,
                                   Expiry expiry) {
  if (auto checked = check_size(bytes, limits::timestamp_bytes, "timestamp"); !checked) return pass_on(checked);
  auto file = parse_timestamp(bytes);
  if (!file) return pass_on(file);
  if (auto checked = check_signatures(root.keys, root.roles.at("timestamp"), *file, "timestamp"); !checked) {
    return pass_on(checked);
  }
  const Timestamp& next = file->role;
  if (previous != nullptr) {
    if (next.version < previous->version) {
      return failure("TRUST-021", fmt::format("timestamp 退回到第 {} 版（已信任第 {} 版）", next.version,
                                              previous->version));
    }
    if (next.version == previous->version) return failure(std::string(equal_version_code), "timestamp 没有变化");
    if (next.snapshot.version < previous->snapshot.version) {
      return failure("TRUST-021", fmt::format("timestamp 所指的快照退回到第 {} 版（已信任第 {} 版）",
                                              next.snapshot.version, previous->snapshot.version));
    }
  }
  if (auto checked = check_expiry(next.expires, now, expiry, "timestamp"); !checked) return pass_on(checked);
  return std::move(file->role);
}

Result<Snapshot> load_local_snapshot(const Root& root, std::string_view bytes) {
  if (auto checked = check_size(bytes, limits::snapshot_bytes, "snapshot"); !checked) return pass_on(checked);
  auto file = parse_snapshot(bytes);
  if (!file) return pass_on(file);
  if (auto checked = check_signatures(root.keys, root.roles.at("snapshot"), *file, "snapshot"); !checked) {
    return pass_on(checked);
  }
  return std::move(file->role);
}

Result<Snapshot> verify_snapshot(const Root& root, const Timestamp& timestamp, const Snapshot* previous,
                                 std::string_view bytes, Instant now, Expiry expiry) {
  if (auto checked = check_size(bytes, limits::snapshot_bytes, "snapshot"); !checked) return pass_on(checked);
  if (auto checked = check_meta_file(timestamp.snapshot, bytes, "snapshot"); !checked) return pass_on(checked);
  auto snapshot = load_local_snapshot(root, bytes);
  if (!snapshot) return snapshot;
  if (auto checked = check_version(snapshot->version, timestamp.snapshot.version, "snapshot"); !checked) {
    return pass_on(checked);
  }
  if (previous != nullptr) {
    if (auto checked = check_no_rollback(*previous, *snapshot); !checked) return pass_on(checked);
  }
  if (auto checked = check_expiry(snapshot->expires, now, expiry, "snapshot"); !checked) return pass_on(checked);
  return snapshot;
}

Result<Targets> verify_targets(const Root& root, const Snapshot& snapshot, std::string_view bytes, Instant now,
                               Expiry expiry) {
  auto file = open_targets("targets", snapshot, bytes);
  if (!file) return pass_on(file);
  if (auto checked = check_signatures(root.keys, root.roles.at("targets"), *file, "targets"); !checked) {
    return pass_on(checked);
  }
  return finish_targets("targets", snapshot, std::move(*file), now, expiry);
}

Result<Targets> verify_delegated(const Targets& delegator, const RoleName& role, const Snapshot& snapshot,
                                 std::string_view bytes, Instant now, Expiry expiry) {
  const auto delegation = std::find_if(delegator.delegations.begin(), delegator.delegations.end(),
                                       [&](const Delegation& candidate) { return candidate.name == role; });
  if (delegation == delegator.delegations.end()) {
    return failure("TRUST-014", fmt::format("没有向角色 {} 的委托", role));
  }
  if (auto checked = check_duties_are_sound(*delegation, delegator.keys); !checked) return pass_on(checked);
  auto file = open_targets(role, snapshot, bytes);
  if (!file) return pass_on(file);
  const Signers signers =
      find_signers(delegator.keys, delegation->role.keyids, file->signatures, file->message);
  // Duties first: "the reviewer has not signed" tells more than "one signature short".
  if (auto checked = check_duties(*delegation, signers); !checked) return pass_on(checked);
  if (auto checked = check_threshold(signers, delegation->role.threshold, role); !checked) return pass_on(checked);
  return finish_targets(role, snapshot, std::move(*file), now, expiry);
}

bool delegation_covers(const Delegation& delegation, std::string_view target_path) {
  for (const std::string& pattern : delegation.paths) {
    if (pattern_matches(pattern, target_path)) return true;
  }
  if (delegation.path_hash_prefixes.empty()) return false;
  const std::string digest = sha256_hex(target_path);
  return std::any_of(delegation.path_hash_prefixes.begin(), delegation.path_hash_prefixes.end(),
                     [&](const std::string& prefix) { return digest.starts_with(prefix); });
}

}  // namespace gongkai::trust

#include "content/publish/root_change.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "content/publish/role_document.h"
#include "content/publish/signing_key.h"
#include "content/publish/tree_writer.h"

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;
using model::Result;

tl::unexpected<model::Error> impossible(const std::string& why) { return model::failure("PUBLISH-057", why); }

Result<trust::RoleKeys*> find_role(trust::Root& root, const trust::RoleName& role) {
  const auto found = root.roles.find(role);
  if (found == root.roles.end()) return impossible(fmt::format("没有角色 {}：应是 root、targets、snapshot 或 timestamp", role));
  return &found->second;
}

Result<void> add_key(trust::Root& root, const trust::RoleName& name, const fs::path& file) {
  const auto role = find_role(root, name);
  if (!role) return tl::make_unexpected(role.error());
  const auto key = load_public_key(file);
  if (!key) return tl::make_unexpected(key.error());
  const trust::KeyId keyid = key_id(*key);
  auto& keyids = (*role)->keyids;
  if (std::find(keyids.begin(), keyids.end(), keyid) != keyids.end()) {
    return impossible(fmt::format("{} 的密钥已在角色 {} 中", file.string(), name));
  }
  keyids.push_back(keyid);
  root.keys[keyid] = *key;
  return {};
}

Result<void> remove_key(trust::Root& root, const trust::RoleName& name, const std::string& digits) {
  const auto role = find_role(root, name);
  if (!role) return tl::make_unexpected(role.error());
  auto& keyids = (*role)->keyids;
  const auto starts = [&](const trust::KeyId& keyid) { return keyid.starts_with(digits); };
  if (digits.size() < 8 || std::count_if(keyids.begin(), keyids.end(), starts) != 1) {
    return impossible(fmt::format("角色 {} 中没有唯一以 {} 开头的密钥；请写密钥编号的前 8 位以上（root 命令会列出）", name, digits));
  }
  keyids.erase(std::find_if(keyids.begin(), keyids.end(), starts));
  return {};
}

// Keys that no role names any more are no longer part of the root.
void drop_unused_keys(trust::Root& root) {
  std::set<trust::KeyId> used;
  for (const auto& [name, role] : root.roles) used.insert(role.keyids.begin(), role.keyids.end());
  std::erase_if(root.keys, [&](const auto& entry) { return !used.contains(entry.first); });
}

Result<void> apply(trust::Root& root, const RootEdit& edit) {
  for (const auto& [role, file] : edit.added) {
    if (auto added = add_key(root, role, file); !added) return added;
  }
  for (const auto& [role, digits] : edit.removed) {
    if (auto removed = remove_key(root, role, digits); !removed) return removed;
  }
  for (const auto& [name, threshold] : edit.thresholds) {
    const auto role = find_role(root, name);
    if (!role) return tl::make_unexpected(role.error());
    (*role)->threshold = threshold;
  }
  for (const auto& [name, role] : root.roles) {
    if (role.threshold >= 1 && role.threshold <= static_cast<int>(role.keyids.size())) continue;
    return impossible(fmt::format("角色 {} 只剩 {} 把密钥，不够签名数 {}", name, role.keyids.size(), role.threshold));
  }
  drop_unused_keys(root);
  return {};
}

std::string days_left(const std::string& what, model::Instant expires, model::Instant now) {
  const auto days = std::chrono::floor<std::chrono::days>(expires - now).count();
  const std::string date = model::format_date(model::date_of(expires));
  return days < 0 ? fmt::format("{} 已于 {} 过期", what, date) : fmt::format("{} 还有 {} 天过期（{}）", what, days, date);
}

}  // namespace

Result<void> propose_root(const ProposalRequest& request, const RootEdit& edit) {
  const auto start = begin_proposal(request);
  if (!start) return tl::make_unexpected(start.error());
  trust::Root next = start->state.root;
  if (auto applied = apply(next, edit); !applied) return applied;
  ++next.version;
  next.expires = request.now + root_life;

  std::vector<const SigningKey*> signers = signers_at_hand(start->ring, start->state.root.roles.at("root"));
  for (const SigningKey* signer : signers_at_hand(start->ring, next.roles.at("root"))) {
    if (std::find(signers.begin(), signers.end(), signer) == signers.end()) signers.push_back(signer);
  }
  if (auto base = write_proposal_base(request.repository, start->state, {}, request.proposal); !base) return base;
  TreeWriter writer(proposed_tree(request.proposal), start->ring, request.now, Signatures::those_at_hand);
  return writer.place_document(metadata_file(proposed_tree(request.proposal), next.version, "root"),
                               signed_document(root_body(next), signers));
}

std::vector<std::string> expiry_warnings(const RepositoryState& state, model::Instant now) {
  constexpr std::chrono::days ahead{60};
  constexpr std::chrono::days ahead_of_emergency{2};
  std::vector<std::string> words;
  if (state.root.expires - now < ahead) {
    words.push_back(days_left("信任根", state.root.expires, now) +
                    "：请带根密钥运行 release --renew，或用 root --prepare 准备新一版，由根密钥各自签名");
  }
  if (state.targets.expires - now < ahead) {
    words.push_back(days_left("机构委托", state.targets.expires, now) + "：请带总办密钥运行 release --renew，或用 bureau --prepare 准备新一版，交总办签名");
  }
  for (const auto& [name, role] : state.roles) {
    if (role.expires - now >= (name == emergency_role ? ahead_of_emergency : ahead)) continue;
    words.push_back(days_left("机构 " + name + " 的签名", role.expires, now) + "：请运行 release --renew，由该机构签名");
  }
  return words;
}

}  // namespace gongkai::publish

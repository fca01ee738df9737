#include "content/publish/key_changes.h"

#include <fmt/format.h>

#include <algorithm>

#include "content/publish/delegation_plan.h"

namespace gongkai::publish {
namespace {

using model::Result;
using Sentences = std::vector<std::string>;
using KeyIds = std::vector<trust::KeyId>;

std::string short_id(const trust::KeyId& keyid) { return keyid.substr(0, 12); }

std::string role_in_words(const trust::RoleName& role) {
  if (role == "root") return "根";
  if (role == "targets") return "总办（委托）";
  return role == "snapshot" ? "快照" : "时间戳";
}

// People know a key by its number, so the number must be the key's own.
Result<void> check_numbers(const trust::Keys& keys) {
  for (const auto& [keyid, key] : keys) {
    if (key_id(key) == keyid) continue;
    return model::failure("PUBLISH-053", fmt::format("密钥 {} 与它的编号不符：请不要签名，查明送签的机器", short_id(keyid)));
  }
  return {};
}

bool has(const KeyIds& keyids, const trust::KeyId& keyid) {
  return std::find(keyids.begin(), keyids.end(), keyid) != keyids.end();
}

void add_key_changes(Sentences& words, const std::string& whose, const KeyIds& before, const KeyIds& after) {
  for (const trust::KeyId& keyid : after) {
    if (!has(before, keyid)) words.push_back(fmt::format("{}：增加密钥 {}", whose, short_id(keyid)));
  }
  for (const trust::KeyId& keyid : before) {
    if (!has(after, keyid)) words.push_back(fmt::format("{}：移除密钥 {}", whose, short_id(keyid)));
  }
}

std::string expiry_change(model::Instant before, model::Instant after) {
  return fmt::format("有效期由 {} 改为 {}", model::format_instant(before), model::format_instant(after));
}

KeyIds keys_of_duty(const trust::Delegation* delegation, const std::string& duty) {
  if (delegation == nullptr) return {};
  for (const trust::Duty& entry : delegation->duties) {
    if (entry.name == duty) return entry.keyids;
  }
  return {};
}

void add_bureau_changes(Sentences& words, const trust::Delegation* before, const trust::Delegation& after) {
  const std::size_t first = words.size();
  if (before == nullptr) words.push_back(fmt::format("机构 {} 加入", after.name));
  for (const trust::Duty& duty : after.duties) {
    add_key_changes(words, fmt::format("机构 {} 的“{}”", after.name, duty.name), keys_of_duty(before, duty.name),
                    duty.keyids);
  }
  if (words.size() == first) words.push_back(fmt::format("机构 {} 的密钥换了次序", after.name));
}

}  // namespace

Result<Sentences> root_changes(const trust::Root& before, const trust::Root& after) {
  if (auto checked = check_numbers(after.keys); !checked) return tl::make_unexpected(checked.error());
  Sentences words;
  for (const auto& [role, keys] : after.roles) {
    const trust::RoleKeys& old = before.roles.at(role);
    add_key_changes(words, role_in_words(role), old.keyids, keys.keyids);
    if (keys.threshold != old.threshold) {
      words.push_back(fmt::format("{}：需要的签名数由 {} 改为 {}", role_in_words(role), old.threshold, keys.threshold));
    }
  }
  words.push_back(expiry_change(before.expires, after.expires));
  return words;
}

Result<Sentences> delegation_changes(const trust::Targets& before, const trust::Targets& after) {
  if (auto checked = check_numbers(after.keys); !checked) return tl::make_unexpected(checked.error());
  Sentences words;
  for (const trust::Delegation& delegation : after.delegations) {
    const trust::Delegation* old = find_delegation(before, delegation.name);
    if (old != nullptr && same_delegation(*old, delegation)) continue;
    if (!is_ordinary(delegation)) {
      return model::failure("PUBLISH-053", fmt::format("给机构 {} 的委托不合规定：请不要签名，查明送签的机器", delegation.name));
    }
    add_bureau_changes(words, old, delegation);
  }
  for (const trust::Delegation& delegation : before.delegations) {
    if (find_delegation(after, delegation.name) != nullptr) continue;
    words.push_back(fmt::format("机构 {} 退出：终端将撤下它的全部内容", delegation.name));
  }
  words.push_back(expiry_change(before.expires, after.expires));
  return words;
}

}  // namespace gongkai::publish

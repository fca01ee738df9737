#include "content/publish/delegation_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "content/publish/role_document.h"

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;
using model::Result;

// A folder, a role and a part of file names at once.
bool may_be_a_bureau(const model::BureauName& name) {
  static const std::set<std::string> taken = {"root", "targets", "snapshot", "timestamp", "blobs"};
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  return plain && !name.empty() && name.size() <= 32 && !taken.contains(name);
}

void drop_unused_keys(trust::Targets& targets) {
  std::set<trust::KeyId> used;
  for (const trust::Delegation& entry : targets.delegations) used.insert(entry.role.keyids.begin(), entry.role.keyids.end());
  std::erase_if(targets.keys, [&](const auto& entry) { return !used.contains(entry.first); });
}

Result<trust::Duty> plan_duty(const model::BureauName& bureau, const DutyPlan& plan, const NamedKeys& keys) {
  trust::Duty duty{plan.name, {}, plan.min};
  for (const auto& [name, key] : keys) {
    if (name.starts_with(plan.stem)) duty.keyids.push_back(key_id(key));
  }
  if (static_cast<int>(duty.keyids.size()) >= plan.min) return duty;
  return model::failure("PUBLISH-032", fmt::format("{} 缺少“{}”（{}）的密钥，至少要 {} 把", bureau, plan.name, plan.stem,
                                                   plan.min));
}

}  // namespace

const std::vector<DutyPlan>& duties_of(const model::BureauName& bureau) {
  static const std::vector<DutyPlan> ordinary = {
      {"editor", "编辑", 1}, {"reviewer", "审核", 1}, {"secrecy", "保密审查", 1}};
  static const std::vector<DutyPlan> alerts = {{"duty", "应急值班", 2}};
  return bureau == emergency_role ? alerts : ordinary;
}

Result<trust::Delegation> plan_delegation(const model::BureauName& bureau, const NamedKeys& keys) {
  if (!may_be_a_bureau(bureau)) {
    return model::failure("PUBLISH-057", fmt::format("{} 不能作机构代码：应是小写字母、数字和短横", bureau));
  }
  trust::Delegation delegation;
  delegation.name = bureau;
  delegation.paths = {bureau + "/*"};
  delegation.terminating = true;
  delegation.role.threshold = 0;
  for (const DutyPlan& plan : duties_of(bureau)) {
    auto duty = plan_duty(bureau, plan, keys);
    if (!duty) return tl::make_unexpected(duty.error());
    delegation.role.keyids.insert(delegation.role.keyids.end(), duty->keyids.begin(), duty->keyids.end());
    delegation.role.threshold += plan.min;
    delegation.duties.push_back(std::move(*duty));
  }
  if (delegation.role.keyids.size() != keys.size() || !is_ordinary(delegation)) {
    return model::failure("PUBLISH-057", fmt::format("{} 的密钥中有一把没有写明职责，或同一把写了两次", bureau));
  }
  return delegation;
}

Result<trust::Targets> plan_delegations(const KeyRing& ring) {
  std::map<model::BureauName, NamedKeys> bureaus;
  trust::Keys all;
  for (const auto& [keyid, key] : ring) {
    const fs::path path(key.name);
    if (*path.begin() != bureaus_folder || std::distance(path.begin(), path.end()) != 3) continue;
    bureaus[std::next(path.begin())->string()][path.filename().string()] = key.key.public_key();
    all[keyid] = key.key.public_key();
  }
  trust::Targets plan;
  for (const auto& [bureau, keys] : bureaus) {
    const auto delegation = plan_delegation(bureau, keys);
    if (!delegation) return tl::make_unexpected(delegation.error());
    put_delegation(plan, *delegation, all);
  }
  return plan;
}

const trust::Delegation* find_delegation(const trust::Targets& targets, const model::BureauName& bureau) {
  const auto found = std::find_if(targets.delegations.begin(), targets.delegations.end(),
                                  [&](const trust::Delegation& entry) { return entry.name == bureau; });
  return found == targets.delegations.end() ? nullptr : &*found;
}

bool same_delegation(const trust::Delegation& a, const trust::Delegation& b) {
  trust::Targets one, other;
  one.delegations = {a};
  other.delegations = {b};
  return targets_body(one) == targets_body(other);
}

bool is_ordinary(const trust::Delegation& delegation) {
  const std::vector<DutyPlan>& plans = duties_of(delegation.name);
  if (!may_be_a_bureau(delegation.name) || delegation.duties.size() != plans.size()) return false;
  std::vector<trust::KeyId> keyids;
  int threshold = 0;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    const trust::Duty& duty = delegation.duties[i];
    if (duty.name != plans[i].name || duty.min != plans[i].min) return false;
    keyids.insert(keyids.end(), duty.keyids.begin(), duty.keyids.end());
    threshold += duty.min;
  }
  const bool disjoint = std::set<trust::KeyId>(keyids.begin(), keyids.end()).size() == keyids.size();
  return disjoint && keyids == delegation.role.keyids && threshold == delegation.role.threshold &&
         delegation.terminating && delegation.path_hash_prefixes.empty() &&
         delegation.paths == std::vector<std::string>{delegation.name + "/*"};
}

void put_delegation(trust::Targets& targets, const trust::Delegation& delegation, const trust::Keys& keys) {
  drop_delegation(targets, delegation.name);
  const auto rank = [](const trust::Delegation& entry) { return std::pair(entry.name != emergency_role, entry.name); };
  const auto place = std::find_if(targets.delegations.begin(), targets.delegations.end(),
                                  [&](const trust::Delegation& entry) { return rank(delegation) < rank(entry); });
  targets.delegations.insert(place, delegation);
  for (const trust::KeyId& keyid : delegation.role.keyids) targets.keys[keyid] = keys.at(keyid);
}

bool drop_delegation(trust::Targets& targets, const model::BureauName& bureau) {
  const auto dropped = std::erase_if(targets.delegations, [&](const auto& entry) { return entry.name == bureau; });
  drop_unused_keys(targets);
  return dropped > 0;
}

}  // namespace gongkai::publish

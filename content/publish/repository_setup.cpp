#include "content/publish/repository_setup.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "content/publish/atomic_file.h"
#include "content/publish/repository.h"
#include "content/publish/role_document.h"
#include "content/publish/tree_writer.h"
#include "content/trust/limits.h"

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;
using model::Result;

constexpr int root_threshold = 2;
constexpr const char* bureaus_folder = "bureaus";

struct DutyPlan {
  const char* stem;  // file names begin with it: "editor.pem", "editor-2.pem"
  const char* name;
  int min;
};

const std::vector<DutyPlan>& duties_of(const model::BureauName& bureau) {
  static const std::vector<DutyPlan> ordinary = {
      {"editor", "编辑", 1}, {"reviewer", "审核", 1}, {"secrecy", "保密审查", 1}};
  static const std::vector<DutyPlan> alerts = {{"duty", "应急值班", 2}};
  return bureau == emergency_role ? alerts : ordinary;
}

std::vector<fs::path> wanted_key_files(const std::vector<model::BureauName>& bureaus) {
  std::vector<fs::path> files = {"root/1.pem",        "root/2.pem",           "root/3.pem",
                                 "office/targets.pem", "online/timestamp.pem", "online/snapshot.pem"};
  const fs::path folder(bureaus_folder);
  for (const char* name : {"duty-a.pem", "duty-b.pem", "duty-c.pem"}) files.push_back(folder / emergency_role / name);
  for (const model::BureauName& bureau : bureaus) {
    if (bureau == emergency_role) continue;
    for (const DutyPlan& duty : duties_of(bureau)) files.push_back(folder / bureau / (std::string(duty.stem) + ".pem"));
  }
  return files;
}

using NamedKeys = std::map<std::string, trust::KeyId>;  // file name -> key

// The bureaus of a ring with their keys by file name.
std::map<model::BureauName, NamedKeys> bureau_keys(const KeyRing& ring) {
  std::map<model::BureauName, NamedKeys> bureaus;
  for (const auto& [keyid, key] : ring) {
    const fs::path path(key.name);
    if (*path.begin() != bureaus_folder || std::distance(path.begin(), path.end()) != 3) continue;
    bureaus[std::next(path.begin())->string()][path.filename().string()] = keyid;
  }
  return bureaus;
}

Result<trust::Delegation> plan_delegation(const model::BureauName& bureau, const NamedKeys& keys) {
  trust::Delegation delegation;
  delegation.name = bureau;
  delegation.paths = {bureau + "/*"};
  delegation.terminating = true;
  delegation.role.threshold = 0;
  for (const DutyPlan& plan : duties_of(bureau)) {
    trust::Duty duty{plan.name, {}, plan.min};
    for (const auto& [file, keyid] : keys) {
      if (file.starts_with(plan.stem)) duty.keyids.push_back(keyid);
    }
    if (static_cast<int>(duty.keyids.size()) < plan.min) {
      return model::failure("PUBLISH-032", fmt::format("{} 缺少“{}”的密钥（{}/{}/{}*.pem，至少 {} 把）", bureau,
                                                       plan.name, bureaus_folder, bureau, plan.stem, plan.min));
    }
    delegation.role.keyids.insert(delegation.role.keyids.end(), duty.keyids.begin(), duty.keyids.end());
    delegation.role.threshold += plan.min;
    delegation.duties.push_back(std::move(duty));
  }
  return delegation;
}

Result<trust::Root> plan_root(const KeyRing& ring) {
  trust::Root root;
  root.version = 1;
  root.consistent_snapshot = true;
  const std::map<std::string, std::pair<std::string, int>> places = {{"root", {"root/", root_threshold}},
                                                                     {"targets", {"office/targets", 1}},
                                                                     {"snapshot", {"online/snapshot", 1}},
                                                                     {"timestamp", {"online/timestamp", 1}}};
  for (const auto& [role, place] : places) {
    root.roles[role].threshold = place.second;
    for (const auto& [keyid, key] : ring) {
      if (!key.name.starts_with(place.first)) continue;
      root.roles[role].keyids.push_back(keyid);
      root.keys[keyid] = key.key.public_key();
    }
    if (static_cast<int>(root.roles[role].keyids.size()) < place.second) {
      return model::failure("PUBLISH-032", fmt::format("缺少角色 {} 的密钥（{}*.pem），请先运行 keygen", role,
                                                       place.first));
    }
  }
  return root;
}

bool same_delegation(const trust::Delegation& a, const trust::Delegation& b) {
  trust::Targets one;
  one.delegations = {a};
  trust::Targets other;
  other.delegations = {b};
  return targets_body(one) == targets_body(other);
}

// Roles that are new or signed by other people from now on.
std::vector<trust::RoleName> roles_to_sign(const trust::Targets& before, const DelegationPlan& plan) {
  std::vector<trust::RoleName> names;
  for (const trust::Delegation& delegation : plan.delegations) {
    const bool known = std::any_of(before.delegations.begin(), before.delegations.end(),
                                   [&](const trust::Delegation& old) { return same_delegation(old, delegation); });
    if (!known) names.push_back(delegation.name);
  }
  return names;
}

Result<void> write_all(TreeWriter& writer, RepositoryState& state, const std::vector<trust::RoleName>& roles) {
  for (const trust::RoleName& role : roles) {
    if (auto written = writer.write_role(state, role); !written) return written;
  }
  if (auto written = writer.write_targets(state); !written) return written;
  if (auto written = writer.write_snapshot(state); !written) return written;
  return writer.write_timestamp(state);
}

Result<RepositoryState> start_state(const fs::path& repository, const fs::path& keys, const KeyRing& ring,
                                    TreeWriter& writer) {
  if (repository_exists(repository)) {
    const auto root = read_file(keys / "root.json", trust::limits::root_bytes);
    if (!root) return tl::make_unexpected(root.error());
    return read_repository(repository, *root);
  }
  auto root = plan_root(ring);
  if (!root) return tl::make_unexpected(root.error());
  RepositoryState state;
  state.root = std::move(*root);
  if (auto written = writer.write_root(state); !written) return tl::make_unexpected(written.error());
  auto shipped = first_root(repository);
  if (!shipped) return tl::make_unexpected(shipped.error());
  if (auto placed = replace_file(keys / "root.json", *shipped); !placed) return tl::make_unexpected(placed.error());
  return state;
}

}  // namespace

Result<std::vector<std::string>> make_keys(const fs::path& directory, const std::vector<model::BureauName>& bureaus) {
  std::vector<std::string> made;
  for (const fs::path& file : wanted_key_files(bureaus)) {
    if (fs::exists(directory / file)) continue;
    const auto key = SigningKey::generate();
    if (!key) return tl::make_unexpected(key.error());
    if (auto saved = key->save(directory / file); !saved) return tl::make_unexpected(saved.error());
    made.push_back(file.generic_string());
  }
  return made;
}

Result<DelegationPlan> plan_delegations(const KeyRing& ring) {
  DelegationPlan plan;
  for (const auto& [bureau, keys] : bureau_keys(ring)) {
    auto delegation = plan_delegation(bureau, keys);
    if (!delegation) return tl::make_unexpected(delegation.error());
    for (const trust::KeyId& keyid : delegation->role.keyids) plan.keys[keyid] = ring.at(keyid).key.public_key();
    const auto place = bureau == emergency_role ? plan.delegations.begin() : plan.delegations.end();
    plan.delegations.insert(place, std::move(*delegation));
  }
  return plan;
}

Result<SetupReport> set_up_repository(const fs::path& repository, const fs::path& keys, model::Instant now) {
  const auto ring = load_key_ring(keys);
  if (!ring) return tl::make_unexpected(ring.error());
  const auto plan = plan_delegations(*ring);
  if (!plan) return tl::make_unexpected(plan.error());
  const auto lock = RepositoryLock::take(repository);
  if (!lock) return tl::make_unexpected(lock.error());

  SetupReport report;
  report.outcome = repository_exists(repository) ? SetupReport::Outcome::joined : SetupReport::Outcome::created;
  for (const trust::Delegation& delegation : plan->delegations) report.roles.push_back(delegation.name);
  TreeWriter writer(repository, *ring, now);
  auto state = start_state(repository, keys, *ring, writer);
  if (!state) return tl::make_unexpected(state.error());
  report.added = roles_to_sign(state->targets, *plan);
  if (report.added.empty() && state->targets.delegations.size() == plan->delegations.size()) {
    report.outcome = SetupReport::Outcome::unchanged;
    return report;
  }
  state->targets.keys = plan->keys;
  state->targets.delegations = plan->delegations;
  if (auto written = write_all(writer, *state, report.added); !written) return tl::make_unexpected(written.error());
  return report;
}

}  // namespace gongkai::publish

#include "content/publish/repository_setup.h"

#include <fmt/format.h>

#include <map>

#include "content/publish/atomic_file.h"
#include "content/publish/delegation_plan.h"
#include "content/publish/repository.h"
#include "content/publish/role_document.h"
#include "content/publish/tree_writer.h"
#include "content/trust/limits.h"

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;
using model::Result;

constexpr int root_threshold = 2;

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

// Brings in the bureaus of the key folder that are new or signed by other people from now on.
std::vector<trust::RoleName> bring_in(RepositoryState& state, const trust::Targets& plan) {
  std::vector<trust::RoleName> names;
  for (const trust::Delegation& delegation : plan.delegations) {
    const trust::Delegation* known = find_delegation(state.targets, delegation.name);
    if (known != nullptr && same_delegation(*known, delegation)) continue;
    put_delegation(state.targets, delegation, plan.keys);
    state.roles[delegation.name].version = published_version(state, delegation.name);
    names.push_back(delegation.name);
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

Result<SetupReport> set_up_repository(const fs::path& repository, const fs::path& keys, model::Instant now) {
  const auto ring = load_key_ring(keys);
  if (!ring) return tl::make_unexpected(ring.error());
  const auto plan = plan_delegations(*ring);
  if (!plan) return tl::make_unexpected(plan.error());
  const auto lock = RepositoryLock::take(repository);
  if (!lock) return tl::make_unexpected(lock.error());

  SetupReport report;
  report.outcome = repository_exists(repository) ? SetupReport::Outcome::joined : SetupReport::Outcome::created;
  TreeWriter writer(repository, *ring, now);
  auto state = start_state(repository, keys, *ring, writer);
  if (!state) return tl::make_unexpected(state.error());
  report.added = bring_in(*state, *plan);
  for (const trust::Delegation& delegation : state->targets.delegations) report.roles.push_back(delegation.name);
  if (report.added.empty() && report.outcome == SetupReport::Outcome::joined) {
    report.outcome = SetupReport::Outcome::unchanged;
    return report;
  }
  if (auto written = write_all(writer, *state, report.added); !written) return tl::make_unexpected(written.error());
  return report;
}

}  // namespace gongkai::publish

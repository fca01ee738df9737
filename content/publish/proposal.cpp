#include "content/publish/proposal.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "content/publish/atomic_file.h"
#include "content/publish/delegation_plan.h"
#include "content/publish/draft_pictures.h"
#include "content/publish/key_changes.h"
#include "content/publish/proposed_content.h"
#include "content/publish/role_document.h"
#include "content/publish/tree_writer.h"
#include "content/trust/limits.h"
#include "content/trust/signature.h"
#include "content/trust/verifier.h"

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;
namespace limits = trust::limits;
using model::Result;

constexpr std::chrono::days clock_slack{1};  // two machines' clocks may differ

Result<void> copy_file(const fs::path& from, const fs::path& to, const fs::path& file) {
  const auto bytes = read_file(from / file, limits::pack_bytes);
  if (!bytes) return tl::make_unexpected(bytes.error());
  return replace_file(to / file, *bytes);
}

int count_valid(const trust::Keys& keys, DutyState& duty, const std::vector<trust::Signature>& signatures,
                std::string_view message) {
  for (const trust::Signature& signature : signatures) {
    const auto key = keys.find(signature.keyid);
    const bool named = std::find(duty.keyids.begin(), duty.keyids.end(), signature.keyid) != duty.keyids.end();
    if (!named || key == keys.end() || !trust::verify_signature(key->second, message, signature.sig)) continue;
    duty.signers.push_back(signature.keyid);
  }
  return static_cast<int>(duty.signers.size());
}

// What is signed must be what is shown: nothing may stand in the file that we would not have written.
Result<void> check_plain(bool plain, const trust::RoleName& role) {
  if (plain) return {};
  return model::failure("PUBLISH-053", fmt::format("{} 里有本程序不会写的内容（例如另外的委托）：请不要签名，查明送签的机器", role));
}

std::chrono::seconds life_of(const trust::RoleName& role) {
  if (role == "root") return root_life;
  if (role == "targets") return targets_life;
  return role == emergency_role ? emergency_life : bureau_life;
}

Result<void> check_frame(const ProposedRole& role, std::int64_t base_version, model::Instant now) {
  if (role.version != base_version + 1) {
    return model::failure("PUBLISH-053", fmt::format("{} 是第 {} 版，应接在已发布的第 {} 版之后", role.role, role.version,
                                                     base_version));
  }
  if (role.expires <= now || role.expires > now + life_of(role.role) + clock_slack) {
    return model::failure("PUBLISH-053", fmt::format("{} 的有效期 {} 不在允许范围内：请核对两台机器的时间，或重新准备",
                                                     role.role, model::format_instant(role.expires)));
  }
  return {};
}

Result<ProposedRole> read_root(const fs::path& folder, const RepositoryState& base, const std::string& bytes) {
  const auto root = trust::parse_root(bytes);
  if (!root) return tl::make_unexpected(root.error());
  if (auto plain = check_plain(root_body(root->role) == root->message, "root"); !plain) {
    return tl::make_unexpected(plain.error());
  }
  auto words = root_changes(base.root, root->role);
  if (!words) return tl::make_unexpected(words.error());
  ProposedRole role;
  role.role = "root";
  role.version = root->role.version;
  role.expires = root->role.expires;
  role.words = std::move(*words);
  role.keys = base.root.keys;
  role.keys.insert(root->role.keys.begin(), root->role.keys.end());
  const trust::RoleKeys& before = base.root.roles.at("root");
  const trust::RoleKeys& after = root->role.roles.at("root");
  role.duties = {{"现有根密钥", before.threshold, 0, before.keyids, {}},
                 {"新的根密钥", after.threshold, 0, after.keyids, {}}};
  role.file = metadata_file(proposed_tree(folder), role.version, "root");
  role.bytes = bytes;
  for (DutyState& duty : role.duties) duty.valid = count_valid(role.keys, duty, root->signatures, root->message);
  return role;
}

Result<ProposedRole> read_targets(const fs::path& folder, const RepositoryState& base, const std::string& bytes) {
  const auto proposed = trust::parse_targets(bytes);
  if (!proposed) return tl::make_unexpected(proposed.error());
  const bool plain = proposed->role.targets.empty() && targets_body(proposed->role) == proposed->message;
  if (auto checked = check_plain(plain, "targets"); !checked) return tl::make_unexpected(checked.error());
  auto words = delegation_changes(base.targets, proposed->role);
  if (!words) return tl::make_unexpected(words.error());
  const trust::RoleKeys& office = base.root.roles.at("targets");
  ProposedRole role{"targets", proposed->role.version, proposed->role.expires, {}, std::move(*words),
                    {{"总办", office.threshold, 0, office.keyids, {}}}, base.root.keys, {}, bytes};
  role.duties[0].valid = count_valid(role.keys, role.duties[0], proposed->signatures, proposed->message);
  role.file = metadata_file(proposed_tree(folder), role.version, "targets");
  return role;
}

// `delegator` has the delegations as they will be, which are those of the proposal where it changes them.
Result<ProposedRole> read_bureau(const fs::path& folder, const RepositoryState& base, const trust::Targets& delegator,
                                 const trust::RoleName& name, const std::string& bytes) {
  const trust::Delegation* delegation = find_delegation(delegator, name);
  if (delegation == nullptr) return model::failure("PUBLISH-053", fmt::format("{} 不在委托中", name));
  const auto proposed = trust::parse_targets(bytes);
  if (!proposed) return tl::make_unexpected(proposed.error());
  const bool plain = proposed->role.delegations.empty() && targets_body(proposed->role) == proposed->message;
  if (auto checked = check_plain(plain, name); !checked) return tl::make_unexpected(checked.error());
  auto changes = recompute_changes(folder, base, name, proposed->role);
  if (!changes) return tl::make_unexpected(changes.error());
  ProposedRole role{name, proposed->role.version, proposed->role.expires, std::move(*changes), {}, {}, delegator.keys,
                    {}, bytes};
  for (const trust::Duty& duty : delegation->duties) role.duties.push_back({duty.name, duty.min, 0, duty.keyids, {}});
  if (role.duties.empty()) {
    role.duties.push_back({"发布", delegation->role.threshold, 0, delegation->role.keyids, {}});
  }
  for (DutyState& duty : role.duties) {
    duty.valid = count_valid(role.keys, duty, proposed->signatures, proposed->message);
  }
  role.file = metadata_file(proposed_tree(folder), role.version, name);
  return role;
}

// Whoever gets other keys must sign its role with them, or terminals could read it no more.
Result<void> check_all_signed_anew(const Proposal& proposal, const trust::Targets& after) {
  for (const trust::Delegation& delegation : after.delegations) {
    const trust::Delegation* before = find_delegation(proposal.base.targets, delegation.name);
    const bool same = before != nullptr && same_delegation(*before, delegation);
    const bool comes = std::any_of(proposal.roles.begin(), proposal.roles.end(),
                                   [&](const ProposedRole& role) { return role.role == delegation.name; });
    if (!same && !comes) {
      return model::failure("PUBLISH-053", fmt::format("机构 {} 的委托变了，却没有它自己要签的文件", delegation.name));
    }
  }
  return {};
}

// "7.zwzx.json" -> "zwzx"
std::string role_of_file(const fs::path& file) {
  const std::string name = file.filename().string();
  const auto dot = name.find('.');
  const auto end = name.rfind(".json");
  return dot == std::string::npos || end == std::string::npos || end <= dot ? "" : name.substr(dot + 1, end - dot - 1);
}

// Role and file, in the order of ProposedRole: what delegates before those it delegates to.
std::vector<std::pair<trust::RoleName, fs::path>> proposed_files(const fs::path& folder) {
  std::vector<std::pair<trust::RoleName, fs::path>> files;
  std::error_code error;
  for (fs::directory_iterator entry(proposed_tree(folder) / "metadata", error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".json") files.emplace_back(role_of_file(entry->path()), entry->path());
  }
  const auto rank = [](const auto& file) {
    return std::tuple(file.first != "root", file.first != "targets", file.first, file.second);
  };
  std::sort(files.begin(), files.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return files;
}

}  // namespace

fs::path proposed_tree(const fs::path& proposal) { return proposal / "new"; }
fs::path base_tree(const fs::path& proposal) { return proposal / "base"; }

Result<ProposalStart> begin_proposal(const ProposalRequest& request) {
  if (fs::exists(request.proposal)) {
    return model::failure("PUBLISH-050", fmt::format("{} 已存在：请换一个名字，或先移走它", request.proposal.string()));
  }
  auto ring = load_key_ring(request.keys);
  if (!ring) return tl::make_unexpected(ring.error());
  const auto trusted = read_file(request.keys / "root.json", limits::root_bytes);
  if (!trusted) return tl::make_unexpected(trusted.error());
  auto state = read_repository(request.repository, *trusted);
  if (!state) return tl::make_unexpected(state.error());
  return ProposalStart{std::move(*ring), std::move(*state)};
}

Result<void> write_proposal_base(const fs::path& repository, const RepositoryState& base,
                                 const std::vector<trust::RoleName>& roles, const fs::path& proposal) {
  std::vector<fs::path> files = {timestamp_file(""), metadata_file("", base.snapshot.version, "snapshot"),
                                 metadata_file("", base.targets.version, "targets")};
  for (std::int64_t version = 1; version <= base.root.version; ++version) {
    files.push_back(metadata_file("", version, "root"));
  }
  for (const auto& [name, role] : base.roles) {
    files.push_back(metadata_file("", role.version, name));
    if (std::find(roles.begin(), roles.end(), name) == roles.end()) continue;
    for (const auto& [path, file] : role.targets) files.push_back(target_file("", path, file));
  }
  for (const fs::path& file : files) {
    if (auto copied = copy_file(repository, base_tree(proposal), file); !copied) return copied;
  }
  return {};
}

std::string missing_duties(const ProposedRole& role) {
  std::string text;
  for (const DutyState& duty : role.duties) {
    if (duty.valid >= duty.min) continue;
    text += fmt::format("{}缺少“{}”的签名 {} 个", text.empty() ? "" : "，", duty.name, duty.min - duty.valid);
  }
  return text;
}

Result<Proposal> read_proposal(const fs::path& folder, std::string_view trusted_root, model::Instant now) {
  const auto files = proposed_files(folder);
  if (files.empty()) {
    return model::failure("PUBLISH-051", fmt::format("{} 不是待签的发布（里面没有 new/metadata/*.json）", folder.string()));
  }
  auto base = read_repository(base_tree(folder), trusted_root);
  if (!base) return tl::make_unexpected(base.error());
  Proposal proposal{std::move(*base), {}};
  trust::Targets delegator = proposal.base.targets;
  for (const auto& [name, file] : files) {
    const auto bytes = read_file(file, limits::targets_bytes);
    if (!bytes) return tl::make_unexpected(bytes.error());
    auto role = name == "root"      ? read_root(folder, proposal.base, *bytes)
                : name == "targets" ? read_targets(folder, proposal.base, *bytes)
                                    : read_bureau(folder, proposal.base, delegator, name, *bytes);
    if (!role) return tl::make_unexpected(role.error());
    if (auto checked = check_frame(*role, published_version(proposal.base, name), now); !checked) {
      return tl::make_unexpected(checked.error());
    }
    if (name == "targets") delegator = trust::parse_targets(*bytes)->role;
    proposal.roles.push_back(std::move(*role));
  }
  if (auto checked = check_all_signed_anew(proposal, delegator); !checked) return tl::make_unexpected(checked.error());
  return proposal;
}

Result<std::vector<std::string>> sign_proposal(Proposal& proposal, const SigningKey& key) {
  std::vector<std::string> done;
  std::string refusal = "这把密钥不在可以签这份内容的名单里";
  for (ProposedRole& role : proposal.roles) {
    std::string duties;
    bool needed = false;
    for (DutyState& duty : role.duties) {
      if (std::find(duty.keyids.begin(), duty.keyids.end(), key.keyid()) == duty.keyids.end()) continue;
      const bool again = std::find(duty.signers.begin(), duty.signers.end(), key.keyid()) != duty.signers.end();
      needed = needed || (!again && duty.valid < duty.min);
      duties += (duties.empty() ? "" : "、") + duty.name;
      if (again) refusal = fmt::format("这把密钥已为 {} 签过“{}”；{}", role.role, duty.name, missing_duties(role));
      if (!again) refusal = fmt::format("{} 的“{}”已有人签；{}", role.role, duty.name, missing_duties(role));
    }
    if (!needed) continue;
    // Our own files have the canonical form, so the parsed message is the text of "signed" itself.
    std::vector<trust::Signature> signatures;
    std::string message;
    const auto take = [&](const auto& parsed) {
      signatures = parsed->signatures;
      message = parsed->message;
    };
    role.role == "root" ? take(trust::parse_root(role.bytes)) : take(trust::parse_targets(role.bytes));
    signatures.push_back({key.keyid(), key.sign(message)});
    role.bytes = document_of(message, signatures);
    if (auto written = replace_file(role.file, role.bytes); !written) return tl::make_unexpected(written.error());
    for (DutyState& duty : role.duties) {
      duty.signers.clear();
      duty.valid = count_valid(role.keys, duty, signatures, message);
    }
    done.push_back(role.role + " " + duties);
  }
  if (done.empty()) return model::failure("PUBLISH-054", refusal + "，没有签名");
  return done;
}

namespace {

// One role with the version it is said to have, as if a snapshot named it.
trust::Snapshot naming(const ProposedRole& role) {
  trust::Snapshot snapshot;
  snapshot.meta[role.role + ".json"].version = role.version;
  return snapshot;
}

Result<void> move_in_root(const ProposedRole& role, RepositoryState& state) {
  auto root = trust::verify_next_root(state.root, role.bytes);
  if (!root) return tl::make_unexpected(root.error());
  state.root = std::move(*root);
  return {};
}

Result<void> move_in_targets(const ProposedRole& role, const InstallRequest& request, RepositoryState& state) {
  auto targets = trust::verify_targets(state.root, naming(role), role.bytes, request.now, trust::Expiry::enforce);
  if (!targets) return tl::make_unexpected(targets.error());
  state.targets = std::move(*targets);
  // Who has left stays in the snapshot, for none may lose a name (TUF specification, section 5.5.5), but is not asked for.
  std::erase_if(state.roles, [&](const auto& entry) { return find_delegation(state.targets, entry.first) == nullptr; });
  return {};
}

// Pictures, packs, then the role that names them.
Result<void> move_in_bureau(const InstallRequest& request, const ProposedRole& role, RepositoryState& state,
                            TreeWriter& writer) {
  auto targets = trust::verify_delegated(state.targets, role.role, naming(role), role.bytes, request.now,
                                         trust::Expiry::enforce);
  if (!targets) return tl::make_unexpected(targets.error());
  const fs::path proposed = proposed_tree(request.proposal);
  for (const ItemChange& change : role.changes) {
    for (const std::string& name : change.pictures) {
      if (fs::exists(blob_file(request.repository, name))) continue;
      const auto bytes = read_blob(proposed, name);
      if (!bytes) return tl::make_unexpected(bytes.error());
      if (auto placed = writer.write_picture(name, *bytes); !placed) return placed;
    }
  }
  for (const auto& [path, file] : targets->targets) {
    const fs::path place = target_file("", path, file);
    if (fs::exists(request.repository / place) || !fs::exists(proposed / place)) continue;
    const auto bytes = read_file(proposed / place, limits::pack_bytes);
    if (!bytes) return tl::make_unexpected(bytes.error());
    if (auto placed = writer.place_document(request.repository / place, *bytes); !placed) return placed;
  }
  state.roles[role.role] = std::move(*targets);
  return {};
}

// Immutable files that nobody reads before the timestamp names them.
Result<void> move_in(const InstallRequest& request, const ProposedRole& role, RepositoryState& state,
                     TreeWriter& writer) {
  const auto moved = role.role == "root"      ? move_in_root(role, state)
                     : role.role == "targets" ? move_in_targets(role, request, state)
                                              : move_in_bureau(request, role, state, writer);
  if (!moved) return moved;
  if (role.role != "root") state.snapshot.meta[role.role + ".json"].version = role.version;
  return writer.place_document(metadata_file(request.repository, role.version, role.role), role.bytes);
}

Result<void> check_ready(const Proposal& proposal, const RepositoryState& state) {
  for (const ProposedRole& role : proposal.roles) {
    if (const std::string missing = missing_duties(role); !missing.empty()) {
      return model::failure("PUBLISH-055", fmt::format("还不能发布：{} {}", role.role, missing));
    }
    const std::int64_t version = published_version(state, role.role);
    if (role.version != version + 1) {
      return model::failure("PUBLISH-056", fmt::format("{} 已发布到第 {} 版，这份待签内容（第 {} 版）已过时：请重新 "
                                                       "准备（--prepare）", role.role, version, role.version));
    }
  }
  return {};
}

}  // namespace

Result<Proposal> install_proposal(const InstallRequest& request) {
  const auto ring = load_key_ring(request.keys);
  if (!ring) return tl::make_unexpected(ring.error());
  const auto root = read_file(request.keys / "root.json", limits::root_bytes);
  if (!root) return tl::make_unexpected(root.error());
  const auto lock = RepositoryLock::take(request.repository);
  if (!lock) return tl::make_unexpected(lock.error());
  auto state = read_repository(request.repository, *root);
  if (!state) return tl::make_unexpected(state.error());
  auto proposal = read_proposal(request.proposal, *root, request.now);
  if (!proposal) return proposal;
  if (auto ready = check_ready(*proposal, *state); !ready) return tl::make_unexpected(ready.error());
  TreeWriter writer(request.repository, *ring, request.now);
  for (const ProposedRole& role : proposal->roles) {
    if (auto moved = move_in(request, role, *state, writer); !moved) return tl::make_unexpected(moved.error());
  }
  if (auto written = writer.write_snapshot(*state); !written) return tl::make_unexpected(written.error());
  if (auto written = writer.write_timestamp(*state); !written) return tl::make_unexpected(written.error());
  return proposal;
}

}  // namespace gongkai::publish

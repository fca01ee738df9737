#include "content/publish/release.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "content/codec/pack.h"
#include "content/model/item_pictures.h"
#include "content/publish/atomic_file.h"
#include "content/publish/draft_pictures.h"
#include "content/publish/pack_log.h"
#include "content/publish/proposal.h"
#include "content/publish/repository.h"
#include "content/publish/role_document.h"
#include "content/publish/root_change.h"
#include "content/publish/tree_writer.h"
#include "content/trust/limits.h"

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;
using model::Result;

// A bureau's last release and what the draft changes in it.
struct BureauWork {
  std::vector<Pack> listed;
  Ledger ledger;
  std::vector<std::string> lines;
  std::vector<ItemChange> changes;
};

DraftFault release_fault(const DraftEntry* entry, model::Severity severity, const char* code, model::EntityId id,
                         std::string message) {
  return {entry != nullptr ? entry->file : fs::path(), 0, 0,
          {severity, code, std::move(id), entry != nullptr ? "/rev" : "", std::nullopt, std::move(message)}};
}

// One release at work.
class Releaser {
 public:
  Releaser(const ReleaseRequest& request, const KeyRing& ring, RepositoryState state)
      : request_(request), ring_(ring), state_(std::move(state)), base_(state_),
        writer_(request.proposal.empty() ? request.repository : proposed_tree(request.proposal), ring, request.now,
                request.proposal.empty() ? Signatures::all : Signatures::those_at_hand) {}

  Result<void> compare(const CatalogueDraft& draft, const Progress& progress) {
    for (const auto& [bureau, role] : state_.roles) {
      if (auto read = read_bureau(bureau, role); !read) return read;
    }
    std::set<model::EntityId> seen;
    std::size_t done = 0;
    draft_ = draft.directory;
    for (const DraftEntry& entry : draft.entries) {
      seen.insert(entry.item.header.id);
      compare_entry(entry);
      if (progress) progress(++done, draft.entries.size());
    }
    note_vanished(seen);
    return {};
  }

  bool refused() const {
    return std::any_of(report_.faults.begin(), report_.faults.end(), [](const DraftFault& fault) {
      return fault.fault.severity == model::Severity::error;
    });
  }

  Result<ReleaseReport> write() {
    bool changed = false;
    for (const auto& [bureau, work] : work_) changed = changed || !work.lines.empty();
    if (request_.writing == Writing::dry_run) return describe(changed);
    const bool renew = changed || request_.renewal == Renewal::when_due;
    if (auto written = write_pictures(); !written) return tl::make_unexpected(written.error());
    if (auto written = renew_offline_roles(); !written) return tl::make_unexpected(written.error());
    for (const auto& [bureau, role] : state_.roles) {
      if (!work_[bureau].lines.empty()) {
        if (auto written = write_bureau(bureau); !written) return tl::make_unexpected(written.error());
      } else if (is_due(role.expires, bureau == emergency_role ? emergency_life : bureau_life, bureau) && renew &&
                 (!request_.proposal.empty() || holds_keys(bureau))) {
        if (auto written = renew_role(bureau); !written) return tl::make_unexpected(written.error());
      }
    }
    if (!request_.proposal.empty()) return prepare();
    if (auto written = write_online_roles(renew); !written) return tl::make_unexpected(written.error());
    if (changed) report_.outcome = ReleaseReport::Outcome::published;
    return finish();
  }

  // The roles wait for signatures of others; with them goes the state they continue.
  Result<ReleaseReport> prepare() {
    if (report_.bureaus.empty()) return finish();
    std::vector<trust::RoleName> roles;
    for (const BureauRelease& released : report_.bureaus) roles.push_back(released.bureau);
    auto written = write_proposal_base(request_.repository, base_, roles, request_.proposal);
    if (!written) return tl::make_unexpected(written.error());
    report_.outcome = ReleaseReport::Outcome::prepared;
    return finish();
  }

  // What a release would change, without the packs it would make.
  ReleaseReport describe(bool changed) {
    for (auto& [bureau, work] : work_) {
      if (!work.lines.empty()) report_.bureaus.push_back({bureau, state_.roles[bureau].version + 1, work.changes, {}});
    }
    if (changed) report_.outcome = ReleaseReport::Outcome::would_publish;
    return finish();
  }

  Result<ReleaseReport> refuse() {
    report_.outcome = ReleaseReport::Outcome::refused;
    return finish();
  }

  bool online_roles_are_due() {
    const bool snapshot_due = is_due(state_.snapshot.expires, snapshot_life, "snapshot");
    const bool timestamp_due = is_due(state_.timestamp.expires, timestamp_life, "timestamp");
    return snapshot_due || timestamp_due;
  }

  // Snapshot and timestamp: always after a role was written, else when they are due and may be renewed.
  Result<void> write_online_roles(bool renew) {
    const bool roles_written = !report_.bureaus.empty() || !report_.renewed.empty();
    const bool snapshot_due = is_due(state_.snapshot.expires, snapshot_life, "snapshot");
    const bool timestamp_due = is_due(state_.timestamp.expires, timestamp_life, "timestamp");
    const bool write_snapshot = roles_written || (renew && snapshot_due);
    if (!write_snapshot && !(renew && timestamp_due)) return {};
    if (write_snapshot) {
      if (auto written = writer_.write_snapshot(state_); !written) return written;
    }
    if (auto written = writer_.write_timestamp(state_); !written) return written;
    report_.due.clear();
    report_.outcome = ReleaseReport::Outcome::renewed;
    return {};
  }

  ReleaseReport finish() {
    report_.snapshot_version = state_.snapshot.version;
    report_.timestamp_version = state_.timestamp.version;
    report_.expiring = expiry_warnings(state_, request_.now);
    report_.written = writer_.written();
    return std::move(report_);
  }

 private:
  Result<void> read_bureau(const model::BureauName& bureau, const trust::Targets& role) {
    BureauWork& work = work_[bureau];
    auto listed = listed_packs(bureau, role);
    if (!listed) return tl::make_unexpected(listed.error());
    work.listed = std::move(*listed);
    const auto cover = whole_cover(work.listed);
    if (!cover) return tl::make_unexpected(cover.error());
    for (const Pack& pack : *cover) {
      const auto bytes = read_pack(request_.repository, bureau, pack);
      if (!bytes) return tl::make_unexpected(bytes.error());
      if (auto added = work.ledger.add(*bytes); !added) return added;
      work.ledger.last_seq = pack.to;
    }
    for (const auto& [id, entry] : work.ledger.entries) owner_.emplace(id, bureau);
    return {};
  }

  void compare_entry(const DraftEntry& entry) {
    const model::Header& header = entry.item.header;
    const auto work = work_.find(entry.bureau);
    if (work == work_.end()) {
      return fault(&entry, model::Severity::error, "E-RELEASE-ROLE",
                   fmt::format("机构 {} 没有签名角色，请先运行 keygen 和 init", entry.bureau));
    }
    const auto owner = owner_.find(header.id);
    if (owner != owner_.end() && owner->second != entry.bureau) {
      return fault(&entry, model::Severity::error, "E-RELEASE-OWNER",
                   fmt::format("{} 已由 {} 发布，不能换到 {}", header.id, owner->second, entry.bureau));
    }
    const auto old = work->second.ledger.entries.find(header.id);
    const bool withdrawn = header.state == model::State::withdrawn;
    if (old == work->second.ledger.entries.end()) {
      // What was never published needs no tombstone.
      if (!withdrawn) add_line(work->second, entry, ChangeKind::added);
      return;
    }
    DraftEntry fresh = entry;
    std::int64_t& rev = fresh.item.header.rev;
    if (entry.dated) rev = std::max(rev, old->second.rev);
    if (payload_hash(codec::encode_pack_line(1, fresh.item)) == old->second.payload_hash) return;
    if (rev <= old->second.rev && !entry.dated) {
      return fault(&entry, model::Severity::error, "E-RELEASE-REV",
                   fmt::format("内容已改动，但 rev {} 不高于已发布的 {}：请把 rev 提高到 {}", rev, old->second.rev, old->second.rev + 1));
    }
    // The day has changed it, and nobody is there to raise its rev.
    rev = std::max(rev, old->second.rev + 1);
    add_line(work->second, fresh, withdrawn ? ChangeKind::withdrawn : ChangeKind::changed);
  }

  void add_line(BureauWork& work, const DraftEntry& entry, ChangeKind kind) {
    const model::Header& header = entry.item.header;
    const std::int64_t seq = work.ledger.last_seq + 1 + static_cast<std::int64_t>(work.lines.size());
    work.lines.push_back(codec::encode_pack_line(seq, entry.item));
    work.changes.push_back({kind, header.id, header.title, header.rev});
    if (kind != ChangeKind::withdrawn) note_pictures(entry);
  }

  void note_pictures(const DraftEntry& entry) {
    for (const std::string& name : model::pictures_of(entry.item)) {
      const bool published = fs::exists(blob_file(request_.repository, name));
      if (published && request_.proposal.empty()) continue;
      if (const auto bytes = read_picture(name); bytes) {
        new_pictures_.insert(name);
      } else {
        fault(&entry, model::Severity::error, "E-RELEASE-PICTURE", bytes.error().message);
      }
    }
  }

  // A proposal has the pictures that are published already as well: who signs must see them.
  Result<std::string> read_picture(const std::string& name) const {
    auto published = read_blob(request_.repository, name);
    return published ? published : read_draft_picture(draft_, name);
  }

  // First of all: a terminal that sees a pack must find the pictures of its items.
  Result<void> write_pictures() {
    for (const std::string& name : new_pictures_) {
      const auto bytes = read_picture(name);
      if (!bytes) return tl::make_unexpected(bytes.error());
      if (auto written = writer_.write_picture(name, *bytes); !written) return written;
    }
    return {};
  }

  // A deleted file withdraws nothing: only a signed tombstone with a reason does.
  void note_vanished(const std::set<model::EntityId>& seen) {
    for (const auto& [bureau, work] : work_) {
      for (const auto& [id, entry] : work.ledger.entries) {
        if (entry.withdrawn || seen.contains(id)) continue;
        report_.faults.push_back(release_fault(nullptr, model::Severity::warning, "W-RELEASE-GONE", id,
                                               fmt::format("{}/{} 已不在草稿中，但仍在发布；要撤下请恢复文件后用 withdraw",
                                                           bureau, id)));
      }
    }
  }

  void fault(const DraftEntry* entry, model::Severity severity, const char* code, std::string message) {
    report_.faults.push_back(release_fault(entry, severity, code, entry->item.header.id, std::move(message)));
  }

  Result<void> write_bureau(const model::BureauName& bureau) {
    BureauWork& work = work_[bureau];
    const auto load = [&](const Pack& pack) { return read_pack(request_.repository, bureau, pack); };
    auto appended = append(work.listed, work.ledger.last_seq + 1, work.lines, load);
    if (!appended) return tl::make_unexpected(appended.error());
    BureauRelease released{bureau, 0, std::move(work.changes), {}};
    for (const WrittenPack& pack : appended->written) {
      const auto compressed = writer_.write_pack(bureau, pack);
      if (!compressed) return tl::make_unexpected(compressed.error());
      released.packs.push_back({pack_path(bureau, pack.pack), pack.pack.level, pack.bytes.size(), *compressed});
    }
    trust::Targets& role = state_.roles[bureau];
    role.targets.clear();
    for (const Pack& pack : appended->listed) role.targets[pack_path(bureau, pack)] = pack.file;
    if (auto written = writer_.write_role(state_, bureau); !written) return written;
    released.version = role.version;
    report_.bureaus.push_back(std::move(released));
    return {};
  }

  Result<void> renew_role(const model::BureauName& bureau) {
    if (auto written = writer_.write_role(state_, bureau); !written) return written;
    report_.bureaus.push_back({bureau, state_.roles[bureau].version, {}, {}});
    return {};
  }

  bool holds_keys(const trust::RoleName& role) const {
    const auto& office_roles = state_.root.roles;
    if (const auto found = office_roles.find(role); found != office_roles.end()) {
      return choose_signers(ring_, role, found->second).has_value();
    }
    const auto& delegations = state_.targets.delegations;
    const auto delegation = std::find_if(delegations.begin(), delegations.end(),
                                         [&](const trust::Delegation& entry) { return entry.name == role; });
    return delegation != delegations.end() &&
           choose_signers(ring_, role, delegation->role, delegation->duties).has_value();
  }

  // Root and targets, when asked for and on the machine that has their keys; expiry_warnings says when it is time.
  Result<void> renew_offline_roles() {
    if (!request_.proposal.empty() || request_.renewal != Renewal::when_due) return {};
    if (holds_keys("root") && is_due(state_.root.expires, root_life, "root")) {
      ++state_.root.version;
      if (auto written = writer_.write_root(state_); !written) return written;
      report_.renewed.push_back(fmt::format("信任根第 {} 版", state_.root.version));
    }
    if (holds_keys("targets") && is_due(state_.targets.expires, targets_life, "targets")) {
      if (auto written = writer_.write_targets(state_); !written) return written;
      report_.renewed.push_back(fmt::format("机构委托第 {} 版", state_.targets.version));
    }
    return {};
  }

  bool is_due(model::Instant expires, std::chrono::seconds life, const std::string& name) {
    const bool due = expires - request_.now < life / 2;
    if (due) report_.due.push_back(name);
    return due;
  }

  const ReleaseRequest& request_;
  const KeyRing& ring_;
  RepositoryState state_;
  const RepositoryState base_;  // as it was before
  TreeWriter writer_;
  std::map<model::BureauName, BureauWork> work_;
  std::map<model::EntityId, model::BureauName> owner_;
  fs::path draft_;
  std::set<std::string> new_pictures_;
  ReleaseReport report_;
};

Result<RepositoryState> read_own_repository(const ReleaseRequest& request) {
  if (!repository_exists(request.repository)) {
    return model::failure("PUBLISH-033", fmt::format("{} 还不是发布仓库，请先运行 gongkai-admin init",
                                                     request.repository.string()));
  }
  const auto root = read_file(request.keys / "root.json", trust::limits::root_bytes);
  if (!root) return tl::make_unexpected(root.error());
  return read_repository(request.repository, *root);
}

}  // namespace

Result<ReleaseReport> release(const ReleaseRequest& request, const CatalogueDraft& draft, const Progress& progress) {
  if (draft.count(model::Severity::error) > 0) {
    return model::failure("PUBLISH-034", "草稿有错误，未发布");
  }
  if (!request.proposal.empty() && std::filesystem::exists(request.proposal)) {
    return model::failure("PUBLISH-050", fmt::format("{} 已存在：请换一个名字，或先移走它", request.proposal.string()));
  }
  const auto ring = load_key_ring(request.keys);
  if (!ring) return tl::make_unexpected(ring.error());
  const auto lock = RepositoryLock::take(request.repository);
  if (!lock) return tl::make_unexpected(lock.error());
  auto state = read_own_repository(request);
  if (!state) return tl::make_unexpected(state.error());
  Releaser releaser(request, *ring, std::move(*state));
  if (auto compared = releaser.compare(draft, progress); !compared) return tl::make_unexpected(compared.error());
  return releaser.refused() ? releaser.refuse() : releaser.write();
}

Result<bool> renew_online_roles(const ReleaseRequest& request) {
  const auto ring = load_key_ring(request.keys);
  if (!ring) return tl::make_unexpected(ring.error());
  // Looked at without the lock first: a server asks often, and must not stand in a release's way for nothing.
  auto glance = read_own_repository(request);
  if (!glance) return tl::make_unexpected(glance.error());
  if (!Releaser(request, *ring, std::move(*glance)).online_roles_are_due()) return false;
  const auto lock = RepositoryLock::take(request.repository);
  if (!lock) return tl::make_unexpected(lock.error());
  auto state = read_own_repository(request);
  if (!state) return tl::make_unexpected(state.error());
  Releaser releaser(request, *ring, std::move(*state));
  if (auto written = releaser.write_online_roles(true); !written) return tl::make_unexpected(written.error());
  return !releaser.finish().written.empty();
}

}  // namespace gongkai::publish

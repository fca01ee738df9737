#include "content/sync/delegated_roles.h"

#include <algorithm>

#include "content/trust/limits.h"

namespace gongkai::sync {

std::size_t allowed_bytes(const trust::MetaFile& file, std::size_t limit) {
  if (!file.length || *file.length < 0) return limit;
  return std::min(limit, static_cast<std::size_t>(*file.length));
}

bool DelegatedRoles::is_published(const trust::RoleName& role) const {
  return metadata_.snapshot()->meta.contains(role + ".json");
}

std::size_t DelegatedRoles::to_be_fetched() {
  std::size_t count = 0;
  for (const trust::Delegation& delegation : top().delegations) {
    if (is_published(delegation.name) && !load_stored(top(), delegation.name)) ++count;
  }
  return count;
}

model::Result<const trust::Targets*> DelegatedRoles::load(const trust::Targets& delegator,
                                                          const trust::RoleName& role) {
  if (!is_published(role)) return model::failure("TRUST-022", "快照中没有角色 " + role);
  auto known = loaded_.find({&delegator, role});
  if (known == loaded_.end() && load_stored(delegator, role)) known = loaded_.find({&delegator, role});
  if (known == loaded_.end()) known = loaded_.emplace(std::pair(&delegator, role), load_anew(delegator, role)).first;
  if (!known->second) return tl::unexpected(known->second.error());
  return &*known->second;
}

bool DelegatedRoles::load_stored(const trust::Targets& delegator, const trust::RoleName& role) {
  if (loaded_.contains({&delegator, role})) return true;
  if (fetched_.contains(role)) return false;
  const auto stored = metadata_.stored(role);
  if (!stored) return false;
  auto verified = metadata_.verify_delegated(delegator, role, *stored, now_);
  if (!verified) return false;
  loaded_.emplace(std::pair(&delegator, role), std::move(verified));
  return true;
}

model::Result<std::string> DelegatedRoles::fetch(const trust::RoleName& role) {
  const trust::MetaFile& file = metadata_.snapshot()->meta.at(role + ".json");
  return reader_.get(reader_.metadata_url(role, file.version, file_names(metadata_.root())),
                     allowed_bytes(file, trust::limits::targets_bytes));
}

// Stored bytes that do not please one delegator are asked for anew, once: they may be spoilt, or another delegator may
// have vouched for what is not the role's. Who delegates to many makes nobody fetch a role twice.
model::Result<trust::Targets> DelegatedRoles::load_anew(const trust::Targets& delegator,
                                                        const trust::RoleName& role) {
  if (!fetched_.contains(role)) fetched_.emplace(role, fetch(role));
  const auto& bytes = fetched_.at(role);
  if (!bytes) return tl::unexpected(bytes.error());
  auto updated = metadata_.update_delegated(delegator, role, *bytes, now_);
  if (updated || !reader_.drop_starter()) return updated;
  // It may have come out of a starter that is spoilt: now ask for the file itself.
  const auto& again = fetched_.insert_or_assign(role, fetch(role)).first->second;
  if (!again) return tl::unexpected(again.error());
  return metadata_.update_delegated(delegator, role, *again, now_);
}

}  // namespace gongkai::sync

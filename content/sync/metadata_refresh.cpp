#include "content/sync/metadata_refresh.h"

#include <algorithm>
#include <set>
#include <utility>

#include "content/trust/limits.h"
#include "content/trust/verifier.h"

namespace gongkai::sync {
namespace {

// Roles of one catalogue. A district role stands between above a hundred bureaus.
constexpr std::size_t max_roles = 1024;
constexpr int max_delegation_depth = 8;

// A captive portal answers everything with a page of its own.
model::Error not_a_catalogue_unless_metadata(model::Error error) {
  if (error.code != "TRUST-001" && error.code != "TRUST-002") return error;
  return {"SYNC-010", "服务器给出的不是公开目录（可能被上网认证页面拦截）：" + error.message};
}

class BureauWalk {
 public:
  explicit BureauWalk(DelegatedRoles& roles) : roles_(roles) {}

  model::Result<void> visit(const trust::Targets& delegator, int depth);
  BureauRoles take() { return std::move(found_); }

 private:
  DelegatedRoles& roles_;
  BureauRoles found_;
  std::set<trust::RoleName> taken_;
};

model::Result<void> BureauWalk::visit(const trust::Targets& delegator, int depth) {
  for (const trust::Delegation& delegation : delegator.delegations) {
    if (!roles_.is_published(delegation.name)) continue;
    const auto role = roles_.load(delegator, delegation.name);
    if (!role) {
      if (is_transport_error(role.error())) return tl::unexpected(role.error());
      found_.troubles.push_back({role.error().code, delegation.name + "：" + role.error().message});
      continue;
    }
    // Reached before through another delegator: it has been verified against this one as well, which is all that was
    // left to do.
    if (!taken_.insert(delegation.name).second || taken_.size() > max_roles) continue;
    found_.roles.push_back({delegation.name, **role});
    if (depth < max_delegation_depth) {
      if (auto below = visit(**role, depth + 1); !below) return below;
    }
  }
  return {};
}

}  // namespace

model::Result<TimestampFetch> fetch_timestamp(RepositoryReader& reader, const std::string& etag, int wait_seconds) {
  auto response =
      reader.get_if_changed(reader.timestamp_url(), trust::limits::timestamp_bytes, etag, wait_seconds);
  if (!response) {
    // A portal's page is larger than any timestamp.
    const bool large = response.error().code == "HTTP-004";
    if (large) return model::failure("SYNC-010", "服务器给出的不是公开目录：" + response.error().message);
    return tl::unexpected(response.error());
  }
  TimestampFetch fetch;
  fetch.waited = response->waited;
  if (response->status == 304) return fetch;
  fetch.etag = response->etag;
  fetch.bytes = std::move(response->body);
  return fetch;
}

model::Result<void> follow_roots(RepositoryReader& reader, TrustedMetadata& metadata, model::Instant now) {
  for (int i = 0; i < trust::limits::max_root_rotations; ++i) {
    const std::string url = reader.metadata_url("root", metadata.root().version + 1, FileNames::consistent);
    auto bytes = reader.get_if_there(url, trust::limits::root_bytes);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) break;
    if (auto updated = metadata.update_root(**bytes); !updated) {
      return tl::unexpected(not_a_catalogue_unless_metadata(updated.error()));
    }
  }
  return trust::check_root_expiry(metadata.root(), now);
}

model::Result<void> refresh_top_level(RepositoryReader& reader, TrustedMetadata& metadata,
                                      const std::string& timestamp, model::Instant now) {
  if (auto updated = metadata.update_timestamp(timestamp, now); !updated) {
    return tl::unexpected(not_a_catalogue_unless_metadata(updated.error()));
  }
  const FileNames names = file_names(metadata.root());
  if (!metadata.use_stored_snapshot(now)) {
    const trust::MetaFile& file = metadata.timestamp()->snapshot;
    auto bytes = reader.get(reader.metadata_url("snapshot", file.version, names),
                            allowed_bytes(file, trust::limits::snapshot_bytes));
    if (!bytes) return tl::unexpected(bytes.error());
    if (auto updated = metadata.update_snapshot(*bytes, now); !updated) return updated;
  }
  if (!metadata.use_stored_targets(now)) {
    const auto& meta = metadata.snapshot()->meta;
    const auto file = meta.find("targets.json");
    if (file == meta.end()) return model::failure("TRUST-022", "快照里没有 targets");
    auto bytes = reader.get(reader.metadata_url("targets", file->second.version, names),
                            allowed_bytes(file->second, trust::limits::targets_bytes));
    if (!bytes) return tl::unexpected(bytes.error());
    if (auto updated = metadata.update_targets(*bytes, now); !updated) return updated;
  }
  return {};
}

model::Result<BureauRoles> refresh_bureaus(DelegatedRoles& roles) {
  BureauWalk walk(roles);
  if (auto done = walk.visit(roles.top(), 0); !done) return tl::unexpected(done.error());
  return walk.take();
}

}  // namespace gongkai::sync

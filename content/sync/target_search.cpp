#include "content/sync/target_search.h"

#include <optional>
#include <set>
#include <utility>

#include "content/trust/digest.h"
#include "content/trust/limits.h"
#include "content/trust/verifier.h"

namespace gongkai::sync {
namespace {

enum class Onward { yes, no };

class Search {
 public:
  Search(DelegatedRoles& roles, const std::string& path) : roles_(roles), path_(path) {}

  model::Result<Onward> visit(const trust::RoleName& name, const trust::Targets& role);
  std::optional<FoundTarget> take() { return std::move(found_); }

 private:
  DelegatedRoles& roles_;
  const std::string& path_;
  std::set<trust::RoleName> visited_;
  std::optional<FoundTarget> found_;
};

model::Result<Onward> Search::visit(const trust::RoleName& name, const trust::Targets& role) {
  visited_.insert(name);
  if (const auto listed = role.targets.find(path_); listed != role.targets.end()) {
    found_ = FoundTarget{name, path_, listed->second};
    return Onward::no;
  }
  for (const trust::Delegation& delegation : role.delegations) {
    if (!trust::delegation_covers(delegation, path_)) continue;
    if (!visited_.contains(delegation.name)) {
      if (visited_.size() > trust::limits::max_delegations) return Onward::no;
      const auto below = roles_.load(role, delegation.name);
      if (!below) return tl::unexpected(below.error());
      const auto onward = visit(delegation.name, **below);
      if (!onward || *onward == Onward::no) return onward;
    }
    if (delegation.terminating) return Onward::no;
  }
  return Onward::yes;
}

}  // namespace

model::Result<FoundTarget> find_target(DelegatedRoles& roles, const std::string& path) {
  Search search(roles, path);
  if (const auto done = search.visit("targets", roles.top()); !done) return tl::unexpected(done.error());
  auto found = search.take();
  if (!found) return model::failure("TRUST-015", "没有任何有权的角色发布过 " + path);
  return std::move(*found);
}

model::Result<trust::VerifiedTarget> fetch_target(RepositoryReader& reader, const FoundTarget& target,
                                                  FileNames names, std::size_t max_bytes) {
  const auto length = static_cast<std::size_t>(target.file.length);
  if (length > max_bytes) {
    return model::failure("TRUST-005", target.path + " 有 " + std::to_string(length) + " 字节，超过上限");
  }
  if (!trust::has_usable_hash(target.file.hashes)) {
    return model::failure("TRUST-042", target.path + " 没有可用的散列值（需要 sha256 或 sha512）");
  }
  auto bytes = reader.get(reader.target_url(target.path, target.file, names), length);
  if (!bytes) return tl::unexpected(bytes.error());
  return trust::verify_target(target.file, target.path, std::move(*bytes));
}

}  // namespace gongkai::sync

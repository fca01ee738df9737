#include "tests/fakes/repository_maker.h"

#include <fmt/format.h>

#include <cstdlib>

#include "content/publish/atomic_file.h"
#include "content/publish/bundle.h"
#include "content/publish/repository.h"
#include "content/publish/role_document.h"
#include "content/trust/digest.h"

namespace gongkai::fakes {
namespace {

// Tests stop at once where the machine cannot do what they build on.
template <class T>
T must(model::Result<T> result) {
  if (!result) std::abort();
  return std::move(*result);
}

void must_write(const std::filesystem::path& file, const std::string& bytes) {
  if (!publish::replace_file(file, bytes)) std::abort();
}

}  // namespace

RepositoryMaker::RepositoryMaker(model::Instant now) {
  root.version = timestamp.version = snapshot.version = targets.version = 1;
  root.expires = now + publish::root_life;
  timestamp.expires = now + publish::timestamp_life;
  snapshot.expires = now + publish::snapshot_life;
  targets.expires = now + publish::targets_life;
  root.consistent_snapshot = true;
  for (const char* name : {"root-1", "root-2", "root-3", "targets", "snapshot", "timestamp"}) {
    root.keys[keyid(name)] = key(name).public_key();
  }
  root.roles["root"] = {{keyid("root-1"), keyid("root-2"), keyid("root-3")}, 2};
  for (const char* name : {"targets", "snapshot", "timestamp"}) root.roles[name] = {{keyid(name)}, 1};
  snapshot.meta["targets.json"].version = 1;
  timestamp.snapshot.version = 1;
}

const publish::SigningKey& RepositoryMaker::key(const std::string& name) {
  auto found = keys_.find(name);
  if (found == keys_.end()) found = keys_.emplace(name, must(publish::SigningKey::generate())).first;
  return found->second;
}

trust::Delegation& RepositoryMaker::add_bureau(const model::BureauName& bureau) {
  trust::Delegation delegation;
  delegation.name = bureau;
  delegation.paths = {bureau + "/*"};
  delegation.terminating = true;
  delegation.role.threshold = 3;
  const std::pair<const char*, const char*> duties[] = {
      {"-editor", "编辑"}, {"-reviewer", "审核"}, {"-secrecy", "保密审查"}};
  for (const auto& [suffix, duty] : duties) {
    const publish::SigningKey& person = key(bureau + suffix);
    targets.keys[person.keyid()] = person.public_key();
    delegation.role.keyids.push_back(person.keyid());
    delegation.duties.push_back({duty, {person.keyid()}, 1});
  }
  roles[bureau].version = 1;
  roles[bureau].expires = targets.expires;
  snapshot.meta[bureau + ".json"].version = 1;
  targets.delegations.push_back(std::move(delegation));
  return targets.delegations.back();
}

void RepositoryMaker::add_pack(const model::BureauName& bureau, std::int64_t from, std::int64_t to,
                               const std::string& bytes) {
  trust::TargetFile file;
  file.length = static_cast<std::int64_t>(bytes.size());
  file.hashes.by_algorithm["sha256"] = trust::sha256_hex(bytes);
  file.custom = fmt::format(R"({{"from":{},"to":{},"level":0}})", from, to);
  const std::string path = fmt::format("{}/{}-{}.pack", bureau, from, to);
  packs[path] = bytes;
  roles[bureau].targets[path] = file;
  ++roles[bureau].version;
  raise_versions();
}

void RepositoryMaker::raise_versions() {
  snapshot.meta["targets.json"].version = targets.version;
  for (const auto& [name, role] : roles) snapshot.meta[name + ".json"].version = role.version;
  ++snapshot.version;
  timestamp.snapshot.version = snapshot.version;
  ++timestamp.version;
}

std::string RepositoryMaker::sign(const std::string& body, const std::vector<std::string>& names) {
  std::vector<const publish::SigningKey*> signers;
  for (const std::string& name : names) signers.push_back(&key(name));
  return publish::signed_document(body, signers);
}

std::string RepositoryMaker::root_bytes() { return sign(publish::root_body(root), root_signers); }
std::string RepositoryMaker::timestamp_bytes() { return sign(publish::timestamp_body(timestamp), {timestamp_signer}); }
std::string RepositoryMaker::snapshot_bytes() { return sign(publish::snapshot_body(snapshot), {"snapshot"}); }
std::string RepositoryMaker::targets_bytes() { return sign(publish::targets_body(targets), {"targets"}); }
std::string RepositoryMaker::role_bytes(const trust::RoleName& role) {
  return sign(publish::targets_body(roles.at(role)), {role + "-editor" + person_suffix, role + "-reviewer" + person_suffix,
                                                 role + "-secrecy" + person_suffix});
}

void RepositoryMaker::write(const std::filesystem::path& repository) {
  for (const auto& [path, bytes] : packs) {
    const trust::TargetFile& file = roles.at(path.substr(0, path.find('/'))).targets.at(path);
    must_write(publish::target_file(repository, path, file), bytes);
  }
  must_write(publish::metadata_file(repository, root.version, "root"), root_bytes());
  must_write(publish::metadata_file(repository, targets.version, "targets"), targets_bytes());
  for (const auto& [name, role] : roles) {
    must_write(publish::metadata_file(repository, role.version, name), role_bytes(name));
  }
  must_write(publish::metadata_file(repository, snapshot.version, "snapshot"), snapshot_bytes());
  must_write(publish::timestamp_file(repository), timestamp_bytes());
}

void RepositoryMaker::write_with_starter(const std::filesystem::path& repository) {
  write(repository);
  const auto bytes =
      must(publish::renewed_starter(repository, must(publish::read_repository(repository, root_bytes()))));
  if (!bytes) return;
  snapshot.starter = snapshot.version;
  must_write(publish::starter_file(repository, snapshot.version), *bytes);
  write(repository);
}

}  // namespace gongkai::fakes

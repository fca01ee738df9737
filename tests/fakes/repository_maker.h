// Makes small TUF repositories for tests, good ones by default. The values are public: a test changes what it wants to
// be wrong, and asks for the bytes, signed by whom it wants.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "content/model/ids.h"
#include "content/publish/signing_key.h"
#include "content/trust/metadata.h"

namespace gongkai::fakes {

class RepositoryMaker {
 public:
  // A repository without bureaus, made at `now`: root (2 of root-1, root-2, root-3), targets, snapshot and timestamp
  // keys, all versions 1, all expiries as in a real catalogue.
  explicit RepositoryMaker(model::Instant now);

  trust::Root root;
  trust::Timestamp timestamp;
  trust::Snapshot snapshot;
  trust::Targets targets;
  std::map<trust::RoleName, trust::Targets> roles;
  std::map<std::string, std::string> packs;  // target path -> bytes
  std::vector<std::string> root_signers{"root-1", "root-2"};
  std::string timestamp_signer = "timestamp";
  std::string person_suffix;  // of the keys that sign for a bureau: "" for <bureau>-editor

  // The key of that name, made when first asked for: "root-1", "targets", "snapshot", "timestamp", "zrzy-editor".
  const publish::SigningKey& key(const std::string& name);
  trust::KeyId keyid(const std::string& name) { return key(name).keyid(); }

  // A delegation with the duties 编辑 审核 保密审查, keys <bureau>-editor, -reviewer, -secrecy, and an empty role.
  trust::Delegation& add_bureau(const model::BureauName& bureau);
  // Lists a pack in the bureau's role and raises role, snapshot and timestamp by a version.
  void add_pack(const model::BureauName& bureau, std::int64_t from, std::int64_t to, const std::string& bytes);
  // Raises snapshot and timestamp and lets them name what is there.
  void raise_versions();

  // Any body signed by these keys.
  std::string sign(const std::string& body, const std::vector<std::string>& names);
  // The current values, signed by those who should.
  std::string root_bytes();
  std::string timestamp_bytes();
  std::string snapshot_bytes();
  std::string targets_bytes();
  std::string role_bytes(const trust::RoleName& role);

  // The whole tree with consistent snapshots: metadata/1.root.json ... and targets/.
  void write(const std::filesystem::path& repository);
  // The same with a starter where one is due, as a release does.
  void write_with_starter(const std::filesystem::path& repository);

 private:
  std::map<std::string, publish::SigningKey> keys_;
};

}  // namespace gongkai::fakes

// The four kinds of TUF metadata as plain values (TUF specification 1.0.34, section 4). Fields we do not know stay in
// the signed bytes and are passed over here. Parsing checks form only; verifier.h decides what to trust.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/date.h"
#include "content/model/result.h"
#include "content/trust/digest.h"

namespace gongkai::trust {

using KeyId = std::string;     // any string unique in its file; ours are the sha256 of the canonical key
using RoleName = std::string;  // "root", "zrzy", any string

// A public key. The value is hex for ed25519, PEM (SubjectPublicKeyInfo) for all others.
struct Key {
  std::string keytype;
  std::string scheme;
  std::string public_value;
};
using Keys = std::map<KeyId, Key>;

struct RoleKeys {
  std::vector<KeyId> keyids;  // no duplicates
  int threshold = 1;
};

// A duty of the signed extension "x-duties" (README.md of this folder): at least `min` of the valid signatures must be by
// these keys. The key sets of one delegation are disjoint.
struct Duty {
  std::string name;  // 编辑, 审核, 保密审查
  std::vector<KeyId> keyids;
  int min = 1;
};

// What timestamp and snapshot say about another metadata file.
struct MetaFile {
  std::int64_t version = 0;
  std::optional<std::int64_t> length;
  Hashes hashes;  // may be empty
};

// What a targets role says about a file. `custom` is kept as JSON text, "" when absent.
struct TargetFile {
  std::int64_t length = 0;
  Hashes hashes;
  std::string custom;
};

struct Delegation {
  RoleName name;
  RoleKeys role;
  std::vector<std::string> paths;               // shell patterns; either these
  std::vector<std::string> path_hash_prefixes;  // or these
  bool terminating = false;
  std::vector<Duty> duties;  // empty where the delegator asks for none
};

struct Root {
  std::int64_t version = 0;
  model::Instant expires{};
  bool consistent_snapshot = false;
  Keys keys;
  std::map<RoleName, RoleKeys> roles;  // root, timestamp, snapshot, targets; all four present
};

struct Timestamp {
  std::int64_t version = 0;
  model::Instant expires{};
  MetaFile snapshot;
  std::optional<model::Instant> signed_at;  // "x-signed-at" (README.md of this folder), absent in others' repositories
};

struct Snapshot {
  std::int64_t version = 0;
  model::Instant expires{};
  std::map<std::string, MetaFile> meta;  // "targets.json", "<role>.json" -> file
  std::optional<std::int64_t> starter;   // "x-starter": the snapshot version whose starter bundle is the newest
};

// The top-level targets role or a delegated one.
struct Targets {
  std::int64_t version = 0;
  model::Instant expires{};
  std::map<std::string, TargetFile> targets;  // target path -> file
  Keys keys;                                  // of the delegations
  std::vector<Delegation> delegations;        // in search order
};

// One signature beside the signed part.
struct Signature {
  KeyId keyid;
  std::string sig;  // lower-case hex
};

// A metadata file taken apart: the parsed role, its signatures, and the exact bytes they are over.
template <class Role>
struct Signed {
  Role role;
  std::vector<Signature> signatures;
  std::string message;  // canonical JSON of "signed"
};

// E: TRUST-001 not JSON, TRUST-002 another _type, TRUST-003 spec_version we do not speak, TRUST-004 a field missing or
// of a wrong form, TRUST-012 two signatures under one key id.
model::Result<Signed<Root>> parse_root(std::string_view bytes);
model::Result<Signed<Timestamp>> parse_timestamp(std::string_view bytes);
model::Result<Signed<Snapshot>> parse_snapshot(std::string_view bytes);
model::Result<Signed<Targets>> parse_targets(std::string_view bytes);

// "2026-11-21T16:00:00Z", the only form of `expires`. nullopt for anything else.
std::optional<model::Instant> parse_expires(std::string_view text);
std::string format_expires(model::Instant instant);

// The role name as it stands in URLs and file names: everything but letters, digits and "_.-~" percent-encoded.
std::string encoded_role_name(std::string_view role);

}  // namespace gongkai::trust

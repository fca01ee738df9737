#include "content/publish/role_document.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "content/trust/canonical_json.h"

namespace gongkai::publish {
namespace {

using nlohmann::json;

json envelope(const char* type, std::int64_t version, model::Instant expires) {
  return {{"_type", type},
          {"spec_version", "1.0.34"},
          {"version", version},
          {"expires", trust::format_expires(expires)}};
}

json keys_json(const trust::Keys& keys) {
  json object = json::object();
  for (const auto& [keyid, key] : keys) {
    object[keyid] = {
        {"keytype", key.keytype}, {"scheme", key.scheme}, {"keyval", {{"public", key.public_value}}}};
  }
  return object;
}

json meta_json(const trust::MetaFile& file) {
  json object = {{"version", file.version}};
  if (file.length) object["length"] = *file.length;
  if (!file.hashes.empty()) object["hashes"] = file.hashes.by_algorithm;
  return object;
}

json delegation_json(const trust::Delegation& delegation) {
  json object = {{"name", delegation.name},
                 {"keyids", delegation.role.keyids},
                 {"threshold", delegation.role.threshold},
                 {"terminating", delegation.terminating}};
  if (delegation.path_hash_prefixes.empty()) {
    object["paths"] = delegation.paths;
  } else {
    object["path_hash_prefixes"] = delegation.path_hash_prefixes;
  }
  for (const trust::Duty& duty : delegation.duties) {
    object["x-duties"].push_back({{"name", duty.name}, {"keyids", duty.keyids}, {"min", duty.min}});
  }
  return object;
}

// The first `count` of `keyids` that the ring holds.
bool take_signers(const KeyRing& ring, const std::vector<trust::KeyId>& keyids, int count,
                  std::vector<const SigningKey*>& signers) {
  for (const trust::KeyId& keyid : keyids) {
    if (count == 0) break;
    const auto found = ring.find(keyid);
    if (found == ring.end()) continue;
    signers.push_back(&found->second.key);
    --count;
  }
  return count == 0;
}

}  // namespace

std::string root_body(const trust::Root& root) {
  json body = envelope("root", root.version, root.expires);
  body["consistent_snapshot"] = root.consistent_snapshot;
  body["keys"] = keys_json(root.keys);
  for (const auto& [name, role] : root.roles) {
    body["roles"][name] = {{"keyids", role.keyids}, {"threshold", role.threshold}};
  }
  return trust::canonical(body);
}

std::string timestamp_body(const trust::Timestamp& timestamp) {
  json body = envelope("timestamp", timestamp.version, timestamp.expires);
  body["meta"] = {{"snapshot.json", meta_json(timestamp.snapshot)}};
  if (timestamp.signed_at) body["x-signed-at"] = trust::format_expires(*timestamp.signed_at);
  return trust::canonical(body);
}

std::string snapshot_body(const trust::Snapshot& snapshot) {
  json body = envelope("snapshot", snapshot.version, snapshot.expires);
  body["meta"] = json::object();
  for (const auto& [name, file] : snapshot.meta) body["meta"][name] = meta_json(file);
  if (snapshot.starter) body["x-starter"] = *snapshot.starter;
  return trust::canonical(body);
}

std::string targets_body(const trust::Targets& targets) {
  json body = envelope("targets", targets.version, targets.expires);
  body["targets"] = json::object();
  for (const auto& [path, file] : targets.targets) {
    json entry = {{"length", file.length}, {"hashes", file.hashes.by_algorithm}};
    if (!file.custom.empty()) entry["custom"] = json::parse(file.custom);
    body["targets"][path] = std::move(entry);
  }
  if (!targets.delegations.empty()) {
    json roles = json::array();
    for (const trust::Delegation& delegation : targets.delegations) roles.push_back(delegation_json(delegation));
    body["delegations"] = {{"keys", keys_json(targets.keys)}, {"roles", std::move(roles)}};
  }
  return trust::canonical(body);
}

std::string document_of(const std::string& body, const std::vector<trust::Signature>& signatures) {
  json array = json::array();
  for (const trust::Signature& signature : signatures) {
    array.push_back({{"keyid", signature.keyid}, {"sig", signature.sig}});
  }
  return fmt::format(R"({{"signatures":{},"signed":{}}})", array.dump(), body);
}

std::string signed_document(const std::string& body, const std::vector<const SigningKey*>& signers) {
  std::vector<trust::Signature> signatures;
  for (const SigningKey* signer : signers) signatures.push_back({signer->keyid(), signer->sign(body)});
  return document_of(body, signatures);
}

std::vector<const SigningKey*> signers_at_hand(const KeyRing& ring, const trust::RoleKeys& keys,
                                               const std::vector<trust::Duty>& duties) {
  std::vector<const SigningKey*> signers;
  for (const trust::Duty& duty : duties) take_signers(ring, duty.keyids, duty.min, signers);
  if (duties.empty()) take_signers(ring, keys.keyids, keys.threshold, signers);
  return signers;
}

model::Result<std::vector<const SigningKey*>> choose_signers(const KeyRing& ring, const trust::RoleName& role,
                                                             const trust::RoleKeys& keys,
                                                             const std::vector<trust::Duty>& duties) {
  std::vector<const SigningKey*> signers;
  for (const trust::Duty& duty : duties) {
    if (!take_signers(ring, duty.keyids, duty.min, signers)) {
      return model::failure("PUBLISH-030", fmt::format("缺少角色 {} 的“{}”私钥", role, duty.name));
    }
  }
  if (duties.empty() && !take_signers(ring, keys.keyids, keys.threshold, signers)) {
    return model::failure("PUBLISH-030", fmt::format("缺少角色 {} 的私钥（需要 {} 把）", role, keys.threshold));
  }
  return signers;
}

}  // namespace gongkai::publish

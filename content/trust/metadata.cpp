#include "content/trust/metadata.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "content/trust/canonical_json.h"
#include "content/trust/json_fields.h"
#include "content/trust/limits.h"

namespace gongkai::trust {
namespace {

using nlohmann::json;

Hashes read_hashes(const json& object) {
  Hashes hashes;
  for (const auto& [algorithm, value] : object.items()) hashes.by_algorithm[algorithm] = text(value, algorithm);
  if (hashes.empty()) reject("hashes", "不能为空");
  return hashes;
}

Keys read_keys(const json& object) {
  Keys keys;
  for (const auto& [keyid, value] : object.items()) {
    // What is in "keyval" is the key type's to say; a type to come may have no "public", and verifies nothing here.
    const json& keyval = object_member(value, "keyval");
    std::string public_value = keyval.contains("public") ? text_member(keyval, "public") : "";
    keys[keyid] = Key{text_member(value, "keytype"), text_member(value, "scheme"), std::move(public_value)};
  }
  return keys;
}

RoleKeys read_role_keys(const json& object) {
  RoleKeys role;
  role.keyids = text_list(object, "keyids");
  if (std::set<KeyId>(role.keyids.begin(), role.keyids.end()).size() != role.keyids.size()) {
    reject("keyids", "有重复");
  }
  role.threshold = static_cast<int>(integer_member(object, "threshold", 1, 1000));
  return role;
}

MetaFile read_meta_file(const json& object) {
  MetaFile file;
  file.version = integer_member(object, "version", 1, max_version);
  if (object.contains("length")) file.length = integer_member(object, "length", 0, max_version);
  if (object.contains("hashes")) file.hashes = read_hashes(object_member(object, "hashes"));
  return file;
}

std::vector<Duty> read_duties(const json& object) {
  std::vector<Duty> duties;
  const auto found = object.find("x-duties");
  if (found == object.end()) return duties;
  if (!found->is_array() || found->empty()) reject("x-duties", "应为非空数组");
  for (const json& value : *found) {
    Duty duty;
    duty.name = text_member(value, "name");
    duty.keyids = text_list(value, "keyids");
    duty.min = static_cast<int>(integer_member(value, "min", 1, 1000));
    duties.push_back(std::move(duty));
  }
  return duties;
}

bool is_top_level(std::string_view role) {
  return role == "root" || role == "timestamp" || role == "snapshot" || role == "targets";
}

Delegation read_delegation(const json& object) {
  Delegation delegation;
  delegation.name = text_member(object, "name");
  if (delegation.name.empty() || is_top_level(delegation.name)) reject("name", "不能用作委托角色");
  if (delegation.name.size() > limits::role_name_bytes) reject("name", "过长");
  delegation.role = read_role_keys(object);
  const bool by_path = object.contains("paths");
  if (by_path == object.contains("path_hash_prefixes")) reject("paths", "与 path_hash_prefixes 应有且只有一个");
  (by_path ? delegation.paths : delegation.path_hash_prefixes) =
      text_list(object, by_path ? "paths" : "path_hash_prefixes");
  delegation.terminating = bool_member(object, "terminating");
  delegation.duties = read_duties(object);
  return delegation;
}

void read_delegations(const json& object, Targets& targets) {
  targets.keys = read_keys(object_member(object, "keys"));
  std::set<RoleName> names;
  for (const json& value : array_member(object, "roles")) {
    targets.delegations.push_back(read_delegation(value));
    if (!names.insert(targets.delegations.back().name).second) reject("roles", "有重复的角色");
  }
}

// ---- the four roles

void fill(Root& root, const json& body) {
  root.consistent_snapshot = body.contains("consistent_snapshot") && bool_member(body, "consistent_snapshot");
  root.keys = read_keys(object_member(body, "keys"));
  const json& roles = object_member(body, "roles");
  for (const char* name : {"root", "timestamp", "snapshot", "targets"}) {
    root.roles[name] = read_role_keys(object_member(roles, name));
  }
}

void fill(Timestamp& timestamp, const json& body) {
  timestamp.snapshot = read_meta_file(object_member(object_member(body, "meta"), "snapshot.json"));
  // Extensions of ours: of another form they are another's, and passed over like any unknown field.
  const auto signed_at = body.find("x-signed-at");
  if (signed_at != body.end() && signed_at->is_string()) {
    timestamp.signed_at = parse_expires(signed_at->get_ref<const std::string&>());
  }
}

void fill(Snapshot& snapshot, const json& body) {
  for (const auto& [name, value] : object_member(body, "meta").items()) snapshot.meta[name] = read_meta_file(value);
  const auto starter = body.find("x-starter");
  if (starter != body.end() && starter->is_number_integer() && starter->get<std::int64_t>() > 0) {
    snapshot.starter = starter->get<std::int64_t>();
  }
}

void fill(Targets& targets, const json& body) {
  for (const auto& [path, value] : object_member(body, "targets").items()) {
    TargetFile file;
    file.length = integer_member(value, "length", 0, max_version);
    file.hashes = read_hashes(object_member(value, "hashes"));
    if (value.contains("custom")) file.custom = value.at("custom").dump();
    targets.targets[path] = std::move(file);
  }
  if (body.contains("delegations")) read_delegations(object_member(body, "delegations"), targets);
}

// "1.0.34", "1.0": the major version must be ours, a newer minor only adds fields (specification section 4.3).
bool speaks(std::string_view version) {
  const bool form = !version.empty() && std::all_of(version.begin(), version.end(), [](char c) {
    return c == '.' || (c >= '0' && c <= '9');
  });
  return form && (version == "1" || version.starts_with("1."));
}

std::vector<Signature> read_signatures(const json& document) {
  std::vector<Signature> signatures;
  std::set<KeyId> seen;
  for (const json& value : array_member(document, "signatures")) {
    Signature signature{text_member(value, "keyid"), text_member(value, "sig")};
    if (!seen.insert(signature.keyid).second) throw FieldFault{"TRUST-012", "同一密钥有两个签名"};
    signatures.push_back(std::move(signature));
  }
  return signatures;
}

template <class Role>
model::Result<Signed<Role>> parse_role(std::string_view bytes, std::string_view type) {
  auto document = parse_strict(bytes);
  if (!document) return tl::make_unexpected(document.error());
  try {
    const json& body = object_member(*document, "signed");
    Signed<Role> file;
    if (text_member(body, "_type") != type) {
      throw FieldFault{"TRUST-002", fmt::format("类型是“{}”", text_member(body, "_type"))};
    }
    if (!speaks(text_member(body, "spec_version"))) throw FieldFault{"TRUST-003", "规范版本不受支持"};
    file.role.version = integer_member(body, "version", 1, max_version);
    const auto expires = parse_expires(text_member(body, "expires"));
    if (!expires) reject("expires", "不是规定的时间格式");
    file.role.expires = *expires;
    fill(file.role, body);
    file.signatures = read_signatures(*document);
    file.message = canonical(body);
    return file;
  } catch (const FieldFault& fault) {
    return model::failure(fault.code, fmt::format("{} 元数据有误：{}", type, fault.why));
  }
}

}  // namespace

model::Result<Signed<Root>> parse_root(std::string_view bytes) { return parse_role<Root>(bytes, "root"); }
model::Result<Signed<Timestamp>> parse_timestamp(std::string_view bytes) {
  return parse_role<Timestamp>(bytes, "timestamp");
}
model::Result<Signed<Snapshot>> parse_snapshot(std::string_view bytes) {
  return parse_role<Snapshot>(bytes, "snapshot");
}
model::Result<Signed<Targets>> parse_targets(std::string_view bytes) {
  return parse_role<Targets>(bytes, "targets");
}

}  // namespace gongkai::trust

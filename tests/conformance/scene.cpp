#include "tests/conformance/scene.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "content/publish/role_document.h"
#include "content/trust/digest.h"
#include "tests/conformance/client_steps.h"

namespace gongkai::conformance {
namespace {

namespace fs = std::filesystem;

const std::string base = "http://host/";

std::string metadata_name(std::int64_t version, const trust::RoleName& role, bool consistent) {
  return "metadata/" + (consistent ? std::to_string(version) + "." : "") + trust::encoded_role_name(role) + ".json";
}

}  // namespace

model::Result<sync::HttpResponse> MemoryHost::get(const sync::HttpRequest& request) {
  const std::string name = request.url.substr(base.size());
  asked.push_back(name);
  sync::HttpResponse response;
  const auto file = files.find(name);
  response.status = file == files.end() ? 404 : 200;
  if (file == files.end()) return response;
  if (file->second.size() > request.max_bytes) return model::failure("HTTP-004", "太大：" + name);
  response.body = file->second;
  return response;
}

Scene::Scene(model::Instant made_at) : now(made_at), maker(made_at) {
  signers["targets"] = {"targets"};
  std::ofstream(folder / "root.json", std::ios::binary) << maker.root_bytes();
  upload();
}

trust::Targets& Scene::role(const trust::RoleName& name) {
  return name == "targets" ? maker.targets : maker.roles.at(name);
}

trust::Delegation& Scene::delegate(const trust::RoleName& delegator, const trust::RoleName& name,
                                   const std::vector<std::string>& paths, const KeyNames& keys) {
  const KeyNames own = keys.empty() ? KeyNames{name} : keys;
  if (!maker.roles.contains(name)) {
    maker.roles[name].version = 1;
    maker.roles[name].expires = maker.targets.expires;
    signers[name] = own;
  }
  trust::Targets& from = role(delegator);
  trust::Delegation delegation;
  delegation.name = name;
  delegation.paths = paths;
  delegation.role.threshold = static_cast<int>(own.size());
  for (const std::string& key : own) {
    from.keys[maker.keyid(key)] = maker.key(key).public_key();
    delegation.role.keyids.push_back(maker.keyid(key));
  }
  from.delegations.push_back(std::move(delegation));
  return from.delegations.back();
}

void Scene::list(const trust::RoleName& name, const std::string& path, const std::string& bytes) {
  trust::TargetFile file;
  file.length = static_cast<std::int64_t>(bytes.size());
  file.hashes.by_algorithm["sha256"] = trust::sha256_hex(bytes);
  role(name).targets[path] = file;
  const auto slash = path.rfind('/') + 1;  // 0 without one
  host.files["targets/" + path.substr(0, slash) + file.hashes.by_algorithm["sha256"] + "." + path.substr(slash)] =
      bytes;
  host.files["targets/" + path] = bytes;
}

std::string Scene::role_bytes(const trust::RoleName& name) {
  return maker.sign(publish::targets_body(role(name)), signers.at(name));
}

void Scene::publish() {
  maker.raise_versions();
  upload();
}

void Scene::upload() {
  const bool consistent = maker.root.consistent_snapshot;
  host.files[metadata_name(maker.targets.version, "targets", consistent)] = role_bytes("targets");
  for (const auto& [name, values] : maker.roles) {
    host.files[metadata_name(values.version, name, consistent)] = role_bytes(name);
  }
  host.files[metadata_name(maker.snapshot.version, "snapshot", consistent)] = maker.snapshot_bytes();
  host.files["metadata/timestamp.json"] = maker.timestamp_bytes();
}

trust::KeyId Scene::add_root_key(const std::string& name) {
  maker.root.keys[maker.keyid(name)] = maker.key(name).public_key();
  return maker.keyid(name);
}

void Scene::publish_root(const KeyNames& names) {
  ++maker.root.version;
  host.files[metadata_name(maker.root.version, "root", true)] = maker.sign(publish::root_body(maker.root), names);
}

std::string Scene::refresh() {
  sync::RepositoryReader reader(host, sync::catalogue_urls(base));
  const auto done = conformance::refresh(reader, folder.path(), now);
  return done ? "ok" : done.error().code;
}

std::string Scene::find(const std::string& path) { return find_in_one_cycle({path}); }

std::string Scene::find_in_one_cycle(const std::vector<std::string>& paths) {
  sync::RepositoryReader reader(host, sync::catalogue_urls(base));
  auto metadata = conformance::refresh(reader, folder.path(), now);
  if (!metadata) return metadata.error().code;
  sync::DelegatedRoles roles(reader, *metadata, now);
  std::string answers;
  for (const std::string& path : paths) {
    const auto found = sync::find_target(roles, path);
    answers += (answers.empty() ? "" : " ") + (found ? found->role : found.error().code);
  }
  return answers;
}

std::string Scene::download(const std::string& path) {
  sync::RepositoryReader reader(host, sync::catalogue_urls(base));
  auto metadata = conformance::refresh(reader, folder.path(), now);
  if (!metadata) return metadata.error().code;
  sync::DelegatedRoles roles(reader, *metadata, now);
  const fs::path downloads = folder / "downloads";
  fs::create_directories(downloads);
  const auto done = conformance::download(reader, roles, sync::file_names(metadata->root()), path, downloads);
  return done ? bytes_of(target_file(downloads, path)) : done.error().code;
}

std::int64_t Scene::trusted_version(const trust::RoleName& name) const {
  const std::string bytes = bytes_of(folder / (trust::encoded_role_name(name) + ".json"));
  const auto version_of = [](const auto& file) { return file ? file->role.version : 0; };
  if (name == "root") return version_of(trust::parse_root(bytes));
  if (name == "timestamp") return version_of(trust::parse_timestamp(bytes));
  if (name == "snapshot") return version_of(trust::parse_snapshot(bytes));
  return version_of(trust::parse_targets(bytes));
}

std::vector<std::string> Scene::persisted() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder.path())) {
    if (entry.is_regular_file()) names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string Scene::asked_roles() {
  std::string roles;
  for (const std::string& name : host.asked) {
    const std::string file = name.substr(name.rfind('/') + 1);
    const auto dot = file.find('.');
    if (!name.starts_with("metadata/") || dot == std::string::npos || !file.ends_with(".json")) continue;
    const std::string role = file.substr(dot + 1, file.size() - dot - 1 - std::string(".json").size());
    if (role.empty() || role == "root" || role == "snapshot" || role == "targets" || file == "timestamp.json") continue;
    roles += (roles.empty() ? "" : " ") + role;
  }
  host.asked.clear();
  return roles;
}

}  // namespace gongkai::conformance

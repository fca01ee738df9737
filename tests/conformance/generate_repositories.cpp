// Writes repositories for differential.mjs, good and attacked, each a series of states of one host:
//
//   generate_repositories FOLDER FIRST_SEED COUNT
//
//   FOLDER/<seed>/root.json             what the client begins with
//   FOLDER/<seed>/<step>/metadata/...   what the host has at that step
//   FOLDER/<seed>/<step>/targets/...
//   FOLDER/<seed>/<step>/note           what was done to it
//
// The same seed gives the same deeds; keys and times are those of the day.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "content/publish/role_document.h"
#include "content/trust/digest.h"
#include "tests/conformance/client_steps.h"
#include "tests/conformance/scene.h"

namespace {

namespace fs = std::filesystem;
using gongkai::conformance::KeyNames;
using gongkai::conformance::Scene;
namespace model = gongkai::model;
namespace publish = gongkai::publish;
namespace trust = gongkai::trust;

constexpr int steps = 5;
const std::vector<std::string> role_names = {"a", "b", "c", "d", "局"};
const std::vector<std::string> patterns = {"*", "*/*", "x/*", "y/*", "x/?.pack", "*/1.pack", "*.pack"};
const std::vector<std::string> paths = {"top", "x/1.pack", "x/22.pack", "y/1.pack", "z/q/1"};

class Story {
 public:
  Story(unsigned seed, model::Instant now) : random_(seed), scene_(now), now_(now) {
    plant_delegations();
    for (const std::string& path : paths) {
      for (int i = below(3); i > 0; --i) list(any_role(), path);
    }
  }

  // What was done, in words.
  std::string step();
  const std::map<std::string, std::string>& files() const { return scene_.host.files; }
  std::string root() const { return gongkai::conformance::bytes_of(scene_.folder / "root.json"); }

 private:
  int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }
  template <class T>
  const T& any(const std::vector<T>& values) {
    return values[static_cast<std::size_t>(below(static_cast<int>(values.size())))];
  }
  std::string any_role() { return below(4) == 0 ? "targets" : any(planted_); }
  void plant_delegations();
  void list(const std::string& role, const std::string& path);
  void freshen();
  std::string metadata_file(const std::string& role);
  std::string spoil_file(const std::string& role);
  std::string sign_wrongly(const std::string& role);
  std::string change_root();
  std::string spoil_versions(const std::string& role);
  std::string spoil_hashes(const std::string& role);

  std::mt19937 random_;
  Scene scene_;
  model::Instant now_;
  std::vector<std::string> planted_;
  std::map<std::string, KeyNames> top_keys_ = {{"timestamp", {"timestamp"}}, {"snapshot", {"snapshot"}}};
  int generation_ = 0;
  std::string bad_root_;  // of the last step
};

void Story::plant_delegations() {
  for (int i = 1 + below(static_cast<int>(role_names.size())); i > 0; --i) {
    const std::string& name = role_names[static_cast<std::size_t>(i - 1)];
    const std::string from = planted_.empty() || below(2) == 0 ? "targets" : any(planted_);
    trust::Delegation& delegation = scene_.delegate(from, name, {any(patterns), any(patterns)});
    delegation.terminating = below(3) == 0;
    if (below(5) == 0) delegation.path_hash_prefixes = {"0", "1", "2", "3", "4", "5", "6", "7", "8"};
    planted_.push_back(name);
  }
  // A second delegator, by the same key or another: circles come about here too.
  const std::string& name = any(planted_);
  const std::string from = any(planted_);
  const auto& named = scene_.role(from).delegations;
  const bool once = std::none_of(named.begin(), named.end(), [&](const auto& d) { return d.name == name; });
  if (from != name && once && below(2) == 0) {
    scene_.delegate(from, name, {any(patterns)}, {below(3) == 0 ? "another key" : name});
  }
}

void Story::list(const std::string& role, const std::string& path) {
  scene_.list(role, path, role + " says " + std::to_string(++generation_) + " of " + path);
}

// Undoes what the last step did, and publishes something new everywhere.
void Story::freshen() {
  auto& maker = scene_.maker;
  maker.timestamp.expires = maker.snapshot.expires = now_ + std::chrono::days{1};
  maker.targets.expires = now_ + std::chrono::days{30};
  if (maker.root.expires < now_) {
    maker.root.expires = now_ + std::chrono::days{30};
    scene_.publish_root({"root-1", "root-2"});
  }
  scene_.signers["targets"] = {"targets"};
  ++maker.targets.version;
  for (const std::string& name : planted_) {
    scene_.signers[name] = {name};
    ++maker.roles[name].version;
    maker.roles[name].expires = now_ + std::chrono::days{30};
    maker.snapshot.meta[name + ".json"] = {};
  }
  maker.snapshot.meta["targets.json"] = {};
  maker.timestamp.snapshot = {};
  scene_.host.files.erase(bad_root_);
  bad_root_.clear();
  list(any_role(), any(paths));
}

std::string Story::metadata_file(const std::string& role) {
  const auto& maker = scene_.maker;
  if (role == "timestamp") return "metadata/timestamp.json";
  const auto version = role == "snapshot" ? maker.snapshot.version : scene_.role(role).version;
  return "metadata/" + std::to_string(version) + "." + trust::encoded_role_name(role) + ".json";
}

std::string Story::spoil_file(const std::string& role) {
  auto& files = scene_.host.files;
  std::string& file = files[metadata_file(role)];
  switch (below(6)) {
    case 0: files.erase(metadata_file(role)); return "withheld";
    case 1: file.resize(file.size() / 2); return "cut off";
    case 2: file[file.size() / 2] ^= 1; return "one bit changed";
    case 3: file = files.at(metadata_file("targets")); return "the targets role instead";
    case 4: {
      const std::string signature = file.substr(file.find('{', 1), file.find('}') - file.find('{', 1) + 1);
      file.insert(file.find('[') + 1, signature + ",");
      return "a signature twice";
    }
    default: file += "  \n"; return "white space after the end";
  }
}

std::string Story::sign_wrongly(const std::string& role) {
  auto& maker = scene_.maker;
  const std::string body = role == "timestamp"  ? publish::timestamp_body(maker.timestamp)
                           : role == "snapshot" ? publish::snapshot_body(maker.snapshot)
                                                : publish::targets_body(scene_.role(role));
  const KeyNames signers = below(2) == 0 ? KeyNames{} : KeyNames{"root-1", "a stranger"};
  scene_.host.files[metadata_file(role)] = maker.sign(body, signers);
  return signers.empty() ? "not signed" : "signed by others";
}

std::string Story::change_root() {
  auto& maker = scene_.maker;
  const std::string fresh = "key " + std::to_string(++generation_);
  switch (below(5)) {
    case 0: {
      const std::string role = below(2) == 0 ? "timestamp" : "snapshot";
      maker.root.roles[role] = {{scene_.add_root_key(fresh)}, 1};
      top_keys_[role] = {fresh};
      scene_.publish_root({"root-1", "root-3"});
      return "a new key for " + role;
    }
    case 1: scene_.publish_root({"root-2", "root-3"}); return "a new root, as it was";
    case 2: scene_.publish_root({"root-2"}); break;
    case 3: {  // the root after the next, in its place
      auto& files = scene_.host.files;
      ++maker.root.version;
      scene_.publish_root({"root-1", "root-2"});
      const auto later = files.extract("metadata/" + std::to_string(maker.root.version) + ".root.json");
      --maker.root.version;
      files["metadata/" + std::to_string(maker.root.version) + ".root.json"] = later.mapped();
      break;
    }
    default:
      maker.root.expires = now_ - std::chrono::hours{1};
      scene_.publish_root({"root-1", "root-2"});
      return "an expired root";
  }
  bad_root_ = "metadata/" + std::to_string(maker.root.version) + ".root.json";
  --maker.root.version;
  return "a root that must not be taken";
}

std::string Story::spoil_versions(const std::string& role) {
  auto& maker = scene_.maker;
  const std::string name = role == "timestamp" || role == "snapshot" ? "targets" : role;
  switch (below(4)) {
    case 0: maker.snapshot.meta[name + ".json"].version -= 1; return "back by one in the snapshot: " + name;
    case 1: maker.snapshot.meta[name + ".json"].version += 1; return "ahead of itself in the snapshot: " + name;
    case 2: maker.snapshot.meta.erase(name + ".json"); return "left out of the snapshot: " + name;
    default: maker.timestamp.snapshot.version -= 1; return "an older snapshot in the timestamp";
  }
}

std::string Story::spoil_hashes(const std::string& role) {
  auto& maker = scene_.maker;
  const std::string name = role == "timestamp" || role == "snapshot" ? "targets" : role;
  const std::string bytes = scene_.role_bytes(name);
  trust::MetaFile& file = maker.snapshot.meta[name + ".json"];
  file.length = static_cast<std::int64_t>(bytes.size());
  file.hashes.by_algorithm = {{"sha256", trust::sha256_hex(bytes)}, {"sha512", trust::sha512_hex(bytes)}};
  switch (below(4)) {
    case 0: file.length = *file.length - 1; return "longer than the snapshot says: " + name;
    case 1: file.length = *file.length + 1; return "shorter than the snapshot says: " + name;
    case 2: file.hashes.by_algorithm["sha512"] = std::string(128, 'a'); return "another hash: " + name;
    default: return "length and hashes as they are: " + name;
  }
}

std::string Story::step() {
  const auto before = scene_.host.files;
  freshen();
  scene_.maker.raise_versions();
  const std::string role = any(std::vector<std::string>{"timestamp", "snapshot", any_role(), any_role()});
  std::string note = role + ": ";
  const int deed = below(8);
  if (deed == 0) note = "nothing amiss";
  if (deed == 1) note = change_root();
  if (deed == 2) note = spoil_versions(role);
  if (deed == 3) note = spoil_hashes(role);
  if (deed == 4) {
    model::Instant& expires = role == "timestamp"  ? scene_.maker.timestamp.expires
                              : role == "snapshot" ? scene_.maker.snapshot.expires
                                                   : scene_.role(role).expires;
    expires = now_ - std::chrono::hours{1};
    note += "expired";
  }
  scene_.upload();
  auto& maker = scene_.maker;
  scene_.host.files[metadata_file("snapshot")] =
      maker.sign(publish::snapshot_body(maker.snapshot), top_keys_["snapshot"]);
  scene_.host.files[metadata_file("timestamp")] =
      maker.sign(publish::timestamp_body(maker.timestamp), top_keys_["timestamp"]);
  if (deed == 5) note += spoil_file(role);
  if (deed == 6) note += sign_wrongly(role);
  if (deed == 7) {
    scene_.host.files["metadata/timestamp.json"] = before.at("metadata/timestamp.json");
    note = "the timestamp of the last step";
  }
  return note;
}

void write(const fs::path& file, const std::string& bytes) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("用法：generate_repositories 目录 第一个种子 个数\n", stderr);
    return 64;
  }
  const auto first = static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10));
  const auto count = static_cast<unsigned>(std::strtoul(argv[3], nullptr, 10));
  const model::Instant now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  for (unsigned seed = first; seed < first + count; ++seed) {
    Story story(seed, now);
    const fs::path folder = fs::path(argv[1]) / std::to_string(seed);
    write(folder / "root.json", story.root());
    for (int step = 1; step <= steps; ++step) {
      const fs::path state = folder / std::to_string(step);
      write(state / "note", story.step());
      for (const auto& [name, bytes] : story.files()) write(state / name, bytes);
    }
  }
  return 0;
}

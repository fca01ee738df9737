#include "app/admin/catalogue_push.h"

#include <fmt/format.h>

#include <set>
#include <vector>

#include "content/codec/pack.h"
#include "content/model/item_pictures.h"
#include "content/publish/atomic_file.h"
#include "content/publish/bundle.h"
#include "content/publish/pack_log.h"
#include "content/trust/limits.h"
#include "content/trust/verifier.h"

namespace gongkai::admin {
namespace {

namespace fs = std::filesystem;
namespace limits = trust::limits;
using model::Result;
using publish::RepositoryState;
using trust::Expiry;

constexpr const char* timestamp_path = "metadata/timestamp.json";
constexpr model::Instant no_time{};  // a publisher may continue what has expired meanwhile

std::string metadata_path(std::int64_t version, const trust::RoleName& role) {
  return publish::metadata_file("", version, role).generic_string();
}

std::string pack_file(const std::string& path, const trust::TargetFile& file) {
  return publish::target_file("", path, file).generic_string();
}

// What is published at the target now. `bytes` are those of its timestamp.
struct Published {
  std::string bytes;
  trust::Timestamp timestamp;
};

// nullopt where nothing is published. Signatures are not looked at: a foreign state is taken over before it is used.
Result<std::optional<Published>> read_published(PublishTarget& target) {
  auto bytes = read_target_file(target, timestamp_path, limits::timestamp_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  if (!*bytes) return std::nullopt;
  auto parsed = trust::parse_timestamp(**bytes);
  if (!parsed) {
    return model::failure("PUSH-012", fmt::format("{} 上的 {} 不是本目录的时间戳（{}）：请检查发布目标是否写对",
                                                  target_name(target), timestamp_path, parsed.error().message));
  }
  return Published{std::move(**bytes), std::move(parsed->role)};
}

enum class Sameness { same, different, missing_there };

Result<Sameness> compare_file(PublishTarget& target, const PushRequest& request, const std::string& path) {
  const auto ours = publish::read_file(request.repository / path, limits::targets_bytes);
  const auto theirs = read_target_file(target, path, limits::targets_bytes);
  if (!theirs) return tl::unexpected(theirs.error());
  if (!*theirs) return Sameness::missing_there;
  return ours && *ours == **theirs ? Sameness::same : Sameness::different;
}

// The role files that came with a snapshot of our own tree: those whose version differs from the snapshot before.
std::vector<std::string> roles_new_in(const fs::path& repository, std::int64_t version) {
  const auto meta_of = [&](std::int64_t number) {
    const auto bytes = publish::read_file(publish::metadata_file(repository, number, "snapshot"),
                                          limits::snapshot_bytes);
    const auto snapshot = bytes ? trust::parse_snapshot(*bytes) : tl::unexpected(bytes.error());
    return snapshot ? snapshot->role.meta : std::map<std::string, trust::MetaFile>();
  };
  const auto before = meta_of(version - 1);
  std::vector<std::string> files;
  for (const auto& [file, meta] : meta_of(version)) {
    const auto old = before.find(file);
    if (old != before.end() && old->second.version == meta.version) continue;
    files.push_back(metadata_path(meta.version, file.substr(0, file.rfind(".json"))));
  }
  return files;
}

Result<TargetState> compare(PublishTarget& target, const Published& there, const PushRequest& request) {
  const auto state = publish::read_repository(request.repository, request.trusted_root);
  if (!state) return TargetState::foreign;  // no tree of our own yet, or not a whole one
  const std::int64_t version = there.timestamp.snapshot.version;
  if (version > state->snapshot.version) return TargetState::foreign;
  // Two publishers within one second make equal timestamps and snapshots: only the roles they wrote differ.
  std::vector<std::string> telling = roles_new_in(request.repository, version);
  telling.insert(telling.begin(), metadata_path(version, "snapshot"));
  for (const std::string& path : telling) {
    const auto sameness = compare_file(target, request, path);
    if (!sameness) return tl::unexpected(sameness.error());
    if (*sameness == Sameness::different) return TargetState::foreign;
    if (*sameness == Sameness::same) continue;
    // What the published timestamp names is always there; that it is not found says nothing about whose it is.
    if (request.rule == LockRule::break_open && state->timestamp.version >= there.timestamp.version) {
      return TargetState::incomplete;
    }
    return missing_file(target, path);
  }
  const auto own = publish::read_file(publish::timestamp_file(request.repository), limits::timestamp_bytes);
  if (own && *own == there.bytes) return TargetState::same;
  return state->timestamp.version > there.timestamp.version ? TargetState::behind : TargetState::foreign;
}

// The pictures that the items of these packs show, as far as our own tree has them: a roll-up names old ones, which were
// sent with their first pack.
std::vector<std::string> blobs_of_packs(const fs::path& repository, const std::vector<std::string>& files) {
  std::set<std::string> blobs;
  for (const std::string& file : files) {
    if (!file.ends_with(".pack")) continue;
    const auto bytes = publish::read_file(repository / file, limits::pack_bytes);
    const auto lines = bytes ? codec::split_pack(*bytes) : tl::unexpected(bytes.error());
    if (!lines) continue;
    for (const std::string_view line : *lines) {
      const auto decoded = codec::decode_pack_line(line);
      const auto* entity = decoded ? std::get_if<codec::Decoded>(&decoded->content) : nullptr;
      if (entity == nullptr || !entity->item) continue;
      for (const auto& blob : model::pictures_of(*entity->item)) {
        const std::string path = "targets/blobs/" + blob.substr(0, 2) + "/" + blob;
        if (fs::exists(repository / path)) blobs.insert(path);
      }
    }
  }
  return {blobs.begin(), blobs.end()};
}

// The starter is another file with each publisher, and needed by nobody who can wait: sent where our tree has it.
std::vector<std::string> starter_of(const fs::path& repository, const RepositoryState& state) {
  if (!state.snapshot.starter) return {};
  const fs::path file = publish::starter_file(repository, *state.snapshot.starter);
  if (!fs::exists(file)) return {};
  return {file.lexically_relative(repository).generic_string()};
}

// Once the catalogue names a new one, the starter of the snapshot before only takes room: a terminal that is just asking
// for it fetches the files one by one. What cannot be removed stays.
void remove_starter_before(PublishTarget& target, const fs::path& repository, std::int64_t version_before) {
  const auto bytes = publish::read_file(publish::metadata_file(repository, version_before, "snapshot"),
                                        limits::snapshot_bytes);
  const auto snapshot = bytes ? trust::parse_snapshot(*bytes) : tl::unexpected(bytes.error());
  if (!snapshot || !snapshot->role.starter) return;
  const std::string file = publish::starter_file("", *snapshot->role.starter).generic_string();
  for (const char* twin : {"", ".gz"}) static_cast<void>(remove_target_file(target, file + twin));
}

// The numbered metadata and packs of a state, in the order of sending; the timestamp is not among them.
std::vector<std::string> files_of(const RepositoryState& state) {
  std::vector<std::string> files;
  for (const auto& [name, role] : state.roles) {
    for (const auto& [path, file] : role.targets) files.push_back(pack_file(path, file));
  }
  for (std::int64_t version = 1; version <= state.root.version; ++version) {
    files.push_back(metadata_path(version, "root"));
  }
  files.push_back(metadata_path(state.targets.version, "targets"));
  for (const auto& [name, role] : state.roles) files.push_back(metadata_path(role.version, name));
  files.push_back(metadata_path(state.snapshot.version, "snapshot"));
  return files;
}

// The files that the published state is made of, as far as our own tree knows it: they need not be asked for.
std::set<std::string> files_there(const fs::path& repository, const RepositoryState& own, const Published& there) {
  std::set<std::string> files;
  const std::int64_t version = there.timestamp.snapshot.version;
  const auto snapshot_bytes = publish::read_file(publish::metadata_file(repository, version, "snapshot"),
                                                 limits::snapshot_bytes);
  if (!snapshot_bytes) return files;
  const auto snapshot = trust::parse_snapshot(*snapshot_bytes);
  if (!snapshot) return files;
  files.insert(metadata_path(version, "snapshot"));
  if (const auto meta = snapshot->role.meta.find("targets.json"); meta != snapshot->role.meta.end()) {
    files.insert(metadata_path(meta->second.version, "targets"));
  }
  for (const auto& [name, role] : own.roles) {
    const auto meta = snapshot->role.meta.find(name + ".json");
    if (meta == snapshot->role.meta.end()) continue;
    const auto bytes = publish::read_file(publish::metadata_file(repository, meta->second.version, name),
                                          limits::targets_bytes);
    const auto listed = bytes ? trust::parse_targets(*bytes) : tl::unexpected(bytes.error());
    if (!listed) continue;
    files.insert(metadata_path(meta->second.version, name));
    for (const auto& [path, file] : listed->role.targets) files.insert(pack_file(path, file));
  }
  return files;
}

// One push at work.
class Pusher {
 public:
  Pusher(PublishTarget& target, const PushRequest& request) : target_(target), request_(request) {}

  Result<void> send(const std::vector<std::string>& files) {
    std::size_t done = 0;
    for (const std::string& file : files) {
      if (takes_gzip_twins(target_) && fs::exists(request_.repository / (file + ".gz"))) {
        if (auto sent = send_file(file + ".gz"); !sent) return sent;
      }
      if (auto sent = send_file(file); !sent) return sent;
      if (request_.progress) request_.progress(++done, files.size() + 1);
    }
    return {};
  }

  Result<void> send_timestamp(std::size_t files) {
    const auto bytes = publish::read_file(publish::timestamp_file(request_.repository), limits::timestamp_bytes);
    if (!bytes) return tl::unexpected(bytes.error());
    if (auto placed = place_timestamp(target_, *bytes); !placed) return placed;
    count(*bytes);
    if (request_.progress) request_.progress(files + 1, files + 1);
    return {};
  }

  PushReport report;

 private:
  Result<void> send_file(const std::string& file) {
    const auto bytes = publish::read_file(request_.repository / file, limits::pack_bytes);
    if (!bytes) return tl::unexpected(bytes.error());
    // Larger than ours is other bytes, too, and no reason to stop.
    auto there = read_target_file(target_, file, bytes->size());
    if (!there && there.error().code != "HTTP-004" && there.error().code != "PUBLISH-011") {
      return tl::unexpected(there.error());
    }
    if (there && *there && **there == *bytes) {
      ++report.kept;
      return {};
    }
    const bool leftover = !there || *there;
    const auto* host = std::get_if<HttpTarget>(&target_);
    if (leftover && host != nullptr && host->kind == HttpTargetKind::s3 && request_.rule == LockRule::respect) {
      return model::failure("PUSH-013", fmt::format("{} 上已有内容不同的 {}：可能另有程序正在发布，或上次由别的机器发布时中断。"
                                                    "请确认没有别人在发布，再加 --break-lock 运行", host->url, file));
    }
    if (auto placed = place_target_file(target_, file, *bytes); !placed) return placed;
    count(*bytes);
    return {};
  }

  void count(const std::string& bytes) {
    ++report.sent;
    report.bytes += static_cast<std::int64_t>(bytes.size());
  }

  PublishTarget& target_;
  const PushRequest& request_;
};

// A terminal takes the newest root first: it must go with the state that is there until the new timestamp comes. That
// state's files are in our own tree, too.
Result<void> root_keeps_published(const fs::path& repository, const RepositoryState& own, const Published& there) {
  const auto still_verifies = [&] {
    const auto timestamp = trust::verify_timestamp(own.root, nullptr, there.bytes, no_time, Expiry::ignore);
    if (!timestamp) return false;
    const auto bytes = publish::read_file(
        publish::metadata_file(repository, timestamp->snapshot.version, "snapshot"), limits::snapshot_bytes);
    const auto snapshot = bytes ? trust::verify_snapshot(own.root, *timestamp, nullptr, *bytes, no_time, Expiry::ignore)
                                : tl::unexpected(bytes.error());
    if (!snapshot || !snapshot->meta.contains("targets.json")) return false;
    const auto targets = publish::read_file(
        publish::metadata_file(repository, snapshot->meta.at("targets.json").version, "targets"),
        limits::targets_bytes);
    return targets && trust::verify_targets(own.root, *snapshot, *targets, no_time, Expiry::ignore).has_value();
  };
  if (still_verifies()) return {};
  return model::failure("PUSH-014", "新的信任根不再认可目标上现有内容的签名，终端会在更换的一刻拒绝全部内容。"
                                    "请先发布一版同时保留新旧密钥的信任根，用新密钥发布一次，再移除旧密钥");
}

// A store under load may for a moment not find what it holds; a catalogue must not be begun anew over a newer one.
Result<void> really_empty(PublishTarget& target, const PushRequest& request) {
  const auto* host = std::get_if<HttpTarget>(&target);
  if (host == nullptr || host->kind != HttpTargetKind::s3 || request.rule == LockRule::break_open) return {};
  const auto root = read_target_file(target, metadata_path(1, "root"), limits::root_bytes);
  if (!root) return tl::unexpected(root.error());
  if (!*root) return {};
  return model::failure("PUSH-013", fmt::format("{} 上有信任根而读不到时间戳：第一次发布曾中断，或存储一时有故障。"
                                                "请确认没有别人在发布、存储正常，再加 --break-lock 运行", host->url));
}

Result<void> unchanged_meanwhile(PublishTarget& target, const TargetLock& lock, const std::optional<Published>& before) {
  const auto ours = lock.held();
  if (!ours) return tl::unexpected(ours.error());
  const auto now = read_target_file(target, timestamp_path, limits::timestamp_bytes);
  if (!now) return tl::unexpected(now.error());
  const bool same = now->has_value() == before.has_value() && (!before || **now == before->bytes);
  if (*ours && same) return {};
  return model::failure("PUSH-011", fmt::format("发送期间 {} 被另一个程序改动，本次没有生效；请再运行一次 release",
                                                target_name(target)));
}

}  // namespace

Result<TargetState> compare_target(PublishTarget& target, const PushRequest& request) {
  const auto there = read_published(target);
  if (!there) return tl::unexpected(there.error());
  if (!*there) return TargetState::empty;
  return compare(target, **there, request);
}

Result<PushReport> push(PublishTarget& target, const TargetLock& lock, const PushRequest& request) {
  const auto own = publish::read_repository(request.repository, request.trusted_root);
  if (!own) return tl::unexpected(own.error());
  const auto there = read_published(target);
  if (!there) return tl::unexpected(there.error());
  Pusher pusher(target, request);
  pusher.report.snapshot_version = own->snapshot.version;
  pusher.report.timestamp_version = own->timestamp.version;
  std::set<std::string> known;
  if (*there) {
    const auto state = compare(target, **there, request);
    if (!state) return tl::unexpected(state.error());
    if (*state == TargetState::same) return pusher.report;
    if (*state == TargetState::foreign) {
      return model::failure("PUSH-012", fmt::format("{} 上有本机没有的发布，没有覆盖；请运行 release --to，它会先接上那里的内容",
                                                    target_name(target)));
    }
    if (auto keeps = root_keeps_published(request.repository, *own, **there); !keeps) return tl::unexpected(keeps.error());
    if (*state == TargetState::behind) known = files_there(request.repository, *own, **there);
  } else if (auto empty = really_empty(target, request); !empty) {
    return tl::unexpected(empty.error());
  }
  std::vector<std::string> files;
  for (std::string& file : files_of(*own)) {
    if (!known.contains(file)) files.push_back(std::move(file));
  }
  const std::int64_t version_there = *there ? (*there)->timestamp.snapshot.version : 0;
  const bool new_starter = own->snapshot.starter.value_or(0) > version_there;
  if (new_starter) {
    const auto starter = starter_of(request.repository, *own);
    files.insert(files.begin(), starter.begin(), starter.end());
  }
  const std::vector<std::string> blobs = blobs_of_packs(request.repository, files);
  files.insert(files.begin(), blobs.begin(), blobs.end());
  if (auto sent = pusher.send(files); !sent) return tl::unexpected(sent.error());
  if (auto unchanged = unchanged_meanwhile(target, lock, *there); !unchanged) return tl::unexpected(unchanged.error());
  if (auto sent = pusher.send_timestamp(files.size()); !sent) return tl::unexpected(sent.error());
  if (new_starter) remove_starter_before(target, request.repository, version_there);
  return pusher.report;
}

}  // namespace gongkai::admin

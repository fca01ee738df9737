#include "content/publish/prune.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "content/codec/pack.h"
#include "content/model/field_shapes.h"
#include "content/model/item_pictures.h"
#include "content/publish/atomic_file.h"
#include "content/publish/pack_log.h"
#include "content/publish/repository.h"
#include "content/trust/limits.h"

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;
namespace limits = trust::limits;
using model::Result;

// What is needed, gathered from snapshot to snapshot.
class KeptFiles {
 public:
  explicit KeptFiles(const fs::path& repository) : repository_(repository) {}

  // What a kept snapshot names. A snapshot or role that is gone already has nothing more to keep.
  void keep_snapshot(std::int64_t version) {
    const fs::path file = metadata_file("", version, "snapshot");
    files_.insert(file);
    const auto bytes = read_file(repository_ / file, limits::snapshot_bytes);
    const auto snapshot = bytes ? trust::parse_snapshot(*bytes) : tl::unexpected(bytes.error());
    if (!snapshot) return;
    const auto targets = snapshot->role.meta.find("targets.json");
    const trust::Targets office =
        targets == snapshot->role.meta.end() ? trust::Targets() : keep_role("targets", targets->second.version);
    // A bureau that has left is still named by the snapshot, but nobody asks for it.
    for (const trust::Delegation& bureau : office.delegations) {
      const auto meta = snapshot->role.meta.find(bureau.name + ".json");
      if (meta != snapshot->role.meta.end()) keep_bureau(bureau.name, meta->second.version);
    }
  }

  bool needs(const fs::path& file) const {
    if (!is_blob(file)) return files_.contains(file);
    return some_pack_unread_ || pictures_.contains(file.filename().string());
  }

  static bool is_blob(const fs::path& file) { return file.string().starts_with("targets/blobs/"); }

 private:
  // An entity and the pictures that a line of a pack gives it: none where it is withdrawn.
  using LinePictures = std::pair<model::EntityId, std::set<std::string>>;

  // Empty where it is gone already.
  trust::Targets keep_role(const trust::RoleName& name, std::int64_t version) {
    const fs::path file = metadata_file("", version, name);
    files_.insert(file);
    const auto bytes = read_file(repository_ / file, limits::targets_bytes);
    const auto role = bytes ? trust::parse_targets(*bytes) : tl::unexpected(bytes.error());
    return role ? role->role : trust::Targets();
  }

  void keep_bureau(const model::BureauName& name, std::int64_t version) {
    if (files_.contains(metadata_file("", version, name))) return;
    const trust::Targets role = keep_role(name, version);
    for (const auto& [path, target] : role.targets) files_.insert(target_file("", path, target));
    keep_pictures(name, role);
  }

  // Of the items as they stand after the last line of the role's log.
  void keep_pictures(const model::BureauName& bureau, const trust::Targets& role) {
    const auto listed = listed_packs(bureau, role);
    const auto cover = listed ? whole_cover(*listed) : tl::unexpected(listed.error());
    if (!cover) return void(some_pack_unread_ = true);
    std::map<model::EntityId, const std::set<std::string>*> shown;
    for (const Pack& pack : *cover) {
      for (const auto& [id, pictures] : lines_of(bureau, pack)) shown[id] = &pictures;
    }
    for (const auto& [id, pictures] : shown) pictures_.insert(pictures->begin(), pictures->end());
  }

  const std::vector<LinePictures>& lines_of(const model::BureauName& bureau, const Pack& pack) {
    const auto [place, fresh] = lines_.try_emplace(target_file("", pack_path(bureau, pack), pack.file));
    if (!fresh) return place->second;
    const auto bytes = read_pack(repository_, bureau, pack);
    const auto lines = bytes ? codec::split_pack(*bytes) : tl::unexpected(bytes.error());
    if (!lines) some_pack_unread_ = true;
    for (const std::string_view line : lines.value_or(std::vector<std::string_view>())) {
      const auto key = codec::read_pack_line_key(line);
      if (!key) continue;
      place->second.emplace_back(key->id, key->withdrawn ? std::set<std::string>() : model::pictures_named_in(key->payload));
    }
    return place->second;
  }

  const fs::path& repository_;
  std::set<fs::path> files_;
  std::set<std::string> pictures_;
  std::map<fs::path, std::vector<LinePictures>> lines_;  // of packs that several snapshots list
  bool some_pack_unread_ = false;                        // then no picture is given up
};

// Files of ours only: what an office has put beside them is left alone.
bool is_prunable(const fs::path& file) {
  const std::string name = file.filename().string();
  const fs::path folder = *file.begin();
  if (folder == "metadata") {
    const bool numbered = !name.empty() && name[0] >= '0' && name[0] <= '9';
    return numbered && name.ends_with(".json") && !name.ends_with(".root.json");
  }
  return folder == "targets" && (name.ends_with(".pack") || (KeptFiles::is_blob(file) && model::is_sha256(name)));
}

}  // namespace

Result<std::vector<fs::path>> find_unneeded_files(const fs::path& repository, const std::string& trusted_root) {
  const auto state = read_repository(repository, trusted_root);
  if (!state) return tl::make_unexpected(state.error());
  KeptFiles kept(repository);
  const std::int64_t newest = state->snapshot.version;
  for (std::int64_t version = std::max<std::int64_t>(1, newest - kept_snapshots + 1); version <= newest; ++version) {
    kept.keep_snapshot(version);
  }
  std::vector<fs::path> unneeded;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(repository, error), end; !error && entry != end; entry.increment(error)) {
    if (!entry->is_regular_file()) continue;
    const fs::path file = entry->path().lexically_relative(repository);
    fs::path plain = file;
    if (plain.extension() == ".gz") plain.replace_extension();
    if (is_prunable(plain) && !kept.needs(plain)) unneeded.push_back(file);
  }
  if (error) return model::failure("PUBLISH-011", "读不到 " + repository.string() + "：" + error.message());
  std::sort(unneeded.begin(), unneeded.end());
  return unneeded;
}

}  // namespace gongkai::publish

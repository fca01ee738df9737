#include "content/publish/prune.h"

#include <algorithm>
#include <set>

#include "content/publish/atomic_file.h"
#include "content/publish/repository.h"
#include "content/trust/limits.h"

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;
namespace limits = trust::limits;
using model::Result;

// What a kept snapshot names. A snapshot or role that is gone already has nothing more to keep.
void keep_snapshot(const fs::path& repository, std::int64_t version, std::set<fs::path>& kept) {
  const fs::path file = metadata_file("", version, "snapshot");
  kept.insert(file);
  const auto bytes = read_file(repository / file, limits::snapshot_bytes);
  const auto snapshot = bytes ? trust::parse_snapshot(*bytes) : tl::unexpected(bytes.error());
  if (!snapshot) return;
  for (const auto& [name, meta] : snapshot->role.meta) {
    const fs::path role_file = metadata_file("", meta.version, name.substr(0, name.rfind(".json")));
    if (!kept.insert(role_file).second) continue;
    const auto role_bytes = read_file(repository / role_file, limits::targets_bytes);
    const auto role = role_bytes ? trust::parse_targets(*role_bytes) : tl::unexpected(role_bytes.error());
    if (!role) continue;
    for (const auto& [path, target] : role->role.targets) kept.insert(target_file("", path, target));
  }
}

// Files of ours only: what an office has put beside them is left alone.
bool is_prunable(const fs::path& file) {
  const std::string name = file.filename().string();
  const fs::path folder = *file.begin();
  if (folder == "metadata") {
    const bool numbered = !name.empty() && name[0] >= '0' && name[0] <= '9';
    return numbered && name.ends_with(".json") && !name.ends_with(".root.json");
  }
  return folder == "targets" && name.ends_with(".pack");
}

}  // namespace

Result<std::vector<fs::path>> find_unneeded_files(const fs::path& repository, const std::string& trusted_root) {
  const auto state = read_repository(repository, trusted_root);
  if (!state) return tl::make_unexpected(state.error());
  std::set<fs::path> kept;
  const std::int64_t newest = state->snapshot.version;
  for (std::int64_t version = std::max<std::int64_t>(1, newest - kept_snapshots + 1); version <= newest; ++version) {
    keep_snapshot(repository, version, kept);
  }
  std::vector<fs::path> unneeded;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(repository, error), end; !error && entry != end; entry.increment(error)) {
    if (!entry->is_regular_file()) continue;
    const fs::path file = entry->path().lexically_relative(repository);
    fs::path plain = file;
    if (plain.extension() == ".gz") plain.replace_extension();
    if (is_prunable(plain) && !kept.contains(plain)) unneeded.push_back(file);
  }
  if (error) return model::failure("PUBLISH-011", "读不到 " + repository.string() + "：" + error.message());
  std::sort(unneeded.begin(), unneeded.end());
  return unneeded;
}

}  // namespace gongkai::publish

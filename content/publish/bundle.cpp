#include "content/publish/bundle.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "content/codec/bundle.h"
#include "content/model/item_pictures.h"
#include "content/publish/atomic_file.h"
#include "content/publish/draft_pictures.h"
#include "content/publish/pack_log.h"
#include "content/trust/digest.h"
#include "content/trust/limits.h"

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;
using model::Result;

constexpr std::string_view starter_suffix = ".starter.bundle";

struct BundleFile {
  std::string name;
  fs::path file;
  std::uint64_t bytes = 0;
};

using Since = std::map<trust::RoleName, std::int64_t>;  // bureau -> the last sequence number that is known

Result<BundleFile> file_of(const fs::path& repository, const fs::path& file) {
  std::error_code error;
  const auto bytes = fs::file_size(file, error);
  if (error) return model::failure("PUBLISH-011", fmt::format("读不到 {}：{}", file.string(), error.message()));
  return BundleFile{file.lexically_relative(repository).generic_string(), file, bytes};
}

Result<void> add(std::vector<BundleFile>& files, const fs::path& repository, const fs::path& file) {
  auto found = file_of(repository, file);
  if (!found) return tl::make_unexpected(found.error());
  files.push_back(std::move(*found));
  return {};
}

Result<std::vector<BundleFile>> top_files(const fs::path& repository, const RepositoryState& state) {
  std::vector<BundleFile> files;
  std::vector<fs::path> paths;
  for (std::int64_t version = 1; version <= state.root.version; ++version) {
    paths.push_back(metadata_file(repository, version, "root"));
  }
  paths.push_back(timestamp_file(repository));
  paths.push_back(metadata_file(repository, state.snapshot.version, "snapshot"));
  paths.push_back(metadata_file(repository, state.targets.version, "targets"));
  for (const fs::path& path : paths) {
    if (auto added = add(files, repository, path); !added) return tl::make_unexpected(added.error());
  }
  return files;
}

Result<std::vector<BundleFile>> role_files(const fs::path& repository, const RepositoryState& state) {
  std::vector<BundleFile> files;
  for (const auto& [name, role] : state.roles) {
    if (auto added = add(files, repository, metadata_file(repository, role.version, name)); !added) {
      return tl::make_unexpected(added.error());
    }
  }
  return files;
}

Result<std::vector<BundleFile>> pack_files(const fs::path& repository, const RepositoryState& state,
                                           const Since& since) {
  std::vector<BundleFile> files;
  for (const auto& [bureau, role] : state.roles) {
    const auto listed = listed_packs(bureau, role);
    if (!listed) return tl::make_unexpected(listed.error());
    const auto known = since.find(bureau);
    const auto cover = cover_after(*listed, known == since.end() ? 0 : known->second);
    if (!cover) return tl::make_unexpected(cover.error());
    for (const Pack& pack : *cover) {
      const fs::path file = target_file(repository, pack_path(bureau, pack), pack.file);
      if (auto added = add(files, repository, file); !added) return tl::make_unexpected(added.error());
    }
  }
  return files;
}

Result<std::int64_t> last_seq(const fs::path& repository, const model::BureauName& bureau, std::int64_t version) {
  const auto bytes = read_file(metadata_file(repository, version, bureau), trust::limits::targets_bytes);
  if (!bytes) return tl::make_unexpected(bytes.error());
  const auto role = trust::parse_targets(*bytes);
  if (!role) return tl::make_unexpected(role.error());
  const auto packs = listed_packs(bureau, role->role);
  if (!packs) return tl::make_unexpected(packs.error());
  std::int64_t last = 0;
  for (const Pack& pack : *packs) last = std::max(last, pack.to);
  return last;
}

Result<Since> known_since(const fs::path& repository, const RepositoryState& state, std::int64_t snapshot_version) {
  const auto bytes = read_file(metadata_file(repository, snapshot_version, "snapshot"), trust::limits::snapshot_bytes);
  if (!bytes || snapshot_version > state.snapshot.version) {
    return model::failure("PUBLISH-058", fmt::format("发布仓库里没有第 {} 版快照（现在是第 {} 版）：请不加 --since，"
                                                     "制作完整的更新包", snapshot_version, state.snapshot.version));
  }
  const auto snapshot = trust::parse_snapshot(*bytes);
  if (!snapshot) return tl::make_unexpected(snapshot.error());
  Since since;
  for (const auto& [bureau, role] : state.roles) {
    const auto meta = snapshot->role.meta.find(bureau + ".json");
    if (meta == snapshot->role.meta.end()) continue;
    const auto seq = last_seq(repository, bureau, meta->second.version);
    if (!seq) return tl::make_unexpected(seq.error());
    since[bureau] = *seq;
  }
  return since;
}

// Feeds a bundle to whoever takes the pieces, counting and digesting on the way.
class BundleMaker {
 public:
  using Take = std::function<Result<void>(std::string_view)>;
  explicit BundleMaker(Take take) : take_(std::move(take)) {}

  Result<void> write(const std::vector<BundleFile>& files, const Progress& progress) {
    if (auto done = put(codec::bundle_head()); !done) return done;
    std::size_t count = 0;
    for (const BundleFile& file : files) {
      const auto bytes = read_file(file.file, codec::max_bundle_part_bytes);
      if (!bytes) return tl::make_unexpected(bytes.error());
      for (const std::string& piece : {codec::bundle_part_head(file.name, bytes->size()), *bytes, std::string("\n")}) {
        if (auto done = put(piece); !done) return done;
      }
      if (progress) progress(++count, files.size());
    }
    const std::string end = codec::bundle_end(digest_.hex());
    bytes_ += end.size();
    return take_(end);
  }
  std::uint64_t bytes() const { return bytes_; }

 private:
  Result<void> put(std::string_view piece) {
    digest_.update(piece);
    bytes_ += piece.size();
    return take_(piece);
  }

  Take take_;
  trust::Sha256 digest_;
  std::uint64_t bytes_ = 0;
};

// Every pack a terminal may take must be what the bureau signed: better found here than in the hall. Returns the
// pictures that the packs name.
Result<std::set<fs::path>> check_packs(const fs::path& repository, const RepositoryState& state,
                                       const std::set<fs::path>& chosen) {
  std::set<fs::path> blobs;
  for (const auto& [bureau, role] : state.roles) {
    const auto listed = listed_packs(bureau, role);
    if (!listed) return tl::make_unexpected(listed.error());
    for (const Pack& pack : *listed) {
      if (!chosen.contains(target_file(repository, pack_path(bureau, pack), pack.file))) continue;
      const auto bytes = read_pack(repository, bureau, pack);
      if (!bytes) return tl::make_unexpected(bytes.error());
      for (const std::string& name : model::pictures_named_in(*bytes)) {
        if (const fs::path file = blob_file(repository, name); fs::exists(file)) blobs.insert(file);
      }
    }
  }
  return blobs;
}

std::set<std::string> starter_names(const fs::path& repository, const RepositoryState& state) {
  std::set<std::string> names;
  if (!state.snapshot.starter) return names;
  const auto bytes = read_file(starter_file(repository, *state.snapshot.starter), trust::limits::starter_bytes);
  if (!bytes) return names;
  const auto index = codec::read_bundle_index(
      bytes->size(),
      [&](std::uint64_t offset, std::size_t length) -> Result<std::string> { return bytes->substr(offset, length); });
  if (!index) return names;
  for (const codec::BundlePart& part : index->parts) names.insert(part.name);
  return names;
}

// The roles, and packs as far as there is room, the smallest first: each saves one request, whatever its size.
std::vector<BundleFile> starter_choice(std::vector<BundleFile> files, std::vector<BundleFile> packs) {
  std::sort(packs.begin(), packs.end(), [](const BundleFile& a, const BundleFile& b) { return a.bytes < b.bytes; });
  files.insert(files.end(), packs.begin(), packs.end());
  std::uint64_t room = starter_bytes;
  const auto full = std::find_if(files.begin(), files.end(), [&](const BundleFile& file) {
    const std::uint64_t needed = file.bytes + codec::max_bundle_name + 32;
    if (needed > room) return true;
    room -= needed;
    return false;
  });
  files.erase(full, files.end());
  return files;
}

// A bundle is taken whole or not at all: one role that has expired spoils it.
model::Instant first_expiry(const RepositoryState& state) {
  auto first = std::min({state.root.expires, state.timestamp.expires, state.snapshot.expires, state.targets.expires});
  for (const auto& [name, role] : state.roles) first = std::min(first, role.expires);
  return first;
}

}  // namespace

Result<BundleReport> write_bundle(const BundleRequest& request, const Progress& progress) {
  const fs::path& repository = request.repository;
  const auto root = first_root(repository);
  if (!root) return tl::make_unexpected(root.error());
  const auto state = read_repository(repository, *root);
  if (!state) return tl::make_unexpected(state.error());
  Since since;
  if (request.since) {
    auto known = known_since(repository, *state, *request.since);
    if (!known) return tl::make_unexpected(known.error());
    since = std::move(*known);
  }
  auto files = top_files(repository, *state);
  if (!files) return tl::make_unexpected(files.error());
  const auto roles = role_files(repository, *state);
  if (!roles) return tl::make_unexpected(roles.error());
  const auto packs = pack_files(repository, *state, since);
  if (!packs) return tl::make_unexpected(packs.error());
  std::set<fs::path> chosen;
  for (const BundleFile& pack : *packs) chosen.insert(pack.file);
  const auto blobs = check_packs(repository, *state, chosen);
  if (!blobs) return tl::make_unexpected(blobs.error());
  files->insert(files->end(), roles->begin(), roles->end());
  files->insert(files->end(), packs->begin(), packs->end());
  for (const fs::path& blob : *blobs) {
    if (auto added = add(*files, repository, blob); !added) return tl::make_unexpected(added.error());
  }

  auto out = AtomicFile::create(request.out);
  if (!out) return tl::make_unexpected(out.error());
  BundleMaker maker([&](std::string_view piece) { return out->write(piece); });
  if (auto written = maker.write(*files, progress); !written) return tl::make_unexpected(written.error());
  // The timestamp is the one file that changes under its name.
  const auto now = read_repository(repository, *root);
  if (!now || now->timestamp.version != state->timestamp.version) {
    return model::failure("PUBLISH-031", "制作更新包时又有新的发布，请再运行一次");
  }
  if (auto placed = out->place(); !placed) return tl::make_unexpected(placed.error());
  return BundleReport{state->snapshot.version, files->size(), packs->size(), maker.bytes(), first_expiry(*state)};
}

fs::path starter_file(const fs::path& repository, std::int64_t snapshot_version) {
  return repository / "metadata" / fmt::format("{}{}", snapshot_version, starter_suffix);
}

Result<std::optional<std::string>> renewed_starter(const fs::path& repository, const RepositoryState& state) {
  auto roles = role_files(repository, state);
  if (!roles) return tl::make_unexpected(roles.error());
  auto packs = pack_files(repository, state, {});
  if (!packs) return tl::make_unexpected(packs.error());
  const auto wanted = starter_choice(std::move(*roles), std::move(*packs));
  const auto held = starter_names(repository, state);
  const auto missing = static_cast<std::size_t>(
      std::count_if(wanted.begin(), wanted.end(), [&](const BundleFile& file) { return !held.contains(file.name); }));
  if (missing <= most_single_files) return std::nullopt;
  std::string bytes;
  BundleMaker maker([&](std::string_view piece) -> Result<void> {
    bytes += piece;
    return {};
  });
  if (auto made = maker.write(wanted, {}); !made) return tl::make_unexpected(made.error());
  return bytes;
}

void remove_old_starters(const fs::path& repository, std::int64_t newest) {
  std::vector<std::int64_t> older;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(repository / "metadata", ignored)) {
    const std::string name = entry.path().filename().string();
    std::int64_t version = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), version);
    if (error == std::errc{} && std::string_view(end) == starter_suffix && version < newest) older.push_back(version);
  }
  std::sort(older.rbegin(), older.rend());
  for (std::size_t i = 1; i < older.size(); ++i) {
    const fs::path file = starter_file(repository, older[i]);
    fs::remove(file, ignored);
    fs::remove(file.string() + ".gz", ignored);
  }
}

}  // namespace gongkai::publish

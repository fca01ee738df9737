#include <fmt/format.h>

#include <vector>

#include "app/admin/catalogue_push.h"
#include "content/publish/atomic_file.h"
#include "content/publish/pack_log.h"
#include "content/trust/limits.h"
#include "content/trust/verifier.h"

namespace gongkai::admin {
namespace {

namespace fs = std::filesystem;
namespace limits = trust::limits;
using model::Result;

// The target's state on its way into our own tree. It is gathered in a folder aside and verified there, so that a
// target gone bad does not spoil what we have.
class TakeOver {
 public:
  TakeOver(PublishTarget& target, const PushRequest& request)
      : target_(target), request_(request), aside_(request.repository / ".incoming") {
    fs::remove_all(aside_, ignored_);
  }
  ~TakeOver() { fs::remove_all(aside_, ignored_); }
  TakeOver(const TakeOver&) = delete;
  TakeOver& operator=(const TakeOver&) = delete;

  Result<void> fetch_metadata() {
    for (std::int64_t version = 1;; ++version) {
      const auto fetched = fetch("root", version, limits::root_bytes);
      if (!fetched) return tl::unexpected(fetched.error());
      if (!*fetched) break;
    }
    const auto bytes = must_read("metadata/timestamp.json", limits::timestamp_bytes);
    if (!bytes) return tl::unexpected(bytes.error());
    timestamp_ = *bytes;
    const auto timestamp = trust::parse_timestamp(timestamp_);
    if (!timestamp) return tl::unexpected(timestamp.error());
    const auto snapshot_bytes = fetch("snapshot", timestamp->role.snapshot.version, limits::snapshot_bytes);
    if (!snapshot_bytes) return tl::unexpected(snapshot_bytes.error());
    const auto snapshot = trust::parse_snapshot(snapshot_bytes->value_or(""));
    if (!snapshot) return tl::unexpected(snapshot.error());
    for (const auto& [file, meta] : snapshot->role.meta) {
      const std::string role = file.substr(0, file.rfind(".json"));
      if (auto fetched = fetch(role, meta.version, limits::targets_bytes); !fetched) {
        return tl::unexpected(fetched.error());
      }
    }
    return publish::replace_file(publish::timestamp_file(aside_), timestamp_);
  }

  // Verifies what was fetched and brings the packs it lists into our tree.
  Result<void> fetch_packs() {
    const auto state = publish::read_repository(aside_, request_.trusted_root);
    if (!state) return tl::unexpected(state.error());
    std::size_t done = 0, total = 0;
    for (const auto& [name, role] : state->roles) total += role.targets.size();
    for (const auto& [name, role] : state->roles) {
      const auto packs = publish::listed_packs(name, role);
      if (!packs) return tl::unexpected(packs.error());
      for (const publish::Pack& pack : *packs) {
        if (auto fetched = fetch_pack(name, pack); !fetched) return fetched;
        if (request_.progress) request_.progress(++done, total);
      }
    }
    return {};
  }

  // The timestamp last: until then our own tree is what it was, or is taken over again by the next run.
  Result<void> move_in() {
    for (const fs::path& file : metadata_) {
      const auto bytes = publish::read_file(aside_ / file, limits::targets_bytes);
      if (!bytes) return tl::unexpected(bytes.error());
      if (auto placed = place(file, *bytes); !placed) return placed;
    }
    return publish::replace_file(publish::timestamp_file(request_.repository), timestamp_,
                                 publish::ModifiedTime::strictly_later);
  }

 private:
  Result<std::string> must_read(const std::string& path, std::size_t limit) {
    auto bytes = read_target_file(target_, path, limit);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return missing_file(target_, path);
    return std::move(**bytes);
  }

  // nullopt where the target lacks the file: the root chain ends somewhere, and a role that is no longer delegated may
  // have been cleared away. What must be there is missed when the whole is verified.
  Result<std::optional<std::string>> fetch(const trust::RoleName& role, std::int64_t version, std::size_t limit) {
    const fs::path path = publish::metadata_file("", version, role);
    auto bytes = read_target_file(target_, path.generic_string(), limit);
    if (!bytes || !*bytes) return bytes;
    if (auto placed = publish::replace_file(aside_ / path, **bytes); !placed) return tl::unexpected(placed.error());
    metadata_.push_back(path);
    return bytes;
  }

  Result<void> fetch_pack(const model::BureauName& bureau, const publish::Pack& pack) {
    if (publish::read_pack(request_.repository, bureau, pack)) return {};
    const std::string path = publish::pack_path(bureau, pack);
    const fs::path file = publish::target_file("", path, pack.file);
    auto bytes = must_read(file.generic_string(), static_cast<std::size_t>(pack.file.length));
    if (!bytes) return tl::unexpected(bytes.error());
    const auto verified = trust::verify_target(pack.file, path, std::move(*bytes));
    if (!verified) return tl::unexpected(verified.error());
    return place(file, verified->bytes());
  }

  Result<void> place(const fs::path& file, const std::string& bytes) {
    const fs::path own = request_.repository / file;
    if (auto twin = publish::replace_file(own.string() + ".gz", publish::gzip(bytes)); !twin) return twin;
    return publish::replace_file(own, bytes);
  }

  PublishTarget& target_;
  const PushRequest& request_;
  fs::path aside_;
  std::error_code ignored_;
  std::string timestamp_;
  std::vector<fs::path> metadata_;
};

}  // namespace

Result<void> take_over(PublishTarget& target, const PushRequest& request) {
  const auto lock = publish::RepositoryLock::take(request.repository);
  if (!lock) return tl::unexpected(lock.error());
  TakeOver work(target, request);
  if (auto fetched = work.fetch_metadata(); !fetched) return fetched;
  if (auto fetched = work.fetch_packs(); !fetched) return fetched;
  return work.move_in();
}

}  // namespace gongkai::admin

#include "tests/conformance/client_steps.h"

#include <fstream>
#include <iterator>

#include "content/store/store_directory.h"
#include "content/trust/limits.h"
#include "content/trust/verified_target.h"

namespace gongkai::conformance {
namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

model::Result<sync::TrustedMetadata> refresh(sync::RepositoryReader& reader, const fs::path& directory,
                                             model::Instant now) {
  auto metadata = sync::TrustedMetadata::load(directory, bytes_of(directory / "root.json"), sync::Persistence::keep);
  if (!metadata) return metadata;
  if (auto done = sync::follow_roots(reader, *metadata, now); !done) return tl::unexpected(done.error());
  const auto timestamp = sync::fetch_timestamp(reader, "", 0);
  if (!timestamp) return tl::unexpected(timestamp.error());
  if (auto done = sync::refresh_top_level(reader, *metadata, *timestamp->bytes, now); !done) {
    return tl::unexpected(done.error());
  }
  return metadata;
}

fs::path target_file(const fs::path& directory, const std::string& path) {
  return directory / trust::encoded_role_name(path);
}

model::Result<void> download(sync::RepositoryReader& reader, sync::DelegatedRoles& roles, sync::FileNames names,
                             const std::string& path, const fs::path& directory) {
  const auto target = sync::find_target(roles, path);
  if (!target) return tl::unexpected(target.error());
  const fs::path file = target_file(directory, path);
  if (fs::exists(file) && trust::verify_target(target->file, path, bytes_of(file))) return {};
  const auto fetched = sync::fetch_target(reader, *target, names, trust::limits::pack_bytes);
  if (!fetched) return tl::unexpected(fetched.error());
  return store::replace_file(file, fetched->bytes());
}

}  // namespace gongkai::conformance

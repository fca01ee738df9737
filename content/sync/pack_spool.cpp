#include "content/sync/pack_spool.h"

#include <fstream>
#include <iterator>

#include "content/store/store_directory.h"
#include "content/trust/digest.h"

namespace gongkai::sync {
namespace fs = std::filesystem;

// Named by a digest of ours, not by text that came from outside.
fs::path PackSpool::file_of(const PackOffer& offer) const {
  std::string key = offer.path;
  for (const auto& [algorithm, hash] : offer.file.hashes.by_algorithm) key += ' ' + algorithm + ':' + hash;
  return directory_ / (trust::sha256_hex(key) + ".pack");
}

bool PackSpool::seems_kept(const PackOffer& offer) const {
  std::error_code error;
  const auto size = fs::file_size(file_of(offer), error);
  return !error && size == static_cast<std::uintmax_t>(offer.file.length);
}

std::optional<trust::VerifiedTarget> PackSpool::find(const PackOffer& offer) const {
  if (!seems_kept(offer)) return std::nullopt;
  std::ifstream stream(file_of(offer), std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(stream), {});
  auto pack = trust::verify_target(offer.file, offer.path, std::move(bytes));
  if (!pack) return std::nullopt;
  return std::move(*pack);
}

model::Result<void> PackSpool::keep(const PackOffer& offer, const trust::VerifiedTarget& pack) const {
  std::error_code error;
  fs::create_directories(directory_, error);
  if (error) return model::failure("SYNC-020", "无法建立目录 " + directory_.string() + "：" + error.message());
  return store::replace_file(file_of(offer), pack.bytes());
}

void PackSpool::clear() const {
  std::error_code error;
  fs::remove_all(directory_, error);
}

}  // namespace gongkai::sync

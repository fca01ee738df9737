#include "content/sync/bundle.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "content/trust/digest.h"

namespace gongkai::sync {
namespace {

constexpr std::size_t piece_bytes = 1024 * 1024;

tl::unexpected<model::Error> unreadable(const std::string& why) {
  return model::failure("BUNDLE-010", "读不出更新包：" + why);
}

}  // namespace

model::Result<Bundle> Bundle::open(const std::filesystem::path& file, const BundleProgress& progress) {
  Bundle bundle;
  bundle.descriptor_ = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (bundle.descriptor_ < 0 || ::fstat(bundle.descriptor_, &status) != 0) {
    return unreadable(file.string() + "：" + std::strerror(errno));
  }
  if (!S_ISREG(status.st_mode)) return unreadable(file.string() + " 不是文件");
  auto indexed = bundle.index(static_cast<std::uint64_t>(status.st_size), progress);
  if (!indexed) return tl::unexpected(indexed.error());
  return bundle;
}

model::Result<Bundle> Bundle::from_bytes(std::string bytes) {
  Bundle bundle;
  bundle.bytes_ = std::move(bytes);
  auto indexed = bundle.index(bundle.bytes_.size(), {});
  if (!indexed) return tl::unexpected(indexed.error());
  return bundle;
}

Bundle::Bundle(Bundle&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      bytes_(std::move(other.bytes_)),
      parts_(std::move(other.parts_)) {}

Bundle& Bundle::operator=(Bundle&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);  // ours is closed with `other`
  bytes_ = std::move(other.bytes_);
  parts_ = std::move(other.parts_);
  return *this;
}

Bundle::~Bundle() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

model::Result<std::string> Bundle::read_at(std::uint64_t offset, std::size_t length) const {
  if (descriptor_ < 0) return bytes_.substr(offset, length);
  std::string bytes(length, '\0');
  std::size_t done = 0;
  while (done < length) {
    const ssize_t got = ::pread(descriptor_, bytes.data() + done, length - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return unreadable(got == 0 ? "文件变短了" : std::strerror(errno));
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

model::Result<void> Bundle::index(std::uint64_t size, const BundleProgress& progress) {
  auto found = codec::read_bundle_index(
      size, [this](std::uint64_t offset, std::size_t length) { return read_at(offset, length); });
  if (!found) return tl::unexpected(found.error());
  trust::Sha256 digest;
  for (std::uint64_t at = 0; at < found->digested;) {
    const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(piece_bytes, found->digested - at));
    const auto piece = read_at(at, length);
    if (!piece) return tl::unexpected(piece.error());
    digest.update(*piece);
    at += length;
    if (progress) progress(at, found->digested);
  }
  if (digest.hex() != found->sha256) {
    return model::failure("BUNDLE-004", "更新包已损坏或被改动（校验和不符），未作任何改动；请重新拷贝");
  }
  for (codec::BundlePart& part : found->parts) {
    std::string name = part.name;
    parts_.emplace(std::move(name), std::move(part));
  }
  return {};
}

model::Result<void> Bundle::check_blobs() const {
  for (const auto& [name, part] : parts_) {
    if (!name.starts_with("targets/blobs/")) continue;
    const auto bytes = read_at(part.offset, static_cast<std::size_t>(part.length));
    if (!bytes) return tl::unexpected(bytes.error());
    if (trust::sha256_hex(*bytes) != std::string_view(name).substr(name.rfind('/') + 1)) {
      return model::failure("BUNDLE-004", "更新包里的图片已损坏或被改动：" + name);
    }
  }
  return {};
}

model::Result<std::optional<std::string>> Bundle::read(std::string_view name, std::size_t max_bytes) const {
  const auto part = parts_.find(name);
  if (part == parts_.end() || part->second.length > max_bytes) return std::nullopt;
  auto bytes = read_at(part->second.offset, static_cast<std::size_t>(part->second.length));
  if (!bytes) return tl::unexpected(bytes.error());
  return std::optional<std::string>(std::move(*bytes));
}

}  // namespace gongkai::sync

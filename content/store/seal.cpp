#include "content/store/seal.h"

#include <string_view>
#include <utility>

#include "content/trust/digest.h"

namespace gongkai::store {
namespace {

constexpr std::size_t chunk_bytes = std::size_t{1} << 20;

enum class ChunkRead { more, end, failed };

// Adds the digest of the next chunk.
ChunkRead read_chunk(std::ifstream& stream, std::string& digests) {
  std::string chunk(chunk_bytes, '\0');
  stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
  if (stream.bad()) return ChunkRead::failed;
  const auto length = static_cast<std::size_t>(stream.gcount());
  if (length > 0) digests += trust::sha256_hex(std::string_view(chunk).substr(0, length));
  return stream.eof() ? ChunkRead::end : ChunkRead::more;
}

}  // namespace

model::Result<std::string> seal_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return model::failure("STORE-031", "无法打开本地库文件：" + file.string());
  std::string digests;
  while (true) {
    switch (read_chunk(stream, digests)) {
      case ChunkRead::more: break;
      case ChunkRead::end: return trust::sha256_hex(digests);
      case ChunkRead::failed: return model::failure("STORE-003", "本地库文件读不出来：" + file.string());
    }
  }
}

SealCheck::SealCheck(const std::filesystem::path& file, std::string seal)
    : stream_(file, std::ios::binary), seal_(std::move(seal)) {
  if (!seal_.empty()) state_ = stream_ ? Wholeness::checking : Wholeness::damaged;
}

Wholeness SealCheck::step(std::size_t bytes) {
  for (std::size_t read = 0; state_ == Wholeness::checking && (read == 0 || read < bytes); read += chunk_bytes) {
    const ChunkRead chunk = read_chunk(stream_, chunk_digests_);
    if (chunk == ChunkRead::more) continue;
    const bool right = chunk == ChunkRead::end && trust::sha256_hex(chunk_digests_) == seal_;
    state_ = right ? Wholeness::whole : Wholeness::damaged;
    stream_.close();
  }
  return state_;
}

}  // namespace gongkai::store

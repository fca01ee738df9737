#include "content/store/blob_directory.h"

#include <fstream>

#include "content/model/field_shapes.h"
#include "content/trust/digest.h"

namespace gongkai::store {

model::Result<std::string> read_blob(const std::filesystem::path& store, const std::string& sha256,
                                     std::size_t most_bytes) {
  if (!model::is_sha256(sha256)) return model::failure("STORE-040", "图片编号不对：" + sha256);
  const auto file = store / "blobs" / sha256.substr(0, 2) / sha256;
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  if (!in) return model::failure("STORE-040", "图片还没有收到：" + file.string());
  const auto size = static_cast<std::streamoff>(in.tellg());
  if (size < 0 || static_cast<std::size_t>(size) > most_bytes) return model::failure("STORE-041", "图片文件过大：" + file.string());
  std::string bytes(static_cast<std::size_t>(size), '\0');
  in.seekg(0).read(bytes.data(), size);
  if (!in || trust::sha256_hex(bytes) != sha256) return model::failure("STORE-042", "图片文件损坏：" + file.string());
  return bytes;
}

}  // namespace gongkai::store

#include "content/publish/draft_pictures.h"

#include <fmt/format.h>

#include "content/publish/atomic_file.h"
#include "content/trust/digest.h"
#include "content/trust/limits.h"

namespace gongkai::publish {

namespace fs = std::filesystem;

fs::path blob_file(const fs::path& repository, const std::string& sha256) {
  return repository / "targets" / "blobs" / sha256.substr(0, 2) / sha256;
}

model::Result<std::string> read_blob(const fs::path& repository, const std::string& sha256) {
  const fs::path file = blob_file(repository, sha256);
  auto bytes = read_file(file, trust::limits::blob_bytes);
  if (!bytes) return model::failure("PUBLISH-059", "缺少图片 " + file.string());
  if (trust::sha256_hex(*bytes) != sha256) return model::failure("PUBLISH-059", "图片已不是原来的：" + file.string());
  return bytes;
}

model::Result<std::string> read_draft_picture(const fs::path& draft, const std::string& sha256) {
  const fs::path folder = draft / draft_pictures_folder;
  for (const char* ending : {"", ".png", ".jpg", ".jpeg"}) {
    const fs::path file = folder / (sha256 + ending);
    std::error_code ignored;
    if (!fs::exists(file, ignored)) continue;
    auto bytes = read_file(file, trust::limits::blob_bytes);
    if (!bytes) return bytes;
    const std::string digest = trust::sha256_hex(*bytes);
    if (digest == sha256) return bytes;
    return model::failure("PUBLISH-024", fmt::format("图片 {} 的内容与文件名不符，sha256 是 {}", file.string(), digest));
  }
  return model::failure("PUBLISH-024", fmt::format("找不到图片：请把它放到 {}，用 sha256sum 的结果作文件名", (folder / sha256).string()));
}

}  // namespace gongkai::publish

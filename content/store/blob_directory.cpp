#include "content/store/blob_directory.h"

#include <fstream>

#include "content/model/field_shapes.h"
#include "content/model/item_pictures.h"
#include "content/store/generation_format.h"
#include "content/store/store_directory.h"
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

std::optional<std::set<std::string>> blobs_in_use(const std::filesystem::path& store) {
  std::set<std::string> names, seals;
  for (const Listed& generation : listed_generations(store)) {
    if (!generation.seal.empty() && !seals.insert(generation.seal).second) continue;  // a copy of one we have read
    const auto database = open_generation_file(generation_file(store, generation.number), Accept::older_schemas);
    if (!database) return std::nullopt;
    auto rows = Statement::prepare(database->get(), "SELECT json FROM items WHERE instr(json, '\"sha256\"') > 0");
    if (!rows) return std::nullopt;
    auto step = rows->step();
    for (; step && *step == Statement::Step::row; step = rows->step()) names.merge(model::pictures_named_in(rows->text(0)));
    if (!step) return std::nullopt;
  }
  return names;
}

}  // namespace gongkai::store

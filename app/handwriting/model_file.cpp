#include "app/handwriting/model_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace gongkai::handwriting {

namespace {

constexpr std::uint32_t magic = 0x0ef71821, version = 1;
constexpr std::size_t name_bytes = 16;
constexpr std::int32_t end_of_weights = -1;

template <class T>
bool take(std::string_view& bytes, T& value) {
  if (bytes.size() < sizeof value) return false;
  std::memcpy(&value, bytes.data(), sizeof value);
  bytes.remove_prefix(sizeof value);
  return true;
}

// One character of UTF-8: a first byte with as many following ones as it says, then zeros.
bool is_name(std::string_view name) {
  const auto lead = static_cast<unsigned char>(name[0]);
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
  if (lead == 0 || lead > 0xF4 || length == 0) return false;
  const auto follows = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  return std::all_of(name.begin() + 1, name.begin() + length, follows) &&
         std::all_of(name.begin() + length, name.end(), [](char c) { return c == 0; });
}

bool take_character(std::string_view& bytes) {
  if (bytes.size() < name_bytes || !is_name(bytes.substr(0, name_bytes))) return false;
  bytes.remove_prefix(name_bytes);
  float weight = 0;
  if (!take(bytes, weight) || !std::isfinite(weight)) return false;
  for (std::int32_t index = 0; index != end_of_weights;) {
    if (!take(bytes, index) || !take(bytes, weight) || !std::isfinite(weight)) return false;
  }
  return true;
}

}  // namespace

bool is_whole_model(std::string_view bytes) {
  const std::size_t size = bytes.size();
  std::uint32_t head = 0, of_version = 0, count = 0;
  if (!take(bytes, head) || !take(bytes, of_version) || !take(bytes, count)) return false;
  if ((head ^ magic) != size || of_version != version || count == 0) return false;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!take_character(bytes)) return false;
  }
  return bytes.empty();
}

void UnmapModel::operator()(const char* bytes) const { ::munmap(const_cast<char*>(bytes), size); }

void ModelFile::let_pages_go() const {
  ::madvise(const_cast<char*>(bytes_.get()), bytes_.get_deleter().size, MADV_DONTNEED);
}

render::Result<ModelFile> ModelFile::open(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return render::failure("打不开手写模型：" + path.string());
  struct stat status {};
  void* bytes = MAP_FAILED;
  if (::fstat(file, &status) == 0 && status.st_size > 0) {
    bytes = ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_PRIVATE, file, 0);
  }
  ::close(file);
  if (bytes == MAP_FAILED) return render::failure("读不了手写模型：" + path.string());
  ModelFile model;
  model.bytes_ = {static_cast<const char*>(bytes), UnmapModel{static_cast<std::size_t>(status.st_size)}};
  if (!is_whole_model(model.bytes())) {
    return render::failure("手写模型已损坏，请重装软件包 tegaki-zinnia-simplified-chinese：" + path.string());
  }
  return model;
}

}  // namespace gongkai::handwriting

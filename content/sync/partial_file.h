// A file that grows while its bytes arrive, and survives whoever writes it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "content/model/result.h"

namespace gongkai::sync {

class PartialFile {
 public:
  // Opens or makes it; what is there stays. E: SYNC-020.
  static model::Result<PartialFile> open(const std::filesystem::path& file);
  PartialFile(PartialFile&& other) noexcept;
  PartialFile& operator=(PartialFile&&) = delete;
  ~PartialFile();

  std::int64_t size() const { return size_; }
  bool begin_anew();                       // false: the disk refuses
  bool append(std::string_view bytes);     // false: the disk refuses

 private:
  PartialFile(int descriptor, std::int64_t size) : descriptor_(descriptor), size_(size) {}
  int descriptor_ = -1;
  std::int64_t size_ = 0;
};

}  // namespace gongkai::sync

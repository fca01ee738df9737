// A folder for tests of long simulated times, whose thousands of syncs would wait for a disk they say nothing about.
#pragma once

#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace gongkai::fakes {

class FolderInMemory {
 public:
  FolderInMemory() {
    const std::filesystem::path memory = "/dev/shm";
    std::error_code ignored;
    const bool there = std::filesystem::is_directory(memory, ignored);
    std::string pattern = ((there ? memory : std::filesystem::temp_directory_path()) / "gongkai-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) std::abort();
    path_ = pattern;
  }
  FolderInMemory(const FolderInMemory&) = delete;
  FolderInMemory& operator=(const FolderInMemory&) = delete;
  ~FolderInMemory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace gongkai::fakes

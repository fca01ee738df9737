// Files that are there whole or not at all, also after a power cut: written beside their place, synced, renamed.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "content/model/result.h"

namespace gongkai::publish {

enum class ModifiedTime {
  as_is,
  // At least a whole second after the file it replaces: web servers make their ETag of seconds and size, and would
  // answer 304 to a change that falls into the same second.
  strictly_later,
};

// A file that is written piece by piece and stands in its place only when it is whole. E: PUBLISH-010.
class AtomicFile {
 public:
  static model::Result<AtomicFile> create(std::filesystem::path file);  // parent folders are made
  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&&) = delete;
  ~AtomicFile();  // without place() nothing is left

  model::Result<void> write(std::string_view bytes);
  model::Result<void> place(ModifiedTime time = ModifiedTime::as_is);

 private:
  AtomicFile(std::filesystem::path file, std::filesystem::path part, int fd)
      : file_(std::move(file)), part_(std::move(part)), fd_(fd) {}
  std::filesystem::path file_, part_;
  int fd_;
};

// Replaces `file`; parent folders are made. E: PUBLISH-010 with the system's reason.
model::Result<void> replace_file(const std::filesystem::path& file, std::string_view bytes,
                                 ModifiedTime time = ModifiedTime::as_is);

// Makes a file that must not exist yet, with these permission bits. E: PUBLISH-003.
model::Result<void> write_new_file(const std::filesystem::path& file, std::string_view bytes, unsigned mode);

// The whole file, at most `limit` bytes. E: PUBLISH-011.
model::Result<std::string> read_file(const std::filesystem::path& file, std::size_t limit);

// gzip of the bytes with an empty header, so that equal bytes give equal files.
std::string gzip(std::string_view bytes);

}  // namespace gongkai::publish

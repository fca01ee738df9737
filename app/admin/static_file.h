// The parts of HTTP that serving a folder needs (RFC 9110): finding the file without leaving the folder, entity tags,
// ranges, gzip, and the "wait" preference of RFC 7240. No sockets here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gongkai::admin {

// An open regular file. Owns the descriptor until release() hands it on.
class OpenFile {
 public:
  OpenFile(int fd, std::uint64_t size, std::string etag) : fd_(fd), size_(size), etag_(std::move(etag)) {}
  OpenFile(OpenFile&& other) noexcept;
  OpenFile& operator=(OpenFile&& other) noexcept;
  ~OpenFile();

  int release();
  std::uint64_t size() const { return size_; }
  const std::string& etag() const { return etag_; }  // with quotes; of modification time (ns) and size

 private:
  int fd_;
  std::uint64_t size_;
  std::string etag_;
};

// Opens what a decoded URL path names below `root_fd`. nullopt for anything that is not a plain path to a regular file
// there: "..", empty parts, names that begin with a dot, backslashes, and symbolic links at any step.
std::optional<OpenFile> open_below(int root_fd, std::string_view url_path);

// True when an If-None-Match value names `etag` or is "*" (weak comparison).
bool etag_matches(std::string_view if_none_match, std::string_view etag);

// True when an Accept-Encoding value allows gzip (not with q=0).
bool accepts_gzip(std::string_view accept_encoding);

struct RangeAnswer {
  enum class Kind { whole, part, unsatisfiable };
  Kind kind = Kind::whole;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};
// A Range value with one range of bytes. Several ranges, or anything that is not understood, mean the whole file.
RangeAnswer parse_range(std::string_view range, std::uint64_t size);

// Seconds of "wait=N" in a Prefer value, at most 60.
std::optional<int> wait_preference(std::string_view prefer);

// By the file name: JSON, JSON lines, or bytes.
const char* content_type(std::string_view url_path);

}  // namespace gongkai::admin

#include "content/publish/atomic_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace gongkai::publish {
namespace {

namespace fs = std::filesystem;

// A file descriptor that closes itself. close() reports late write errors, so writers ask for it.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }
  bool close() {
    const int fd = fd_;
    fd_ = -1;
    return ::close(fd) == 0;
  }

 private:
  int fd_;
};

tl::unexpected<model::Error> system_failure(const char* code, const char* action, const fs::path& file) {
  return model::failure(code, fmt::format("{} {}：{}", action, file.string(), std::strerror(errno)));
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool sync_directory(const fs::path& directory) {
  Descriptor descriptor(::open(directory.empty() ? "." : directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return descriptor.get() >= 0 && ::fsync(descriptor.get()) == 0;
}

// Moves the time of the new file forward when it is not in a later second than the old one.
bool make_later(int fd, const fs::path& old_file) {
  struct stat old_state {};
  struct stat new_state {};
  if (::stat(old_file.c_str(), &old_state) != 0) return true;
  if (::fstat(fd, &new_state) != 0) return false;
  if (new_state.st_mtim.tv_sec > old_state.st_mtim.tv_sec) return true;
  const timespec later{old_state.st_mtim.tv_sec + 1, 0};
  const timespec times[2] = {later, later};
  return ::futimens(fd, times) == 0;
}

}  // namespace

model::Result<AtomicFile> AtomicFile::create(fs::path file) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  fs::path part = file.parent_path() / ("." + file.filename().string() + ".part");
  const int fd = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return system_failure("PUBLISH-010", "无法写入", part);
  return AtomicFile(std::move(file), std::move(part), fd);
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : file_(std::move(other.file_)), part_(std::move(other.part_)), fd_(std::exchange(other.fd_, -1)) {}

AtomicFile::~AtomicFile() {
  if (fd_ < 0) return;
  ::close(fd_);
  ::unlink(part_.c_str());
}

model::Result<void> AtomicFile::write(std::string_view bytes) {
  if (!write_all(fd_, bytes)) return system_failure("PUBLISH-010", "无法写入", part_);
  return {};
}

model::Result<void> AtomicFile::place(ModifiedTime time) {
  if ((time == ModifiedTime::strictly_later && !make_later(fd_, file_)) || ::fsync(fd_) != 0) {
    return system_failure("PUBLISH-010", "无法写入", part_);
  }
  const bool closed = ::close(std::exchange(fd_, -1)) == 0;  // late write errors come here
  if (!closed || ::rename(part_.c_str(), file_.c_str()) != 0 || !sync_directory(file_.parent_path())) {
    auto failed = system_failure("PUBLISH-010", "无法放置", file_);
    ::unlink(part_.c_str());
    return failed;
  }
  return {};
}

model::Result<void> replace_file(const fs::path& file, std::string_view bytes, ModifiedTime time) {
  auto fresh = AtomicFile::create(file);
  if (!fresh) return tl::make_unexpected(fresh.error());
  if (auto written = fresh->write(bytes); !written) return written;
  return fresh->place(time);
}

model::Result<void> write_new_file(const fs::path& file, std::string_view bytes, unsigned mode) {
  Descriptor descriptor(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  if (descriptor.get() < 0) return system_failure("PUBLISH-003", "无法新建", file);
  if (!write_all(descriptor.get(), bytes) || ::fsync(descriptor.get()) != 0 || !descriptor.close() ||
      !sync_directory(file.parent_path())) {
    return system_failure("PUBLISH-003", "无法写入", file);
  }
  return {};
}

model::Result<std::string> read_file(const fs::path& file, std::size_t limit) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  if (error) return model::failure("PUBLISH-011", fmt::format("读不到 {}：{}", file.string(), error.message()));
  if (size > limit) return model::failure("PUBLISH-011", fmt::format("{} 超过 {} 字节", file.string(), limit));
  std::ifstream stream(file, std::ios::binary);
  std::string bytes(size, '\0');
  if (!stream.read(bytes.data(), static_cast<std::streamsize>(size))) {
    return model::failure("PUBLISH-011", fmt::format("读不全 {}", file.string()));
  }
  return bytes;
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  constexpr int gzip_window = 15 + 16;
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_window, 9, Z_DEFAULT_STRATEGY) != Z_OK) std::abort();
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) std::abort();  // deflateBound promised the room
  return out;
}

}  // namespace gongkai::publish

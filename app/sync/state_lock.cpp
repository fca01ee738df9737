#include "app/sync/state_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace gongkai::agent {

bool is_locked(const std::filesystem::path& state) {
  const int descriptor = ::open((state / "lock").c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool locked = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(descriptor);
  return locked;
}

model::Result<StateLock> StateLock::take(const std::filesystem::path& state) {
  std::error_code error;
  std::filesystem::create_directories(state, error);
  const std::filesystem::path file = state / "lock";
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) {
    return model::failure("AGENT-002", "状态目录不能写入：" + file.string() + "：" + std::strerror(errno));
  }
  StateLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    return model::failure("AGENT-001", "已有另一个 gongkai-sync 在使用 " + state.string());
  }
  return lock;
}

StateLock::StateLock(StateLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

StateLock::~StateLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace gongkai::agent

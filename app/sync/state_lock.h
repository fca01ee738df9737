// One agent a state directory. The lock goes with the process, however it ends.
#pragma once

#include <filesystem>

#include "content/model/result.h"

namespace gongkai::agent {

// Whether an agent holds it; looks only.
bool is_locked(const std::filesystem::path& state);

class StateLock {
 public:
  // E: AGENT-001 another agent runs, AGENT-002 the directory cannot be made or written.
  static model::Result<StateLock> take(const std::filesystem::path& state);
  StateLock(StateLock&& other) noexcept;
  StateLock& operator=(StateLock&&) = delete;
  ~StateLock();

 private:
  explicit StateLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace gongkai::agent

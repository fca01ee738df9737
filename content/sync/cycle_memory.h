// What the last complete cycle leaves behind for the next: the ETag to ask with, and when it was. Written only when
// everything of a cycle has succeeded, so that a false 304 cannot hide half a change.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "content/model/date.h"
#include "content/model/result.h"

namespace gongkai::sync {

struct CycleMemory {
  std::string url;
  std::string etag;
  std::int64_t generation = 0;
  model::Instant finished_at{};
};

// Everything empty where there is none or it does not read.
CycleMemory read_cycle_memory(const std::filesystem::path& state);
model::Result<void> write_cycle_memory(const std::filesystem::path& state, const CycleMemory& memory);  // E: STORE-031, STORE-032

}  // namespace gongkai::sync

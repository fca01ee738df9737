// The seal of a finished generation: a digest of the whole file, kept beside its number in `current`. SQLite's own
// checks pass over contents, row hashes over rows that an index no longer finds; nothing passes a seal.
#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>

#include "content/model/result.h"

namespace gongkai::store {

// SHA-256 over the SHA-256 of each MiB, so that a large file can be read in steps.
// E: STORE-031 the file cannot be opened, STORE-003 it cannot be read to its end.
model::Result<std::string> seal_of(const std::filesystem::path& file);

enum class Wholeness {
  unknown,   // nothing to compare with: `current` was lost, or written by an older program
  checking,  // not read to the end yet
  whole,
  in_part,   // contents of some rows are damaged: they are never shown, the others stand
  damaged,
};

// Compares a file with its seal, some of it at a time.
class SealCheck {
 public:
  SealCheck() = default;  // unknown
  SealCheck(const std::filesystem::path& file, std::string seal);

  // Reads on for about `bytes`, one MiB at least. Never in_part: a seal cannot tell.
  Wholeness step(std::size_t bytes);
  Wholeness state() const { return state_; }

 private:
  std::ifstream stream_;
  std::string seal_, chunk_digests_;
  Wholeness state_ = Wholeness::unknown;
};

}  // namespace gongkai::store

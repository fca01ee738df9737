// A generation as text, for people and for tests: one line a fact, in a stable order, so that two dumps can be compared
// with diff.
#pragma once

#include <filesystem>
#include <iosfwd>

#include "content/model/result.h"

namespace gongkai::store {

// E: those of Generation::open, STORE-004.
model::Result<void> dump_generation(const std::filesystem::path& file, std::ostream& out);

}  // namespace gongkai::store

// Pictures of items, <store>/blobs/<first two>/<sha256>, written by gongkai-sync. They never change; what is read is
// measured against its name. One that no generation shows any more is removed.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "content/model/result.h"

namespace gongkai::store {

// E: STORE-040 not there (yet), STORE-041 larger than `most_bytes`, STORE-042 its bytes do not match its name.
model::Result<std::string> read_blob(const std::filesystem::path& store, const std::string& sha256,
                                     std::size_t most_bytes);

// The names that the items of all listed generations use, and perhaps some that none does. nullopt where a generation
// cannot be read: then nobody knows.
std::optional<std::set<std::string>> blobs_in_use(const std::filesystem::path& store);

}  // namespace gongkai::store

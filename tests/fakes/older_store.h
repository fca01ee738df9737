// A store as an older program left it.
#pragma once

#include <filesystem>

namespace gongkai::fakes {

// Takes all generations of a store, and its list of them, back to schema 1: other indexes, no search packs.
void make_schema_1(const std::filesystem::path& store);

}  // namespace gongkai::fakes

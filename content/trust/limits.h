// How many bytes and how much nesting the client accepts before it trusts anything. TUF specification 5.3.3, 5.4.1,
// 5.5.1 and 5.6.1 ask for such bounds without naming numbers; these leave a factor of ten over a city of 100 bureaus.
#pragma once

#include <cstddef>

namespace gongkai::trust::limits {

inline constexpr std::size_t root_bytes = 512 * 1024;
inline constexpr std::size_t timestamp_bytes = 16 * 1024;
inline constexpr std::size_t snapshot_bytes = 2 * 1024 * 1024;
inline constexpr std::size_t targets_bytes = 5 * 1024 * 1024;
inline constexpr std::size_t pack_bytes = 64 * 1024 * 1024;  // decoded
inline constexpr std::size_t blob_bytes = 16 * 1024 * 1024;  // a picture; held in memory once, for its hash
inline constexpr std::size_t starter_bytes = 16 * 1024 * 1024;  // decoded
inline constexpr std::size_t entity_bytes = 2 * 1024 * 1024;
inline constexpr std::size_t pack_lines = 20'000;
inline constexpr int max_root_rotations = 256;  // in one cycle
inline constexpr std::size_t role_name_bytes = 80;  // percent-encoded it must still be a file name
inline constexpr int max_delegations = 64;      // roles visited in one search for a target
inline constexpr int json_depth = 32;

}  // namespace gongkai::trust::limits

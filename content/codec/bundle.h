// A bundle: files of a repository one after the other, byte for byte, in one file. It serves twice, on a USB stick and
// as the starter that spares a new terminal a hundred requests:
//   gongkai-bundle 1\n
//   <length> <name>\n<bytes>\n          each part; the name as it stands behind the address of the catalogue
//   sha256 <64 hex digits>\n            of everything before this line
// Nothing in a bundle is believed: each part is verified as if it had been fetched alone. The digest only tells a
// spoilt stick from a forged file. Names are looked up and never written to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/result.h"

namespace gongkai::codec {

inline constexpr std::size_t max_bundle_parts = 100'000;
inline constexpr std::size_t max_bundle_name = 250;
inline constexpr std::size_t max_bundle_part_bytes = 64 * 1024 * 1024;

struct BundlePart {
  std::string name;          // "metadata/7.zrzy.json", "targets/zrzy/<sha256>.1-250.pack"
  std::uint64_t offset = 0;  // of its first byte in the file
  std::uint64_t length = 0;
};

struct BundleIndex {
  std::vector<BundlePart> parts;
  std::uint64_t digested = 0;  // so many bytes from the beginning are under the digest
  std::string sha256;
};

// "metadata/..." or "targets/...": plain segments of letters, digits and "_.-~%", none of which begins with a dot.
bool is_bundle_name(std::string_view name);

// ---- writing: head, then each part's head, bytes and "\n", then the end.
std::string bundle_head();
std::string bundle_part_head(std::string_view name, std::uint64_t length);
std::string bundle_end(std::string_view sha256);

// Exactly `length` bytes from `offset`, both within the file.
using ReadAt = std::function<model::Result<std::string>(std::uint64_t offset, std::size_t length)>;

// Goes from head to head, without reading the parts. E: BUNDLE-001 not a bundle, BUNDLE-002 cut off or not in form,
// BUNDLE-003 of a newer form; what `read_at` gives.
model::Result<BundleIndex> read_bundle_index(std::uint64_t file_size, const ReadAt& read_at);

}  // namespace gongkai::codec

// Extended grapheme clusters, UAX #29 (Unicode 15.0), rules GB1 to GB999.
#pragma once

#include <cstddef>
#include <span>

namespace gongkai::text {

// The end of the cluster that begins at `begin` (which must be a cluster boundary and inside the text).
std::size_t cluster_end(std::span<const char32_t> text, std::size_t begin);

}  // namespace gongkai::text

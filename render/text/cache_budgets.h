// The byte budgets of the text engine's caches, in one place. Together with the font tables (2 KiB for each
// 256 characters met) they bound what the engine holds.
#pragma once

#include <cstddef>

namespace gongkai::text {

inline constexpr std::size_t paragraph_cache_bytes = std::size_t{12} << 20;
inline constexpr std::size_t stretch_cache_bytes = std::size_t{1} << 20;
inline constexpr std::size_t glyph_cache_bytes = std::size_t{16} << 20;

}  // namespace gongkai::text

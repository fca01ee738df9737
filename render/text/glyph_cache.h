// Glyph pictures: 8-bit coverage (or 1-bit for LED), rasterised by FreeType without hinting, kept under a
// byte budget.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "render/text/cache_budgets.h"
#include "render/text/font_stack.h"

namespace gongkai::text {

enum class RasterMode : std::uint8_t { grey, mono };  // mono: coverage is 0 or 255 only

// Coverage of one glyph. `left` and `top` are the offsets from pen position and baseline to the top left
// pixel (top counts upwards). Valid until the next call of GlyphCache::get.
struct GlyphImage {
  int left = 0, top = 0;
  int width = 0, height = 0;
  std::span<const std::uint8_t> coverage;  // width * height bytes, rows from the top
  std::span<const std::uint32_t> color;    // colour glyphs (emoji): width * height straight ARGB, else empty
};

class GlyphCache {
 public:
  explicit GlyphCache(const FontStack& fonts, std::size_t byte_budget = glyph_cache_bytes);
  GlyphCache(GlyphCache&&) noexcept;
  ~GlyphCache();
  // `subpixel` is the pen's fraction in quarters of a pixel (0-3), always 0 in mono mode.
  GlyphImage get(FontId font, std::uint32_t glyph, int px, RasterMode mode, int subpixel);
  std::size_t bytes() const;
  std::uint64_t hits() const;
  std::uint64_t misses() const;  // pictures drawn

 private:
  struct Entries;
  std::unique_ptr<Entries> entries_;
};

}  // namespace gongkai::text

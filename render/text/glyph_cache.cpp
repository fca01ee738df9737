#include "render/text/glyph_cache.h"

#include <algorithm>
#include <list>
#include <unordered_map>
#include <vector>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include "render/text/font_file.h"

namespace gongkai::text {
namespace {

struct Picture {
  int left = 0, top = 0, width = 0, height = 0;
  std::vector<std::uint8_t> coverage;
  std::vector<std::uint32_t> color;
};

std::uint8_t coverage_at(const FT_Bitmap& bitmap, int x, int y) {
  const unsigned char* row = bitmap.buffer + y * bitmap.pitch;
  if (bitmap.pixel_mode == FT_PIXEL_MODE_MONO) return (row[x / 8] >> (7 - x % 8) & 1) != 0 ? 255 : 0;
  return row[x];
}

// Copies a FreeType bitmap, each pixel as a square of `zoom` pixels.
Picture copy_coverage(const FT_GlyphSlot slot, int zoom) {
  Picture out;
  const FT_Bitmap& bitmap = slot->bitmap;
  out.left = slot->bitmap_left * zoom;
  out.top = slot->bitmap_top * zoom;
  out.width = static_cast<int>(bitmap.width) * zoom;
  out.height = static_cast<int>(bitmap.rows) * zoom;
  out.coverage.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
  std::size_t at = 0;
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x) out.coverage[at++] = coverage_at(bitmap, x / zoom, y / zoom);
  }
  return out;
}

// One pixel of a reduced colour picture: the mean of the premultiplied source pixels it covers, as straight
// ARGB.
std::uint32_t mean_color(const FT_Bitmap& bitmap, int left, int top, int right, int bottom) {
  std::uint64_t sum[4] = {}, count = 0;
  for (int y = top; y < bottom; ++y) {
    const unsigned char* row = bitmap.buffer + y * bitmap.pitch;
    for (int x = left; x < right; ++x, ++count) {
      for (int channel = 0; channel < 4; ++channel) sum[channel] += row[x * 4 + channel];  // B G R A
    }
  }
  if (sum[3] == 0) return 0;
  const auto straight = [&](int channel) {
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(sum[channel] * 255 / sum[3], 255));
  };
  return static_cast<std::uint32_t>(sum[3] / count) << 24 | straight(2) << 16 | straight(1) << 8 |
         straight(0);
}

// Colour pictures come in one large size: reduce to `px`.
Picture reduce_color(const FT_GlyphSlot slot, int px, int strike) {
  Picture out;
  const FT_Bitmap& bitmap = slot->bitmap;
  const int width = static_cast<int>(bitmap.width), height = static_cast<int>(bitmap.rows);
  out.width = std::max(width * px / strike, 1);
  out.height = std::max(height * px / strike, 1);
  out.left = slot->bitmap_left * px / strike;
  out.top = slot->bitmap_top * px / strike;
  out.coverage.reserve(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
  for (int y = 0; y < out.height; ++y) {
    const int top = y * height / out.height, bottom = std::max((y + 1) * height / out.height, top + 1);
    for (int x = 0; x < out.width; ++x) {
      const int left = x * width / out.width, right = std::max((x + 1) * width / out.width, left + 1);
      out.color.push_back(mean_color(bitmap, left, top, std::min(right, width), std::min(bottom, height)));
      out.coverage.push_back(static_cast<std::uint8_t>(out.color.back() >> 24));
    }
  }
  return out;
}

// In 1-bit mode a colour picture is its silhouette.
void make_mono(Picture& picture) {
  picture.color.clear();
  for (std::uint8_t& c : picture.coverage) c = c >= 128 ? 255 : 0;
}

Picture draw_bitmap_font(const FontFile& font, std::uint32_t glyph, int px) {
  const FT_Face face = font.face();
  if (FT_Load_Glyph(face, glyph, FT_LOAD_DEFAULT) != 0) return {};
  return copy_coverage(face->glyph, std::max(px / font.units_per_em(), 1));
}

Picture draw_color_font(const FontFile& font, std::uint32_t glyph, int px, RasterMode mode) {
  const FT_Face face = font.face();
  if (face->num_fixed_sizes < 1 || FT_Select_Size(face, 0) != 0) return {};
  if (FT_Load_Glyph(face, glyph, FT_LOAD_COLOR) != 0 || face->glyph->bitmap.pixel_mode != FT_PIXEL_MODE_BGRA)
    return {};
  Picture out = reduce_color(face->glyph, px,
                             static_cast<int>(std::max<FT_Pos>(face->available_sizes[0].y_ppem / 64, 1)));
  if (mode == RasterMode::mono) make_mono(out);
  return out;
}

Picture draw_outline(const FontFile& font, std::uint32_t glyph, int px, RasterMode mode, int subpixel) {
  const FT_Face face = font.face();
  if (FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(px)) != 0) return {};
  if (FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) return {};
  if (face->glyph->format == FT_GLYPH_FORMAT_OUTLINE && subpixel != 0) {
    FT_Outline_Translate(&face->glyph->outline, subpixel * 16, 0);
  }
  if (FT_Render_Glyph(face->glyph, mode == RasterMode::mono ? FT_RENDER_MODE_MONO : FT_RENDER_MODE_NORMAL) !=
      0)
    return {};
  return copy_coverage(face->glyph, 1);
}

Picture draw(const FontFile& font, std::uint32_t glyph, int px, RasterMode mode, int subpixel) {
  if (px < 1 || font.face() == nullptr) return {};
  if (font.bitmap()) return draw_bitmap_font(font, glyph, px);
  if (font.color()) return draw_color_font(font, glyph, px, mode);
  return draw_outline(font, glyph, px, mode, subpixel);
}

std::uint64_t key_of(FontId font, std::uint32_t glyph, int px, RasterMode mode, int subpixel) {
  return static_cast<std::uint64_t>(font) << 48 | static_cast<std::uint64_t>(glyph & 0xFFFFFF) << 24 |
         static_cast<std::uint64_t>(px & 0xFFFFF) << 3 |
         static_cast<std::uint64_t>(mode == RasterMode::mono ? 1 : 0) << 2 |
         static_cast<std::uint64_t>(subpixel & 3);
}

}  // namespace

struct GlyphCache::Entries {
  struct Entry {
    std::uint64_t key;
    Picture picture;
    std::size_t bytes;
  };
  const FontStack* fonts;
  std::size_t budget;
  std::size_t bytes = 0;
  std::uint64_t hits = 0, misses = 0;
  std::list<Entry> newest_first;
  std::unordered_map<std::uint64_t, std::list<Entry>::iterator> index;
};

GlyphCache::GlyphCache(const FontStack& fonts, std::size_t byte_budget)
    : entries_(std::make_unique<Entries>()) {
  entries_->fonts = &fonts;
  entries_->budget = byte_budget;
}
GlyphCache::GlyphCache(GlyphCache&&) noexcept = default;
GlyphCache::~GlyphCache() = default;

std::size_t GlyphCache::bytes() const { return entries_->bytes; }
std::uint64_t GlyphCache::hits() const { return entries_->hits; }
std::uint64_t GlyphCache::misses() const { return entries_->misses; }

GlyphImage GlyphCache::get(FontId font, std::uint32_t glyph, int px, RasterMode mode, int subpixel) {
  Entries& e = *entries_;
  if (mode == RasterMode::mono) subpixel = 0;
  const std::uint64_t key = key_of(font, glyph, px, mode, subpixel);
  if (const auto found = e.index.find(key); found != e.index.end()) {
    ++e.hits;
    e.newest_first.splice(e.newest_first.begin(), e.newest_first, found->second);
  } else {
    ++e.misses;
    Picture picture = draw(e.fonts->file(font), glyph, px, mode, subpixel);
    const std::size_t bytes = sizeof(Entries::Entry) + picture.coverage.size() + picture.color.size() * 4;
    e.newest_first.push_front({key, std::move(picture), bytes});
    e.index.emplace(key, e.newest_first.begin());
    e.bytes += bytes;
    while (e.bytes > e.budget && e.newest_first.size() > 1) {
      e.bytes -= e.newest_first.back().bytes;
      e.index.erase(e.newest_first.back().key);
      e.newest_first.pop_back();
    }
  }
  const Picture& p = e.newest_first.front().picture;
  return {p.left, p.top, p.width, p.height, p.coverage, p.color};
}

}  // namespace gongkai::text

// Frame -> pixels, on the CPU. Only what lies inside the damage is touched; a scrolled layer moves its pixels and
// draws the rows that appear, a sideways part of it the columns (rendering notes, section 6).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "render/layout/display_list.h"
#include "render/paint/bitmap.h"
#include "render/text/glyph_cache.h"

namespace gongkai::paint {

// Where the moving parts of a frame stand. Keys are the ids of the blocks.
struct Motion {
  std::map<std::uint32_t, int> scroll_y;         // of layers: device px, 0 = top
  std::map<std::uint32_t, int> pan_x;            // of their sideways parts: device px, 0 = left
  std::map<std::uint32_t, std::int64_t> ticker;  // px the line has moved since it entered, any size
};

// Pictures by hash, decoded by image_file.h; the caller owns them.
struct Picture { int width = 0, height = 0; std::vector<std::uint32_t> argb; };
using PictureSource = const Picture* (*)(void* context, const std::string& sha256);

class Painter {
 public:
  explicit Painter(text::GlyphCache& glyphs);
  ~Painter();
  void set_pictures(PictureSource source, void* context);

  // The whole frame inside `damage`.
  void paint(const layout::Frame& frame, const Motion& motion, Bitmap target, render::Rect damage);

  // The layer `id` moved from `before_y` to `after_y`: shifts its pixels in `target` and draws the new rows.
  // Returns the damage. Sticky bands and what lies over the layer are drawn again.
  render::Rect scroll(const layout::Frame& frame, std::uint32_t id, int before_y, int after_y, const Motion& motion,
                      Bitmap target);

  // The sideways part `id` moved from `before_x` to `after_x`: shifts its pixels and draws the new columns, the shades
  // and the mark. Returns the damage, empty where nothing of the part is seen.
  render::Rect pan(const layout::Frame& frame, std::uint32_t id, int before_x, int after_x, const Motion& motion,
                   Bitmap target);

  // The ticker `id` moved by some whole pixels: shifts and draws what enters. Returns the damage.
  render::Rect advance_ticker(const layout::Frame& frame, std::uint32_t id, std::int64_t before, std::int64_t after,
                              Bitmap target);

 private:
  struct Tools;
  std::unique_ptr<Tools> tools_;
};

// dst = from * (256 - k) + to * k, k in 0..256, inside `area`; all three the same size. A cross-fade.
void blend(Bitmap from, Bitmap to, int k, Bitmap target, render::Rect area);

}  // namespace gongkai::paint

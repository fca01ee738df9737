// A view of 32-bit pixels that someone else owns (the window's surface, or Canvas below). Pixel format: 0xAARRGGBB in
// a native uint32_t, alpha ignored on screens.
#pragma once

#include <cstdint>
#include <vector>

#include "render/geometry.h"

namespace gongkai::paint {

struct Bitmap {
  std::uint32_t* pixels = nullptr;
  int width = 0, height = 0;
  int stride = 0;  // pixels from one row to the next

  std::uint32_t* row(int y) const { return pixels + static_cast<std::ptrdiff_t>(y) * stride; }
};

// Pixels of its own: screenshots and tests.
class Canvas {
 public:
  explicit Canvas(render::Size size)
      : pixels_(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height)), size_(size) {}
  Bitmap view() { return {pixels_.data(), size_.width, size_.height, size_.width}; }

 private:
  std::vector<std::uint32_t> pixels_;
  render::Size size_;
};

}  // namespace gongkai::paint

// PNG out (screenshots) and in (golden pictures), by libpng.
#pragma once

#include <filesystem>
#include <span>

#include "render/paint/bitmap.h"
#include "render/paint/painter.h"
#include "render/result.h"

namespace gongkai::paint {

render::Result<void> write_png(const std::filesystem::path& file, Bitmap bitmap);
// At most `max_pixels` are decoded; the header is read before anything is allocated.
render::Result<Picture> read_png(const std::filesystem::path& file, std::int64_t max_pixels = 40'000'000);
// From the header alone.
render::Result<render::Size> png_size(std::span<const std::uint8_t> bytes);
render::Result<Picture> decode_png(std::span<const std::uint8_t> bytes, std::int64_t max_pixels = 40'000'000);

}  // namespace gongkai::paint

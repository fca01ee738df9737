// Pictures of the content (scans, seals, maps): PNG and JPEG, decoded under caps because they come from outside.
#pragma once

#include <cstdint>
#include <span>

#include "render/paint/painter.h"
#include "render/result.h"

namespace gongkai::paint {

inline constexpr std::size_t max_image_bytes = 16u << 20;
inline constexpr std::int64_t max_image_pixels = 40'000'000;

// Read from the head of the file; nothing is decoded. Errors as below, but that the rest may be broken.
render::Result<render::Size> image_size(std::span<const std::uint8_t> bytes);

// Tells the format by its first bytes. Errors: neither format, larger than the caps, broken.
render::Result<Picture> decode_image(std::span<const std::uint8_t> bytes);

}  // namespace gongkai::paint

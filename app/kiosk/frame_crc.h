// The CRC-32 (ISO-HDLC, as in PNG) of a picture: its 32-bit pixels from the top row down.
#pragma once

#include <cstdint>

#include "render/paint/bitmap.h"

namespace gongkai::kiosk {

std::uint32_t frame_crc(paint::Bitmap picture);

}  // namespace gongkai::kiosk

// Decodes a picture in a process of its own (reliability of hostile files): the child may use little time, opens
// nothing, and can do nothing but compute and write into the memory it was given. What goes wrong in it is an error
// here, not the end of the terminal.
#pragma once

#include <cstdint>
#include <span>

#include "render/paint/painter.h"
#include "render/result.h"

namespace gongkai::kiosk {

// At most `most_pixels` come back, a larger picture is made smaller. Errors: those of paint::decode_image, no process
// to be had, the child was stopped.
render::Result<paint::Picture> decode_apart(std::span<const std::uint8_t> bytes, std::int64_t most_pixels);

}  // namespace gongkai::kiosk

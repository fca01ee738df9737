// The colours an LED board can show at all. A module with one or two diodes a pixel makes no others, so nothing else may
// reach it: the sending card would show some other colour, or none.
#pragma once

#include "render/layout/theme.h"

namespace gongkai::kiosk {

enum class Palette { full, red_green_amber, mono };

// The theme in those colours, without smooth edges. full: as it is.
layout::Theme in_palette(layout::Theme theme, Palette palette);

}  // namespace gongkai::kiosk

// Block tree -> Frame: a pure function. A box gives each child its width and asks for its height (one pass down, one
// up); text wraps in the width it is given. Nothing is clipped: what does not fit must stand in a ScrollContent.
#pragma once

#include "render/layout/block.h"
#include "render/layout/display_list.h"

namespace gongkai::layout {

Frame lay_out(const Block& root, const Theme& theme, render::Size size, text::TextEngine& engine);

// Height in device pixels the block would take at this width: for paging.
int measure_height(const Block& block, const Theme& theme, int width_px, text::TextEngine& engine);

}  // namespace gongkai::layout

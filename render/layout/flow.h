// Block tree -> Frame: a pure function. A box gives each child its width and asks for its height (one pass down, one
// up); text wraps in the width it is given. Nothing is clipped: what does not fit must stand in a ScrollContent.
#pragma once

#include <map>

#include "render/layout/block.h"
#include "render/layout/display_list.h"
#include "render/layout/long_column.h"
#include "render/layout/running_line.h"

namespace gongkai::layout {

Frame lay_out(const Block& root, const Theme& theme, render::Size size, text::TextEngine& engine);

// Where the reader is. A scroll with a long column in it (long_column.h) is laid out around that place only.
struct Sight {
  render::Size size;
  std::map<std::uint32_t, int> scrolled = {};  // device px, by the id of the scroll; 0 where nothing is said
  KnownHeights* known = nullptr;               // from earlier layouts of the page; may be null,
  KnownLines* lines = nullptr;                 // and so may these
};
Frame lay_out_at(const Block& root, const Theme& theme, const Sight& sight, text::TextEngine& engine);

// Height in device pixels the block would take at this width: for paging.
int measure_height(const Block& block, const Theme& theme, int width_px, text::TextEngine& engine);

}  // namespace gongkai::layout

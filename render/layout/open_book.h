// A text as an open book: pages as high as the scroll they stand in, two beside each other, numbered at the foot.
#pragma once

#include <vector>

#include "render/layout/pass.h"

namespace gongkai::layout {

// The pairs of pages of a scroll of that size in device px, each a block as wide and at least as high. What closes the
// book has the place beside a last page that stands alone, else the room below the text, else a page of its own. A
// book of one page stands in the middle.
std::vector<Block> open_book(const ScrollContent& scroll, render::Size room, Pass& pass);

}  // namespace gongkai::layout

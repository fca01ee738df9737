// A long text as pages of a fixed height: for screens nobody touches, and for documents turned page by page.
#pragma once

#include <vector>

#include "render/layout/block.h"

namespace gongkai::layout {

struct PageSpace {
  int width = 0, height = 0;  // device px
  int gap = 0;                // design units between blocks
};

// Puts `blocks` below each other on as many pages as they need. Text is cut between lines, with at least two lines on
// each side; every line stays what it was in the whole paragraph. Tables are cut between rows and repeat their header;
// bare columns are cut between children; what can be tapped is not cut. A heading goes with what it heads. A block that
// cannot be cut and is higher than a page stands alone on one.
std::vector<std::vector<Block>> split_pages(std::vector<Block> blocks, const PageSpace& space, const Theme& theme,
                                            text::TextEngine& engine);

}  // namespace gongkai::layout

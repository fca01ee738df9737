// Font files are mapped, and every page of them that was ever read counts as the program's memory: tens of MiB after a
// day of many characters, though all of it lies in the page cache and most is never read again.
#pragma once

#include "render/text/font_stack.h"

namespace gongkai::text {

// Hands the pages back; what is read again comes from the page cache.
void let_font_pages_go(const FontStack& fonts);

}  // namespace gongkai::text

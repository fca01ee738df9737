// A frame as text, one op a line: the golden form of a screen. Glyph ops appear as their text where the source is
// known ("text 40,212 36px ink 办事指南"), else as glyph counts.
#pragma once

#include <string>

#include "render/layout/display_list.h"

namespace gongkai::layout {

std::string dump(const Frame& frame);

}  // namespace gongkai::layout

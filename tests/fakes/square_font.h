// A font for layout tests, written here byte by byte so that golden frames never depend on an installed font:
// every character is a square 1 em wide, ASCII and the Latin blocks are half as wide, spaces are empty.
// TrueType outlines, 1000 units an em, baseline 120 units above the bottom of the square.
#pragma once

#include <filesystem>

#include "render/text/font_stack.h"

namespace gongkai::fakes {

// Writes the font file; throws std::runtime_error if the disk says no.
void write_square_font(const std::filesystem::path& file);

// The font file and a fonts.toml that names it for every role, for programs that read their fonts from one. Returns the
// path of fonts.toml.
std::filesystem::path write_square_fonts_file(const std::filesystem::path& folder);

// The square font for every role. The file is made in the temporary folder, mapped, and removed again.
text::FontStack square_font_stack();

}  // namespace gongkai::fakes

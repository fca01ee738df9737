// The rescue screen: hall name, hotline, time and one line of explanation, drawn by SDL2_ttf and, where even a font is
// missing, by built-in strokes of the fixed words. Independent of the text engine, the store and the theme on purpose.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "render/paint/bitmap.h"

namespace gongkai::sdl {

struct RescueScreen {
  std::string hall_name;     // 临澜市政务服务中心
  std::string message;       // 正在准备内容
  std::string hotline;       // 12345
  std::string clock;         // 09:42
};

// Fills the whole bitmap; never fails, never leaves it black.
void draw_rescue(const RescueScreen& screen, paint::Bitmap target);
// With these font files only, the first that opens; with none the words come as strokes.
void draw_rescue(const RescueScreen& screen, paint::Bitmap target, std::span<const std::filesystem::path> fonts);

// The Chinese fonts of Debian's packages, in the order they are tried.
const std::vector<std::filesystem::path>& rescue_fonts();

}  // namespace gongkai::sdl

#include "render/paint/missing_box.h"

#include <algorithm>
#include <array>

namespace gongkai::paint {
namespace {

// The sixteen digits as 3x5 pixels, a row in three bits, the highest bit on the left.
constexpr int digit_width = 3, digit_height = 5;
constexpr std::array<std::array<std::uint8_t, digit_height>, 16> digits = {{
    {7, 5, 5, 5, 7}, {2, 6, 2, 2, 7}, {7, 1, 7, 4, 7}, {7, 1, 3, 1, 7}, {5, 5, 7, 1, 1}, {7, 4, 7, 1, 7},
    {7, 4, 7, 5, 7}, {7, 1, 2, 2, 2}, {7, 5, 7, 5, 7}, {7, 5, 7, 1, 7}, {2, 5, 7, 5, 5}, {6, 5, 6, 5, 6},
    {3, 4, 4, 4, 3}, {6, 5, 5, 5, 6}, {7, 4, 6, 4, 7}, {7, 4, 6, 4, 4},
}};

void draw_digit(const Surface& surface, int digit, int left, int top, int scale, render::Color color) {
  for (int y = 0; y < digit_height; ++y) {
    for (int x = 0; x < digit_width; ++x) {
      if ((digits[static_cast<std::size_t>(digit)][static_cast<std::size_t>(y)] >> (digit_width - 1 - x) & 1) == 0) {
        continue;
      }
      fill_rect(surface, {left + x * scale, top + y * scale, scale, scale}, color);
    }
  }
}

}  // namespace

void draw_missing(const Surface& surface, const render::Rect& rect, render::Color color, char32_t code_point) {
  const int line = std::max(1, rect.height / 24);
  stroke_round(surface, rect, color, 0, line);
  // Two rows: four digits as 2 x 2, five or six as 3 x 2, with a pixel between digits.
  const int columns = code_point > 0xFFFF ? 3 : 2;
  const int grid_width = columns * (digit_width + 1) - 1, grid_height = 2 * (digit_height + 1) - 1;
  const int scale = std::min((rect.width - 2 * line - 2) / grid_width, (rect.height - 2 * line - 2) / grid_height);
  if (scale < 1) return;
  const int left = rect.x + (rect.width - grid_width * scale) / 2, top = rect.y + (rect.height - grid_height * scale) / 2;
  for (int i = 0; i < 2 * columns; ++i) {
    const int digit = static_cast<int>(code_point >> (4 * (2 * columns - 1 - i)) & 15);
    draw_digit(surface, digit, left + i % columns * (digit_width + 1) * scale,
               top + i / columns * (digit_height + 1) * scale, scale, color);
  }
}

}  // namespace gongkai::paint

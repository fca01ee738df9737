#include "render/sdl/rescue_strokes.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "render/paint/raster.h"

namespace gongkai::sdl {
namespace {

struct Stroke {
  std::int8_t x1, y1, x2, y2;
};

struct Character {
  std::string_view text;
  int advance;  // of 32
  std::vector<Stroke> strokes;
};

constexpr int grid = 32, narrow = 20;

// Seven bars of a digit: top, upper right, lower right, bottom, lower left, upper left, middle.
std::vector<Stroke> bars(unsigned lit) {
  constexpr Stroke all[] = {{3, 4, 15, 4},    {15, 4, 15, 16}, {15, 16, 15, 28}, {3, 28, 15, 28},
                            {3, 16, 3, 28},   {3, 4, 3, 16},   {3, 16, 15, 16}};
  std::vector<Stroke> strokes;
  for (unsigned i = 0; i < 7; ++i) {
    if (lit >> i & 1) strokes.push_back(all[i]);
  }
  return strokes;
}

std::vector<Character> make_characters() {
  return {
      {"0", narrow, bars(0x3F)}, {"1", narrow, bars(0x06)}, {"2", narrow, bars(0x5B)}, {"3", narrow, bars(0x4F)},
      {"4", narrow, bars(0x66)}, {"5", narrow, bars(0x6D)}, {"6", narrow, bars(0x7D)}, {"7", narrow, bars(0x07)},
      {"8", narrow, bars(0x7F)}, {"9", narrow, bars(0x6F)},
      {":", 10, {{5, 10, 5, 11}, {5, 21, 5, 22}}},
      {"-", narrow, {{4, 16, 14, 16}}},
      {" ", 12, {}},
      {"正", grid, {{4, 5, 28, 5}, {16, 5, 16, 28}, {16, 16, 26, 16}, {8, 14, 8, 28}, {2, 28, 30, 28}}},
      {"在", grid, {{3, 8, 29, 8}, {14, 2, 3, 20}, {8, 15, 8, 30}, {13, 18, 29, 18}, {20, 12, 20, 28}, {12, 28, 30, 28}}},
      {"准", grid,
       {{3, 6, 8, 10}, {3, 27, 9, 16}, {16, 2, 10, 13}, {14, 8, 14, 30}, {20, 2, 22, 6}, {14, 8, 30, 8},
        {14, 15, 28, 15}, {14, 22, 28, 22}, {14, 29, 30, 29}, {22, 8, 22, 29}}},
      {"备", grid,
       {{12, 2, 4, 12}, {10, 6, 24, 6}, {24, 6, 16, 13}, {16, 13, 3, 19}, {10, 8, 18, 14}, {18, 14, 29, 19},
        {8, 19, 24, 19}, {8, 19, 8, 30}, {24, 19, 24, 30}, {8, 30, 24, 30}, {8, 24, 24, 24}, {16, 19, 16, 30}}},
      {"内", grid,
       {{6, 9, 6, 30}, {6, 9, 26, 9}, {26, 9, 26, 30}, {26, 30, 22, 28}, {16, 2, 16, 13}, {16, 13, 10, 23}, {16, 14, 22, 22}}},
      {"容", grid,
       {{16, 1, 16, 5}, {4, 6, 28, 6}, {4, 6, 4, 11}, {28, 6, 28, 11}, {12, 9, 7, 14}, {20, 9, 25, 14}, {16, 12, 4, 23},
        {16, 12, 28, 23}, {10, 22, 22, 22}, {10, 22, 10, 30}, {22, 22, 22, 30}, {10, 30, 22, 30}}},
      {"请", grid,
       {{4, 3, 8, 7}, {2, 13, 8, 13}, {8, 13, 8, 28}, {8, 28, 12, 24}, {14, 6, 30, 6}, {15, 10, 29, 10}, {12, 15, 31, 15},
        {22, 2, 22, 15}, {16, 19, 16, 30}, {16, 19, 28, 19}, {28, 19, 28, 30}, {28, 30, 25, 29}, {16, 23, 28, 23}, {16, 27, 28, 27}}},
      {"到", grid,
       {{2, 4, 18, 4}, {9, 4, 4, 11}, {4, 11, 16, 11}, {13, 8, 17, 13}, {4, 18, 17, 18}, {10, 13, 10, 27}, {2, 28, 18, 26},
        {22, 6, 22, 22}, {28, 2, 28, 30}, {28, 30, 24, 28}}},
      {"窗", grid,
       {{16, 1, 16, 4}, {4, 5, 28, 5}, {4, 5, 4, 9}, {28, 5, 28, 9}, {12, 7, 8, 11}, {20, 7, 25, 11}, {17, 10, 14, 14},
        {6, 14, 26, 14}, {6, 14, 6, 30}, {26, 14, 26, 30}, {6, 30, 26, 30}, {15, 16, 10, 22}, {13, 18, 21, 18},
        {21, 18, 12, 27}, {13, 21, 20, 26}}},
      {"口", grid, {{6, 6, 26, 6}, {6, 6, 6, 28}, {26, 6, 26, 28}, {6, 27, 26, 27}}},
      {"咨", grid,
       {{4, 4, 8, 7}, {3, 15, 9, 11}, {14, 2, 10, 10}, {13, 6, 27, 6}, {27, 6, 24, 10}, {18, 8, 17, 12}, {17, 12, 10, 18},
        {18, 11, 28, 18}, {8, 21, 24, 21}, {8, 21, 8, 30}, {24, 21, 24, 30}, {8, 30, 24, 30}}},
      {"询", grid,
       {{4, 3, 8, 7}, {2, 13, 8, 13}, {8, 13, 8, 28}, {8, 28, 12, 24}, {18, 2, 13, 11}, {16, 7, 29, 7}, {29, 7, 29, 28},
        {29, 28, 25, 30}, {16, 13, 24, 13}, {16, 13, 16, 24}, {24, 13, 24, 24}, {16, 24, 24, 24}, {16, 18, 24, 18}}},
  };
}

std::size_t utf8_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// Calls `use` with each character that has strokes and its left edge in grid units; returns the line's width.
template <class Use>
int walk(std::string_view text, std::span<const Character> characters, Use use) {
  int x = 0;
  while (!text.empty()) {
    const std::string_view one = text.substr(0, std::min(text.size(), utf8_length(text.front())));
    const auto found =
        std::find_if(characters.begin(), characters.end(), [&](const Character& c) { return c.text == one; });
    if (found != characters.end()) use(*found, x);
    x += found != characters.end() ? found->advance : grid / 2;
    text.remove_prefix(one.size());
  }
  return x;
}

double distance(double px, double py, double x1, double y1, double x2, double y2) {
  const double dx = x2 - x1, dy = y2 - y1, length = dx * dx + dy * dy;
  const double t = length > 0 ? std::clamp(((px - x1) * dx + (py - y1) * dy) / length, 0.0, 1.0) : 0.0;
  return std::hypot(px - x1 - t * dx, py - y1 - t * dy);
}

}  // namespace

int strokes_width(std::string_view text, int size) {
  return walk(text, make_characters(), [](const Character&, int) {}) * size / grid;
}

void draw_strokes(paint::Bitmap target, std::string_view text, const render::Rect& area, int size,
                  render::Color color) {
  const std::vector<Character> characters = make_characters();
  const double scale = static_cast<double>(size) / grid, thickness = std::max(0.6, 1.3 * scale);
  const int left = area.x + (area.width - strokes_width(text, size)) / 2, top = area.y + (area.height - size) / 2;
  const paint::Surface surface{target, paint::bounds_of(target), paint::Edge::smooth};
  walk(text, characters, [&](const Character& character, int x) {
    const int width = static_cast<int>(std::ceil(character.advance * scale)) + 2;
    const render::Rect box{left + static_cast<int>(x * scale), top, width, size + 2};
    std::vector<std::uint8_t> coverage(static_cast<std::size_t>(box.width) * static_cast<std::size_t>(box.height));
    for (int row = 0; row < box.height; ++row) {
      for (int column = 0; column < box.width; ++column) {
        double nearest = 1e9;
        for (const Stroke& s : character.strokes) {
          nearest = std::min(nearest, distance(column + 0.5, row + 0.5, s.x1 * scale, s.y1 * scale, s.x2 * scale,
                                               s.y2 * scale));
        }
        const double inside = std::clamp(thickness + 0.5 - nearest, 0.0, 1.0);
        coverage[static_cast<std::size_t>(row * box.width + column)] = static_cast<std::uint8_t>(inside * 255);
      }
    }
    paint::fill_coverage(surface, box, coverage, color);
  });
}

}  // namespace gongkai::sdl

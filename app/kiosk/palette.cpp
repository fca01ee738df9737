#include "app/kiosk/palette.h"

#include <algorithm>

namespace gongkai::kiosk {

namespace {

// Text and its ground must stand on different sides: the darkest text of the themes is a full red, the lightest ground
// that carries light text the red of alerts, #A5281B.
bool lit(render::Color color) { return std::max({color.red, color.green, color.blue}) >= 0xC0; }

render::Color of_two_diodes(render::Color color) {
  if (!lit(color)) return render::rgb(0x000000);
  return render::rgb((color.red >= 0x80 ? 0xFF0000u : 0u) | (color.green >= 0x80 ? 0x00FF00u : 0u));
}

}  // namespace

layout::Theme in_palette(layout::Theme theme, Palette palette) {
  if (palette == Palette::full) return theme;
  for (render::Color& color : theme.colors) {
    if (color.alpha == 0) continue;  // Tone::none
    color = palette == Palette::mono ? render::rgb(lit(color) ? 0xFF0000 : 0x000000) : of_two_diodes(color);
  }
  theme.mono_text = true;
  return theme;
}

}  // namespace gongkai::kiosk

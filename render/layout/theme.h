// What a screen looks like, apart from what it says: colours by tone, the size of a design unit, text modes.
// Lengths in blocks are design units; one unit is `unit` device pixels (1.0 on a 1080-wide portrait screen).
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "render/color.h"

namespace gongkai::layout {

// A colour by its duty. Themes (kiosk-config/themes/*.toml) give each a value; contrast is the theme's promise.
enum class Tone : std::uint8_t {
  none,             // nothing is drawn
  paper, surface, surface_soft, ink, ink_second, line, on_accent, on_accent_second, scrim, disabled,
  indigo, indigo_soft, vermilion, vermilion_soft, amber, amber_soft, jade, jade_soft,
  marked, on_marked, // words pointed at (the sentence being read aloud): ground and ink
  official_red,     // head and rule of an official document
  alert_red, alert_orange, alert_yellow, alert_blue, on_alert, on_alert_dark,
  led_background, led_amber, led_red, led_green, led_white, led_band, led_tag,
};
inline constexpr std::size_t tone_count = static_cast<std::size_t>(Tone::led_tag) + 1;

// "indigo_soft" etc., the keys of a theme file, in the order of Tone.
const std::array<const char*, tone_count>& tone_names();

struct Theme {
  std::array<render::Color, tone_count> colors{};
  double unit = 1.0;        // device pixels a design unit
  double text_scale = 1.0;  // 1.5 in large-text mode: multiplies text sizes, not boxes
  bool sans_only = false;   // large-text mode: official documents in sans as well
  bool mono_text = false;   // LED: 1-bit glyphs, no anti-aliasing anywhere
  bool outlined = false;    // high contrast: every filled surface gets an outline in `line`

  render::Color color(Tone tone) const { return colors[static_cast<std::size_t>(tone)]; }
  int px(int units) const;       // boxes, rounded, at least 1 for a positive length
  int text_px(int units) const;  // text, rounded
};

// The colours of the design's three palettes, used where no theme file is given.
Theme default_theme();
Theme high_contrast_theme();
Theme led_theme();

}  // namespace gongkai::layout

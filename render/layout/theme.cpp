#include "render/layout/theme.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace gongkai::layout {
namespace {

using render::Color;
using render::rgb;

struct ToneColor {
  Tone tone;
  Color color;
};

void set(Theme& theme, std::initializer_list<ToneColor> values) {
  for (const auto& value : values) theme.colors[static_cast<std::size_t>(value.tone)] = value.color;
}

// The colours of the four warning levels are fixed by law (突发事件应对法), not by taste: every theme shows the same
// red, orange, yellow and blue, dark enough under on_alert (red, blue) or light enough under on_alert_dark (orange,
// yellow).
void set_alert_colors(Theme& theme) {
  set(theme, {{Tone::alert_red, rgb(0xA5281B)},
              {Tone::alert_orange, rgb(0xFF9A1F)},
              {Tone::alert_yellow, rgb(0xFFD83B)},
              {Tone::alert_blue, rgb(0x0B4A8F)},
              {Tone::on_alert, rgb(0xFFFFFF)},
              {Tone::on_alert_dark, rgb(0x14191F)}});
}

void set_led_colors(Theme& theme) {
  set(theme, {{Tone::led_background, rgb(0x000000)},
              {Tone::led_amber, rgb(0xFFB000)},
              {Tone::led_red, rgb(0xFF3B2F)},
              {Tone::led_green, rgb(0x3CE36A)},
              {Tone::led_white, rgb(0xFFE9B8)},
              {Tone::led_band, rgb(0x1A0F00)},
              {Tone::led_tag, rgb(0x330000)}});
}

int rounded(double value) { return static_cast<int>(std::lround(value)); }

}  // namespace

const std::array<const char*, tone_count>& tone_names() {
  static constexpr std::array<const char*, tone_count> names = {
      "none",         "paper",       "surface",     "surface_soft",   "ink",        "ink_second",   "line",
      "on_accent",    "on_accent_second", "scrim",  "disabled",       "indigo",     "indigo_soft",  "vermilion",
      "vermilion_soft", "amber",     "amber_soft",  "jade",           "jade_soft",  "marked",       "on_marked",
      "official_red", "alert_red",
      "alert_orange", "alert_yellow", "alert_blue", "on_alert",       "on_alert_dark", "led_background", "led_amber",
      "led_red",      "led_green",   "led_white",   "led_band",       "led_tag"};
  return names;
}

int Theme::px(int units) const {
  const int value = rounded(units * unit);
  return units > 0 ? std::max(1, value) : value;
}

int Theme::text_px(int units) const { return std::max(1, rounded(units * unit * text_scale)); }

Theme default_theme() {
  Theme theme;
  set(theme, {{Tone::none, {0, 0, 0, 0}},
              {Tone::paper, rgb(0xF1F3F6)},
              {Tone::surface, rgb(0xFFFFFF)},
              {Tone::surface_soft, rgb(0xF7F8FA)},
              {Tone::ink, rgb(0x14191F)},
              {Tone::ink_second, rgb(0x414B57)},
              {Tone::line, rgb(0xD3D9E1)},
              {Tone::on_accent, rgb(0xFFFFFF)},
              {Tone::on_accent_second, rgb(0xD6E1EE)},
              {Tone::scrim, {8, 17, 27, 158}},
              {Tone::disabled, rgb(0x9AA5B1)},
              {Tone::indigo, rgb(0x12355B)},
              {Tone::indigo_soft, rgb(0xE6EDF5)},
              {Tone::vermilion, rgb(0xA5281B)},
              {Tone::vermilion_soft, rgb(0xFAEAE7)},
              {Tone::amber, rgb(0x7A4A00)},
              {Tone::amber_soft, rgb(0xFBF1DF)},
              {Tone::jade, rgb(0x0F5F46)},
              {Tone::jade_soft, rgb(0xE3F1EB)},
              {Tone::marked, rgb(0xFFE08A)},
              {Tone::on_marked, rgb(0x14191F)},
              {Tone::official_red, rgb(0xA60000)}});
  set_alert_colors(theme);
  set_led_colors(theme);
  return theme;
}

Theme high_contrast_theme() {
  const Color black = rgb(0x000000), white = rgb(0xFFFFFF), yellow = rgb(0xFFEB3B), green = rgb(0x7CFC9A);
  Theme theme;
  set(theme, {{Tone::none, {0, 0, 0, 0}},
              {Tone::paper, black},
              {Tone::surface, black},
              {Tone::surface_soft, black},
              {Tone::ink, white},
              {Tone::ink_second, yellow},
              {Tone::line, white},
              {Tone::on_accent, black},
              {Tone::on_accent_second, black},
              {Tone::scrim, {0, 0, 0, 200}},
              {Tone::disabled, rgb(0x9E9E9E)},
              {Tone::indigo, yellow},
              {Tone::indigo_soft, black},
              {Tone::vermilion, yellow},
              {Tone::vermilion_soft, black},
              {Tone::amber, yellow},
              {Tone::amber_soft, black},
              {Tone::jade, green},
              {Tone::jade_soft, black},
              {Tone::marked, yellow},
              {Tone::on_marked, black},
              {Tone::official_red, white}});
  set_alert_colors(theme);
  set_led_colors(theme);
  theme.outlined = true;
  return theme;
}

Theme led_theme() {
  Theme theme = default_theme();
  const Color black = rgb(0x000000), amber = rgb(0xFFB000), red = rgb(0xFF3B2F), green = rgb(0x3CE36A);
  set(theme, {{Tone::paper, black},
              {Tone::surface, black},
              {Tone::surface_soft, black},
              {Tone::marked, amber},
              {Tone::on_marked, black},
              {Tone::ink, amber},
              {Tone::ink_second, rgb(0xFFE9B8)},
              {Tone::line, rgb(0x6B4A00)},
              {Tone::on_accent, black},
              {Tone::on_accent_second, black},
              {Tone::scrim, {0, 0, 0, 200}},
              {Tone::disabled, rgb(0x6B4A00)},
              {Tone::indigo, amber},
              {Tone::indigo_soft, rgb(0x1A0F00)},
              {Tone::vermilion, red},
              {Tone::vermilion_soft, rgb(0x330000)},
              {Tone::amber, amber},
              {Tone::amber_soft, rgb(0x1A0F00)},
              {Tone::jade, green},
              {Tone::jade_soft, rgb(0x00260D)},
              {Tone::official_red, red}});
  theme.mono_text = true;
  return theme;
}

}  // namespace gongkai::layout

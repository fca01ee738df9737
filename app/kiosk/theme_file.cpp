#include "app/kiosk/theme_file.h"

#include <string>

namespace gongkai::kiosk {

ReadTheme read_theme(const std::filesystem::path& file, const layout::Theme& base) {
  ReadTheme read;
  read.theme = base;
  process::SettingsReader reader(file);
  for (std::size_t i = 0; i < layout::tone_count; ++i) {
    if (static_cast<layout::Tone>(i) == layout::Tone::none) continue;
    render::Color& color = read.theme.colors[i];
    std::uint32_t value = static_cast<std::uint32_t>(color.red << 16 | color.green << 8 | color.blue);
    reader.color("colors." + std::string(layout::tone_names()[i]), value);
    const std::uint8_t alpha = color.alpha;
    color = render::rgb(value);
    color.alpha = alpha;
  }
  // The scrim lies over a page, so it is the one tone that is seen through.
  render::Color& scrim = read.theme.colors[static_cast<std::size_t>(layout::Tone::scrim)];
  int percent = scrim.alpha * 100 / 255;
  reader.integer("scrim.opacity_percent", percent, 30, 100);
  scrim.alpha = static_cast<std::uint8_t>(percent * 255 / 100);
  reader.boolean("text.one_bit", read.theme.mono_text);
  reader.boolean("surface.outlined", read.theme.outlined);
  read.faults = reader.finish();
  return read;
}

}  // namespace gongkai::kiosk

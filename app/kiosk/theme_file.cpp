#include "app/kiosk/theme_file.h"

#include <string>

namespace gongkai::kiosk {

namespace {

using screens::LobbyZones;

template <class Word>
void read_word(process::SettingsReader& reader, std::string_view key, Word& word, const std::vector<std::string>& words) {
  int position = static_cast<int>(word);
  reader.choice(key, position, words);
  word = static_cast<Word>(position);
}

void read_zones(process::SettingsReader& reader, LobbyZones& zones) {
  read_word(reader, "lobby.clock", zones.clock, {"top", "bottom", "side"});
  read_word(reader, "lobby.crawl", zones.crawl, {"bottom", "top", "none"});
  read_word(reader, "lobby.side", zones.side, {"right", "left", "none"});
  read_word(reader, "lobby.side_shows", zones.side_shows, {"guides_and_figures", "guides", "figures"});
  reader.integer("lobby.clock_height", zones.clock_height, 96, 200);
  reader.integer("lobby.crawl_height", zones.crawl_height, 72, 240);
  reader.integer("lobby.side_width", zones.side_width, 440, 880);
  if (zones.clock == LobbyZones::Clock::side && zones.side == LobbyZones::Side::none) {
    reader.fault("lobby.clock", "没有侧栏（lobby.side = \"none\"）时，时钟不能放在侧栏：请写 \"top\" 或 \"bottom\"");
  }
}

}  // namespace

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
  read_zones(reader, read.lobby);
  read.faults = reader.finish();
  return read;
}

}  // namespace gongkai::kiosk

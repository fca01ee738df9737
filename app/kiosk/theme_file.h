// Colours of a screen, and the zones of a lobby screen, from kiosk-config/themes/*.toml.
#pragma once

#include <filesystem>
#include <vector>

#include "app/process/settings.h"
#include "app/screens/screens.h"
#include "render/layout/theme.h"

namespace gongkai::kiosk {

struct ReadTheme {
  layout::Theme theme;
  screens::LobbyZones lobby;
  std::vector<process::SettingsFault> faults;
};

// [colors] has a key for each tone of render/layout/theme.h; what the file leaves out stays as in `base`.
// [lobby] says where the zones of a lobby screen stand and how large they are.
ReadTheme read_theme(const std::filesystem::path& file, const layout::Theme& base);

}  // namespace gongkai::kiosk

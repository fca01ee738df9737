// Colours of a screen from kiosk-config/themes/*.toml.
#pragma once

#include <filesystem>
#include <vector>

#include "app/process/settings.h"
#include "render/layout/theme.h"

namespace gongkai::kiosk {

struct ReadTheme {
  layout::Theme theme;
  std::vector<process::SettingsFault> faults;
};

// [colors] has a key for each tone of render/layout/theme.h; what the file leaves out stays as in `base`.
ReadTheme read_theme(const std::filesystem::path& file, const layout::Theme& base);

}  // namespace gongkai::kiosk

// fonts/fonts.toml: which font files each role uses, in fallback order.
#pragma once

#include <filesystem>
#include <vector>

#include "app/process/settings.h"
#include "render/text/font_stack.h"

namespace gongkai::kiosk {

struct ReadFonts {
  text::FontPlan plan;
  std::vector<process::SettingsFault> faults;
};

// Relative font paths count from the folder of `file`.
ReadFonts read_fonts(const std::filesystem::path& file);

}  // namespace gongkai::kiosk

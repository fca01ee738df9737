// --check-config: everything a profile refers to, read and judged, nothing opened on the screen.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/process/settings.h"

namespace gongkai::kiosk {

struct ConfigReport {
  std::vector<process::SettingsFault> faults;   // the kiosk would not start with these
  std::vector<std::string> notes;               // it would: a fallback font that is not installed, no content yet
};

ConfigReport check_config(const std::filesystem::path& profile, const std::filesystem::path& store_override);

// One object on one line: {"ok":…,"faults":[{"file","line","column","message"}],"notes":[…]}
std::string as_json(const ConfigReport& report);

}  // namespace gongkai::kiosk

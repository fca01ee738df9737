#include "app/kiosk/fonts_file.h"

#include <string>

namespace gongkai::kiosk {

ReadFonts read_fonts(const std::filesystem::path& file) {
  // In the order of text::FontRole.
  constexpr const char* roles[text::font_role_count] = {"sans", "sans_bold", "serif", "serif_bold", "icon", "led"};
  ReadFonts read;
  process::SettingsReader reader(file);
  for (int role = 0; role < text::font_role_count; ++role) {
    const std::string key = std::string("roles.") + roles[role] + ".files";
    std::vector<process::FileEntry> entries;
    reader.require(key);
    reader.files(key, entries);
    for (const process::FileEntry& entry : entries) {
      read.plan.roles[role].push_back({file.parent_path() / entry.path, entry.index});
    }
  }
  read.faults = reader.finish();
  return read;
}

}  // namespace gongkai::kiosk

// The fonts of a program: a few roles, each with a fixed fallback order (fonts/fonts.toml). No fontconfig at
// run time. One FreeType face and one HarfBuzz face a file, mapped into memory; sizes are made from them as
// needed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "render/result.h"

namespace gongkai::text {

enum class FontRole : std::uint8_t { sans, sans_bold, serif, serif_bold, icon, led };
inline constexpr int font_role_count = 6;

// A face file and which face of a collection (.ttc) it is.
struct FontFileSpec {
  std::filesystem::path path;
  int index = 0;
};

// What fonts.toml says, already read: for each role the files in fallback order. A file that does not exist
// is left out and reported; a role with no file at all is an error.
struct FontPlan {
  std::vector<FontFileSpec> roles[font_role_count];
};

using FontId = std::uint16_t;  // index into the stack's files, the same for all roles

class FontFile;  // font_file.h

class FontStack {
 public:
  // On success `missing` holds the files of the plan that are not there (a warning, the next in the chain is
  // used).
  static render::Result<FontStack> load(const FontPlan& plan,
                                        std::vector<std::filesystem::path>* missing = nullptr);
  FontStack(FontStack&&) noexcept;
  FontStack& operator=(FontStack&&) noexcept;
  ~FontStack();

  const std::vector<FontId>& chain(FontRole role) const;
  FontFile& file(FontId id) const;
  std::size_t file_count() const;

 private:
  struct Parts;
  explicit FontStack(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace gongkai::text

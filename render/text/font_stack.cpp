#include "render/text/font_stack.h"

#include <ft2build.h>
#include FT_FREETYPE_H

#include "render/text/font_file.h"

namespace gongkai::text {
namespace {

struct DropLibrary {
  void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};

const char* const role_names[font_role_count] = {"sans", "sans_bold", "serif", "serif_bold", "icon", "led"};

}  // namespace

struct FontStack::Parts {
  std::unique_ptr<FT_LibraryRec_, DropLibrary> library;  // outlives the files: declared first
  std::vector<std::unique_ptr<FontFile>> files;
  std::vector<FontId> chains[font_role_count];
};

FontStack::FontStack(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
FontStack::FontStack(FontStack&&) noexcept = default;
FontStack& FontStack::operator=(FontStack&&) noexcept = default;
FontStack::~FontStack() = default;

render::Result<FontStack> FontStack::load(const FontPlan& plan, std::vector<std::filesystem::path>* missing) {
  auto parts = std::make_unique<Parts>();
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) return render::failure("无法启动 FreeType");
  parts->library.reset(library);
  for (int role = 0; role < font_role_count; ++role) {
    for (const FontFileSpec& spec : plan.roles[role]) {
      std::size_t known = 0;
      while (known < parts->files.size() && (parts->files[known]->spec().path != spec.path ||
                                             parts->files[known]->spec().index != spec.index)) {
        ++known;
      }
      if (known == parts->files.size()) {
        std::error_code error;
        if (!std::filesystem::exists(spec.path, error)) {
          if (missing != nullptr) missing->push_back(spec.path);
          continue;
        }
        auto file = FontFile::open(library, spec);
        if (!file) return tl::unexpected(file.error());
        parts->files.push_back(std::move(*file));
      }
      parts->chains[role].push_back(static_cast<FontId>(known));
    }
    if (parts->chains[role].empty()) {
      return render::failure(std::string("字体角色 ") + role_names[role] + " 没有可用的字体文件");
    }
  }
  return FontStack(std::move(parts));
}

const std::vector<FontId>& FontStack::chain(FontRole role) const {
  return parts_->chains[static_cast<int>(role)];
}
FontFile& FontStack::file(FontId id) const { return *parts_->files.at(id); }
std::size_t FontStack::file_count() const { return parts_->files.size(); }

}  // namespace gongkai::text

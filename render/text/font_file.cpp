#include "render/text/font_file.h"

#include <fcntl.h>
#include <hb-ot.h>
#include <hb.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ft2build.h>
#include FT_FREETYPE_H

namespace gongkai::text {
namespace {

render::Result<std::pair<const unsigned char*, std::size_t>> map_file(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return render::failure("无法打开字体文件：" + path.string());
  struct stat status {};
  void* bytes = MAP_FAILED;
  if (::fstat(file, &status) == 0 && status.st_size > 0) {
    bytes = ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_PRIVATE, file, 0);
  }
  ::close(file);
  if (bytes == MAP_FAILED) return render::failure("无法读取字体文件：" + path.string());
  return std::pair(static_cast<const unsigned char*>(bytes), static_cast<std::size_t>(status.st_size));
}

}  // namespace

void UnmapFile::operator()(const unsigned char* bytes) const {
  ::munmap(const_cast<unsigned char*>(bytes), size);
}
void FontFile::DropFace::operator()(FT_Face face) const { FT_Done_Face(face); }
void FontFile::DropShaper::operator()(hb_font_t* font) const { hb_font_destroy(font); }

FontFile::~FontFile() = default;

render::Result<std::unique_ptr<FontFile>> FontFile::open(FT_Library library, const FontFileSpec& spec) {
  auto mapped = map_file(spec.path);
  if (!mapped) return tl::unexpected(mapped.error());
  std::unique_ptr<FontFile> out(new FontFile);
  out->spec_ = spec;
  out->bytes_ = std::unique_ptr<const unsigned char, UnmapFile>(mapped->first, UnmapFile{mapped->second});
  FT_Face face = nullptr;
  if (FT_New_Memory_Face(library, mapped->first, static_cast<FT_Long>(mapped->second), spec.index, &face) != 0) {
    return render::failure("不是可用的字体文件：" + spec.path.string());
  }
  out->face_.reset(face);
  out->color_ = FT_HAS_COLOR(face);
  out->bitmap_ = !FT_IS_SCALABLE(face) && !out->color_;
  if (out->bitmap_) {
    if (face->num_fixed_sizes < 1 || FT_Select_Size(face, 0) != 0) {
      return render::failure("点阵字体没有字号：" + spec.path.string());
    }
    out->units_per_em_ = static_cast<int>(face->available_sizes[0].y_ppem / 64);
    if (out->units_per_em_ < 1) return render::failure("点阵字体的字号无效：" + spec.path.string());
    return out;
  }
  hb_blob_t* blob = hb_blob_create(reinterpret_cast<const char*>(mapped->first),
                                   static_cast<unsigned>(mapped->second), HB_MEMORY_MODE_READONLY, nullptr, nullptr);
  hb_face_t* hb_face = hb_face_create(blob, static_cast<unsigned>(spec.index));
  out->shaper_.reset(hb_font_create(hb_face));
  out->units_per_em_ = static_cast<int>(hb_face_get_upem(hb_face));
  hb_face_destroy(hb_face);  // the font keeps what it needs
  hb_blob_destroy(blob);
  hb_font_set_scale(out->shaper_.get(), out->units_per_em_, out->units_per_em_);
  hb_font_make_immutable(out->shaper_.get());
  return out;
}

std::uint32_t FontFile::glyph(char32_t character) const {
  if (bitmap_) return FT_Get_Char_Index(face_.get(), character);
  hb_codepoint_t glyph = 0;
  return hb_font_get_nominal_glyph(shaper_.get(), character, &glyph) ? glyph : 0;
}

std::uint32_t FontFile::glyph(char32_t character, char32_t variation_selector) const {
  if (bitmap_) return 0;
  hb_codepoint_t glyph = 0;
  return hb_font_get_variation_glyph(shaper_.get(), character, variation_selector, &glyph) ? glyph : 0;
}

int FontFile::advance(std::uint32_t glyph) const {
  if (!bitmap_) return hb_font_get_glyph_h_advance(shaper_.get(), glyph);
  if (FT_Load_Glyph(face_.get(), glyph, FT_LOAD_DEFAULT) != 0) return units_per_em_;
  return static_cast<int>(face_->glyph->advance.x / 64);
}

}  // namespace gongkai::text

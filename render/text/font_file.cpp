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

void FontFile::let_pages_go() const {
  ::madvise(const_cast<unsigned char*>(bytes_.get()), bytes_.get_deleter().size, MADV_DONTNEED);
}

render::Result<std::unique_ptr<FontFile>> FontFile::open(FT_Library library, const FontFileSpec& spec) {
  auto mapped = map_file(spec.path);
  if (!mapped) return tl::unexpected(mapped.error());
  std::unique_ptr<FontFile> out(new FontFile);
  out->spec_ = spec;
  out->library_ = library;
  out->bytes_ = std::unique_ptr<const unsigned char, UnmapFile>(mapped->first, UnmapFile{mapped->second});
  if (!out->open_shaper() && !out->open_bitmap())
    return render::failure("不是可用的字体文件：" + spec.path.string());
  return out;
}

// An OpenType file; false for anything else.
bool FontFile::open_shaper() {
  hb_blob_t* blob = hb_blob_create(reinterpret_cast<const char*>(bytes_.get()),
                                   static_cast<unsigned>(bytes_.get_deleter().size), HB_MEMORY_MODE_READONLY,
                                   nullptr, nullptr);
  hb_face_t* face = hb_face_create(blob, static_cast<unsigned>(spec_.index));
  const bool usable = hb_face_get_glyph_count(face) > 0;
  if (usable) {
    shaper_.reset(hb_font_create(face));
    units_per_em_ = static_cast<int>(hb_face_get_upem(face));
    color_ = hb_ot_color_has_png(face) != 0;
    hb_font_set_scale(shaper_.get(), units_per_em_, units_per_em_);
    hb_font_make_immutable(shaper_.get());
  }
  hb_face_destroy(face);  // the font keeps what it needs
  hb_blob_destroy(blob);
  return usable;
}

bool FontFile::open_bitmap() {
  const FT_Face opened = face();
  if (opened == nullptr || FT_IS_SCALABLE(opened) || opened->num_fixed_sizes < 1) return false;
  units_per_em_ = static_cast<int>(opened->available_sizes[0].y_ppem / 64);
  bitmap_ = true;
  const bool usable = units_per_em_ > 0 && FT_Select_Size(opened, 0) == 0;
  face_.reset();  // a megabyte of metrics, of no use to a board without LED rows
  return usable;
}

FT_Face FontFile::face() const {
  if (face_ == nullptr && !face_failed_) {
    FT_Face opened = nullptr;
    const auto size = static_cast<FT_Long>(bytes_.get_deleter().size);
    face_failed_ = FT_New_Memory_Face(library_, bytes_.get(), size, spec_.index, &opened) != 0;
    if (!face_failed_) face_.reset(opened);
    if (bitmap_ && !face_failed_) face_failed_ = FT_Select_Size(opened, 0) != 0;
  }
  return face_.get();
}

std::uint32_t FontFile::glyph(char32_t character) const {
  if (bitmap_) return face() != nullptr ? FT_Get_Char_Index(face(), character) : 0;
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
  if (face() == nullptr || FT_Load_Glyph(face(), glyph, FT_LOAD_DEFAULT) != 0) return units_per_em_;
  return static_cast<int>(face_->glyph->advance.x / 64);
}

}  // namespace gongkai::text

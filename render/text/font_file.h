// One face of one font file, mapped into memory: FreeType for pictures, HarfBuzz for shaping. A bitmap font
// (PCF) has no HarfBuzz font; its units are the pixels of its one size.
#pragma once

#include <cstdint>
#include <memory>

#include "render/result.h"
#include "render/text/font_stack.h"

typedef struct hb_font_t hb_font_t;
typedef struct FT_LibraryRec_* FT_Library;
typedef struct FT_FaceRec_* FT_Face;

namespace gongkai::text {

struct UnmapFile {
  std::size_t size = 0;
  void operator()(const unsigned char* bytes) const;
};

class FontFile {
 public:
  static render::Result<std::unique_ptr<FontFile>> open(FT_Library library, const FontFileSpec& spec);
  ~FontFile();
  FontFile(const FontFile&) = delete;
  FontFile& operator=(const FontFile&) = delete;

  const FontFileSpec& spec() const { return spec_; }
  int units_per_em() const { return units_per_em_; }
  bool bitmap() const { return bitmap_; }  // pictures of one pixel size only
  bool color() const { return color_; }    // pictures carry their own colours (emoji)
  // A bitmap font serves whole multiples of its own size, an outline every size.
  bool serves(int px) const { return !bitmap_ || px % units_per_em_ == 0; }

  std::uint32_t glyph(char32_t character) const;  // 0: none
  std::uint32_t glyph(char32_t character, char32_t variation_selector) const;
  int advance(std::uint32_t glyph) const;  // font units

  hb_font_t* shaper() const { return shaper_.get(); }  // scale: font units; null for bitmap fonts
  // For pictures; opened on first use, since FreeType reads more of a file than layout ever needs. Null if it
  // cannot.
  FT_Face face() const;
  void let_pages_go() const;  // font_pages.h

 private:
  struct DropFace {
    void operator()(FT_Face face) const;
  };
  struct DropShaper {
    void operator()(hb_font_t* font) const;
  };
  FontFile() = default;
  bool open_shaper();
  bool open_bitmap();

  FontFileSpec spec_;
  std::unique_ptr<const unsigned char, UnmapFile> bytes_;
  FT_Library library_ = nullptr;
  mutable std::unique_ptr<FT_FaceRec_, DropFace> face_;
  mutable bool face_failed_ = false;
  std::unique_ptr<hb_font_t, DropShaper> shaper_;
  int units_per_em_ = 1000;
  bool bitmap_ = false, color_ = false;
};

}  // namespace gongkai::text

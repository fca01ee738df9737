#include "tests/bench/text_peers.h"

#include <SDL2/SDL_ttf.h>
#ifdef GONGKAI_PANGO
#include <pango/pangoft2.h>
#endif

#include <memory>
#include <stdexcept>

namespace gongkai::text {

long measure_by_sdl(const std::vector<Paragraph>& paragraphs, int px) {
  if (TTF_Init() != 0) throw std::runtime_error("SDL2_ttf does not start");
  const std::unique_ptr<TTF_Font, decltype(&TTF_CloseFont)> font(
      TTF_OpenFontIndex("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", px, 2), TTF_CloseFont);
  if (font == nullptr) throw std::runtime_error("SDL2_ttf does not open the font");
  long sum = 0;
  for (const Paragraph& paragraph : paragraphs) {
    int width = 0, height = 0;
    TTF_SizeUTF8(font.get(), paragraph.spans[0].text.c_str(), &width, &height);
    sum += width;
  }
  return sum;
}

#ifdef GONGKAI_PANGO
namespace {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
struct DropDescription {
  void operator()(PangoFontDescription* description) const { pango_font_description_free(description); }
};

}  // namespace

long lay_out_by_pango(const std::vector<Paragraph>& paragraphs, int px, int width_px) {
  const std::unique_ptr<PangoFontMap, Unref> fonts(pango_ft2_font_map_new());
  const std::unique_ptr<PangoContext, Unref> context(pango_font_map_create_context(fonts.get()));
  pango_context_set_language(context.get(), pango_language_from_string("zh-Hans"));
  const std::unique_ptr<PangoFontDescription, DropDescription> font(
      pango_font_description_from_string("Noto Sans CJK SC"));
  pango_font_description_set_absolute_size(font.get(), px * PANGO_SCALE);
  const std::unique_ptr<PangoLayout, Unref> layout(pango_layout_new(context.get()));
  pango_layout_set_font_description(layout.get(), font.get());
  pango_layout_set_width(layout.get(), width_px * PANGO_SCALE);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  long lines = 0;
  for (const Paragraph& paragraph : paragraphs) {
    const std::string& text = paragraph.spans[0].text;
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    lines += pango_layout_get_line_count(layout.get());
  }
  return lines;
}
#endif

}  // namespace gongkai::text

#include "render/text/font_pages.h"

#include "render/text/font_file.h"

namespace gongkai::text {

void let_font_pages_go(const FontStack& fonts) {
  for (std::size_t id = 0; id < fonts.file_count(); ++id) fonts.file(static_cast<FontId>(id)).let_pages_go();
}

}  // namespace gongkai::text

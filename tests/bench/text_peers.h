// What others do with the corpus of text_bench: the peers of the text engine.
#pragma once

#include <vector>

#include "render/text/paragraph.h"

namespace gongkai::text {

// Measures every paragraph with SDL2_ttf's size call alone, no wrapping: the peer at its best. Returns the
// sum of the widths, in pixels.
long measure_by_sdl(const std::vector<Paragraph>& paragraphs, int px);

#ifdef GONGKAI_PANGO
// Lays every paragraph out with Pango in lines of `width_px`. Returns the number of lines.
long lay_out_by_pango(const std::vector<Paragraph>& paragraphs, int px, int width_px);
#endif

}  // namespace gongkai::text

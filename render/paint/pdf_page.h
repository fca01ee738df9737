// A page for a printer: one picture in grey as a PDF document (ISO 32000-1), compressed by zlib. Every print queue takes
// it, and it needs no fonts on the printer's side.
#pragma once

#include <string>

#include "render/paint/bitmap.h"

namespace gongkai::paint {

// The sheet is as large as the picture at that many dots per inch.
std::string pdf_page(Bitmap bitmap, int dots_per_inch);

}  // namespace gongkai::paint

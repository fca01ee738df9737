// QR codes (GB/T 18284) by libqrencode.
#pragma once

#include <string>
#include <vector>

#include "render/paint/raster.h"

namespace gongkai::paint {

// The dark modules, row by row; side 0 if the text does not fit any version.
struct QrCode {
  int side = 0;
  std::vector<bool> dark;
};

// UTF-8 in byte mode, error correction M.
QrCode encode_qr(const std::string& text);

// In whole pixels a module with a quiet zone of four modules, centred; at least one pixel a module.
void draw_qr(const Surface& surface, const render::Rect& rect, const QrCode& code, render::Color dark,
             render::Color light);

}  // namespace gongkai::paint

#include "render/paint/qr_code.h"

#include <qrencode.h>

#include <algorithm>
#include <memory>

namespace gongkai::paint {
namespace {

constexpr int quiet_zone = 4;  // modules, GB/T 18284 section 5.3.8

struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

QrCode encode_qr(const std::string& text) {
  if (text.empty()) return {};
  const std::unique_ptr<QRcode, FreeCode> code(
      QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0,
                        QR_ECLEVEL_M));
  if (!code) return {};
  QrCode result;
  result.side = code->width;
  const int modules = code->width * code->width;
  result.dark.reserve(static_cast<std::size_t>(modules));
  for (int i = 0; i < modules; ++i) result.dark.push_back((code->data[i] & 1) != 0);
  return result;
}

void draw_qr(const Surface& surface, const render::Rect& rect, const QrCode& code, render::Color dark,
             render::Color light) {
  fill_rect(surface, rect, light);
  if (code.side == 0) return;
  const int module = std::max(1, std::min(rect.width, rect.height) / (code.side + 2 * quiet_zone));
  const int left = rect.x + (rect.width - module * code.side) / 2, top = rect.y + (rect.height - module * code.side) / 2;
  for (int y = 0; y < code.side; ++y) {
    for (int x = 0; x < code.side; ++x) {
      if (!code.dark[static_cast<std::size_t>(y * code.side + x)]) continue;
      fill_rect(surface, {left + x * module, top + y * module, module, module}, dark);
    }
  }
}

}  // namespace gongkai::paint

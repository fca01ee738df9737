#include "app/kiosk/frame_crc.h"

#include <array>

namespace gongkai::kiosk {

namespace {

// Table k advances a byte by k further bytes: a whole pixel is done in one step.
constexpr std::array<std::array<std::uint32_t, 256>, 4> make_tables() {
  std::array<std::array<std::uint32_t, 256>, 4> tables{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320u : 0);
    tables[0][byte] = crc;
  }
  for (std::size_t k = 1; k < 4; ++k) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint32_t before = tables[k - 1][byte];
      tables[k][byte] = (before >> 8) ^ tables[0][before & 0xFF];
    }
  }
  return tables;
}

constexpr auto tables = make_tables();

}  // namespace

std::uint32_t frame_crc(paint::Bitmap picture) {
  std::uint32_t crc = 0xFFFFFFFFu;
  for (int y = 0; y < picture.height; ++y) {
    const std::uint32_t* row = picture.row(y);
    for (int x = 0; x < picture.width; ++x) {
      crc ^= row[x];
      crc = tables[3][crc & 0xFF] ^ tables[2][crc >> 8 & 0xFF] ^ tables[1][crc >> 16 & 0xFF] ^ tables[0][crc >> 24];
    }
  }
  return ~crc;
}

}  // namespace gongkai::kiosk

#include "render/paint/pdf_page.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace gongkai::paint {
namespace {

namespace fs = std::filesystem;

int grey_at(int x, int y) { return (x / 10) * 40 + (y / 10) * 12; }

// Poppler draws the page again at the same density. It may move an edge by a pixel, so squares of ten are compared in
// their middle.
TEST(PdfPage, ShowsThePictureItWasMadeOf) {
  Canvas canvas({60, 40});
  const Bitmap picture = canvas.view();
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 60; ++x) picture.row(y)[x] = 0xFF000000u | static_cast<std::uint32_t>(grey_at(x, y)) * 0x010101u;
  }
  const fs::path folder = fs::temp_directory_path() / ("gongkai-pdf-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  std::ofstream(folder / "page.pdf", std::ios::binary) << pdf_page(picture, 100);
  ASSERT_EQ(std::system(("pdftoppm -r 100 -gray -singlefile " + (folder / "page.pdf").string() + " " + (folder / "page").string()).c_str()), 0);
  std::ifstream in(folder / "page.pgm", std::ios::binary);
  const std::string pgm{std::istreambuf_iterator<char>(in), {}};
  fs::remove_all(folder);
  const std::string head = "P5\n60 40\n255\n";
  ASSERT_EQ(pgm.substr(0, head.size()), head);
  ASSERT_EQ(pgm.size(), head.size() + 60 * 40);
  for (int y = 5; y < 40; y += 10) {
    for (int x = 5; x < 60; x += 10) {
      const int shown = static_cast<unsigned char>(pgm[head.size() + static_cast<std::size_t>(y * 60 + x)]);
      EXPECT_NEAR(shown, grey_at(x, y), 1) << x << "," << y;
    }
  }
}

}  // namespace
}  // namespace gongkai::paint

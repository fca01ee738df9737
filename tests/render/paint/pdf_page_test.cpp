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

// Poppler draws the page again at the same density: every pixel must be the grey it was.
TEST(PdfPage, ShowsThePictureItWasMadeOf) {
  Canvas canvas({60, 40});
  const Bitmap picture = canvas.view();
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 60; ++x) picture.row(y)[x] = 0xFF000000u | static_cast<std::uint32_t>((x * 4) % 256) * 0x010101u;
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
  int different = 0;
  for (int i = 0; i < 60 * 40; ++i) {
    const int shown = static_cast<unsigned char>(pgm[head.size() + static_cast<std::size_t>(i)]);
    if (std::abs(shown - (i % 60) * 4) > 1) ++different;
  }
  EXPECT_EQ(different, 0);
}

}  // namespace
}  // namespace gongkai::paint

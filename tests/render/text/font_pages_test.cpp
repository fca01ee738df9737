#include "render/text/font_pages.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "tests/render/text/installed_fonts.h"

namespace gongkai::text {
namespace {

// KiB of Chinese font files that count as this process's.
long resident_kib() {
  std::ifstream maps("/proc/self/smaps");
  long kib = 0;
  bool font = false;
  for (std::string line; std::getline(maps, line);) {
    if (line.find(" Rss:") == std::string::npos && line.find("Rss:") != 0) {
      if (line.find('-') < line.find(' ')) font = line.find("CJK") != std::string::npos;
      continue;
    }
    if (font) kib += std::stol(line.substr(line.find(':') + 1));
  }
  return kib;
}

TEST(FontPages, ThatWereReadAreHandedBackAndReadAgainWhenWanted) {
  const long of_others = resident_kib();  // other tests have the same files mapped
  FontStack fonts = *FontStack::load(installed_plan());
  TextEngine engine(fonts);
  std::string words;
  for (char32_t c = 0x4E00; c < 0x5600; c += 3) {
    words += {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)), static_cast<char>(0x80 | (c & 63))};
  }
  const std::int32_t width = engine.lay_out(one_span(words), 0).width;
  ASSERT_GT(resident_kib(), of_others);
  let_font_pages_go(fonts);
  EXPECT_EQ(resident_kib(), of_others);
  engine.forget();
  EXPECT_EQ(engine.lay_out(one_span(words), 0).width, width);
}

}  // namespace
}  // namespace gongkai::text

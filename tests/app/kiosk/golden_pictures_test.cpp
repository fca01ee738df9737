// A few screens as pixels, with the fonts that a terminal really has. The frames in tests/golden/frames say where
// things stand; these say that glyphs, corners and colours come out as they did. GONGKAI_UPDATE_GOLDEN=1 writes the
// pictures anew; look at them beside the design before committing.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <ostream>
#include <set>

#include "app/kiosk/profile.h"
#include "app/kiosk/screenshot.h"
#include "render/paint/png_file.h"
#include "tests/fakes/demo_store.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::kiosk {
namespace {

const std::filesystem::path source = GONGKAI_SOURCE_DIR;

struct PictureCase {
  const char* name;
  const char* profile;
  const char* screen;
};

void PrintTo(const PictureCase& picture, std::ostream* out) { *out << picture.name; }

// The store is written once; gtest makes a new fixture object for each case.
const std::filesystem::path& store_folder() {
  static const fakes::TemporaryFolder folder;
  static const std::filesystem::path store = [] {
    fakes::demo_store(source, folder / "store");
    return folder / "store";
  }();
  return store;
}

// Pixels in which a channel differs by more than the last bits of rounding.
std::size_t differing(const paint::Picture& a, const paint::Picture& b) {
  constexpr int tolerance = 8;
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.argb.size(); ++i) {
    for (int shift = 0; shift < 24; shift += 8) {
      const int x = static_cast<int>(a.argb[i] >> shift & 0xFF), y = static_cast<int>(b.argb[i] >> shift & 0xFF);
      if (std::abs(x - y) > tolerance) {
        ++count;
        break;
      }
    }
  }
  return count;
}

class GoldenPicture : public ::testing::TestWithParam<PictureCase> {};

TEST_P(GoldenPicture, LooksAsItDid) {
  const PictureCase& picture = GetParam();
  ReadProfile read = read_profile(source / "kiosk-config/profiles" / (std::string(picture.profile) + ".toml"));
  ASSERT_TRUE(read.faults.empty()) << process::describe(read.faults.front());
  read.profile.store = store_folder();
  const auto golden_file = source / "tests/golden/screens" / (std::string(picture.name) + ".png");
  const fakes::TemporaryFolder folder;
  ScreenshotOrder order;
  order.file = std::getenv("GONGKAI_UPDATE_GOLDEN") != nullptr ? golden_file : folder / "now.png";
  order.screen = picture.screen;
  order.at = fakes::demo_now();
  const auto report = take_screenshot(read.profile, order);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->missing_glyphs, 0u);
  EXPECT_TRUE(report->missing_fonts.empty());

  const auto golden = paint::read_png(golden_file);
  const auto now = paint::read_png(order.file);
  ASSERT_TRUE(golden && now);
  ASSERT_EQ(golden->width, now->width);
  ASSERT_EQ(golden->height, now->height);
  // One pixel in two thousand: a security update of FreeType may round an edge anew, nothing may move.
  EXPECT_LE(differing(*golden, *now), golden->argb.size() / 2000);
}

// Scenario 14 of the domain's acceptance list: a narrow strip with the fonts a terminal really has, names beyond the
// basic plane, units, Latin and the sign of money. Every glyph is there, and no pixel is grey.
TEST(NarrowStrip, DrawsEveryGlyphInOneBit) {
  ReadProfile read = read_profile(source / "kiosk-config/profiles/led-strip.toml");
  ASSERT_TRUE(read.faults.empty());
  read.profile.store = store_folder();
  const fakes::TemporaryFolder folder;
  const std::filesystem::path file = folder / "strip.png";
  for (const render::Size size : {render::Size{256, 64}, render::Size{512, 64}, render::Size{1024, 96}}) {
    read.profile.size = size;
    for (const screens::LedLayout layout : {screens::LedLayout::automatic, screens::LedLayout::four_lines}) {
      read.profile.led.layout = layout;
      for (const char* id : {"pub-ymj-2026-01", "fee-cgj-01", "notice-2026-003"}) {
        for (int turn = 0; turn < 2; ++turn) {
          ScreenshotOrder order;
          order.file = file;
          order.screen = std::string("strip:") + id;
          order.tab = turn;
          order.at = fakes::demo_now();
          const auto report = take_screenshot(read.profile, order);
          ASSERT_TRUE(report.has_value()) << report.error().message;
          EXPECT_EQ(report->missing_glyphs, 0u) << id;
          const auto picture = paint::read_png(file);
          ASSERT_TRUE(picture.has_value());
          const std::set<std::uint32_t> colours(picture->argb.begin(), picture->argb.end());
          EXPECT_LE(colours.size(), 6u) << id << ": the tones themselves and nothing between them";
        }
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Screens, GoldenPicture,
    ::testing::Values(PictureCase{"home", "touch", "home"}, PictureCase{"guide", "touch", "guide"},
                      PictureCase{"notice", "touch", "notice"}, PictureCase{"lobby", "lobby", "lobby"},
                      PictureCase{"strip", "led-strip", "strip"}, PictureCase{"wall", "led-wall", "wall"}),
    [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace gongkai::kiosk

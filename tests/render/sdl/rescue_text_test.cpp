#include "render/sdl/rescue_text.h"

#include <gtest/gtest.h>

#include <array>
#include <set>

#include "render/sdl/rescue_strokes.h"

namespace gongkai::sdl {
namespace {

using render::Size;

constexpr std::uint32_t ground = 0xFF12355B;

std::size_t bright_pixels(paint::Bitmap view) {
  std::size_t count = 0;
  for (int y = 0; y < view.height; ++y) {
    for (int x = 0; x < view.width; ++x) count += view.row(y)[x] != ground ? 1 : 0;
  }
  return count;
}

const RescueScreen screen{"临澜市政务服务中心", "正在准备内容", "12345", "09:42"};

TEST(Rescue, FillsEveryScreenWithSomethingToRead) {
  for (const Size size : {Size{1080, 1920}, {1920, 1080}, {768, 1366}, {512, 64}, {1920, 480}, {3840, 2160}}) {
    paint::Canvas with_font(size), without(size);
    draw_rescue(screen, with_font.view());
    draw_rescue(screen, without.view(), {});
    EXPECT_GT(bright_pixels(with_font.view()), 300u) << size.width;
    EXPECT_GT(bright_pixels(without.view()), 300u) << size.width;
    EXPECT_EQ(without.view().row(0)[0], ground);
    EXPECT_EQ(without.view().row(size.height - 1)[size.width - 1], ground);
  }
}

TEST(Rescue, ABrokenFontFileFallsBackToStrokes) {
  const std::array<std::filesystem::path, 2> fonts = {"/nonexistent.ttf", "/etc/hostname"};
  paint::Canvas broken({600, 400}), none({600, 400});
  draw_rescue(screen, broken.view(), fonts);
  draw_rescue(screen, none.view(), {});
  for (int y = 0; y < 400; ++y) {
    for (int x = 0; x < 600; ++x) ASSERT_EQ(broken.view().row(y)[x], none.view().row(y)[x]);
  }
}

TEST(Rescue, EveryCharacterOfTheFixedWordsLooksDifferent) {
  std::set<std::vector<std::uint32_t>> pictures;
  const std::vector<std::string> characters = {"正", "在", "准", "备", "内", "容", "请", "到", "窗", "口", "咨", "询", "0",
                                               "1",  "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",  ":",  "-"};
  for (const std::string& character : characters) {
    paint::Canvas canvas({40, 40});
    draw_strokes(canvas.view(), character, {0, 0, 40, 40}, 36, render::rgb(0xFFFFFF));
    pictures.insert({canvas.view().pixels, canvas.view().pixels + 1600});
  }
  EXPECT_EQ(pictures.size(), characters.size());
}

TEST(Rescue, AnEmptyScreenIsStillNotBlack) {
  paint::Canvas canvas({100, 100});
  draw_rescue({}, canvas.view(), {});
  EXPECT_EQ(canvas.view().row(50)[0], ground);
}

}  // namespace
}  // namespace gongkai::sdl

#include <gtest/gtest.h>

#include "app/screens/navigate.h"
#include "render/layout/frame_dump.h"
#include "tests/app/screens/shown.h"

namespace gongkai::screens {
namespace {

const std::string some_hash(64, 'a');

Screen screen_with(const ScreenState& state, std::optional<render::Size> size) {
  Context context = context_of({});
  context.picture_size = [size](const std::string&) { return size; };
  return build(state, context);
}

std::string dump_of(const Screen& screen) {
  return layout::dump(layout::lay_out(screen.root, layout::default_theme(), {1080, 1920}, demo_city().engine));
}

std::optional<OpenPicture> opening(const Screen& screen) {
  for (const Intent& intent : screen.intents) {
    if (const auto* open = std::get_if<OpenPicture>(&intent)) return *open;
  }
  return std::nullopt;
}

TEST(Pictures, ANoticeShowsItsPictureAndATapOpensIt) {
  const ScreenState notice = at(DetailPage{"notice-2026-003", 0, -1});
  const Screen screen = screen_with(notice, render::Size{960, 560});
  EXPECT_NE(dump_of(screen).find("image"), std::string::npos);
  const auto open = opening(screen);
  ASSERT_TRUE(open);
  const ScreenState alone = navigate(notice, *open);
  ASSERT_TRUE(std::holds_alternative<PicturePage>(alone.page()));
  EXPECT_TRUE(std::holds_alternative<DetailPage>(navigate(alone, GoBack{}).page()));
}

TEST(Pictures, OneThatIsNotHereIsAFrameWithWords) {
  const Screen screen = screen_with(at(DetailPage{"notice-2026-003", 0, -1}), std::nullopt);
  EXPECT_NE(dump_of(screen).find("图片暂时无法显示"), std::string::npos);
  EXPECT_FALSE(opening(screen));
}

TEST(Pictures, AGuideHasItsSamplesOnATabOfTheirOwn) {
  const Screen screen = screen_with(at(DetailPage{"guide-cgj-0001", 8, -1}), render::Size{900, 1064});
  const std::string dump = dump_of(screen);
  EXPECT_NE(dump.find("样表"), std::string::npos);
  EXPECT_NE(dump.find("image"), std::string::npos);
}

TEST(Pictures, OtherFilesAreNeverOpenedButSaidWhereToGet) {
  const std::string dump = dump_of(screen_with(at(DetailPage{"notice-2026-005", 0, -1}), std::nullopt));
  EXPECT_NE(dump.find("大厅窗口服务五项制度"), std::string::npos);
  EXPECT_NE(dump.find("PDF 文件"), std::string::npos);
  EXPECT_NE(dump.find("本终端不打开文件"), std::string::npos);
}

int picture_width(const ScreenState& state) {
  const auto frame = layout::lay_out(screen_with(state, render::Size{900, 1064}).root, layout::default_theme(), {1080, 1920}, demo_city().engine);
  for (const auto& layer : frame.scrolls) {
    for (const layout::Op& op : layer.ops) {
      if (const auto* image = std::get_if<layout::ImageOp>(&op.what)) return image->rect.width;
    }
  }
  return 0;
}

TEST(Pictures, ZoomHasTwoEndsAndGoesSideways) {
  ScreenState state = navigate(ScreenState{}, OpenPicture{some_hash, "样表"});
  EXPECT_EQ(picture_width(state), 1080) << "as wide as the page";
  for (int i = 0; i < 20; ++i) state = navigate(state, ZoomPicture{1});
  EXPECT_EQ(std::get<PicturePage>(state.page()).zoom_percent, most_zoom_percent);
  EXPECT_EQ(picture_width(state), 1080 * most_zoom_percent / 100);
  for (int i = 0; i < 20; ++i) state = navigate(state, PanPicture{1});
  EXPECT_EQ(std::get<PicturePage>(state.page()).pan_permille, 1000);
  state = navigate(state, ZoomPicture{0});
  EXPECT_EQ(std::get<PicturePage>(state.page()).zoom_percent, 100);
  EXPECT_EQ(std::get<PicturePage>(state.page()).pan_permille, 500);
}

}  // namespace
}  // namespace gongkai::screens

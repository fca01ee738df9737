// The real kiosk on a real X server: fingers, mouse, keyboard and the window system do what anybody who walks in can
// do (reliability: touch storms, the escape checklist). Whatever it was, the program is still there, covers the screen
// and answers the next finger.
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "render/paint/turn.h"
#include "tests/e2e/escapes.h"
#include "tests/e2e/kiosk_process.h"
#include "tests/fakes/xorg/x_screen.h"

namespace gongkai::e2e {
namespace {

using namespace std::chrono_literals;
using fakes::ScreenPicture;
using fakes::XScreen;
using Finger = fakes::XScreen::Finger;
using render::Point;

constexpr Point home_button{97, 1850}, back_button{274, 1850}, guides_tile{800, 950}, first_row{400, 394},
    third_row{400, 708};
constexpr std::size_t search_field_x = 900;

ScreenPicture rows(const XScreen& screen, int top, int bottom) {
  ScreenPicture picture = screen.picture();
  const auto row = [&](int y) { return picture.pixels.begin() + static_cast<std::ptrdiff_t>(y) * picture.size.width; };
  picture.pixels = {row(top), row(bottom)};
  return picture;
}
// What stands between the bar with the clock and the foot.
ScreenPicture page(const XScreen& screen) { return rows(screen, 120, 1730); }
// What stands still on the home page: above it the loop turns, below it a crawl runs.
ScreenPicture tiles(const XScreen& screen) { return rows(screen, 850, 1400); }

class TouchScreen : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    screen_ = std::make_unique<XScreen>(panel);
    kiosk_ = std::make_unique<Kiosk>(screen_->display(), panel);
    ASSERT_TRUE(await([] { return kiosk_->log().find("generation=") != std::string::npos; })) << kiosk_->log();
    ASSERT_TRUE(await([] { return screen_->visible_windows().size() == 1; }));
    window_ = screen_->visible_windows().front();
    // The list does not move: it is the page every test begins and ends with.
    // White in the search field: it is the home page, and no longer the one that waits for content.
    ASSERT_TRUE(await([] { return rows(*screen_, 778, 779).pixels[search_field_x] == 0xffffff; }));
    tiles_ = tiles(*screen_);
    screen_->tap(guides_tile);
    // Other in large parts, and standing still: a pressed tile alone is not yet the list.
    ASSERT_TRUE(await([&] {
      list_ = page(*screen_);
      return differences(tiles(*screen_), tiles_) > panel.width * 200 && page(*screen_) == list_;
    }));
  }
  static void TearDownTestSuite() {
    kiosk_.reset();
    screen_.reset();
  }
  void SetUp() override { ASSERT_TRUE(list_comes()); }

  // Looks again until it is so; 20 s is a bound on hanging alone.
  static bool await(const std::function<bool()>& so) {
    const auto end = std::chrono::steady_clock::now() + 20s;
    while (!so()) {
      if (std::chrono::steady_clock::now() > end || (kiosk_ && !kiosk_->alive())) return false;
      std::this_thread::sleep_for(5ms);
    }
    return true;
  }
  static std::int64_t differences(const ScreenPicture& a, const ScreenPicture& b) {
    std::int64_t count = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) count += a.pixels[i] != b.pixels[i] ? 1 : 0;
    return count;
  }
  static bool list_comes() { return await([] { return page(*screen_) == list_; }); }
  static bool row_opens() {
    return await([] { return differences(page(*screen_), list_) > panel.width * 300; });
  }
  static bool list_goes() { return await([] { return page(*screen_) != list_; }); }

  // A finger is put down on a row and slides off sideways. All that was sent before has been worked through when the
  // row has shown that it is pressed, so a list unchanged after it was never left.
  void expect_list_untouched() {
    screen_->finger(0, Finger::down, first_row);
    EXPECT_TRUE(list_goes());
    screen_->finger(0, Finger::move, {first_row.x + 400, first_row.y});
    screen_->finger(0, Finger::up, {first_row.x + 400, first_row.y});
    EXPECT_TRUE(list_comes());
  }
  // From wherever the fingers have led.
  void expect_home_and_list() {
    screen_->tap(home_button);
    EXPECT_TRUE(await([] { return tiles(*screen_) == tiles_; }));
    screen_->tap(guides_tile);
    expect_list_untouched();
  }
  void expect_still_the_only_program() {
    EXPECT_TRUE(kiosk_->alive()) << kiosk_->log();
    EXPECT_EQ(screen_->visible_windows(), std::vector<unsigned long>{window_});
    EXPECT_EQ(screen_->window_rect(window_), (render::Rect{0, 0, panel.width, panel.height}));
  }

  static inline std::unique_ptr<XScreen> screen_;
  static inline std::unique_ptr<Kiosk> kiosk_;
  static inline unsigned long window_ = 0;
  static inline ScreenPicture list_, tiles_;
};

TEST_F(TouchScreen, ASecondFingerIsIgnored) {
  screen_->finger(0, Finger::down, first_row);
  ASSERT_TRUE(list_goes());
  const ScreenPicture pressed = page(*screen_);
  screen_->finger(1, Finger::down, third_row);
  screen_->finger(1, Finger::up, third_row);
  screen_->finger(0, Finger::move, {first_row.x + 400, first_row.y});
  screen_->finger(0, Finger::up, {first_row.x + 400, first_row.y});
  EXPECT_TRUE(list_comes());
  EXPECT_GT(differences(pressed, list_), 0);
}

TEST_F(TouchScreen, OfFiveFingersTheFirstOpensItsRowAndTheOthersNothing) {
  for (std::uint32_t finger = 0; finger < 5; ++finger) {
    screen_->finger(finger, Finger::down, {first_row.x, first_row.y + 157 * static_cast<int>(finger)});
  }
  for (std::uint32_t finger = 0; finger < 5; ++finger) {
    screen_->finger(finger, Finger::up, {first_row.x, first_row.y + 157 * static_cast<int>(finger)});
  }
  ASSERT_TRUE(row_opens());
  screen_->tap(back_button);
  EXPECT_TRUE(list_comes());  // one step back: nothing else was opened on the way
}

TEST_F(TouchScreen, AStormOfTenFingersIsWeathered) {
  for (int round = 0; round < 100; ++round) {
    for (std::uint32_t finger = 0; finger < 10; ++finger) {
      const Point at{40 + 100 * static_cast<int>(finger), 200 + 15 * round};
      screen_->finger(finger, round == 0 ? Finger::down : round == 99 ? Finger::up : Finger::move, at);
    }
  }
  expect_still_the_only_program();
  expect_home_and_list();
}

// Tapping the same place as fast as a finger can tap (or dirt can flicker) opens one row, not what lies below it on the
// page that follows.
TEST_F(TouchScreen, AFlickeringTouchOpensOneRow) {
  for (int i = 0; i < 10; ++i) screen_->tap(first_row);
  ASSERT_TRUE(row_opens());
  screen_->tap(back_button);
  EXPECT_TRUE(list_comes());
}

// Somebody pulls the panel's cable with a finger on it: the server lifts that finger, and the next one is heard.
TEST_F(TouchScreen, APanelPulledOutAndPluggedInAgainIsHeardWithoutARestart) {
  screen_->finger(0, Finger::down, first_row);
  ASSERT_TRUE(list_goes());
  screen_->finger(0, Finger::move, {first_row.x + 400, first_row.y});
  screen_->unplug_touch();
  EXPECT_TRUE(list_comes());
  screen_->plug_in_touch();
  expect_list_untouched();
  screen_->tap(first_row);
  ASSERT_TRUE(row_opens());
  screen_->tap(back_button);
  EXPECT_TRUE(list_comes());
  expect_still_the_only_program();
}

// Without a parameter for ctest's list: the server is started once.
TEST_F(TouchScreen, NothingOfTheEscapeChecklistDoesAnything) {
  for (const Escape& escape : escapes()) {
    SCOPED_TRACE(escape.name);
    escape.attempt(*screen_, window_);
    expect_list_untouched();
    expect_still_the_only_program();
    if (HasFailure()) return;
  }
}

// Fingers that a telephone would obey. They may scroll or open what lies under the first of them, as any finger may;
// nothing else comes of them.
TEST_F(TouchScreen, NoGestureOfATelephoneLeavesTheProgram) {
  const auto drag = [&](std::vector<Point> from, Point by) {
    for (std::uint32_t i = 0; i < from.size(); ++i) screen_->finger(i, Finger::down, from[i]);
    for (int step = 1; step <= 10; ++step) {
      for (std::uint32_t i = 0; i < from.size(); ++i) {
        screen_->finger(i, Finger::move, {from[i].x + by.x * step / 10, from[i].y + by.y * step / 10});
      }
    }
    for (std::uint32_t i = 0; i < from.size(); ++i) screen_->finger(i, Finger::up, {from[i].x + by.x, from[i].y + by.y});
  };
  const auto fan = [](std::size_t fingers) {
    std::vector<Point> places;
    for (std::size_t i = 0; i < fingers; ++i) places.push_back({200 + 120 * static_cast<int>(i), 900});
    return places;
  };
  drag({{0, 900}}, {600, 0});      // edges
  drag({{1079, 900}}, {-600, 0});
  drag({{540, 0}}, {0, 900});
  drag({{540, 1919}}, {0, -900});
  for (const std::size_t fingers : {3, 4, 5}) drag(fan(fingers), {0, -500});
  const auto pinch = [&](int from, int to) {
    const auto both = [&](Finger what, int apart) {
      screen_->finger(0, what, {540 - apart / 2, 900});
      screen_->finger(1, what, {540 + apart / 2, 900});
    };
    both(Finger::down, from);
    for (int step = 1; step <= 10; ++step) both(Finger::move, from + (to - from) * step / 10);
    both(Finger::up, to);
  };
  pinch(800, 100);
  pinch(100, 800);
  drag({{500, 800}, {560, 820}, {520, 880}, {600, 900}, {540, 950}, {640, 860}}, {6, 4});  // a palm
  screen_->finger(0, Finger::down, first_row);                                             // a long press
  std::this_thread::sleep_for(1200ms);
  screen_->finger(0, Finger::up, first_row);
  drag({{540, 900}}, {900, 0});    // off the screen
  for (const Point corner : {Point{2, 2}, {1077, 2}, {1077, 1917}, {2, 1917}}) {
    screen_->tap(corner);
    screen_->tap(corner);
  }
  expect_still_the_only_program();
  expect_home_and_list();
}

// The panel hangs on its side and reports every finger 40 px too far right. Its doctor finds that out by being touched,
// and with the line it gives the kiosk shows and answers what it shows and answers anywhere else.
TEST_F(TouchScreen, ATurnedPanelThatReportsBesideIsPutRightByItsDoctor) {
  XScreen screen({panel.height, panel.width});
  const Kiosk::More turned{"rotation = 90\n", "", {}};
  const auto tap_beside = [&](Point at) { screen.tap({panel.height - 1 - at.y, at.x + 40}); };
  const auto seen = [&](int top, int bottom) {
    const ScreenPicture lying = screen.picture();
    paint::Canvas picture(panel);
    ScreenPicture part{panel, {}};
    for (int y = top; y < bottom; ++y) {
      for (int x = 0; x < panel.width; ++x) {
        const render::Rect at = paint::turned(render::Rect{x, y, 1, 1}, panel, paint::Turn::right);
        part.pixels.push_back(lying.pixels[static_cast<std::size_t>(at.y) * lying.size.width + at.x]);
      }
    }
    return part;
  };

  std::string advice;
  {
    Kiosk::More asked = turned;
    asked.arguments = {"--doctor", "touch"};
    const Kiosk doctor(screen.display(), panel, asked);
    ASSERT_TRUE(await([&] { return seen(192, 193).pixels[108] == 0xa5281b || !doctor.alive(); })) << doctor.log();
    for (const int y : {192, 960, 1728}) {
      for (const int x : {108, 540, 972}) tap_beside({x, y});
    }
    ASSERT_TRUE(await([&] { return doctor.log().find("calibration") != std::string::npos; })) << doctor.log();
    EXPECT_NE(doctor.log().find("偏右 40 像素"), std::string::npos) << doctor.log();
    advice = doctor.log().substr(doctor.log().find("[touch]"));
  }
  Kiosk::More calibrated = turned;
  calibrated.sections = advice;
  const Kiosk kiosk(screen.display(), panel, calibrated);
  ASSERT_TRUE(await([&] { return seen(778, 779).pixels[search_field_x] == 0xffffff; })) << kiosk.log();
  tap_beside({1015, guides_tile.y});  // 40 px further right the tile has ended
  EXPECT_TRUE(await([&] { return seen(120, 1730).pixels == list_.pixels; })) << kiosk.log();
}

}  // namespace
}  // namespace gongkai::e2e

// The real kiosk on a real X server: fingers, mouse, keyboard and the window system do what anybody who walks in can
// do (reliability: touch storms, the escape checklist). Whatever it was, the program is still there, covers the screen
// and answers the next finger.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/input-event-codes.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <functional>
#include <string>
#include <thread>

#include "render/paint/turn.h"
#include "tests/fakes/demo_store.h"
#include "tests/fakes/xorg/x_screen.h"

namespace gongkai {
namespace {

using namespace std::chrono_literals;
using fakes::ScreenPicture;
using fakes::XScreen;
using Finger = fakes::XScreen::Finger;
using render::Point;

constexpr render::Size panel{1080, 1920};
constexpr Point home_button{97, 1850}, back_button{274, 1850}, guides_tile{800, 950}, first_row{400, 394},
    third_row{400, 708};
constexpr std::size_t search_field_x = 900;

// The kiosk as a process of its own on `screen`, with the demo's content.
class Kiosk {
 public:
  struct More {
    std::string screen, sections;        // of the profile
    std::vector<std::string> arguments;  // of the command line
  };
  explicit Kiosk(const std::string& display, render::Size size = panel, const More& more = {}) {
    std::ofstream(folder_ / "kiosk.toml")
        << "[hall]\nid = \"hall-01\"\nname = \"某市政务服务中心\"\nhotline = \"12345\"\nplace = \"一楼\"\n[screen]\nid = "
           "\"touch-01\"\nsurface = \"touch\"\nwidth = "
        << size.width << "\nheight = " << size.height << "\nreach_px = 940\nmm_per_px = 0.369\n" << more.screen << "[store]\n"
           "directory = \"store\"\n[fonts]\nfile = \"" GONGKAI_SOURCE_DIR "/fonts/fonts.toml\"\n" << more.sections;
    fakes::demo_store(GONGKAI_SOURCE_DIR, folder_ / "store");
    process_ = fork();
    if (process_ != 0) return;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int log = open((folder_ / "log").c_str(), O_WRONLY | O_CREAT, 0600);
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    setenv("DISPLAY", display.c_str(), 1);
    setenv("SDL_VIDEODRIVER", "x11", 1);
    std::vector<std::string> words{"gongkai-kiosk", "--profile", folder_ / "kiosk.toml"};
    words.insert(words.end(), more.arguments.begin(), more.arguments.end());
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    execv(GONGKAI_KIOSK, arguments.data());
    _exit(127);
  }
  ~Kiosk() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  bool alive() const { return waitpid(process_, nullptr, WNOHANG) == 0; }
  std::string log() const {
    std::ifstream in(folder_ / "log");
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  fakes::TemporaryFolder folder_;
  pid_t process_ = 0;
};

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
    kiosk_ = std::make_unique<Kiosk>(screen_->display());
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

// The escape checklist: what every program of a desktop would obey, and none of ours may.
struct Escape {
  const char* name;
  std::function<void(XScreen&, unsigned long window)> attempt;
};

Escape keys(const char* name, std::vector<int> codes, int times = 1) {
  return {name, [codes = std::move(codes), times](XScreen& screen, unsigned long) {
            for (int i = 0; i < times; ++i) screen.chord(codes);
          }};
}

Escape button(const char* name, int number) {
  return {name, [number](XScreen& screen, unsigned long) {
            screen.mouse_to(first_row);
            for (int i = 0; i < 3; ++i) {
              screen.mouse_button(number, true);
              screen.mouse_button(number, false);
            }
          }};
}

std::vector<Escape> escapes() {
  std::vector<Escape> all;
  static constexpr std::array function_keys = {KEY_F1, KEY_F2, KEY_F3, KEY_F4,  KEY_F5,  KEY_F6,
                                               KEY_F7, KEY_F8, KEY_F9, KEY_F10, KEY_F11, KEY_F12};
  static constexpr std::array names = {"CtrlAltF1", "CtrlAltF2", "CtrlAltF3", "CtrlAltF4",  "CtrlAltF5",  "CtrlAltF6",
                                       "CtrlAltF7", "CtrlAltF8", "CtrlAltF9", "CtrlAltF10", "CtrlAltF11", "CtrlAltF12"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    all.push_back(keys(names[i], {KEY_LEFTCTRL, KEY_LEFTALT, function_keys[i]}));
  }
  all.insert(all.end(), {
    keys("CtrlAltDelete", {KEY_LEFTCTRL, KEY_LEFTALT, KEY_DELETE}),
    keys("CtrlAltBackspace", {KEY_LEFTCTRL, KEY_LEFTALT, KEY_BACKSPACE}),
    keys("AltSysRqB", {KEY_LEFTALT, KEY_SYSRQ, KEY_B}),
    keys("AltSysRqK", {KEY_LEFTALT, KEY_SYSRQ, KEY_K}),
    keys("AltSysRqE", {KEY_LEFTALT, KEY_SYSRQ, KEY_E}),
    keys("CtrlAltT", {KEY_LEFTCTRL, KEY_LEFTALT, KEY_T}),
    keys("AltF2", {KEY_LEFTALT, KEY_F2}),
    keys("AltSpace", {KEY_LEFTALT, KEY_SPACE}),
    keys("AltF4", {KEY_LEFTALT, KEY_F4}),
    keys("AltTab", {KEY_LEFTALT, KEY_TAB}),
    keys("Super", {KEY_LEFTMETA}),
    keys("SuperD", {KEY_LEFTMETA, KEY_D}),
    keys("CtrlC", {KEY_LEFTCTRL, KEY_C}),
    keys("CtrlZ", {KEY_LEFTCTRL, KEY_Z}),
    keys("CtrlBackslash", {KEY_LEFTCTRL, KEY_BACKSLASH}),
    keys("CtrlQ", {KEY_LEFTCTRL, KEY_Q}),
    keys("CtrlW", {KEY_LEFTCTRL, KEY_W}),
    keys("CtrlShiftEscape", {KEY_LEFTCTRL, KEY_LEFTSHIFT, KEY_ESC}),
    keys("Escape", {KEY_ESC}),
    keys("F1", {KEY_F1}),
    keys("F11", {KEY_F11}),
    keys("AltEnter", {KEY_LEFTALT, KEY_ENTER}),
    keys("Print", {KEY_PRINT}),
    keys("Power", {KEY_POWER}),
    keys("Sleep", {KEY_SLEEP}),
    keys("Eject", {KEY_EJECTCD}),
    keys("Volume", {KEY_VOLUMEUP}),
    keys("Play", {KEY_PLAYPAUSE}),
    keys("Mail", {KEY_MAIL}),
    keys("Browser", {KEY_WWW}),
    keys("Calculator", {KEY_CALC}),
    keys("Menu", {KEY_COMPOSE, KEY_MENU}),
    keys("StickyKeys", {KEY_LEFTSHIFT}, 5),
    keys("Compose", {KEY_COMPOSE}),
    keys("InputMethod", {KEY_LEFTCTRL, KEY_SPACE}),
    keys("InputMethodShift", {KEY_LEFTALT, KEY_LEFTSHIFT}),
    keys("BarcodeScannerWithControlCharacters", {KEY_LEFTCTRL, KEY_M}, 200),
    keys("Paste", {KEY_LEFTSHIFT, KEY_INSERT}),
    button("MiddleButtonPastes", 2),
    button("RightButton", 3),
    button("WheelUp", 4),
    button("WheelDown", 5),
    button("WheelSideways", 6),
    button("MouseBack", 8),
    {"Hover", [](XScreen& screen, unsigned long) {
       for (int y = 0; y < panel.height; y += 37) screen.mouse_to({y % panel.width, y});
     }},
    {"HotCorners", [](XScreen& screen, unsigned long) {
       for (const Point corner : {Point{0, 0}, {1079, 0}, {1079, 1919}, {0, 1919}}) screen.mouse_to(corner);
     }},
    {"WindowClose", [](XScreen& screen, unsigned long window) { screen.ask_to_close(window); }},
    {"FocusLoss", [](XScreen& screen, unsigned long) { screen.take_focus(); }},
    {"FileDrop", [](XScreen& screen, unsigned long window) { screen.drop_file(window, "file:///etc/passwd\r\n"); }},
    {"ClipboardOfAMegabyte", [](XScreen& screen, unsigned long) {
       screen.offer_clipboard(std::string(60'000, '%'));
       screen.chord({KEY_LEFTCTRL, KEY_V});
     }},
  });
  return all;
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

// A window of the whole display is laid out anew when the display is turned or another one is plugged in, and again
// when the first comes back. (A server of its own: the other tests count on one that stays as it is.)
TEST(Display, IsFollowedWhenItChangesItsModeAndWhenItComesBack) {
  XScreen screen(panel);
  const Kiosk kiosk(screen.display(), {0, 0});
  const auto covers = [&](render::Size size) {
    const auto end = std::chrono::steady_clock::now() + 20s;
    while (kiosk.alive() && std::chrono::steady_clock::now() < end) {
      const auto windows = screen.visible_windows();
      if (!windows.empty() && screen.window_rect(windows.front()) == render::Rect{0, 0, size.width, size.height}) {
        const ScreenPicture picture = screen.picture();
        const auto black = std::ranges::count(picture.pixels, 0u);
        if (black * 10 < static_cast<std::int64_t>(picture.pixels.size())) return true;
      }
      std::this_thread::sleep_for(20ms);
    }
    return false;
  };
  ASSERT_TRUE(covers(panel)) << kiosk.log();
  screen.set_mode({panel.height, panel.width});
  EXPECT_TRUE(covers({panel.height, panel.width})) << kiosk.log();
  screen.unplug();
  screen.set_mode(panel);
  EXPECT_TRUE(covers(panel)) << kiosk.log();
  screen.unplug();  // the same one comes back
  screen.set_mode(panel);
  EXPECT_TRUE(covers(panel)) << kiosk.log();
  EXPECT_TRUE(kiosk.alive());
}

// The terminal is switched on before anything shows it: it waits, says so once, and comes when there is a display.
TEST(Display, IsAwaitedWhenItIsAbsentAtTheStart) {
  const std::string display = ":" + std::to_string(20'000 + getpid() % 30'000);
  const Kiosk kiosk(display);
  const auto says = [&](const char* words) {
    const auto end = std::chrono::steady_clock::now() + 20s;
    while (kiosk.alive() && std::chrono::steady_clock::now() < end) {
      if (kiosk.log().find(words) != std::string::npos) return true;
      std::this_thread::sleep_for(20ms);
    }
    return false;
  };
  ASSERT_TRUE(says("KIOSK-011")) << kiosk.log();
  const pid_t server = fork();
  if (server == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int nothing = open("/dev/null", O_WRONLY);
    dup2(nothing, STDERR_FILENO);
    execlp("Xvfb", "Xvfb", display.c_str(), "-screen", "0", "1080x1920x24", nullptr);
    _exit(127);
  }
  EXPECT_TRUE(says("KIOSK-006")) << kiosk.log();
  EXPECT_EQ(kiosk.log().find("KIOSK-011"), kiosk.log().rfind("KIOSK-011"));
  kill(server, SIGTERM);
  waitpid(server, nullptr, 0);
}

}  // namespace
}  // namespace gongkai

// The real kiosk and displays that come, change and go.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>

#include "tests/e2e/kiosk_process.h"
#include "tests/fakes/xorg/x_screen.h"

namespace gongkai::e2e {
namespace {

using namespace std::chrono_literals;
using fakes::ScreenPicture;
using fakes::XScreen;

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
  const Kiosk kiosk(display, panel);
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
}  // namespace gongkai::e2e

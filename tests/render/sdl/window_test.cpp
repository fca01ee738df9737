// Without a display: SDL's offscreen or dummy driver gives the same window surface that X11 gives.
#include "render/sdl/window.h"

#include <SDL.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "render/sdl/damage.h"
#include "render/sdl/input.h"

namespace gongkai::sdl {
namespace {

using render::Rect;
using std::chrono::milliseconds;

class WindowTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { setenv("SDL_VIDEODRIVER", "dummy", 1); }

  render::Result<Window> open(int width = 320, int height = 200) {
    WindowOptions options;
    options.title = "测试";
    options.size = {width, height};
    return Window::open(options);
  }

  // What comes out of the queue after the window's own first events.
  static void drain() {
    while (wait_event(milliseconds(0), {320, 200})) {
    }
  }
  static SDL_Event finger(std::uint32_t type, float x, float y) {
    SDL_Event event{};
    event.type = type;
    event.tfinger.fingerId = 3;
    event.tfinger.x = x;
    event.tfinger.y = y;
    return event;
  }
  static SDL_Event button(std::uint32_t type, std::uint8_t which, int x, int y) {
    SDL_Event event{};
    event.type = type;
    event.button.button = which;
    event.button.x = x;
    event.button.y = y;
    return event;
  }
};

TEST_F(WindowTest, OnASmallerDisplayItShrinksInItsProportionsOnlyWhenAsked) {
  WindowOptions options;
  options.size = {1080, 8000};  // higher than any display the driver makes up
  auto exact = Window::open(options);
  ASSERT_TRUE(exact) << exact.error().message;
  EXPECT_EQ(exact->size(), options.size);
  options.fit = Fit::shrink;
  auto fitting = Window::open(options);
  ASSERT_TRUE(fitting) << fitting.error().message;
  EXPECT_LT(fitting->size().height, 8000);
  EXPECT_NEAR(fitting->size().width * 8000.0 / fitting->size().height, 1080.0, 10.0);
}

TEST_F(WindowTest, ItsSurfaceIsAsLargeAsAskedAndKeepsWhatIsDrawn) {
  auto window = open();
  ASSERT_TRUE(window) << window.error().message;
  EXPECT_EQ(window->size(), (render::Size{320, 200}));
  EXPECT_EQ(window->presenter_name(), "dummy");
  auto surface = window->surface();
  ASSERT_TRUE(surface);
  EXPECT_EQ(surface->width, 320);
  EXPECT_GE(surface->stride, 320);
  surface->row(100)[50] = 0xFF112233;
  const Rect damage[] = {{0, 90, 320, 20}};
  EXPECT_TRUE(window->present(damage));
  EXPECT_EQ(window->surface()->row(100)[50], 0xFF112233u);
}

TEST_F(WindowTest, PresentTakesDamageBeyondTheEdgeAndNone) {
  auto window = open();
  ASSERT_TRUE(window);
  const Rect damage[] = {{-50, -50, 1000, 100}, {900, 900, 5, 5}};
  EXPECT_TRUE(window->present(damage));
  EXPECT_TRUE(window->present({}));
}

TEST_F(WindowTest, CanBeMovedAndOpenedAgain) {
  auto first = open();
  ASSERT_TRUE(first);
  Window moved = std::move(*first);
  EXPECT_EQ(moved.size().width, 320);
  auto second = open(100, 50);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->size().width, 100);
}

TEST_F(WindowTest, NoDisplayIsAnErrorNotACrash) {
  setenv("SDL_VIDEODRIVER", "no-such-driver", 1);
  const auto window = open();
  setenv("SDL_VIDEODRIVER", "dummy", 1);
  ASSERT_FALSE(window);
  EXPECT_NE(window.error().message.find("无法打开显示"), std::string::npos);
}

TEST_F(WindowTest, AFingerBecomesATouchInPixels) {
  auto window = open();
  ASSERT_TRUE(window);
  drain();
  SDL_Event event = finger(SDL_FINGERDOWN, 0.5f, 0.25f);
  SDL_PushEvent(&event);
  const auto input = wait_event(milliseconds(200), {320, 200});
  ASSERT_TRUE(input);
  const auto& touch = std::get<TouchEvent>(*input);
  EXPECT_EQ(touch.finger, 3);
  EXPECT_EQ(touch.phase, TouchPhase::down);
  EXPECT_EQ(touch.position, (render::Point{160, 50}));
  event = finger(SDL_FINGERUP, 1.0f, 1.0f);
  SDL_PushEvent(&event);
  EXPECT_EQ(std::get<TouchEvent>(*wait_event(milliseconds(200), {320, 200})).position, (render::Point{319, 199}));
}

TEST_F(WindowTest, OnlyTheLeftMouseButtonCounts) {
  auto window = open();
  ASSERT_TRUE(window);
  drain();
  SDL_Event right = button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_RIGHT, 5, 6), left = button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 7, 8);
  SDL_PushEvent(&right);
  SDL_PushEvent(&left);
  const auto touch = std::get<TouchEvent>(*wait_event(milliseconds(200), {320, 200}));
  EXPECT_EQ(touch.finger, -1);
  EXPECT_EQ(touch.position, (render::Point{7, 8}));
}

TEST_F(WindowTest, TheMouseMovesOnlyWhileItIsPressed) {
  auto window = open();
  ASSERT_TRUE(window);
  drain();
  SDL_Event event{};
  event.type = SDL_MOUSEMOTION;
  event.motion.x = 11;
  SDL_PushEvent(&event);
  EXPECT_FALSE(wait_event(milliseconds(0), {320, 200}));
  event.motion.state = SDL_BUTTON_LMASK;
  SDL_PushEvent(&event);
  EXPECT_EQ(std::get<TouchEvent>(*wait_event(milliseconds(200), {320, 200})).phase, TouchPhase::move);
}

TEST_F(WindowTest, KeysWheelTextAndDropsNeverArrive) {
  auto window = open();
  ASSERT_TRUE(window);
  drain();
  for (const auto type : {SDL_KEYDOWN, SDL_KEYUP, SDL_TEXTINPUT, SDL_MOUSEWHEEL, SDL_DROPFILE, SDL_CLIPBOARDUPDATE}) {
    SDL_Event event{};
    event.type = type;
    SDL_PushEvent(&event);
    EXPECT_FALSE(wait_event(milliseconds(0), {320, 200})) << type;
  }
}

TEST_F(WindowTest, ExposureAsksForARedrawAndQuitIsPassedOn) {
  auto window = open();
  ASSERT_TRUE(window);
  drain();
  SDL_Event event{};
  event.type = SDL_WINDOWEVENT;
  event.window.event = SDL_WINDOWEVENT_EXPOSED;
  SDL_PushEvent(&event);
  EXPECT_TRUE(std::holds_alternative<RedrawEvent>(*wait_event(milliseconds(200), {320, 200})));
  event = {};
  event.type = SDL_QUIT;
  SDL_PushEvent(&event);
  EXPECT_TRUE(std::holds_alternative<QuitEvent>(*wait_event(milliseconds(200), {320, 200})));
}

TEST_F(WindowTest, WaitingEndsWhenTheTimeIsUp) {
  auto window = open();
  ASSERT_TRUE(window);
  drain();
  const auto before = ticks();
  EXPECT_FALSE(wait_event(milliseconds(30), {320, 200}));
  EXPECT_GE(ticks() - before, milliseconds(29));
}

TEST(Damage, OverlappingAndTouchingRectanglesBecomeOne) {
  const Rect damage[] = {{0, 0, 10, 10}, {10, 0, 10, 10}, {5, 5, 3, 3}};
  EXPECT_EQ(merge_damage(damage, {0, 0, 100, 100}, 8), (std::vector<Rect>{{0, 0, 20, 10}}));
}

TEST(Damage, FarApartRectanglesStayApart) {
  const Rect damage[] = {{0, 0, 10, 10}, {80, 80, 30, 30}, {200, 0, 5, 5}};
  EXPECT_EQ(merge_damage(damage, {0, 0, 100, 100}, 8), (std::vector<Rect>{{0, 0, 10, 10}, {80, 80, 20, 20}}));
}

TEST(Damage, NeverMoreThanAllowedAndNothingIsLost) {
  std::mt19937 random(2);
  for (int round = 0; round < 200; ++round) {
    std::vector<Rect> damage(1 + random() % 30);
    for (Rect& r : damage) {
      r = {static_cast<int>(random() % 90), static_cast<int>(random() % 90), 1 + static_cast<int>(random() % 10),
           1 + static_cast<int>(random() % 10)};
    }
    const auto merged = merge_damage(damage, {0, 0, 100, 100}, 8);
    ASSERT_LE(merged.size(), 8u);
    for (const Rect& r : damage) {
      const bool held = std::any_of(merged.begin(), merged.end(), [&](const Rect& m) { return united(m, r) == m; });
      ASSERT_TRUE(held) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace gongkai::sdl

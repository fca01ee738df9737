// One screen and its window: a window that is lost is opened anew and the picture is whole again.
#include "app/kiosk/output.h"

#include <SDL.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "tests/app/kiosk/terminal_at_work.h"

namespace gongkai::kiosk {
namespace {

class OutputAtWork : public TerminalAtWork {
 protected:
  void SetUp() override {
    TerminalAtWork::SetUp();
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    profile_.size = {768, 1366};
    profile_.mm_per_px = 0.3;
    fakes::demo_store(GONGKAI_SOURCE_DIR, profile_.store);
    options_.seats = {{profile_, {}}};
    auto window = Output::open_window(options_.seats[0], options_);
    ASSERT_TRUE(window) << window.error().message;
    output_.emplace(options_.seats[0], options_, clock_, *log_, std::move(*window));
    turn();
    ASSERT_TRUE(output_->has_presented());
  }
  void TearDown() override {
    output_.reset();
    TerminalAtWork::TearDown();
  }
  // A line of such a window is longer than SDL can count: what it says is what it says of a surface that is lost.
  void lose_surface() { SDL_SetWindowSize(SDL_GetWindowFromID(output_->window().id()), 1'000'000'000, 100); }
  void turn() {
    clock_.passed += 100ms;
    output_->update();
    output_->show(Output::Proof::not_wanted);
  }
  std::vector<std::uint32_t> pixels() {
    const auto surface = output_->window().surface();
    EXPECT_TRUE(surface);
    std::vector<std::uint32_t> out;
    for (int y = 0; surface && y < surface->height; ++y) out.insert(out.end(), surface->row(y), surface->row(y) + surface->width);
    return out;
  }

  KioskOptions options_;
  std::optional<Output> output_;
};

TEST_F(OutputAtWork, ALostRendererIsAnsweredWithANewWindowAndTheWholePicture) {
  const auto before = pixels();
  const std::uint32_t id = output_->window().id();
  SDL_Event lost{};
  lost.type = SDL_RENDER_DEVICE_RESET;
  while (sdl::wait_event(0ms, profile_.size)) {
  }
  SDL_PushEvent(&lost);
  const auto event = sdl::wait_event(1s, profile_.size);
  ASSERT_TRUE(event);
  output_->handle(*event);
  EXPECT_NE(output_->window().id(), id);
  turn();
  EXPECT_FALSE(output_->failing());
  EXPECT_EQ(pixels(), before);
}

TEST_F(OutputAtWork, AWindowWhoseSurfaceIsLostIsOpenedAgainWithinASecond) {
  const auto before = pixels();
  lose_surface();
  turn();
  ASSERT_TRUE(output_->failing());
  EXPECT_FALSE(output_->moving());
  for (int tries = 0; tries < 10 && output_->failing(); ++tries) turn();
  EXPECT_FALSE(output_->failing());
  EXPECT_EQ(pixels(), before);
}

TEST_F(OutputAtWork, WithoutAnyDisplayItIsLostAfterFiveSeconds) {
  lose_surface();
  options_.seats[0].profile.size = {20'000, 20'000};  // larger than SDL opens a window
  for (int tries = 0; tries < 49; ++tries) {
    turn();
    ASSERT_FALSE(output_->lost()) << tries;
  }
  turn();
  EXPECT_TRUE(output_->lost());
}

}  // namespace
}  // namespace gongkai::kiosk

// The code a citizen photographs, read back by zbar from the real screen with the real fonts at its real size.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>

#include "app/kiosk/screenshot.h"
#include "tests/fakes/demo_store.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::kiosk {
namespace {

std::string decoded(const std::filesystem::path& picture) {
  const std::string command = "zbarimg --quiet --raw -Sdisable -Sqrcode.enable '" + picture.string() + "' 2>/dev/null";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string out;
  for (int c; (c = std::fgetc(pipe.get())) != EOF;) out += static_cast<char>(c);
  return out;
}

TEST(TakeAway, EveryCodeLeadsToTheItemOnTheScreen) {
  const fakes::TemporaryFolder folder;
  Profile profile = read_profile(std::filesystem::path(GONGKAI_SOURCE_DIR) / "kiosk-config/profiles/touch.toml").profile;
  profile.store = folder / "store";
  fakes::demo_store(GONGKAI_SOURCE_DIR, profile.store);
  struct Case {
    const char* item;
    render::Size size;
    bool large, contrast;
  };
  constexpr int to_the_end = 1'000'000;
  for (const Case& one : {Case{"guide-cgj-0001", {1080, 1920}, false, false}, Case{"notice-2026-001", {768, 1366}, false, true},
                          Case{"fee-cgj-01", {1080, 1920}, true, true}}) {
    profile.size = one.size;
    ScreenshotOrder order;
    order.file = folder / "screen.png";
    order.screen = std::string("item:") + one.item;
    order.at = fakes::demo_now();
    order.large_text = one.large;
    order.high_contrast = one.contrast;
    if (!std::string(one.item).starts_with("guide")) order.scroll_px = to_the_end;
    const auto taken = take_screenshot(profile, order);
    ASSERT_TRUE(taken.has_value()) << taken.error().message;
    EXPECT_EQ(decoded(order.file), profile.hall.portal + one.item + "\n") << one.item << " " << one.size.width;
  }
}

}  // namespace
}  // namespace gongkai::kiosk

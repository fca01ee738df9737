// Every touch screen on four panels in all eight combinations of large text, high contrast and low reach: nothing
// clips, nothing overlaps, every target is large enough and far enough from the next, every text has its contrast.
// In a sanitized build every third frame is walked: the rules are the same code there, and each frame costs ten times.
#include <gtest/gtest.h>

#include <map>

#include "tests/app/screens/every_screen.h"
#include "tests/app/screens/frame_faults.h"

namespace gongkai::screens {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr int stride = 3;
#else
constexpr int stride = 1;
#endif

constexpr int english = 8;

struct Walk {
  Panel panel;
  int number;  // of the panel: in a sanitized build each panel begins at another frame
};

class EveryScreen : public ::testing::TestWithParam<Walk> {};

TEST_P(EveryScreen, HoldsInAllEightCombinations) {
  const Panel panel = GetParam().panel;
  std::map<std::string, int> seen;  // each fault once, with how often
  int number = GetParam().number, walked = 0;
  for (Shown shown : every_screen()) {
    // The last two in English: without any mode, and with all three.
    for (const int bits : {0, 1, 2, 3, 4, 5, 6, 7, english, english + 7}) {
      if (++number % stride != 0) continue;
      shown.state.large_text = bits & 1;
      shown.state.high_contrast = bits & 2;
      shown.state.low_reach = bits & 4;
      shown.state.language = bits & english ? Language::english : Language::chinese;
      Context context = context_of(shown);
      context.device = touch_device(panel);
      context.freshness = Freshness::very_stale;  // the longest words
      context.picture_size = [](const std::string&) { return render::Size{960, 560}; };
      layout::Theme theme = themed(shown.state, layout::default_theme(), layout::high_contrast_theme());
      theme.unit = touch_unit(panel);
      const Screen screen = build(shown.state, context);
      const layout::Frame frame = layout::lay_out(screen.root, theme, {panel.width, panel.height}, demo_city().engine);
      ++walked;
      const std::string where = shown.name + (bits & 1 ? " large" : "") + (bits & 2 ? " contrast" : "") + (bits & 4 ? " low" : "") + (bits & english ? " english " : " ");
      for (const auto& fault : FrameFaults(frame, panel).find()) ++seen[where + fault];
      if ((bits & 4) != 0) {
        for (const auto& fault : FrameFaults(frame, panel).out_of_reach()) ++seen[where + fault];
      }
    }
  }
  EXPECT_GE(walked, 300 / stride);
  std::string report;
  for (const auto& [fault, count] : seen) report += "  " + fault + (count > 1 ? " x" + std::to_string(count) : "") + "\n";
  EXPECT_TRUE(seen.empty()) << seen.size() << " faults\n" << report;
}

// mm_per_px: 32-inch portrait and landscape, 18.5-inch, 43-inch 4K.
INSTANTIATE_TEST_SUITE_P(Panels, EveryScreen,
                         ::testing::Values(Walk{{1080, 1920, 0.369, 940}, 0}, Walk{{1920, 1080, 0.369, 800}, 1},
                                           Walk{{768, 1366, 0.300, 900}, 2}, Walk{{3840, 2160, 0.248, 1600}, 3}),
                         [](const auto& one) {
                           return "W" + std::to_string(one.param.panel.width) + "H" + std::to_string(one.param.panel.height);
                         });

}  // namespace
}  // namespace gongkai::screens

// What a finger needs of a panel: targets large enough and far enough apart (EN 301 549 8.3, GB/T 37668 ask for about
// 20 mm; 80 px is the floor on fine panels). Applied once to the finished tree, so no page can forget it.
#pragma once

#include "app/screens/screens.h"

namespace gongkai::screens {

// A touch panel as the profile describes it, in device pixels.
struct Panel {
  int width = 1080, height = 1920;
  double mm_per_px = 0.369;
  int reach_px = 940;
};

inline constexpr double least_target_mm = 20.0;
inline constexpr int least_target_px = 80, least_distance_px = 16;
// Design units beside the keyboard: so narrow that eight keys and their distances fit across 768 px.
inline constexpr int keyboard_margin = 7;

// Device pixels a design unit: 1080 units lie across the shorter side, whichever way the panel hangs.
double touch_unit(const Panel& panel);
// Height and width a target must have, device pixels.
int target_px(const Panel& panel);
Device touch_device(const Panel& panel);
// Whether the narrowest keyboard, eight keys a row, has room across the panel.
bool keys_fit(const Panel& panel);

// Gives every block that can be tapped its least size, and neighbours that can be tapped their distance.
void make_touchable(layout::Block& root, const Device& device);

}  // namespace gongkai::screens

// One screen as a PNG, without any window system: for the eye, for golden pictures, for tests.
#pragma once

#include <filesystem>
#include <string>

#include "app/kiosk/profile.h"
#include "content/model/date.h"
#include "content/model/result.h"

namespace gongkai::kiosk {

struct ScreenshotOrder {
  std::filesystem::path file;
  std::filesystem::path frame_file; // also the frame as text (render/layout/frame_dump.h); empty = no
  std::string screen = "home";      // named_screen.h
  model::Instant at{};              // the moment it shows
  bool large_text = false, high_contrast = false, low_reach = false, read_aloud = false, english = false;
  int tab = 0;                      // of a detail page
  int scroll_px = 0;                // of every scrolled part
  int pan_px = 0;                   // of every part that goes sideways
  int crawl_px = 0;                 // how far the crawl has run; 0 = at its reading position at the left edge
};

// What was written, for the log and for scripts.
struct ScreenshotReport {
  render::Size size;
  std::size_t missing_glyphs = 0;   // characters no font has
  std::vector<std::filesystem::path> missing_fonts;
};

// E: KIOSK-010 no store, KIOSK-011 fonts or theme, KIOSK-012 the file cannot be written, KIOSK-020ff the screen's name.
model::Result<ScreenshotReport> take_screenshot(const Profile& profile, const ScreenshotOrder& order);

}  // namespace gongkai::kiosk

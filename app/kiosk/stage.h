// Everything between a screen as blocks and its pixels: fonts, text engine, glyphs, painter and colours, opened once.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "app/kiosk/profile.h"
#include "app/screens/screens.h"
#include "render/layout/display_list.h"
#include "render/paint/painter.h"
#include "render/result.h"
#include "render/text/paragraph.h"

namespace gongkai::kiosk {

struct Stage {
  std::unique_ptr<text::FontStack> fonts;  // the others refer to it, so it keeps its address
  std::unique_ptr<text::TextEngine> engine;
  std::unique_ptr<text::GlyphCache> glyphs;
  std::unique_ptr<paint::Painter> painter;
  layout::Theme theme, high_contrast;      // in the unit of the profile's screen
  std::vector<std::filesystem::path> missing_fonts;  // named by fonts.toml and not installed
};

// E: a faulty fonts or theme file, or a role without any font.
render::Result<Stage> open_stage(const Profile& profile);

// A screen laid out: what to paint, and what its touches mean.
struct Scene {
  layout::Frame frame;
  std::vector<screens::Intent> intents;
};
Scene compose(const screens::ScreenState& state, const screens::Context& context, Stage& stage, render::Size size);

}  // namespace gongkai::kiosk

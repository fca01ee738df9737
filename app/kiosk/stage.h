// Everything between a screen as blocks and its pixels: fonts, text engine, glyphs, painter and colours, opened once.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "app/kiosk/picture_shelf.h"
#include "app/kiosk/profile.h"
#include "app/screens/screens.h"
#include "render/layout/flow.h"
#include "render/paint/painter.h"
#include "render/result.h"
#include "render/text/paragraph.h"

namespace gongkai::kiosk {

struct Stage {
  std::unique_ptr<text::FontStack> fonts;  // the others refer to it, so it keeps its address
  std::unique_ptr<text::TextEngine> engine;
  std::unique_ptr<text::GlyphCache> glyphs;
  std::unique_ptr<PictureShelf> pictures;  // the painter draws from it
  std::unique_ptr<paint::Painter> painter;
  layout::KnownHeights heights;            // of the long pages read last
  layout::KnownLines lines;                // the long crawls
  layout::Theme theme, high_contrast;      // in the unit of the profile's screen
  screens::LobbyZones lobby;               // of the theme
  int dim_percent = 100;                   // how bright its colours are shown
  std::vector<std::filesystem::path> missing_fonts;  // named by fonts.toml and not installed
};

// E: a faulty fonts or theme file, or a role without any font.
render::Result<Stage> open_stage(const Profile& profile);

// A screen laid out: what to paint, and what its touches mean. The blocks are kept because a long page is laid out on
// as its reader goes on.
struct Scene {
  layout::Frame frame;
  std::vector<screens::Intent> intents;
  std::vector<screens::Sentence> sentences;
  layout::Block root;
  layout::Theme theme;
};
// What only the stage knows of the screen: the zones of its theme, the sizes of the pictures.
void tell_of(const Stage& stage, screens::Context& context);
Scene compose(const screens::ScreenState& state, const screens::Context& context, Stage& stage, layout::Sight sight);
// The frame of the same blocks around another place of the reader.
layout::Frame lay_out_on(const Scene& scene, Stage& stage, layout::Sight sight);

}  // namespace gongkai::kiosk

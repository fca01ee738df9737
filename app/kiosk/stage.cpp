#include "app/kiosk/stage.h"

#include <cmath>
#include <string>
#include <utility>

#include "app/kiosk/fonts_file.h"
#include "app/kiosk/theme_file.h"

namespace gongkai::kiosk {

namespace {

std::string in_words(const std::vector<process::SettingsFault>& faults) {
  std::string words;
  for (const auto& fault : faults) words += (words.empty() ? "" : "；") + process::describe(fault);
  return words;
}

// What a screen looks like without a theme file. The wall's letters are tall enough for smooth edges.
layout::Theme built_in(screens::Surface surface) {
  const bool led = surface == screens::Surface::strip || surface == screens::Surface::wall;
  layout::Theme theme = led ? layout::led_theme() : layout::default_theme();
  theme.mono_text = surface == screens::Surface::strip;
  return theme;
}

render::Result<ReadTheme> theme_from(const std::filesystem::path& file, const layout::Theme& base) {
  if (file.empty()) return ReadTheme{base, {}, {}};
  ReadTheme read = read_theme(file, base);
  if (!read.faults.empty()) return render::failure(in_words(read.faults));
  return read;
}

// So much of its light: the colours are sRGB, the light goes with about their 2.2nd power. An LED strip knows few
// colours and no steps between them; its sending card dims it.
double kept_part(int percent) { return std::pow(percent / 100.0, 1 / 2.2); }

render::Color dimmed(render::Color color, int percent) {
  const double part = kept_part(percent);
  const auto dim = [part](std::uint8_t value) { return static_cast<std::uint8_t>(std::lround(value * part)); };
  return {dim(color.red), dim(color.green), dim(color.blue), color.alpha};
}

layout::Theme dimmed(layout::Theme theme, int percent) {
  if (percent >= 100 || theme.mono_text) return theme;
  for (render::Color& color : theme.colors) color = dimmed(color, percent);
  return theme;
}

// The ground of a code and a picture are no colours of the theme: at night they would be the brightest thing in the hall.
void dim_codes_and_pictures(layout::DisplayList& ops, int percent) {
  const render::Color veil{0, 0, 0, static_cast<std::uint8_t>(std::lround(255 * (1 - kept_part(percent))))};
  for (layout::Op& op : ops) {
    if (auto* code = std::get_if<layout::QrOp>(&op.what)) code->light = dimmed(code->light, percent);
    if (auto* image = std::get_if<layout::ImageOp>(&op.what)) image->veil = veil;
  }
}

}  // namespace

render::Result<Stage> open_stage(const Profile& profile) {
  const ReadFonts fonts = read_fonts(profile.fonts);
  if (!fonts.faults.empty()) return render::failure(in_words(fonts.faults));

  Stage stage;
  auto theme = theme_from(profile.theme, built_in(profile.surface));
  if (!theme) return tl::unexpected(theme.error());
  auto high_contrast = theme_from(profile.high_contrast, layout::high_contrast_theme());
  if (!high_contrast) return tl::unexpected(high_contrast.error());
  stage.theme = in_palette(theme->theme, profile.palette);
  stage.lobby = theme->lobby;
  stage.high_contrast = high_contrast->theme;
  stage.theme.unit = stage.high_contrast.unit = unit_of(profile);

  auto stack = text::FontStack::load(fonts.plan, &stage.missing_fonts);
  if (!stack) return tl::unexpected(stack.error());
  stage.fonts = std::make_unique<text::FontStack>(std::move(*stack));
  stage.engine = std::make_unique<text::TextEngine>(*stage.fonts);
  stage.glyphs = std::make_unique<text::GlyphCache>(*stage.fonts);
  stage.painter = std::make_unique<paint::Painter>(*stage.glyphs);
  stage.pictures = std::make_unique<PictureShelf>(profile.store);
  stage.painter->set_pictures(PictureShelf::source, stage.pictures.get());
  return stage;
}

void tell_of(const Stage& stage, screens::Context& context) {
  context.device.lobby = stage.lobby;
  context.picture_size = [&stage](const std::string& sha256) { return stage.pictures->size_of(sha256); };
}

Scene compose(const screens::ScreenState& state, const screens::Context& context, Stage& stage, layout::Sight sight) {
  screens::Context seen = context;
  tell_of(stage, seen);
  screens::Screen screen = screens::build(state, seen);
  Scene scene{{}, std::move(screen.intents), std::move(screen.sentences), std::move(screen.root),
              dimmed(screens::themed(state, stage.theme, stage.high_contrast), stage.dim_percent)};
  scene.frame = lay_out_on(scene, stage, std::move(sight));
  return scene;
}

layout::Frame lay_out_on(const Scene& scene, Stage& stage, layout::Sight sight) {
  sight.known = &stage.heights;
  sight.lines = &stage.lines;
  layout::Frame frame = layout::lay_out_at(scene.root, scene.theme, sight, *stage.engine);
  if (stage.dim_percent >= 100 || scene.theme.mono_text) return frame;
  dim_codes_and_pictures(frame.ops, stage.dim_percent);
  for (auto& layer : frame.scrolls) {
    dim_codes_and_pictures(layer.ops, stage.dim_percent);
    for (auto& part : layer.sideways) dim_codes_and_pictures(part.ops, stage.dim_percent);
  }
  return frame;
}

}  // namespace gongkai::kiosk

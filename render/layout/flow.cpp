#include "render/layout/flow.h"

#include "render/layout/pass.h"

namespace gongkai::layout {

Frame lay_out(const Block& root, const Theme& theme, render::Size size, text::TextEngine& engine) {
  return lay_out_at(root, theme, {size}, engine);
}

Frame lay_out_at(const Block& root, const Theme& theme, const Sight& sight, text::TextEngine& engine) {
  Frame frame;
  frame.size = sight.size;
  frame.background = theme.color(Tone::paper);
  frame.mono_text = theme.mono_text;
  Pass pass(theme, engine, &sight);
  Sink sink{&frame, &frame.ops, &frame.hits, nullptr, nullptr, frame.background};
  pass.place(root, {0, 0, sight.size.width, sight.size.height}, sink);
  if (sight.known) sight.known->trim();
  if (sight.lines) sight.lines->trim();
  return frame;
}

int measure_height(const Block& block, const Theme& theme, int width_px, text::TextEngine& engine) {
  return Pass(theme, engine).height(block, width_px);
}

}  // namespace gongkai::layout

#include "render/layout/flow.h"

#include "render/layout/pass.h"

namespace gongkai::layout {

Frame lay_out(const Block& root, const Theme& theme, render::Size size, text::TextEngine& engine) {
  Frame frame;
  frame.size = size;
  frame.background = theme.color(Tone::paper);
  frame.mono_text = theme.mono_text;
  Pass pass(theme, engine);
  Sink sink{&frame, &frame.ops, &frame.hits, nullptr, frame.background};
  pass.place(root, {0, 0, size.width, size.height}, sink);
  return frame;
}

int measure_height(const Block& block, const Theme& theme, int width_px, text::TextEngine& engine) {
  return Pass(theme, engine).height(block, width_px);
}

}  // namespace gongkai::layout

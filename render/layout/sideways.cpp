#include "render/layout/sideways.h"

namespace gongkai::layout {
namespace {

// Design units.
constexpr int shade_width = 36, mark_height = 10, mark_margin = 32, mark_room = 26, lead = 32;

struct Sizes {
  int width = 0, height = 0;    // of the content
  const Block* head = nullptr;  // what stands above it
  int above = 0;
  int mark = 0;

  int whole() const { return above + height + mark; }
};

Sizes sizes_of(const ScrollContent& scroll, int width, Pass& pass) {
  if (scroll.content.empty()) return {};
  const Block& content = scroll.content.front();
  Sizes sizes;
  sizes.width = std::max(width, pass.natural_width(content));
  sizes.height = pass.height(content, sizes.width);
  const std::size_t head = sizes.width > width ? 1 : 2;
  if (scroll.content.size() > head) sizes.head = &scroll.content[head];
  if (sizes.head != nullptr) sizes.above = pass.height(*sizes.head, width);
  if (sizes.width > width) sizes.mark = pass.px(mark_room);
  return sizes;
}

}  // namespace

int sideways_height(const ScrollContent& scroll, int width, Pass& pass) { return sizes_of(scroll, width, pass).whole(); }

void place_sideways(const ScrollContent& scroll, const render::Rect& inner, Pass& pass, Sink& sink) {
  const Sizes sizes = sizes_of(scroll, inner.width, pass);
  const Block& content = scroll.content.front();
  if (sizes.head != nullptr) pass.place(*sizes.head, {inner.x, inner.y, inner.width, sizes.above}, sink);
  if (sizes.width == inner.width) {
    return pass.place(content, {inner.x, inner.y + sizes.above, inner.width, sizes.height}, sink);
  }
  const Theme& theme = pass.theme();
  SidewaysPart part;
  part.id = scroll.id;
  part.rect = {inner.x, inner.y + sizes.above, inner.width, sizes.height + sizes.mark};
  part.width = sizes.width;
  part.background = sink.background;
  part.lead = pass.px(lead);
  if (!theme.mono_text) {
    part.mark = {inner.x + pass.px(mark_margin), part.rect.bottom() - pass.px(mark_room) / 2,
                 std::max(0, inner.width - 2 * pass.px(mark_margin)), pass.px(mark_height)};
  }
  part.mark_track = theme.color(Tone::line);
  part.mark_thumb = theme.color(Tone::indigo);
  part.shade = theme.color(Tone::ink);
  part.shade_width = theme.mono_text ? 0 : pass.px(shade_width);
  Sink inside{sink.frame, &part.ops, &part.hits, nullptr, sink.layer, sink.background, &part};
  pass.place(content, {0, 0, sizes.width, sizes.height}, inside);
  part.chunks = chunks_of(part.ops);
  sink.layer->sideways.push_back(std::move(part));
}

}  // namespace gongkai::layout

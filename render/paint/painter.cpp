#include "render/paint/painter.h"

#include <algorithm>
#include <cstring>

#include "render/paint/op_painter.h"

namespace gongkai::paint {
namespace {

using layout::Frame;
using layout::ScrollLayer;
using layout::SidewaysPart;
using layout::TickerStrip;
using render::Rect;

int position_in(const std::map<std::uint32_t, int>& positions, std::uint32_t id) {
  const auto found = positions.find(id);
  return found == positions.end() ? 0 : found->second;
}
int scroll_of(const Motion& motion, std::uint32_t id) { return position_in(motion.scroll_y, id); }
int pan_of(const Motion& motion, std::uint32_t id) { return position_in(motion.pan_x, id); }

std::int64_t ticker_of(const Motion& motion, std::uint32_t id) {
  const auto found = motion.ticker.find(id);
  return found == motion.ticker.end() ? 0 : found->second;
}

// Left edge of the line on the screen after it has moved `moved` pixels: it enters from beyond one edge of the
// viewport, leaves entirely at the other, and then comes again.
int line_left(const TickerStrip& strip, std::int64_t moved) {
  const std::int64_t period = std::max<std::int64_t>(1, strip.period());
  const int within = static_cast<int>((moved % period + period) % period);
  if (strip.run == TickerStrip::Run::leftwards) return strip.viewport.right() - within;
  return strip.viewport.x - strip.width + within;
}

constexpr int darkest_shade = 80;  // of 255, at the edge of a sideways part

template <class Layers>
const auto* find_layer(const Layers& layers, std::uint32_t id) {
  const auto found = std::find_if(layers.begin(), layers.end(), [&](const auto& layer) { return layer.id == id; });
  return found == layers.end() ? nullptr : &*found;
}

// Whether something painted after `depth` ops of the frame lies over `area`: then its pixels cannot just be moved.
template <class Layer>
bool covered(const Frame& frame, const Layer& layer, const Rect& area) {
  for (std::size_t i = layer.depth; i < frame.ops.size(); ++i) {
    if (!intersection(frame.ops[i].bounds, area).empty()) return true;
  }
  const auto over = [&](const auto& other) {
    return static_cast<const void*>(&other) != &layer && other.depth >= layer.depth &&
           !intersection(other.viewport, area).empty();
  };
  return std::any_of(frame.scrolls.begin(), frame.scrolls.end(), over) ||
         std::any_of(frame.tickers.begin(), frame.tickers.end(), over);
}

// Moves the pixels of `area` up by `up` rows (down if negative); the rows that become free keep old pixels.
void move_rows(Bitmap target, const Rect& area, int up) {
  const std::size_t bytes = static_cast<std::size_t>(area.width) * sizeof(std::uint32_t);
  const int rows = area.height - std::abs(up);
  for (int i = 0; i < rows; ++i) {
    const int to = up > 0 ? area.y + i : area.bottom() - 1 - i;
    std::memcpy(target.row(to) + area.x, target.row(to + up) + area.x, bytes);
  }
}

void move_columns(Bitmap target, const Rect& area, int left) {
  const int columns = area.width - std::abs(left);
  const int to = left > 0 ? area.x : area.x - left;
  for (int y = area.y; y < area.bottom(); ++y) {
    std::uint32_t* row = target.row(y);
    std::memmove(row + to, row + to + left, static_cast<std::size_t>(columns) * sizeof(std::uint32_t));
  }
}

}  // namespace

struct Painter::Tools {
  OpPainter ops;

  void paint_layer(const ScrollLayer& layer, int scroll_y, const Motion& motion, Surface surface) {
    surface.clip = intersection(surface.clip, layer.viewport);
    if (surface.clip.empty()) return;
    fill_rect(surface, surface.clip, layer.background);
    const int dx = layer.viewport.x, dy = layer.viewport.y - scroll_y;
    ops.paint(layer.ops, layer.chunks, {dx, dy}, surface);
    for (const SidewaysPart& part : layer.sideways) paint_part(part, {dx, dy}, pan_of(motion, part.id), surface);
    for (const auto& band : layer.sticky) {
      if (const auto offset = band.offset_at(scroll_y)) {
        ops.paint(band.ops, {dx, layer.viewport.y + *offset}, surface);
      }
    }
    if (layer.mark.empty()) return;
    fill_round(surface, layer.mark, layer.mark_track, layer.mark.width / 2);
    fill_round(surface, layer.thumb_at(scroll_y), layer.mark_thumb, layer.mark.width / 2);
  }

  // `by`: where the layer's content begins on the screen.
  void paint_part(const SidewaysPart& part, render::Point by, int x, Surface surface) {
    const Rect place = part.rect.shifted(by.x, by.y);
    surface.clip = intersection(surface.clip, place);
    if (surface.clip.empty()) return;
    fill_rect(surface, surface.clip, part.background);
    ops.paint(part.ops, part.chunks, {place.x - x, place.y}, surface);
    // Darker towards the edge beyond which there is more.
    for (int i = 0; i < part.shade_width; ++i) {
      render::Color color = part.shade;
      color.alpha = static_cast<std::uint8_t>(darkest_shade * (part.shade_width - i) * (part.shade_width - i) /
                                              (part.shade_width * part.shade_width));
      if (x > 0) fill_rect(surface, {place.x + i, place.y, 1, place.height}, color);
      if (x < part.furthest()) fill_rect(surface, {place.right() - 1 - i, place.y, 1, place.height}, color);
    }
    if (part.mark.empty()) return;
    const int radius = part.mark.height / 2;
    fill_round(surface, part.mark.shifted(by.x, by.y), part.mark_track, radius);
    fill_round(surface, part.thumb_at(x).shifted(by.x, by.y), part.mark_thumb, radius);
  }

  void paint_strip(const TickerStrip& strip, std::int64_t moved, Surface surface) {
    surface.clip = intersection(surface.clip, strip.viewport);
    if (surface.clip.empty()) return;
    fill_rect(surface, surface.clip, strip.background);
    ops.paint(strip.ops, strip.chunks, {line_left(strip, moved), strip.viewport.y}, surface);
  }

  void paint_frame(const Frame& frame, const Motion& motion, const Surface& surface) {
    if (surface.clip.empty()) return;
    fill_rect(surface, surface.clip, frame.background);
    std::size_t scroll = 0, ticker = 0;
    for (std::size_t i = 0; i <= frame.ops.size(); ++i) {
      for (; scroll < frame.scrolls.size() && frame.scrolls[scroll].depth <= i; ++scroll) {
        paint_layer(frame.scrolls[scroll], scroll_of(motion, frame.scrolls[scroll].id), motion, surface);
      }
      for (; ticker < frame.tickers.size() && frame.tickers[ticker].depth <= i; ++ticker) {
        paint_strip(frame.tickers[ticker], ticker_of(motion, frame.tickers[ticker].id), surface);
      }
      if (i < frame.ops.size()) ops.paint_one(frame.ops[i], {0, 0}, surface);
    }
  }
};

Painter::Painter(text::GlyphCache& glyphs) : tools_(new Tools{OpPainter(glyphs)}) {}
Painter::~Painter() = default;

void Painter::set_pictures(PictureSource source, void* context) { tools_->ops.set_pictures(source, context); }

namespace {

Surface surface_of(const Frame& frame, Bitmap target, const Rect& damage) {
  const Rect whole = intersection(bounds_of(target), {0, 0, frame.size.width, frame.size.height});
  return {target, intersection(damage, whole), frame.mono_text ? Edge::hard : Edge::smooth};
}

}  // namespace

void Painter::paint(const Frame& frame, const Motion& motion, Bitmap target, Rect damage) {
  tools_->paint_frame(frame, motion, surface_of(frame, target, damage));
}

Rect Painter::scroll(const Frame& frame, std::uint32_t id, int before_y, int after_y, const Motion& motion,
                     Bitmap target) {
  const ScrollLayer* layer = find_layer(frame.scrolls, id);
  if (!layer || before_y == after_y) return {};
  Surface surface = surface_of(frame, target, layer->viewport);
  const Rect area = surface.clip;
  const int up = after_y - before_y;
  if (std::abs(up) >= area.height || covered(frame, *layer, area)) {
    Motion after = motion;
    after.scroll_y[id] = after_y;
    tools_->paint_frame(frame, after, surface);
    return area;
  }
  move_rows(target, area, up);
  const auto repaint = [&](const Rect& part) {
    surface.clip = intersection(part, area);
    tools_->paint_layer(*layer, after_y, motion, surface);
  };
  repaint(up > 0 ? Rect{area.x, area.bottom() - up, area.width, up} : Rect{area.x, area.y, area.width, -up});
  // What stood still while the rows moved: the bands (where they were carried to and where they are now), the mark.
  for (const auto& band : layer->sticky) {
    if (const auto was = band.offset_at(before_y)) {
      repaint({area.x, layer->viewport.y + *was - up, area.width, band.height});
    }
    if (const auto now = band.offset_at(after_y)) repaint({area.x, layer->viewport.y + *now, area.width, band.height});
  }
  repaint({layer->mark.x, area.y, layer->mark.width, area.height});
  return area;
}

namespace {

// What stands still over a part while it goes sideways: the layer's mark, another part, the head of a table.
bool stands_over(const ScrollLayer& layer, const SidewaysPart& part, int scroll_y, const Rect& area) {
  if (!intersection(layer.mark, area).empty()) return true;
  const bool others = std::any_of(layer.sideways.begin(), layer.sideways.end(), [&](const SidewaysPart& other) {
    return &other != &part && !intersection(other.rect, part.rect).empty();
  });
  if (others) return true;
  return std::any_of(layer.sticky.begin(), layer.sticky.end(), [&](const layout::StickyBand& band) {
    const auto at = band.offset_at(scroll_y);
    return at && !intersection(Rect{area.x, layer.viewport.y + *at, area.width, band.height}, area).empty();
  });
}

}  // namespace

Rect Painter::pan(const Frame& frame, std::uint32_t id, int before_x, int after_x, const Motion& motion, Bitmap target) {
  const SidewaysPart* part = nullptr;
  auto layer = frame.scrolls.begin();
  for (; layer != frame.scrolls.end() && part == nullptr; ++layer) part = find_layer(layer->sideways, id);
  if (part == nullptr || before_x == after_x) return {};
  --layer;
  const int scroll_y = scroll_of(motion, layer->id);
  const render::Point by{layer->viewport.x, layer->viewport.y - scroll_y};
  const Rect place = part->rect.shifted(by.x, by.y);
  Surface surface = surface_of(frame, target, intersection(place, layer->viewport));
  const Rect area = surface.clip;
  if (area.empty()) return {};
  Motion after = motion;
  after.pan_x[id] = after_x;
  const int left = after_x - before_x, moved = std::abs(left);
  if (moved >= area.width || covered(frame, *layer, area) || stands_over(*layer, *part, scroll_y, area)) {
    tools_->paint_frame(frame, after, surface);
    return area;
  }
  move_columns(target, area, left);
  // Both edges, with the shades as they were carried and as they are now, and the mark.
  const auto repaint = [&](const Rect& piece) {
    surface.clip = intersection(piece, area);
    tools_->paint_part(*part, by, after_x, surface);
  };
  const int edge = part->shade_width + moved;
  repaint({area.x, area.y, place.x - area.x + edge, area.height});
  repaint({place.right() - edge, area.y, edge, area.height});
  repaint({area.x, part->mark.y + by.y, area.width, part->mark.height});
  return area;
}

Rect Painter::advance_ticker(const Frame& frame, std::uint32_t id, std::int64_t before, std::int64_t after,
                             Bitmap target) {
  const TickerStrip* strip = find_layer(frame.tickers, id);
  if (!strip || before == after) return {};
  Surface surface = surface_of(frame, target, strip->viewport);
  const Rect area = surface.clip;
  const std::int64_t moved = strip->run == TickerStrip::Run::leftwards ? after - before : before - after;
  for (const ScrollLayer& layer : frame.scrolls) {  // a dialog that scrolls lies over it: the line waits
    if (layer.depth >= strip->depth && !intersection(layer.viewport, area).empty()) return {};
  }
  if (covered(frame, *strip, area)) {
    Motion motion;  // nothing else that moves meets the strip's area
    motion.ticker[id] = after;
    tools_->paint_frame(frame, motion, surface);
    return area;
  }
  if (std::abs(moved) < area.width) {
    const int left = static_cast<int>(moved);
    move_columns(target, area, left);
    surface.clip = left > 0 ? Rect{area.right() - left, area.y, left, area.height}
                            : Rect{area.x, area.y, -left, area.height};
  }
  tools_->paint_strip(*strip, after, surface);
  return area;
}

}  // namespace gongkai::paint

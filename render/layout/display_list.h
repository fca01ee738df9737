// A finished frame: what to paint where, in device pixels. Painting and hit testing read the same one.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "render/color.h"
#include "render/geometry.h"
#include "render/layout/hit_map.h"
#include "render/text/paragraph.h"

namespace gongkai::layout {

struct FillOp {
  render::Rect rect;
  render::Color color;
  int radius = 0;
};
struct StrokeOp {               // a border inside rect
  render::Rect rect;
  render::Color color;
  int radius = 0;
  int width = 1;
};
struct GlyphOp {                // glyphs of one font, size and colour
  text::FontId font = 0;
  int px = 0;
  render::Color color;
  render::Point origin;         // the glyphs' 26.6 positions count from here
  std::vector<text::PlacedGlyph> glyphs;
  std::string text;             // what the glyphs say, for dumps and for reading aloud
};
struct MissingOp {              // a marked box with the code point inside
  render::Rect rect;
  render::Color color;
  char32_t code_point = 0;
};
struct ImageOp {
  render::Rect rect;
  std::string sha256;
};
struct QrOp {
  render::Rect rect;
  std::string text;
  render::Color dark, light;
};
struct PolylineOp {             // flow chart edges: horizontal and vertical pieces only
  std::vector<render::Point> points;
  int width = 2;
  bool arrow = false;           // head at the last point
  render::Color color;
};

struct Op {
  render::Rect bounds;          // everything the op paints lies inside
  std::variant<FillOp, StrokeOp, GlyphOp, MissingOp, ImageOp, QrOp, PolylineOp> what;
};

using DisplayList = std::vector<Op>;  // painted in order

// A table header that stays at the top of the viewport while content rows [top, bottom) are seen.
struct StickyBand {
  int top = 0, bottom = 0;      // content coordinates
  int height = 0;
  DisplayList ops;              // relative to the band's top left
};

// Content larger than its viewport. Positions inside count from the content's top left.
struct ScrollLayer {
  std::uint32_t id = 0;
  render::Rect viewport;        // on the screen
  render::Size content;
  render::Color background;
  DisplayList ops;              // sorted by bounds.y
  HitMap hits;                  // content coordinates
  std::vector<StickyBand> sticky;
};

// One line of text in motion through its viewport.
struct TickerStrip {
  std::uint32_t id = 0;
  render::Rect viewport;
  render::Color background;
  int width = 0;                // of the whole line in px; it enters at the right edge and leaves at the left
  int pixels_per_frame = 2;
  enum class Run : std::uint8_t { leftwards, rightwards } run = Run::leftwards;
  DisplayList ops;              // sorted by bounds.x, counted from the strip's left edge and the viewport's top
};

struct Frame {
  render::Size size;
  render::Color background;
  DisplayList ops;
  HitMap hits;                  // everything that does not scroll
  std::vector<ScrollLayer> scrolls;
  std::vector<TickerStrip> tickers;
  bool mono_text = false;
};

}  // namespace gongkai::layout

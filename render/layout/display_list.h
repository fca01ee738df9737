// A finished frame: what to paint where, in device pixels. Painting and hit testing read the same one.
#pragma once

#include <algorithm>
#include <climits>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "render/color.h"
#include "render/geometry.h"
#include "render/layout/block.h"
#include "render/layout/hit_map.h"
#include "render/layout/stride.h"
#include "render/text/paragraph.h"

namespace gongkai::layout {

// box: corners rounded by `radius`. hexagon: left and right edge come to a point, `radius` px deep (decisions).
// marker: a box, the ground of what is pointed at.
enum class FillShape : std::uint8_t { box, hexagon, marker };

struct FillOp {
  render::Rect rect;
  render::Color color;
  int radius = 0;
  FillShape shape = FillShape::box;
};
struct StrokeOp {               // a border inside rect
  render::Rect rect;
  render::Color color;
  int radius = 0;
  int width = 1;
};
struct DrawnGlyph {
  std::uint16_t glyph = 0;
  std::int32_t x = 0, y = 0;    // pen and baseline, 26.6, from the op's origin
};
struct GlyphOp {                // glyphs of one font, size and colour
  text::FontId font = 0;
  int px = 0;
  render::Color color;
  render::Point origin;
  std::vector<DrawnGlyph> glyphs;
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
  render::Color veil = {0, 0, 0, 0};  // laid over the picture
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
  render::Rect bounds;          // painting is clipped to it
  std::variant<FillOp, StrokeOp, GlyphOp, MissingOp, ImageOp, QrOp, PolylineOp> what;
};

using DisplayList = std::vector<Op>;  // painted in order

// Neighbouring ops of a list and the area they paint, so that a painter can pass over what it does not need.
struct OpChunk {
  render::Rect bounds;
  std::uint32_t first = 0, end = 0;
};
std::vector<OpChunk> chunks_of(const DisplayList& ops);

// A table header that stays at the top of the viewport while content rows [top, bottom) are seen.
struct StickyBand {
  int top = 0, bottom = 0;      // content coordinates
  int height = 0;
  DisplayList ops;              // x as in the layer's content, y from the band's top; opaque

  // Where the band's top stands in the viewport when the content is scrolled to `scroll_y`; nothing if it is not seen.
  // The last rows push it out.
  std::optional<int> offset_at(int scroll_y) const {
    if (scroll_y <= top || scroll_y >= bottom) return std::nullopt;
    return std::min(0, bottom - scroll_y - height);
  }
};

// The share of a mark that shows where in `whole` px the seen `part` stands, at `offset` of what is not seen.
struct Share {
  int start = 0, length = 0;
};
Share thumb_share(int mark_length, int least, int part, int whole, int offset);

// Content wider than its place in a layer: it goes sideways under a finger, while the layer goes up and down with it.
// Shades at its edges and a mark below say that there is more.
struct SidewaysPart {
  struct Column {
    int begin = 0, end = 0;
  };
  std::uint32_t id = 0;
  render::Rect rect;            // its place in the layer's content
  int width = 0;                // of its own content, px; as high as the place
  render::Color background;
  DisplayList ops;              // counted from its content's top left
  std::vector<OpChunk> chunks;  // of ops
  HitMap hits;
  std::vector<Column> columns;  // what should not be cut when it is turned, from left to right
  int lead = 0;                 // px that stay free before a column
  render::Rect mark;            // in the layer's content
  render::Color mark_track, mark_thumb, shade;
  int shade_width = 0;

  int furthest() const { return std::max(0, width - rect.width); }  // the largest offset
  // The way that brings in the columns that are not wholly seen, positive = further to the right.
  int way_to_page(int x, int pages) const;
  render::Rect thumb_at(int x) const;
};

// Content larger than its viewport. Positions inside count from the content's top left.
struct ScrollLayer {
  std::uint32_t id = 0;
  render::Rect viewport;        // on the screen
  render::Size content;
  render::Color background;
  DisplayList ops;
  std::vector<OpChunk> chunks;  // of ops
  HitMap hits;                  // content coordinates
  std::vector<StickyBand> sticky;
  std::vector<SidewaysPart> sideways;  // painted over ops
  std::size_t depth = 0;        // painted after this many of the frame's ops: the later ones lie over it
  bool covered = false;         // by a scrim: it can be neither dragged nor tapped
  render::Rect mark;            // on the screen: where the scroll mark runs; empty if nothing scrolls
  render::Color mark_track, mark_thumb;

  std::vector<int> page_starts; // offsets at which the pages of an open book begin; empty for other contents

  // Of a content too long to be laid out whole (long_column.h), only this part has ops, and the height is estimated.
  int ready_top = 0, ready_bottom = INT_MAX;

  int furthest() const { return std::max(0, content.height - viewport.height); }  // the largest scroll offset
  // The way to the next page (the one before if `pages` is negative), positive = further down. Where there are no
  // pages, nine tenths of the viewport: the last lines stay in sight.
  int way_to_page(int scroll_y, int pages) const;
  // From between two pages to the nearer one; 0 where a page fills the viewport, and where there are no pages.
  int way_to_rest(int scroll_y) const;
  int page_at(int y) const;     // where the page with that place begins; 0 without pages
  // Whether a reader at `scroll_y` comes near the end of what is ready.
  bool wants_more(int scroll_y) const;
  render::Rect thumb_at(int scroll_y) const;  // the part of `mark` that shows where the reader is
};

enum class RunDirection : std::uint8_t { leftwards, rightwards };

// Where the pieces of a long line stand (running_line.h).
struct MeasuredLine {
  struct Piece {
    std::uint32_t begin = 0;    // bytes
    std::int64_t start = 0;     // 26.6, from where reading begins
  };
  std::vector<Piece> pieces;
  std::uint32_t text_end = 0;
  std::int64_t width = 0;       // 26.6
  int height = 0, baseline = 0; // px
  RunDirection run = RunDirection::leftwards;
};
struct LongLine {
  std::vector<TextSpan> spans;
  Theme theme;                  // the one it was measured in
  MeasuredLine measured;
  std::int64_t ready_from = 0, ready_to = 0;  // px from where reading begins: what has ops
};

// One line of text in motion through its viewport.
struct TickerStrip {
  std::uint32_t id = 0;
  render::Rect viewport;
  render::Color background;
  int width = 0;                // of the whole line in px; it enters at the right edge and leaves at the left
  Stride stride;
  using Run = RunDirection;
  Run run = Run::leftwards;
  DisplayList ops;              // x counted from the strip's left edge, y from the viewport's top
  std::vector<OpChunk> chunks;  // of ops
  std::size_t depth = 0;        // as in ScrollLayer
  std::optional<LongLine> long_line;  // then ops are those of the part around its place (lay_out_around)

  // Pixels from one entry of the line to the next: it leaves entirely before it comes again.
  std::int64_t period() const { return static_cast<std::int64_t>(viewport.width) + width; }
};

// Around everything that is pointed at in a list; empty if nothing is.
render::Rect marked_area(const DisplayList& ops);

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

#include "render/layout/frame_dump.h"

#include <fmt/format.h>

#include <iterator>

namespace gongkai::layout {
namespace {

using render::Color;
using render::Rect;

std::string name(const Rect& r) { return fmt::format("{},{} {}x{}", r.x, r.y, r.width, r.height); }

std::string name(Color c) {
  if (c.alpha == 255) return fmt::format("#{:02X}{:02X}{:02X}", c.red, c.green, c.blue);
  return fmt::format("#{:02X}{:02X}{:02X}/{}", c.red, c.green, c.blue, c.alpha);
}

std::string describe(const FillOp& op) {
  std::string line = fmt::format("fill {} {}", name(op.rect), name(op.color));
  if (op.radius > 0) line += fmt::format(" {} {}", op.shape == FillShape::hexagon ? "hexagon" : "radius", op.radius);
  return line;
}

std::string describe(const StrokeOp& op) {
  std::string line = fmt::format("stroke {} {} width {}", name(op.rect), name(op.color), op.width);
  if (op.radius > 0) line += fmt::format(" radius {}", op.radius);
  return line;
}

// Left pen position and baseline of the first glyph seen from the left, in whole pixels.
std::string describe(const GlyphOp& op) {
  if (op.glyphs.empty()) return "text empty";
  const DrawnGlyph* left = &op.glyphs.front();
  for (const auto& glyph : op.glyphs) {
    if (glyph.x < left->x) left = &glyph;
  }
  const std::string said = op.text.empty() ? fmt::format("[{} glyphs]", op.glyphs.size()) : op.text;
  return fmt::format("text {},{} {}px {} {}", op.origin.x + (left->x >> 6), op.origin.y + (left->y >> 6), op.px,
                     name(op.color), said);
}

std::string describe(const MissingOp& op) {
  return fmt::format("missing {} {} U+{:04X}", name(op.rect), name(op.color), static_cast<std::uint32_t>(op.code_point));
}

std::string describe(const ImageOp& op) { return fmt::format("image {} {}", name(op.rect), op.sha256); }
std::string describe(const QrOp& op) { return fmt::format("qr {} {}", name(op.rect), op.text); }

std::string describe(const PolylineOp& op) {
  std::string line = fmt::format("{} width {} {}", op.arrow ? "arrow" : "line", op.width, name(op.color));
  for (const render::Point& p : op.points) line += fmt::format(" {},{}", p.x, p.y);
  return line;
}

void dump_ops(const DisplayList& ops, const char* indent, std::string& out) {
  for (const Op& op : ops) {
    out += indent;
    out += std::visit([](const auto& what) { return describe(what); }, op.what);
    const auto* shape = std::get_if<FillOp>(&op.what);
    if (shape && shape->rect != op.bounds) out += " only " + name(op.bounds);
    out += '\n';
  }
}

void dump_hits(const HitMap& hits, const char* indent, std::string& out) {
  for (const HitArea& area : hits.areas) {
    fmt::format_to(std::back_inserter(out), "{}hit {} {} {}\n", indent, name(area.rect), area.action, area.label);
  }
}

std::string pace(Stride stride) {
  if (stride.every == 1) return fmt::format("{} px/frame", stride.step);
  return fmt::format("{} px/{} frames", stride.step, stride.every);
}

}  // namespace

std::string dump(const Frame& frame) {
  std::string out = fmt::format("frame {}x{} {}{}\n", frame.size.width, frame.size.height, name(frame.background),
                                frame.mono_text ? " mono" : "");
  dump_ops(frame.ops, "", out);
  dump_hits(frame.hits, "", out);
  for (const ScrollLayer& layer : frame.scrolls) {
    fmt::format_to(std::back_inserter(out), "scroll {} at {} content {}x{} {} depth {}{}\n", layer.id,
                   name(layer.viewport), layer.content.width, layer.content.height, name(layer.background), layer.depth,
                   layer.covered ? " covered" : "");
    dump_ops(layer.ops, "  ", out);
    dump_hits(layer.hits, "  ", out);
    for (const StickyBand& band : layer.sticky) {
      fmt::format_to(std::back_inserter(out), "  sticky {}..{} height {}\n", band.top, band.bottom, band.height);
      dump_ops(band.ops, "    ", out);
    }
    for (const SidewaysPart& part : layer.sideways) {
      fmt::format_to(std::back_inserter(out), "  sideways {} at {} width {} {}\n", part.id, name(part.rect), part.width,
                     name(part.background));
      dump_ops(part.ops, "    ", out);
      dump_hits(part.hits, "    ", out);
    }
  }
  for (const TickerStrip& strip : frame.tickers) {
    fmt::format_to(std::back_inserter(out), "ticker {} at {} width {} {} {} {} depth {}\n", strip.id,
                   name(strip.viewport), strip.width, pace(strip.stride),
                   strip.run == TickerStrip::Run::leftwards ? "leftwards" : "rightwards", name(strip.background),
                   strip.depth);
    dump_ops(strip.ops, "  ", out);
  }
  return out;
}

}  // namespace gongkai::layout

#include "render/layout/ticker.h"

#include <algorithm>
#include <utility>

#include "render/layout/running_line.h"
#include "render/layout/text_ops.h"

namespace gongkai::layout {
namespace {

// The strip is as high as its viewport; the line stands in its middle whatever its line height.
const text::LaidOutParagraph& lay_out_line(const TickerContent& ticker, Pass& pass) {
  return pass.lay_out(ticker.spans, running_style(), 0);
}

// Text that begins with a right-to-left letter has its first cluster right of its last one.
bool reads_leftwards(const text::LaidOutParagraph& paragraph) {
  std::uint32_t first = UINT32_MAX, last = 0;
  std::int32_t first_x = 0, last_x = 0;
  for (const text::GlyphRun& run : paragraph.runs) {
    for (std::uint32_t i = run.first_glyph; i < run.first_glyph + run.glyph_count; ++i) {
      const text::PlacedGlyph& glyph = paragraph.glyphs[i];
      const std::uint32_t cluster = cluster_of(run, glyph);
      if (cluster < first) first = cluster, first_x = glyph.x;
      if (cluster >= last) last = cluster, last_x = glyph.x;
    }
  }
  return first_x > last_x;
}

int largest_em(const TickerContent& ticker, const Theme& theme) {
  int em = 1;
  for (const TextSpan& span : ticker.spans) em = std::max(em, theme.text_px(span.size));
  return em;
}

TickerStrip strip_of(const TickerContent& ticker, const render::Rect& viewport, Pass& pass, const Sink& sink) {
  TickerStrip strip;
  strip.id = ticker.id;
  strip.viewport = viewport;
  strip.background = sink.background;
  const int wanted = std::max(1, ticker.pixels_per_frame);
  strip.stride = ticker.pace == Pace::as_asked
                     ? Stride{wanted, 1}
                     : readable_stride(wanted, largest_em(ticker, pass.theme()), viewport.width);
  strip.depth = sink.frame->ops.size();
  return strip;
}

void set_long_line(const TickerContent& ticker, Pass& pass, TickerStrip& strip) {
  const MeasuredLine& measured = pass.known_line(ticker.spans);
  strip.width = static_cast<int>((measured.width + 63) >> 6);
  strip.run = measured.run;
  strip.long_line = LongLine{ticker.spans, pass.theme(), measured};
  lay_out_around(strip, 0, pass.engine());
}

void set_line(const TickerContent& ticker, const text::LaidOutParagraph& paragraph, const Theme& theme,
              TickerStrip& strip) {
  const render::Size line = size_of(paragraph);
  strip.width = line.width;
  strip.run = reads_leftwards(paragraph) ? TickerStrip::Run::rightwards : TickerStrip::Run::leftwards;
  append_text(ticker.spans, paragraph, theme, {0, (strip.viewport.height - line.height) / 2}, strip.ops);
  strip.chunks = chunks_of(strip.ops);
}

}  // namespace

int ticker_height(const TickerContent& ticker, Pass& pass) {
  if (is_long(ticker)) return pass.known_line(ticker.spans).height;
  return size_of(lay_out_line(ticker, pass)).height;
}

void place_ticker(const TickerContent& ticker, const render::Rect& viewport, Pass& pass, Sink& sink) {
  if (sink.layer) {  // inside a scroll layer nothing runs by itself: the line stands still
    append_text(ticker.spans, lay_out_line(ticker, pass), pass.theme(), {viewport.x, viewport.y}, *sink.ops);
    return;
  }
  TickerStrip strip = strip_of(ticker, viewport, pass, sink);
  if (is_long(ticker)) {
    set_long_line(ticker, pass, strip);
  } else {
    set_line(ticker, lay_out_line(ticker, pass), pass.theme(), strip);
  }
  sink.frame->tickers.push_back(std::move(strip));
}

}  // namespace gongkai::layout

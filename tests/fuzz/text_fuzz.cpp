// Text layout and painting of any bytes in any style, with the installed fonts.
//
// Input: nine bytes of style, then spans: a byte for the font role, one for the size, and UTF-8 (or anything else) up
// to a byte FF, which is never part of UTF-8.
#include <algorithm>
#include <vector>

#include "render/layout/text_ops.h"
#include "render/paint/painter.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/render/text/installed_fonts.h"

namespace {

using namespace gongkai;
using fuzz::FuzzInput;
using fuzz::require;

constexpr int sizes[] = {32, 36, 48, 16, 12, 24, 8, 1, 72, 160};
constexpr std::size_t most_spans = 16;

text::ParagraphStyle read_style(FuzzInput& in) {
  text::ParagraphStyle style;
  style.language = in.word(text::Language::en);
  style.level = in.word(text::BreakLevel::strict);
  style.align = in.word(text::Align::justify);
  const int switches = in.byte();
  style.repair = (switches & 1) != 0 ? text::Repair::punctuation : text::Repair::off;
  style.hanging = (switches & 2) != 0 ? text::Hanging::stops : text::Hanging::off;
  style.line_height_percent = 100 + switches;
  style.indent_first_em64 = in.byte();
  style.letter_spacing_px = in.below(8);
  style.max_lines = in.below(5);
  return style;
}

std::vector<text::Span> read_spans(FuzzInput& in) {
  std::vector<text::Span> spans;
  do {
    text::Span& span = spans.emplace_back();
    span.role = in.word(text::FontRole::led);
    span.px = sizes[in.below(static_cast<int>(std::size(sizes)))];
    span.text = in.until('\xFF');
  } while (!in.empty() && spans.size() < most_spans);
  return spans;
}

void check_lines(const text::Paragraph& paragraph, const text::LaidOutParagraph& laid_out) {
  std::size_t text_size = 0;
  for (const text::Span& span : paragraph.spans) text_size += span.text.size();
  require(!laid_out.lines.empty(), "even an empty paragraph has a line");
  std::uint32_t text = 0, run = 0;
  std::int32_t top = 0;
  for (const text::Line& line : laid_out.lines) {
    require(line.text_begin == text && line.text_end >= text, "lines follow each other in the text");
    require(line.first_run == run, "runs belong to one line each");
    require(line.top == top && line.bottom > top, "lines follow each other downwards");
    text = line.text_end;
    run = line.first_run + line.run_count;
    top = line.bottom;
  }
  require(run == laid_out.runs.size(), "no run outside a line");
  require(text == text_size || laid_out.truncated, "the lines hold the whole text");
  require(top == laid_out.height, "the height is that of the lines");
}

void check_runs(const text::Paragraph& paragraph, const text::LaidOutParagraph& laid_out) {
  for (const text::Line& line : laid_out.lines) {
    for (std::uint32_t i = 0; i < line.run_count; ++i) {
      const text::GlyphRun& run = laid_out.runs[line.first_run + i];
      require(run.span < paragraph.spans.size(), "a run comes from a span");
      require(run.px == paragraph.spans[run.span].px || laid_out.truncated, "a run has the size of its span");
      require(run.font < text::installed_fonts().file_count(), "a run has a font");
      require(std::size_t{run.first_glyph} + run.glyph_count <= laid_out.glyphs.size(), "a run's glyphs exist");
      for (std::uint32_t g = 0; g < run.glyph_count; ++g) {
        const std::uint32_t cluster = text::cluster_of(run, laid_out.glyphs[run.first_glyph + g]);
        require(cluster >= line.text_begin && cluster <= line.text_end, "a glyph belongs to the text of its line");
      }
    }
  }
}

bool same(const text::LaidOutParagraph& a, const text::LaidOutParagraph& b) {
  const auto same_glyph = [](const text::PlacedGlyph& x, const text::PlacedGlyph& y) {
    return x.glyph == y.glyph && x.text == y.text && x.x == y.x;
  };
  const auto same_run = [](const text::GlyphRun& x, const text::GlyphRun& y) {
    return same_voice(x, y) && x.first_glyph == y.first_glyph && x.text_base == y.text_base && x.y == y.y;
  };
  const auto same_line = [](const text::Line& x, const text::Line& y) {
    return x.text_end == y.text_end && x.x == y.x && x.width == y.width && x.baseline == y.baseline;
  };
  return std::equal(a.glyphs.begin(), a.glyphs.end(), b.glyphs.begin(), b.glyphs.end(), same_glyph) &&
         std::equal(a.runs.begin(), a.runs.end(), b.runs.begin(), b.runs.end(), same_run) &&
         std::equal(a.lines.begin(), a.lines.end(), b.lines.begin(), b.lines.end(), same_line) &&
         a.missing.size() == b.missing.size() && a.height == b.height && a.width == b.width;
}

void paint_on_canvas(const text::Paragraph& paragraph, const text::LaidOutParagraph& laid_out, text::GlyphCache& glyphs,
                     bool one_bit) {
  std::vector<layout::TextSpan> spans;
  for (const text::Span& span : paragraph.spans) {
    spans.push_back({span.text, span.role, span.px, layout::Tone::ink, spans.size() % 2 == 1});
  }
  layout::Theme theme = layout::default_theme();
  theme.mono_text = one_bit;
  layout::Frame frame;
  frame.size = {160, 120};
  frame.mono_text = one_bit;
  layout::append_text(spans, laid_out, theme, {3, -5}, frame.ops);
  paint::Canvas canvas(frame.size);
  paint::Painter(glyphs).paint(frame, {}, canvas.view(), {0, 0, frame.size.width, frame.size.height});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static text::TextEngine engine(text::installed_fonts());
  static text::GlyphCache glyphs(text::installed_fonts());
  FuzzInput in(data, size);
  text::Paragraph paragraph;
  paragraph.style = read_style(in);
  const int width = in.number(1200);
  paragraph.spans = read_spans(in);

  engine.forget();  // a finding must not depend on the inputs before it
  const text::LaidOutParagraph first = engine.lay_out(paragraph, width);
  check_lines(paragraph, first);
  check_runs(paragraph, first);
  check_lines(paragraph, engine.lay_out(paragraph, width / 2 + 1));
  require(same(first, engine.lay_out(paragraph, width)), "the caches change nothing");
  paint_on_canvas(paragraph, first, glyphs, width % 2 == 1);
  return 0;
}

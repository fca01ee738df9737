#include "render/layout/text_ops.h"

#include <algorithm>
#include <cmath>

namespace gongkai::layout {
namespace {

using render::Point;
using render::Rect;
using text::FontRole;
using text::LaidOutParagraph;
using text::Line;

int floor_px(std::int32_t fixed) { return fixed >> 6; }
int ceil_px(std::int32_t fixed) { return (fixed + 63) >> 6; }

FontRole role_in(const Theme& theme, FontRole role) {
  if (!theme.sans_only) return role;
  if (role == FontRole::serif) return FontRole::sans;
  if (role == FontRole::serif_bold) return FontRole::sans_bold;
  return role;
}

// Ink may stand outside the em box (Tibetan stacks, swashes), so the bounds are generous: half an em on both sides, and
// the whole line or more up and down. Painting is clipped to them.
Rect ink_bounds(std::int32_t left, std::int32_t right, std::int32_t baseline, int px, const Line& line) {
  const int x = floor_px(left) - px / 2, end = ceil_px(right) + px / 2;
  const int top = std::min(floor_px(line.top), floor_px(baseline) - px - px / 4);
  const int bottom = std::max(ceil_px(line.bottom), ceil_px(baseline) + px * 3 / 4);
  return {x, top, end - x, bottom - top};
}

class Writer {
 public:
  Writer(std::span<const TextSpan> spans, const MarkedText& text, const Theme& theme, Point origin, DisplayList& ops)
      : spans_(spans), paragraph_(text.paragraph), mark_(text.mark), theme_(theme), origin_(origin), ops_(ops) {
    for (const TextSpan& span : spans) text_ += span.text;
    lines_ = std::span(paragraph_.lines).subspan(text.lines.first, text.lines.end - text.lines.first);
    if (!lines_.empty()) origin_.y -= floor_px(lines_.front().top);
  }

  void write() {
    for (const Line& line : lines_) {
      collect_voices(line);
      write_mark(line);
      for (const Runs voice : voices_) write_voice(line, voice);
      for (std::size_t i = 0; i < spans_.size(); ++i) {
        if (spans_[i].strike) write_strike(line, i);
      }
    }
    if (lines_.empty()) return;
    for (const text::MissingGlyph& missing : paragraph_.missing) {
      if (missing.y > lines_.front().top && missing.y <= lines_.back().bottom) write_missing(missing);
    }
  }

 private:
  using Runs = std::span<const text::GlyphRun>;  // of one voice: they differ in height only

  std::span<const text::PlacedGlyph> glyphs_of(const text::GlyphRun& run) const {
    return std::span(paragraph_.glyphs).subspan(run.first_glyph, run.glyph_count);
  }
  Runs runs_of(const Line& line) const { return std::span(paragraph_.runs).subspan(line.first_run, line.run_count); }

  render::Color color_of(std::size_t span) const {
    return theme_.color(span < spans_.size() ? spans_[span].tone : Tone::ink);
  }

  // Where each voice's text begins, in the order of the text: one ends where the next begins.
  void collect_voices(const Line& line) {
    voices_.clear();
    starts_.clear();
    for (Runs left = runs_of(line); !left.empty();) {
      const auto end = std::find_if_not(left.begin(), left.end(),
                                        [&](const text::GlyphRun& run) { return same_voice(left.front(), run); });
      const auto count = static_cast<std::size_t>(end - left.begin());
      voices_.push_back(left.first(count));
      starts_.push_back(start_of(voices_.back()));
      left = left.subspan(count);
    }
    starts_.push_back(line.text_end);
    std::sort(starts_.begin(), starts_.end());
  }

  std::uint32_t start_of(Runs voice) const {
    std::uint32_t start = UINT32_MAX;
    for (const text::GlyphRun& run : voice) {
      for (const text::PlacedGlyph& glyph : glyphs_of(run)) start = std::min(start, cluster_of(run, glyph));
    }
    return start;
  }

  std::string text_of(Runs voice) const {
    const std::uint32_t begin = start_of(voice);
    const auto next = std::upper_bound(starts_.begin(), starts_.end(), begin);
    if (next == starts_.end() || *next > text_.size()) return {};
    std::string text = text_.substr(begin, *next - begin);
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    return text;
  }

  void write_voice(const Line& line, Runs voice) {
    const text::GlyphRun& first = voice.front();
    GlyphOp op{first.font, first.px, color_of(first.span), origin_, {}, text_of(voice)};
    GlyphOp ours{first.font, first.px, theme_.color(Tone::on_marked), origin_, {}, {}};
    std::int32_t left = INT32_MAX, right = INT32_MIN;
    std::int32_t lowest = line.baseline;
    for (const text::GlyphRun& run : voice) {
      lowest = std::max(lowest, run.y);
      for (const text::PlacedGlyph& glyph : glyphs_of(run)) {
        left = std::min(left, glyph.x);
        right = std::max(right, glyph.x);
        (marked(cluster_of(run, glyph)) ? ours : op).glyphs.push_back({glyph.glyph, glyph.x, run.y});
      }
    }
    split_text(start_of(voice), op, ours);
    const Rect bounds = ink_bounds(left, next_after(line, right), lowest, first.px, line).shifted(origin_.x, origin_.y);
    if (!op.glyphs.empty()) ops_.push_back({bounds, std::move(op)});
    if (!ours.glyphs.empty()) ops_.push_back({bounds, std::move(ours)});
  }

  bool marked(std::uint32_t cluster) const { return cluster >= mark_.begin && cluster < mark_.end; }

  // The marked part of the text of `plain`, which begins at `begin`, is what `ours` says.
  void split_text(std::uint32_t begin, GlyphOp& plain, GlyphOp& ours) const {
    if (ours.glyphs.empty()) return;
    const auto length = static_cast<std::uint32_t>(plain.text.size());
    const std::uint32_t from = std::clamp(mark_.begin, begin, begin + length) - begin;
    const std::uint32_t to = std::clamp(mark_.end, begin, begin + length) - begin;
    ours.text = plain.text.substr(from, to - from);
    plain.text.erase(from, to - from);
  }

  // The ground of the marked words, as high as the line, so that the grounds of lines below each other meet.
  void write_mark(const Line& line) {
    std::int32_t left = INT32_MAX, last = INT32_MIN;
    for (const text::GlyphRun& run : runs_of(line)) {
      for (const text::PlacedGlyph& glyph : glyphs_of(run)) {
        if (!marked(cluster_of(run, glyph))) continue;
        left = std::min(left, glyph.x);
        last = std::max(last, glyph.x);
      }
    }
    if (left > last) return;
    const int top = floor_px(line.top), bottom = ceil_px(line.bottom);
    const Rect rect{origin_.x + floor_px(left), origin_.y + top, ceil_px(next_after(line, last)) - floor_px(left), bottom - top};
    ops_.push_back({rect, FillOp{rect, theme_.color(Tone::marked), 0, FillShape::marker}});
  }

  void write_missing(const text::MissingGlyph& missing) {
    const int height = missing.px * 7 / 8;
    const Rect box{floor_px(missing.x) + 1, floor_px(missing.y) - height + missing.px / 10,
                   std::max(3, floor_px(missing.advance) - 2), height};
    const Rect rect = box.shifted(origin_.x, origin_.y);
    ops_.push_back({rect, MissingOp{rect, color_of(missing.span), missing.code_point}});
  }

  // Where the glyph at `x` ends: at the next one to its right, or with the line.
  std::int32_t next_after(const Line& line, std::int32_t x) const {
    std::int32_t next = std::max(x, line.x + line.width);
    for (const text::GlyphRun& run : runs_of(line)) {
      for (const text::PlacedGlyph& glyph : glyphs_of(run)) {
        if (glyph.x > x) next = std::min(next, glyph.x);
      }
    }
    return next;
  }

  void write_strike(const Line& line, std::size_t span) {
    std::int32_t left = INT32_MAX, last = INT32_MIN;
    int px = 0;
    for (const text::GlyphRun& run : runs_of(line)) {
      if (run.span != span) continue;
      px = run.px;
      for (const text::PlacedGlyph& glyph : glyphs_of(run)) {
        left = std::min(left, glyph.x);
        last = std::max(last, glyph.x);
      }
    }
    if (px == 0) return;
    const int thickness = std::max(1, px / 14);
    const Rect rect{origin_.x + floor_px(left), origin_.y + floor_px(line.baseline) - px * 36 / 100,
                    ceil_px(next_after(line, last)) - floor_px(left), thickness};
    ops_.push_back({rect, FillOp{rect, color_of(span)}});
  }

  std::span<const TextSpan> spans_;
  const LaidOutParagraph& paragraph_;
  std::span<const Line> lines_;
  Mark mark_;
  const Theme& theme_;
  Point origin_;
  DisplayList& ops_;
  std::string text_;
  std::vector<Runs> voices_;
  std::vector<std::uint32_t> starts_;
};

}  // namespace

text::Paragraph make_paragraph(std::span<const TextSpan> spans, const text::ParagraphStyle& style,
                               const Theme& theme) {
  text::Paragraph paragraph;
  paragraph.style = style;
  paragraph.style.letter_spacing_px =
      static_cast<int>(std::lround(style.letter_spacing_px * theme.unit * theme.text_scale));
  for (const TextSpan& span : spans) {
    paragraph.spans.push_back({span.text, role_in(theme, span.role), theme.text_px(span.size)});
  }
  return paragraph;
}

render::Size size_of(const LaidOutParagraph& paragraph) {
  return {ceil_px(paragraph.width), ceil_px(paragraph.height)};
}

LineRange lines_of(const TextContent& text, const LaidOutParagraph& paragraph) {
  const std::size_t count = paragraph.lines.size(), first = std::min(text.first_line, count);
  return {first, text.line_count == 0 ? count : std::min(first + text.line_count, count)};
}

int height_of(const LaidOutParagraph& paragraph, LineRange lines) {
  if (lines.end - lines.first == paragraph.lines.size()) return size_of(paragraph).height;
  return ceil_px(paragraph.lines[lines.end - 1].bottom) - floor_px(paragraph.lines[lines.first].top);
}

void append_text(std::span<const TextSpan> spans, const LaidOutParagraph& paragraph, const Theme& theme, Point origin,
                 DisplayList& ops) {
  append_text(spans, MarkedText{paragraph, {}, {0, paragraph.lines.size()}}, theme, origin, ops);
}

void append_text(std::span<const TextSpan> spans, const MarkedText& text, const Theme& theme, Point origin,
                 DisplayList& ops) {
  Writer(spans, text, theme, origin, ops).write();
}

}  // namespace gongkai::layout

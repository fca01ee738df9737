#include "render/text/place.h"

#include <algorithm>
#include <optional>

#include "render/text/adjust.h"
#include "render/text/bidi.h"

namespace gongkai::text {
namespace {

// Baseline of the Han em box below its top: the ideographic em box of Noto and its kind is 880 over, 120
// under.
constexpr std::int32_t ascent_percent = 88;

// Sixteen million pixels: what stands further down is on no page, and 26.6 could not say where.
constexpr std::int32_t tallest = INT32_MAX / 2;

class Placer {
 public:
  Placer(const ParagraphToPlace& what, std::int32_t limit, LaidOutParagraph& out)
      : what_(what), paragraph_(what.shaped), style_(what.paragraph.style), limit_(limit), out_(out) {}

  void run() {
    clear();
    out_.glyphs.reserve(paragraph_.units.size());
    out_.lines.reserve(likely_lines());
    out_.runs.reserve(paragraph_.runs.size() + likely_lines());
    out_.invalid_bytes = paragraph_.invalid_sequences;
    line_height_ = std::max(paragraph_.largest_px * style_.line_height_percent / 100, 1) * 64;
    const auto count = static_cast<std::uint32_t>(paragraph_.units.size());
    for (std::uint32_t first = 0; first < count;) {
      const std::int32_t indent = first == 0 ? first_indent() : 0;
      const bool last_allowed =
          style_.max_lines > 0 && out_.lines.size() + 1 == static_cast<std::size_t>(style_.max_lines);
      FittedLine line = fit_line(paragraph_, style_, first, room(indent));
      const bool cut = last_allowed && line.last < count && what_.ellipsis != nullptr;
      const std::int32_t line_room = cut ? std::max(room(indent) - width_of(*what_.ellipsis), 0) : room(indent);
      if (cut) line = fit_line(paragraph_, start_style(), first, line_room);
      const LineEdges edges{indent, cut ? what_.ellipsis : nullptr};
      if (torn(line)) {
        const FittedLine alone = shape_again(line, line_room);
        place_line(line_, alone, edges);
      } else {
        place_line(paragraph_, line, edges);
      }
      first = line.last;
      if (last_allowed || out_.height > tallest) {
        out_.truncated = first < count;
        break;
      }
    }
    if (paragraph_.units.empty()) place_empty_line();
  }

 private:
  struct LineEdges {
    std::int32_t indent;
    const ShapedParagraph* ellipsis;
  };

  bool torn(const FittedLine& line) const {
    return !paragraph_.unsafe_units.empty() &&
           (unsafe_to_break(paragraph_, line.first) || unsafe_to_break(paragraph_, line.last)) &&
           text_end(line) > text_;  // what repair made of another character's bytes stays as it is
  }
  std::uint32_t text_end(const FittedLine& line) const {
    std::uint32_t end = text_;
    for (std::uint32_t i = line.first; i < line.last; ++i) end += bytes_of(paragraph_, i);
    return end;
  }

  // Shapes the line by itself into line_, and `line` becomes shorter until it has room: letters that end a word are
  // wider than those inside it.
  FittedLine shape_again(FittedLine& line, std::int32_t line_room) {
    if (!lines_open_) what_.shaper.open_lines(what_.paragraph);
    lines_open_ = true;
    const std::int32_t most = std::max(line_room, line.width);  // hanging and shrinking lines are wider
    for (;;) {
      what_.shaper.shape_line(text_, text_end(line), line_);
      FittedLine alone = fit_line(line_, start_style(), 0, no_limit);
      alone.hard_end = line.hard_end;
      const std::int32_t excess = alone.width - most;
      if (excess <= 0 || line.last == line.first + 1) return alone;
      const auto less = shorter(line, excess);
      if (!less) return alone;
      line = *less;
    }
  }

  // The line with so much less room, or with still less where a mark hangs out of that; nothing where all of it would stay
  // in any line, since it has no width.
  std::optional<FittedLine> shorter(const FittedLine& line, std::int64_t less) const {
    for (std::int64_t limit = line.width; limit > 0; less *= 2) {
      limit = std::max<std::int64_t>(limit - less, 0);
      const FittedLine fitted = fit_line(paragraph_, start_style(), line.first, static_cast<std::int32_t>(limit));
      if (fitted.last < line.last) return fitted;
    }
    return std::nullopt;
  }

  std::size_t likely_lines() const {
    const std::size_t text = paragraph_.units.size() * static_cast<std::size_t>(paragraph_.largest_px) * 64;
    return limit_ <= 0 ? 1 : std::min(text / static_cast<std::size_t>(limit_), paragraph_.units.size()) + 1;
  }
  // The room of the last layout is used again.
  void clear() {
    out_.glyphs.clear();
    out_.runs.clear();
    out_.missing.clear();
    out_.lines.clear();
    out_.width = out_.height = 0;
    out_.truncated = false;
  }
  // A line before an ellipsis is cut hard: nothing is pushed in.
  ParagraphStyle start_style() const {
    ParagraphStyle style = style_;
    style.align = Align::start;
    return style;
  }
  std::int32_t room(std::int32_t indent) const {
    return limit_ == no_limit ? no_limit : std::max(limit_ - indent, 0);
  }
  std::int32_t first_indent() const {
    return paragraph_.runs.empty() ? 0 : style_.indent_first_em64 * paragraph_.runs.front().px;
  }
  static std::int32_t width_of(const ShapedParagraph& ellipsis) {
    std::int32_t width = 0;
    for (std::size_t i = 0; i < ellipsis.units.size(); ++i) width += advance_of(ellipsis, i);
    return width;
  }

  Line& new_line() {
    Line& line = out_.lines.emplace_back();
    line.first_run = static_cast<std::uint32_t>(out_.runs.size());
    line.top = out_.height;
    line.bottom = line.top + line_height_;
    const std::int32_t em = paragraph_.largest_px * 64;
    // On a whole pixel: horizontal strokes stay crisp.
    line.baseline = (line.top + (line_height_ - em) / 2 + em * ascent_percent / 100 + 32) & ~63;
    out_.height = line.bottom;
    return line;
  }

  void place_empty_line() {
    new_line();
    out_.width = 0;
  }

  void place_line(const ShapedParagraph& source, const FittedLine& fitted, const LineEdges& edges) {
    const auto [indent, ellipsis] = edges;
    Line& line = new_line();
    line.text_begin = text_;
    shifts_.clear();
    std::int32_t width = fitted.width;
    if (ellipsis != nullptr) width += fitted.end_cut + width_of(*ellipsis);
    // An overfull line is pushed together wherever it stands; a loose one is spread unless the text ends
    // there.
    const bool loose = width < room(indent);
    if (style_.align == Align::justify && limit_ != no_limit && ellipsis == nullptr &&
        !(fitted.hard_end && loose)) {
      justify(source, fitted, room(indent), shifts_);
      for (const std::int32_t shift : shifts_) width += shift;
    }
    line.width = width;
    line.x = left_edge(width, indent);
    pen_ = line.x - fitted.start_cut;
    baseline_ = line.baseline;
    if (source.has_right_to_left) {
      place_bidi(source, fitted);
    } else {
      place_units(source, fitted.first, fitted.visible_end, fitted.first);
    }
    for (std::uint32_t i = fitted.visible_end; i < fitted.last; ++i) text_ += bytes_of(source, i);
    Line& placed = out_.lines.back();
    placed.text_end = text_;
    if (ellipsis != nullptr) place_ellipsis(*ellipsis, run_of(source, fitted.last - 1).span);
    placed.run_count = static_cast<std::uint32_t>(out_.runs.size()) - placed.first_run;
    out_.width = std::max(out_.width, placed.x + placed.width);
  }

  std::int32_t left_edge(std::int32_t width, std::int32_t indent) const {
    const bool backwards = paragraph_.base_level % 2 == 1;
    if (limit_ == no_limit) return backwards ? 0 : indent;
    const std::int32_t free = room(indent) - width;
    std::int32_t edge = 0;
    if (style_.align == Align::center) edge = free / 2;
    if (style_.align == Align::end) edge = free;
    if (backwards && style_.align != Align::center) edge = free - edge;
    return edge + (backwards ? 0 : indent);
  }

  // The …… takes span, size and font of the text it ends.
  void place_ellipsis(const ShapedParagraph& ellipsis, std::uint16_t span) {
    const std::size_t first_run = out_.runs.size();
    place_units(ellipsis, 0, static_cast<std::uint32_t>(ellipsis.units.size()), no_shifts);
    for (std::size_t i = first_run; i < out_.runs.size(); ++i) out_.runs[i].span = span;
  }

  // Runs of one level in visual order, the units of a right-to-left run from its end.
  void place_bidi(const ShapedParagraph& source, const FittedLine& fitted) {
    std::vector<std::uint32_t> offsets;  // of the text of each unit, and of the end
    for (std::uint32_t i = fitted.first; i < fitted.visible_end; ++i) {
      offsets.push_back(text_);
      text_ += bytes_of(source, i);
    }
    const std::uint32_t end_of_text = text_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pieces;
    std::vector<std::uint8_t> levels;
    for (std::uint32_t first = fitted.first; first < fitted.visible_end;) {
      const UnitRun& run = run_of(source, first);
      const UnitRun* next = &run + 1;
      const bool is_last = next == source.runs.data() + source.runs.size();
      const std::uint32_t end = is_last ? fitted.visible_end : std::min(next->first_unit, fitted.visible_end);
      pieces.emplace_back(first, end);
      levels.push_back(run.level);
      first = end;
    }
    for (const std::uint32_t piece : visual_order(levels)) {
      const auto [first, end] = pieces[piece];
      if (levels[piece] % 2 == 0) {
        text_ = offsets[first - fitted.first];
        place_units(source, first, end, fitted.first);
        continue;
      }
      for (std::uint32_t i = end; i > first; --i) {
        text_ = offsets[i - 1 - fitted.first];
        place_units(source, i - 1, i, fitted.first);
      }
    }
    text_ = end_of_text;
  }

  static constexpr std::uint32_t no_shifts = 0xFFFFFFFF;

  // Units [first, end) from the pen on; shifts are counted from unit `line_first`.
  void place_units(const ShapedParagraph& source, std::uint32_t first, std::uint32_t end,
                   std::uint32_t line_first) {
    const bool shifted = !shifts_.empty() && line_first != no_shifts;
    while (first < end) {
      const UnitRun& run = run_of(source, first);
      const UnitRun* next = &run + 1;
      const bool is_last = next == source.runs.data() + source.runs.size();
      const std::uint32_t run_end = is_last ? end : std::min(next->first_unit, end);
      if (shifted) {
        for (; first < run_end; ++first) {
          pen_ += shifts_[first - line_first];
          place_unit(source, first, run);
        }
      } else {
        while (first < run_end) {
          place_simple_units(source, first, run_end, run);
          if (first < run_end) place_unit(source, first++, run);
        }
      }
    }
  }

  // The run that the next glyph, at height y, belongs to. Clusters count from the beginning of the line, or from
  // the last whole 64 KiB behind it.
  GlyphRun& glyph_run(const UnitRun& run, std::int32_t y) {
    const Line& line = out_.lines.back();
    const std::uint32_t base = line.text_begin + ((text_ - line.text_begin) & ~0xFFFFu);
    const auto first_glyph = static_cast<std::uint32_t>(out_.glyphs.size());
    const GlyphRun fresh{run.font, run.span, run.px, first_glyph, 0, base, y};
    const bool joins = out_.runs.size() > line.first_run && same_voice(out_.runs.back(), fresh) &&
                       out_.runs.back().text_base == base && out_.runs.back().y == y;
    return joins ? out_.runs.back() : out_.runs.emplace_back(fresh);
  }

  void place_glyph(const UnitRun& run, std::uint32_t glyph, std::int32_t x, std::int32_t y) {
    GlyphRun& into = glyph_run(run, y);
    out_.glyphs.push_back({static_cast<std::uint16_t>(glyph), static_cast<std::uint16_t>(text_ - into.text_base), x});
    ++into.glyph_count;
  }

  static bool is_simple(const Unit& unit) { return (unit.flags & (has_side | invisible | left_is_cut)) == 0; }

  // Units of one glyph that stands where the pen is, up to the first that is not so, or `end`. Where a run's
  // clusters might get too far from its base, it stops, too.
  void place_simple_units(const ShapedParagraph& source, std::uint32_t& first, std::uint32_t end,
                          const UnitRun& run) {
    const Unit* const units = source.units.data();
    if (!is_simple(units[first])) return;
    GlyphRun& into = glyph_run(run, baseline_);
    const std::uint32_t base = into.text_base;
    end = std::min(end, first + std::max((0xFFFF - (text_ - base)) / bytes_in_side, 1u));
    const std::size_t known = out_.glyphs.size();
    out_.glyphs.resize(known + (end - first));
    PlacedGlyph* const begin = out_.glyphs.data() + known;
    PlacedGlyph* glyph = begin;
    std::int32_t pen = pen_;
    std::uint32_t text = text_ - base;
    for (; first < end && is_simple(units[first]); ++first) {
      const Unit unit = units[first];
      *glyph++ = {unit.glyph, static_cast<std::uint16_t>(text), pen};
      pen += unit.advance;
      text += unit.bytes;
    }
    pen_ = pen;
    text_ = base + text;
    into.glyph_count += static_cast<std::uint32_t>(glyph - begin);
    out_.glyphs.resize(known + static_cast<std::size_t>(glyph - begin));
  }

  void place_unit(const ShapedParagraph& source, std::uint32_t index, const UnitRun& run) {
    const Unit& unit = source.units[index];
    const std::int32_t left = (unit.flags & left_is_cut) != 0 ? pen_ - trim_amount(run, unit) : pen_;
    if ((unit.flags & (has_side | invisible)) == 0) {
      place_glyph(run, unit.glyph, left, baseline_);
      pen_ += unit.advance;
      text_ += unit.bytes;
      return;
    }
    if ((unit.flags & has_side) != 0) place_side(source, side_of(source, index), left, run);
    pen_ += advance_of(source, index);
    text_ += bytes_of(source, index);
  }

  void place_side(const ShapedParagraph& source, const SideUnit& side, std::int32_t x, const UnitRun& run) {
    if (side.missing != 0)
      out_.missing.push_back({side.missing, run.span, run.px, x, baseline_, run.px * 64});
    for (std::uint32_t i = side.first_glyph; i < side.first_glyph + side.glyph_count; ++i) {
      const SideGlyph& g = source.side_glyphs[i];
      place_glyph(run, g.glyph, x + g.x_offset, baseline_ - g.y_offset);
      x += g.x_advance;
    }
  }

  const ParagraphToPlace& what_;
  const ShapedParagraph& paragraph_;
  const ParagraphStyle& style_;
  std::int32_t limit_;
  LaidOutParagraph& out_;
  std::int32_t line_height_ = 0, pen_ = 0, baseline_ = 0;
  std::uint32_t text_ = 0;  // byte offset of the next unit
  std::vector<std::int32_t> shifts_;
  ShapedParagraph line_;  // a line shaped again
  bool lines_open_ = false;
};

}  // namespace

void place_paragraph(const ParagraphToPlace& what, int width_px, LaidOutParagraph& out) {
  constexpr int widest = no_limit / 64;
  const std::int32_t limit = width_px <= 0 || width_px >= widest ? no_limit : width_px * 64;
  Placer(what, limit, out).run();
}

}  // namespace gongkai::text

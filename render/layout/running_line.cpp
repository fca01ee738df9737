#include "render/layout/running_line.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "render/layout/text_ops.h"
#include "render/text/unicode_tables.h"
#include "render/text/utf8.h"

namespace gongkai::layout {
namespace {

using text::CharacterRecord;
using Way = text::Direction;

constexpr std::size_t kept_lines = 4;
constexpr std::size_t piece_characters = 32;
constexpr std::int64_t most_line = std::int64_t{1} << 30;  // px; the painter counts in int

std::string text_of(std::span<const TextSpan> spans) {
  std::string text;
  for (const TextSpan& span : spans) text += span.text;
  return text;
}

// ---- where to cut

const CharacterRecord& record(char32_t c) { return text::unicode_record(c); }

// The scripts that are written without spaces and whose letters stand alone.
bool stands_alone(const CharacterRecord& r) {
  return r.has(text::letter) && (r.script == text::script_han || r.script == text::script_yi);
}

// Two letters of the line's own direction that neither join nor kern nor keep a gap: the same script and nothing
// between them, or a space. Directions and punctuation rules then come out the same on both sides of the cut.
bool may_cut_before(std::span<const char32_t> text, std::size_t i, Way along) {
  constexpr char32_t tsheg = 0x0F0B;
  const CharacterRecord& after = record(text[i]);
  if (!after.has(text::letter) || after.direction != along) return false;
  std::size_t end = i;
  while (end > 0 && text[end - 1] == U' ') --end;
  if (end == 0) return false;
  const CharacterRecord& before = record(text[end - 1]);
  if (end < i) return before.has(text::letter) && before.direction == along;
  if (text[i - 1] == tsheg) return after.script == text::script_tibetan;
  return stands_alone(before) && before.script == after.script;
}

// Controls of direction reach as far as they like, and hard breaks make lines below each other: not to be cut.
bool is_of_a_piece(std::span<const char32_t> text) {
  const auto binds = [](char32_t c) {
    const CharacterRecord& r = record(c);
    return r.direction == Way::explicit_control || r.break_class == text::BreakClass::BK ||
           r.break_class == text::BreakClass::LF || r.break_class == text::BreakClass::CR ||
           r.break_class == text::BreakClass::NL;
  };
  return std::any_of(text.begin(), text.end(), binds);
}

Way direction_of(std::span<const char32_t> text) {
  for (const char32_t c : text) {
    const Way direction = record(c).direction;
    if (direction == Way::left_to_right || direction == Way::right_to_left) return direction;
  }
  return Way::left_to_right;
}

// Bytes in front of which the text is cut, and behind each of them the end of the letter that stands there.
struct Cut {
  std::uint32_t begin, letter_end;
};

std::vector<Cut> cuts_of(const text::DecodedText& text, Way along) {
  std::vector<Cut> cuts;
  const std::span<const char32_t> characters(text.characters.data(), text.characters.size());
  if (is_of_a_piece(characters)) return cuts;
  std::size_t since = 0;
  for (std::size_t i = 1; i < characters.size(); ++i) {
    if (i - since < piece_characters || !may_cut_before(characters, i, along)) continue;
    std::size_t end = i + 1;
    while (end < characters.size() && record(characters[end]).has(text::mark)) ++end;
    cuts.push_back({text.offsets[i], text.offsets[end]});
    since = i;
  }
  return cuts;
}

// ---- pieces

struct Bytes {
  std::uint32_t begin, end;
};

std::vector<TextSpan> part_of(std::span<const TextSpan> spans, Bytes part) {
  std::vector<TextSpan> out;
  std::size_t at = 0;
  for (const TextSpan& span : spans) {
    const std::size_t from = std::max<std::size_t>(part.begin, at), to = std::min<std::size_t>(part.end, at + span.text.size());
    if (from < to) {
      out.push_back(span);
      out.back().text = span.text.substr(from - at, to - from);
    }
    at += span.text.size();
  }
  return out;
}

text::LaidOutParagraph lay_out_piece(std::span<const TextSpan> spans, const Theme& theme, text::TextEngine& engine) {
  return engine.lay_out_once(make_paragraph(spans, running_style(), theme));
}

std::int64_t width_of(std::span<const TextSpan> spans, Bytes part, const Theme& theme, text::TextEngine& engine) {
  return lay_out_piece(part_of(spans, part), theme, engine).width;
}

std::uint64_t key_of(std::span<const TextSpan> spans, const Theme& theme) {
  std::uint64_t key = 0;
  const auto add = [&key](std::uint64_t value) { key = (std::rotl(key, 25) ^ value) * 0x9E3779B97F4A7C15u; };
  add(std::bit_cast<std::uint64_t>(theme.unit));
  add(std::bit_cast<std::uint64_t>(theme.text_scale));
  add(theme.sans_only ? 1 : 0);
  for (const TextSpan& span : spans) {
    add(std::hash<std::string_view>{}(span.text));
    add(static_cast<std::uint64_t>(span.role) << 32 | static_cast<std::uint32_t>(span.size));
  }
  return key;
}

// ---- what is seen

// px from where the reading of the line begins.
struct Stretch {
  std::int64_t from, to;
};

Stretch seen_at(const TickerStrip& strip, std::int64_t moved) {
  const std::int64_t period = std::max<std::int64_t>(1, strip.period());
  const std::int64_t within = (moved % period + period) % period;
  return {within - strip.viewport.width, within};
}

// A glyph may reach beyond its place.
std::int64_t reach_of(const TickerStrip& strip) { return 2 * strip.viewport.height; }

}  // namespace

text::ParagraphStyle running_style() {
  text::ParagraphStyle style;
  style.line_height_percent = 130;
  return style;
}

bool is_long(const TickerContent& ticker) {
  std::size_t bytes = 0;
  for (const TextSpan& span : ticker.spans) bytes += span.text.size();
  return bytes > long_line_bytes;
}

MeasuredLine measure_line(std::span<const TextSpan> spans, const Theme& theme, text::TextEngine& engine) {
  const std::string text = text_of(spans);
  text::DecodedText decoded;
  text::decode_utf8(text, 0, decoded);
  const Way along = direction_of({decoded.characters.data(), decoded.characters.size()});

  MeasuredLine line;
  line.run = along == Way::right_to_left ? RunDirection::rightwards : RunDirection::leftwards;
  line.text_end = static_cast<std::uint32_t>(text.size());
  line.pieces.push_back({0, 0});
  std::uint32_t begin = 0;
  for (const Cut& cut : cuts_of(decoded, along)) {
    // With the next letter, less that letter: the space or the kern between them is counted.
    line.width += width_of(spans, {begin, cut.letter_end}, theme, engine) -
                  width_of(spans, {cut.begin, cut.letter_end}, theme, engine);
    begin = cut.begin;
    line.pieces.push_back({begin, line.width});
  }
  line.width += width_of(spans, {begin, line.text_end}, theme, engine);
  line.width = std::min(line.width, most_line * 64);
  // Letters of all the line's sizes stand on one base line.
  std::vector<TextSpan> sizes(spans.begin(), spans.end());
  for (TextSpan& span : sizes) span.text = "国";
  const text::LaidOutParagraph sample = lay_out_piece(sizes, theme, engine);
  line.height = size_of(sample).height;
  line.baseline = sample.lines.empty() ? 0 : sample.lines.front().baseline >> 6;
  return line;
}

const MeasuredLine& KnownLines::of(std::span<const TextSpan> spans, const Theme& theme, text::TextEngine& engine) {
  const std::uint64_t key = key_of(spans, theme);
  const auto found = lines_.find(key);
  Known& known = found != lines_.end() ? found->second : lines_[key];
  if (known.used == 0) known.line = measure_line(spans, theme, engine);
  known.used = ++uses_;
  return known.line;
}

void KnownLines::trim() {
  while (lines_.size() > kept_lines) {
    lines_.erase(std::min_element(lines_.begin(), lines_.end(), [](const auto& a, const auto& b) {
      return a.second.used < b.second.used;
    }));
  }
}

bool wants_more(const TickerStrip& strip, std::int64_t moved) {
  if (!strip.long_line) return false;
  const Stretch seen = seen_at(strip, moved);
  const std::int64_t reach = reach_of(strip);
  return std::max<std::int64_t>(seen.from - reach, 0) < strip.long_line->ready_from ||
         std::min<std::int64_t>(seen.to + reach, strip.width) > strip.long_line->ready_to;
}

void lay_out_around(TickerStrip& strip, std::int64_t moved, text::TextEngine& engine) {
  if (!strip.long_line) return;
  LongLine& line = *strip.long_line;
  const auto& pieces = line.measured.pieces;
  const Stretch seen = seen_at(strip, moved);
  const std::int64_t from = seen.from - reach_of(strip);
  const std::int64_t to = seen.to + reach_of(strip) + strip.viewport.width;  // enough for a while
  strip.ops.clear();
  line.ready_from = INT_MAX;
  line.ready_to = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const bool last = i + 1 == pieces.size();
    const std::int64_t start = pieces[i].start, end = last ? line.measured.width : pieces[i + 1].start;
    if (end < from * 64 || start > to * 64) continue;
    const Bytes bytes{pieces[i].begin, last ? line.measured.text_end : pieces[i + 1].begin};
    const std::vector<TextSpan> spans = part_of(line.spans, bytes);
    text::LaidOutParagraph piece = lay_out_piece(spans, line.theme, engine);
    const std::int64_t left = line.measured.run == RunDirection::leftwards
                                  ? start
                                  : line.measured.width - start - piece.width;
    const auto whole = static_cast<int>(left >> 6);
    const auto rest = static_cast<std::int32_t>(left & 63);
    for (text::PlacedGlyph& glyph : piece.glyphs) glyph.x += rest;
    for (text::MissingGlyph& missing : piece.missing) missing.x += rest;
    for (text::Line& one : piece.lines) one.x += rest;
    const int baseline = piece.lines.empty() ? 0 : piece.lines.front().baseline >> 6;
    const int top = (strip.viewport.height - line.measured.height) / 2 + line.measured.baseline - baseline;
    append_text(spans, piece, line.theme, {whole, top}, strip.ops);
    line.ready_from = std::min(line.ready_from, start >> 6);
    line.ready_to = std::max(line.ready_to, last ? strip.width : end >> 6);
  }
  strip.chunks = chunks_of(strip.ops);
}

}  // namespace gongkai::layout

#include "render/text/text_dump.h"

#include <cstdio>

#include "render/text/adjust.h"
#include "render/text/keep_together.h"
#include "render/text/line_breaks.h"
#include "render/text/repair.h"
#include "render/text/utf8.h"

namespace gongkai::text {
namespace {

std::string pixels(std::int32_t value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.2f", value / 64.0);
  return buffer;
}

struct FlagName {
  unsigned flag;
  const char* name;
};
constexpr FlagName flag_names[] = {
    {hangs, "hangs"},           {invisible, "invisible"},       {cuts_left, "cuts_left"},
    {cuts_right, "cuts_right"}, {left_is_cut, "left_cut"},      {right_is_cut, "right_cut"},
    {gap_after, "gap"},         {not_at_start, "not_at_start"}, {not_at_end, "not_at_end"}};

const char* break_name(std::uint16_t flags) {
  if (is_hard_break(flags)) return " hard";
  if ((flags & break_after) != 0) return " break";
  return (flags & weak_break_after) != 0 ? " weak" : "";
}

std::string whole_text(const Paragraph& paragraph) {
  std::string text;
  for (const Span& span : paragraph.spans) text += span.text;
  return text;
}

std::string script_name(Script script) {
  std::string name;
  for (const int shift : {24, 16, 8, 0}) name += static_cast<char>(script >> shift & 0xFF);
  return name;
}

std::string slot_name(std::uint8_t slot) {
  if (slot == slot_missing) return "missing";
  return slot == slot_invisible ? "invisible" : "slot " + std::to_string(slot);
}

std::vector<FittedLine> fitted_lines(const ShapedParagraph& paragraph, const ParagraphStyle& style,
                                     std::int32_t limit) {
  std::vector<FittedLine> lines;
  for (std::uint32_t first = 0; first < paragraph.units.size(); first = lines.back().last)
    lines.push_back(fit_line(paragraph, style, first, limit));
  return lines;
}

}  // namespace

std::string dump_decoded(std::string_view text, Repair repair) {
  DecodedText decoded;
  decode_utf8(text, 0, decoded);
  if (repair == Repair::punctuation) repair_punctuation(decoded);
  std::string out;
  for (std::size_t i = 0; i < decoded.characters.size(); ++i) {
    char code[16];
    std::snprintf(code, sizeof code, " U+%04X ", static_cast<unsigned>(decoded.characters[i]));
    out += std::to_string(decoded.offsets[i]) + code;
    append_utf8(out, decoded.characters[i]);
    out += '\n';
  }
  return out;
}

std::string dump_items(std::u32string_view text, std::span<const Item> items) {
  std::string out;
  for (const Item& item : items) {
    out += std::to_string(item.begin) + ".." + std::to_string(item.end) + " " + script_name(item.script) + " " +
           slot_name(item.slot) + " level " + std::to_string(item.level) + " |";
    for (const char32_t c : text.substr(item.begin, item.end - item.begin)) append_utf8(out, c);
    out += "|\n";
  }
  return out;
}

std::string dump_fitted(const ShapedParagraph& paragraph, const ParagraphStyle& style, std::int32_t limit) {
  std::string out;
  for (const FittedLine& line : fitted_lines(paragraph, style, limit)) {
    out += std::to_string(line.first) + ".." + std::to_string(line.last) + " seen to " +
           std::to_string(line.visible_end) + " width " + pixels(line.width) + " cut " + pixels(line.start_cut) +
           "," + pixels(line.end_cut) + (line.hard_end ? " hard\n" : "\n");
  }
  return out;
}

std::string dump_adjusted(const ShapedParagraph& paragraph, const ParagraphStyle& style, std::int32_t limit) {
  std::string out;
  std::vector<std::int32_t> shifts;
  for (const FittedLine& line : fitted_lines(paragraph, style, limit)) {
    out += std::to_string(line.first) + ".." + std::to_string(line.last);
    shifts.clear();
    if (!line.hard_end || line.width > limit) justify(paragraph, line, limit, shifts);
    for (std::size_t i = 0; i < shifts.size(); ++i) {
      if (shifts[i] != 0) out += " " + std::to_string(line.first + i) + (shifts[i] > 0 ? ":+" : ":") + pixels(shifts[i]);
    }
    out += '\n';
  }
  return out;
}

std::string dump_breaks(std::string_view text, BreakLevel level, Language language) {
  DecodedText decoded;
  decode_utf8(text, 0, decoded);
  std::vector<BreakClass> classes;
  for (const char32_t c : decoded.characters) classes.push_back(unicode_record(c).break_class);
  std::vector<Break> breaks;
  find_line_breaks(decoded.characters, classes, break_tailoring(level, language), breaks);
  if (level >= BreakLevel::basic) weaken_breaks(decoded.characters, classes, breaks);
  std::string out;
  for (std::size_t i = 0; i < decoded.characters.size(); ++i) {
    const char* const marks[] = {"", "~", "÷", "¶"};
    out += marks[static_cast<int>(breaks[i])];
    append_utf8(out, decoded.characters[i]);
  }
  return out;
}

std::string dump_shaped(const ShapedParagraph& paragraph) {
  std::string out;
  std::size_t run = 0;
  std::uint32_t offset = 0;
  for (std::size_t i = 0; i < paragraph.units.size(); ++i) {
    while (run < paragraph.runs.size() && paragraph.runs[run].first_unit == i) {
      const UnitRun& r = paragraph.runs[run++];
      out += "run font " + std::to_string(r.font) + " px " + std::to_string(r.px) + " span " +
             std::to_string(r.span) + " level " + std::to_string(r.level) + "\n";
    }
    const Unit& unit = paragraph.units[i];
    out += "  " + std::to_string(offset);
    if ((unit.flags & has_side) == 0) {
      out += " glyph " + std::to_string(unit.glyph);
    } else {
      const SideUnit& side = side_of(paragraph, i);
      for (std::uint32_t g = side.first_glyph; g < side.first_glyph + side.glyph_count; ++g) {
        out += " glyph " + std::to_string(paragraph.side_glyphs[g].glyph) + " at " +
               pixels(paragraph.side_glyphs[g].x_offset) + "," + pixels(paragraph.side_glyphs[g].y_offset);
      }
      if (side.missing != 0) out += " missing " + std::to_string(static_cast<std::uint32_t>(side.missing));
    }
    out += " advance " + pixels(advance_of(paragraph, i)) + break_name(unit.flags);
    offset += bytes_of(paragraph, i);
    for (const FlagName& name : flag_names) {
      if ((unit.flags & name.flag) != 0) out += std::string(" ") + name.name;
    }
    out += '\n';
  }
  return out;
}

std::vector<std::string> line_texts(const Paragraph& paragraph, const LaidOutParagraph& laid_out) {
  const std::string text = whole_text(paragraph);
  std::vector<std::string> lines;
  for (const Line& line : laid_out.lines) {
    std::string one = text.substr(line.text_begin, line.text_end - line.text_begin);
    while (!one.empty() && (one.back() == ' ' || one.back() == '\n' || one.back() == '\r')) one.pop_back();
    lines.push_back(std::move(one));
  }
  return lines;
}

std::string dump_lines(const Paragraph& paragraph, const LaidOutParagraph& laid_out) {
  const std::vector<std::string> texts = line_texts(paragraph, laid_out);
  std::string out;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    out += pixels(laid_out.lines[i].x) + " +" + pixels(laid_out.lines[i].width) + " |" + texts[i] + "|\n";
  }
  return out;
}

}  // namespace gongkai::text

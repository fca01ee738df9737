#include "app/screens/pieces.h"

#include <algorithm>
#include <utility>

#include "content/model/playlist.h"

namespace gongkai::screens {

namespace {

bool is_bold(FontRole role) { return role == FontRole::sans_bold || role == FontRole::serif_bold; }

Block group(layout::Direction direction, Blocks children, int gap, Place across) {
  layout::Group content;
  content.direction = direction;
  content.gap = gap;
  content.across = across;
  content.children = std::move(children);
  Block block;
  block.content = std::move(content);
  return block;
}

}  // namespace

Block rich_text(std::vector<TextSpan> spans, const Look& look) {
  layout::TextContent content;
  content.spans = std::move(spans);
  content.style.align = look.align;
  content.style.max_lines = look.max_lines;
  content.min_lines = look.min_lines;
  content.style.line_height_percent = look.line_height != 0 ? look.line_height : (is_bold(look.role) ? 130 : 150);
  Block block;
  block.content = std::move(content);
  return block;
}

Block text(std::string words, const Look& look) {
  return rich_text({TextSpan{std::move(words), look.role, look.size, look.tone, false}}, look);
}

Block bold(std::string words, int size, Tone tone) {
  return text(std::move(words), {.size = size, .tone = tone, .role = FontRole::sans_bold});
}

Block secondary(std::string words) { return text(std::move(words), {.size = 28, .tone = Tone::ink_second}); }

Block icon(const char* glyph, int size, Tone tone) {
  return text(glyph, {.size = size, .tone = tone, .role = FontRole::icon, .line_height = 100});
}

Block column(Blocks children, int gap_units) {
  return group(layout::Direction::column, std::move(children), gap_units, Place::stretch);
}
Block row(Blocks children, int gap_units, Place across) {
  return group(layout::Direction::row, std::move(children), gap_units, across);
}
Block wrap(Blocks children, int gap_units) {
  return group(layout::Direction::wrap, std::move(children), gap_units, Place::start);
}
Block stack(Blocks children) {
  return group(layout::Direction::stack, std::move(children), 0, Place::stretch);
}

Block side_by_side(const Building& building, Blocks children, int gap_units) {
  if (!building.context.device.landscape()) return column(std::move(children), gap_units);
  const int half = (building.context.device.width_units - 2 * page_margin - gap_units) / 2;
  Blocks lines;
  for (std::size_t i = 0; i < children.size(); i += 2) {
    Blocks pair;
    for (std::size_t k = i; k < std::min(i + 2, children.size()); ++k) {
      children[k].width = half;
      pair.push_back(std::move(children[k]));
    }
    lines.push_back(row(std::move(pair), gap_units, Place::stretch));
  }
  return column(std::move(lines), gap_units);
}

Block spacer() {
  Block block;
  block.grow = 1;
  return block;
}

Block gap(int height) {
  Block block;
  block.height = height;
  return block;
}

Block rule(Tone tone, int thickness) {
  Block block;
  block.height = thickness;
  block.fill = tone;
  return block;
}

Block card(Blocks children, int padding, int gap_units) {
  Block block = column(std::move(children), gap_units);
  block.padding = layout::all_edges(padding);
  return filled(std::move(block), Tone::surface, 16);
}

Block scroll(Block content, std::uint32_t id) {
  Block block;
  layout::ScrollContent scrolling;
  scrolling.id = id;
  scrolling.content.push_back(std::move(content));
  block.content = std::move(scrolling);
  block.grow = 1;
  return block;
}

Block grown(Block block, int share) {
  block.grow = share;
  return block;
}

Block padded(Block block, Edges padding) {
  block.padding = padding;
  return block;
}

Block tapped(Block block, Action action, std::string label) {
  block.action = action;
  block.label = std::move(label);
  return block;
}

Block filled(Block block, Tone fill, int radius) {
  block.fill = fill;
  block.radius = radius;
  return block;
}

Block silent(Block block) {
  block.silent = true;
  return block;
}

Block chip(const std::string& words, bool chosen, Tone tone, Action action) {
  Block block = text(words, {.size = 30,
                             .tone = chosen ? Tone::on_accent : Tone::ink,
                             .role = chosen ? FontRole::sans_bold : FontRole::sans,
                             .line_height = 130});
  block = column({spacer(), std::move(block), spacer()});
  block.padding = layout::edges(32, 20);
  block.min_height = 80;
  block = filled(std::move(block), chosen ? tone : Tone::surface, 40);
  if (!chosen) block.border = Tone::line;
  return tapped(silent(std::move(block)), action, words);
}

Block button(const std::string& words, bool primary, Action action) {
  Block block = text(words, {.size = 38,
                             .tone = primary ? Tone::on_accent : Tone::indigo,
                             .role = FontRole::sans_bold,
                             .align = Align::center});
  block.padding = layout::edges(72, 29);
  block.min_height = 108;
  block = filled(std::move(block), primary ? Tone::indigo : Tone::surface, 16);
  if (!primary) {
    block.border = Tone::indigo;
    block.border_width = 3;
  }
  return tapped(silent(std::move(block)), action, words);
}

Block tag(const std::string& words, Tone fill) {
  Block block = bold(words, 28, Tone::on_accent);
  block.padding = layout::edges(18, 6);
  return filled(std::move(block), fill, 8);
}

Block key_figure(const std::string& number, const std::string& unit, const std::string& caption) {
  std::vector<TextSpan> spans{{number, FontRole::sans_bold, 50, Tone::indigo, false}};
  if (!unit.empty()) spans.push_back({" " + unit, FontRole::sans, 28, Tone::indigo, false});
  Block block = column({rich_text(std::move(spans), {.line_height = 120}),
                        text(caption, {.size = 28, .tone = Tone::ink_second, .line_height = 130})});
  block.padding = layout::edges(20, 14);
  return grown(filled(std::move(block), Tone::indigo_soft, 12));
}

Block section_title(const std::string& words, Tone tone) { return bold(words, 36, tone); }

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

std::int64_t tenths_of(const Blocks& blocks) {
  std::int64_t tenths = 0;
  for (const Block& block : blocks) {
    if (const auto* words = std::get_if<layout::TextContent>(&block.content)) {
      for (const TextSpan& span : words->spans) tenths += model::reading_tenths(span.text);
    }
    if (const auto* group = std::get_if<layout::Group>(&block.content)) tenths += tenths_of(group->children);
  }
  return tenths;
}

int half_ems(const std::string& words) {
  int width = 0;
  for (const char c : words) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) width += 1;
    if (byte >= 0xC0) width += 2;
  }
  return width;
}

std::string or_none(const Building& building, const std::string& words) {
  return words.empty() ? say(building, phrases::none) : words;
}

std::string closed_word(const Building& building, std::string_view word) { return closed_word(building.state.language, word); }

}  // namespace gongkai::screens

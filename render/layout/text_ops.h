// From spans with tones to paragraphs of the text engine, and from laid-out paragraphs to paint operations.
#pragma once

#include <span>
#include <vector>

#include "render/layout/block.h"
#include "render/layout/display_list.h"

namespace gongkai::layout {

// Sizes in device pixels, roles as the theme wants them.
text::Paragraph make_paragraph(std::span<const TextSpan> spans, const text::ParagraphStyle& style, const Theme& theme);

// Width and height in whole pixels that hold the paragraph.
render::Size size_of(const text::LaidOutParagraph& paragraph);

// The lines of a paragraph that stand in a block, and how high they are.
struct LineRange {
  std::size_t first = 0, end = 0;
};
LineRange lines_of(const TextContent& text, const text::LaidOutParagraph& paragraph);
int height_of(const text::LaidOutParagraph& paragraph, LineRange lines);

// Appends the ops of `paragraph` with its top left at `origin`.
void append_text(std::span<const TextSpan> spans, const text::LaidOutParagraph& paragraph, const Theme& theme,
                 render::Point origin, DisplayList& ops);

// The same with some of its words on the ground of a mark, or some of its lines only: the first of them at `origin`.
struct MarkedText {
  const text::LaidOutParagraph& paragraph;
  Mark mark;
  LineRange lines;
};
void append_text(std::span<const TextSpan> spans, const MarkedText& text, const Theme& theme, render::Point origin,
                 DisplayList& ops);

}  // namespace gongkai::layout

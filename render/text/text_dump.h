// Each stage of the pipeline as text, for tests, for bug reports and for "why does it look like this".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/text/fit.h"
#include "render/text/itemize.h"
#include "render/text/paragraph.h"
#include "render/text/shaped_paragraph.h"

namespace gongkai::text {

// decode, repair: one character a line: its byte offset in the raw text and its code point.
std::string dump_decoded(std::string_view text, Repair repair);

// paragraph: the text with a mark before each character that a line may begin with: ÷ allowed, ~ weak, ¶ mandatory.
std::string dump_breaks(std::string_view text, BreakLevel level, Language language);

// itemise: one item a line: its characters, script, slot of the chain, level and text.
std::string dump_items(std::u32string_view text, std::span<const Item> items);

// shape: one unit a line: byte offset, glyph, advance in px, flags by name.
std::string dump_shaped(const ShapedParagraph& paragraph);

// fit: one line a line: its units and those that are seen, width and what its edges lose, in px.
std::string dump_fitted(const ShapedParagraph& paragraph, const ParagraphStyle& style, std::int32_t limit);

// adjust: the same lines, justified: the units before which room is given (+) or taken (-), in px.
std::string dump_adjusted(const ShapedParagraph& paragraph, const ParagraphStyle& style, std::int32_t limit);

// place: one line a line: left edge, width and the text.
std::string dump_lines(const Paragraph& paragraph, const LaidOutParagraph& laid_out);

// The text of each line; a hyphen is never added, spaces at line ends are left out.
std::vector<std::string> line_texts(const Paragraph& paragraph, const LaidOutParagraph& laid_out);

}  // namespace gongkai::text

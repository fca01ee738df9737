// Each stage of the pipeline as text, for tests, for bug reports and for "why does it look like this".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/text/paragraph.h"
#include "render/text/shaped_paragraph.h"

namespace gongkai::text {

// The text with a mark before each character that a line may begin with: ÷ allowed, ~ weak, ¶ mandatory.
std::string dump_breaks(std::string_view text, BreakLevel level, Language language);

// One unit a line: byte offset, glyph, advance in px, flags by name.
std::string dump_shaped(const ShapedParagraph& paragraph);

// One line a line: left edge, width and the text.
std::string dump_lines(const Paragraph& paragraph, const LaidOutParagraph& laid_out);

// The text of each line; a hyphen is never added, spaces at line ends are left out.
std::vector<std::string> line_texts(const Paragraph& paragraph, const LaidOutParagraph& laid_out);

}  // namespace gongkai::text

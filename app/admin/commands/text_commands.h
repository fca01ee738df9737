// Instruments of the text engine: how a text is broken, which characters no font has, what a paragraph is
// made of. They answer "why does it look like this".
#pragma once

#include <filesystem>
#include <string>

#include "app/admin/commands/commands.h"
#include "render/text/paragraph.h"

namespace gongkai::admin {

struct TextOptions {
  std::filesystem::path fonts;  // fonts.toml; empty: the one of this installation
  int width_px = 1000;
  int size_px = 32;  // em size
  text::FontRole role = text::FontRole::sans;
  text::ParagraphStyle style;
};

// Prints each line of the input, which is a paragraph, as laid-out lines, and U+001E alone on a line after
// each paragraph. "-" reads standard input.
int run_lines(const std::filesystem::path& file, const TextOptions& options);

// Lists the characters that would be drawn as a box: of a text by line, of an entity (.json) by JSON pointer,
// of a folder by entity.
int run_glyphs(const std::filesystem::path& path, const TextOptions& options, Output output);

// Prints lines, runs, glyphs, advances, clusters and fonts of one paragraph.
int run_paragraph(const std::string& text, const TextOptions& options, Output output);

}  // namespace gongkai::admin

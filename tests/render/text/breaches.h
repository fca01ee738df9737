// Counts what CLREQ forbids at line ends, on the text of the lines alone and without a word from the engine.
#pragma once

#include <string>
#include <vector>

#include "render/text/paragraph.h"

namespace gongkai::text {

struct Breaches {
  int line_starts = 0;  // a line begins with a mark that must not
  int line_ends = 0;    // a line ends with an opening mark or a solidus
  int pairs = 0;        // —— or …… torn
  int tokens = 0;  // number with unit, date, document number, telephone, word: torn though it fits on a line
  int breaks = 0;  // line ends looked at
  std::vector<std::string> examples;

  int total() const { return line_starts + line_ends + pairs + tokens; }
  std::string report() const;
};

// Lays `text` out at `width_px` and adds what it finds.
void count_breaches(TextEngine& engine, const std::string& text, int px, int width_px, Breaches& out);

// Every Chinese string of the JSON files under `folder`.
std::vector<std::string> chinese_strings(const std::string& folder);

}  // namespace gongkai::text

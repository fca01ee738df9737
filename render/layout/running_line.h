// Lines in motion that are too long to be laid out whole. Such a line is cut into pieces where its letters do not know
// of each other; each piece is measured once and forgotten, and only those near the viewport have ops. A crawl of
// 10 000 characters thus holds no more glyphs than one of a few hundred, and every glyph stands where it would stand in
// the whole line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>

#include "render/layout/block.h"
#include "render/layout/display_list.h"

namespace gongkai::layout {

// About 340 ideographs. Less is laid out whole.
inline constexpr std::size_t long_line_bytes = 1024;

bool is_long(const TickerContent& ticker);

// How every line in motion is set.
text::ParagraphStyle running_style();

// The measures of long lines, from earlier layouts. Owned by whoever lays out the same page again.
class KnownLines {
 public:
  // Measures the line unless it is known. Valid until trim().
  const MeasuredLine& of(std::span<const TextSpan> spans, const Theme& theme, text::TextEngine& engine);
  // Keeps the lines used last.
  void trim();

 private:
  struct Known {
    MeasuredLine line;
    std::uint64_t used = 0;
  };
  std::map<std::uint64_t, Known> lines_;  // by a hash of all that the measures depend on
  std::uint64_t uses_ = 0;
};

MeasuredLine measure_line(std::span<const TextSpan> spans, const Theme& theme, text::TextEngine& engine);

// Whether a long line that has moved `moved` px comes to a part that has no ops yet.
bool wants_more(const TickerStrip& strip, std::int64_t moved);
// Gives it those around the place it has moved to, and takes away what has been left behind.
void lay_out_around(TickerStrip& strip, std::int64_t moved, text::TextEngine& engine);

}  // namespace gongkai::layout

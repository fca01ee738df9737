// The levels of CLREQ 3.1.6 as tables: which UAX #14 class each fine class counts as.
//
//   root    plain UAX #14
//   none    no rule for Chinese marks; equals "loose" of CSS Text 3 for the characters that names
//   basic   the recommended level: no closing mark, stop, connector or interpunct at a line start, no opening
//   mark at
//           a line end; equals "normal" of CSS Text 3
//           (there – and ‐ may start a line)
//   gb      basic, and no solidus at a line end (GB/T 15834), no – at a line start
//   strict  gb, and no —— at a line start; equals "strict" of CSS Text 3
#pragma once

#include <array>
#include <cstdint>

#include "render/text/paragraph.h"
#include "render/text/unicode_tables.h"

namespace gongkai::text {

// Pairs of classes that decide by themselves: whether a line may end between them needs no context.
struct SimplePairs {
  static constexpr std::size_t count = 9;
  static constexpr std::uint8_t not_simple = 255;
  std::array<std::uint8_t, static_cast<std::size_t>(BreakClass::count)> index{};  // by fine class
  std::array<std::array<std::uint8_t, count>, count> breaks{};                    // Break
};

struct BreakTailoring {
  std::array<BreakClass, static_cast<std::size_t>(BreakClass::count)> standard;  // indexed by fine class
  bool keep_solidus_with_next = false;  // an ASCII solidus before Han stays off the line end too
  bool keep_words = false;              // a solidus inside a Latin word is a weak break
  bool apostrophes = false;             // ’ and ‘ between letters are part of the word

  SimplePairs pairs;

  BreakClass operator[](BreakClass fine) const { return standard[static_cast<std::size_t>(fine)]; }
};

// Constant tables, made once at program start.
const BreakTailoring& break_tailoring(BreakLevel level, Language language);

}  // namespace gongkai::text

// What Unicode 15.0 says of one character, as far as the text engine needs it. The data is generated at build
// time from Debian's unicode-data by generate_unicode_tables.cpp; nothing of it is kept in the source tree.
#pragma once

#include <cstdint>

namespace gongkai::text {

// Line_Break of UAX #14, and a few finer classes where a Chinese rule tells characters of one class apart.
// The finer ones are mapped back to UAX #14 by break_levels.h, so that the algorithm itself knows the
// standard classes only.
enum class BreakClass : std::uint8_t {
  XX,
  AI,
  AL,
  B2,
  BA,
  BB,
  BK,
  CB,
  CJ,
  CL,
  CM,
  CP,
  CR,
  EB,
  EM,
  EX,
  GL,
  H2,
  H3,
  HL,
  HY,
  ID,
  IN,
  IS,
  JL,
  JT,
  JV,
  LF,
  NL,
  NS,
  NU,
  OP,
  PO,
  PR,
  QU,
  RI,
  SA,
  SG,
  SP,
  SY,
  WJ,
  ZW,
  ZWJ,
  // Finer than the standard. The name says which characters; the comment, the class in UCD.
  ambiguous_symbol,    // AI, but neither a letter nor an operator: ①, Ⅳ, ※
  quote_open,          // QU “
  quote_close,         // QU ”
  single_quote_open,   // QU ‘
  single_quote_close,  // QU ’ (also the apostrophe)
  dash,                // B2 — ⸺
  horizontal_bar,      // AI ―
  ellipsis,            // IN …, ‥, ⋯
  en_dash,             // BA – and ‐
  interpunct,          // AI ·
  hyphenation_point,   // BA ‧
  centred_mark,        // NS ・ ： ； ‼ and their kind (CSS Text 3 5.3)
  exclamation,         // EX ！ ？
  wave,                // NS 〜 ゠ (CSS Text 3 5.3)
  connector,           // ID ～
  full_solidus,        // ID ／
  iteration,           // NS 々 〻 ゝ ゞ ヽ ヾ
  wide_postfix,        // PO of East Asian Width A, F or W: ° ‰ ′ ℃ ％
  wide_prefix,         // PR of East Asian Width A, F or W: № ± € ￥
  full_stop_mark,      // CL 。 ．
  comma,               // CL 、 ，
  wide_open,           // OP 《 （ 「
  wide_close,          // CL 》 ） 」
  mark_of_sa,          // SA with General_Category Mn or Mc
  count
};

// Grapheme_Cluster_Break of UAX #29.
enum class GraphemeClass : std::uint8_t {
  other,
  cr,
  lf,
  control,
  extend,
  zwj,
  regional_indicator,
  prepend,
  spacing_mark,
  l,
  v,
  t,
  lv,
  lvt
};

// Coarse Bidi_Class: what decides whether UAX #9 must run at all.
enum class Direction : std::uint8_t {
  neutral,
  left_to_right,
  right_to_left,
  arabic_number,
  explicit_control
};

// ISO 15924 tag in the byte order HarfBuzz uses.
using Script = std::uint32_t;
constexpr Script script_tag(char a, char b, char c, char d) {
  return static_cast<Script>(static_cast<unsigned char>(a)) << 24 |
         static_cast<Script>(static_cast<unsigned char>(b)) << 16 |
         static_cast<Script>(static_cast<unsigned char>(c)) << 8 | static_cast<unsigned char>(d);
}
inline constexpr Script script_common = script_tag('Z', 'y', 'y', 'y');
inline constexpr Script script_inherited = script_tag('Z', 'i', 'n', 'h');
inline constexpr Script script_unknown = script_tag('Z', 'z', 'z', 'z');
inline constexpr Script script_han = script_tag('H', 'a', 'n', 'i');
inline constexpr Script script_latin = script_tag('L', 'a', 't', 'n');
inline constexpr Script script_arabic = script_tag('A', 'r', 'a', 'b');
inline constexpr Script script_tibetan = script_tag('T', 'i', 'b', 't');
inline constexpr Script script_mongolian = script_tag('M', 'o', 'n', 'g');
inline constexpr Script script_yi = script_tag('Y', 'i', 'i', 'i');
inline constexpr Script script_hiragana = script_tag('H', 'i', 'r', 'a');
inline constexpr Script script_katakana = script_tag('K', 'a', 'n', 'a');
inline constexpr Script script_bopomofo = script_tag('B', 'o', 'p', 'o');

// Yes-or-no properties.
enum CharacterFlag : std::uint16_t {
  wide = 1 << 0,                // East_Asian_Width F or W
  wide_or_half = 1 << 1,        // East_Asian_Width F, W or H (LB30)
  pictographic = 1 << 2,        // Extended_Pictographic
  unassigned = 1 << 3,          // General_Category Cn
  mark = 1 << 4,                // General_Category Mn, Mc, Me
  ignorable = 1 << 5,           // Default_Ignorable_Code_Point
  emoji_presentation = 1 << 6,  // Emoji_Presentation
  private_use = 1 << 7,         // General_Category Co
  letter = 1 << 8,              // General_Category L*
  decimal = 1 << 9,             // General_Category Nd
  opening_bracket = 1 << 10,    // General_Category Ps, Pi
  closing_bracket = 1 << 11,    // General_Category Pe, Pf
  ambiguous_width = 1 << 12,    // East_Asian_Width A
  control = 1 << 13,            // General_Category Cc, Cf, Zl, Zp
};

struct CharacterRecord {
  Script script;
  std::uint16_t flags;
  BreakClass break_class;
  GraphemeClass grapheme;
  Direction direction;

  bool has(CharacterFlag flag) const { return (flags & flag) != 0; }
};

// Generated. Two stages: blocks of 128 code points, each an index into the distinct records.
inline constexpr int unicode_block_bits = 7;
extern const std::uint16_t unicode_block_of[0x110000 >> unicode_block_bits];
extern const std::uint16_t unicode_record_of[];
extern const CharacterRecord unicode_records[];

// `code_point` must be at most U+10FFFF.
inline const CharacterRecord& unicode_record(char32_t code_point) {
  const std::uint32_t block = unicode_block_of[code_point >> unicode_block_bits];
  return unicode_records[unicode_record_of[(block << unicode_block_bits) | (code_point & 127)]];
}

}  // namespace gongkai::text

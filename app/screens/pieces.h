// The vocabulary of the screens: short functions that make blocks in the design's sizes and colours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/screens/item_phrases.h"
#include "app/screens/phrases.h"
#include "app/screens/screens.h"
#include "render/layout/block.h"

namespace gongkai::screens {

using layout::Action;
using layout::Block;
using layout::Edges;
using layout::Place;
using layout::TextSpan;
using layout::Tone;
using text::Align;
using text::FontRole;
using Blocks = std::vector<Block>;

// Collects what the touchable blocks of a screen mean.
class Intents {
 public:
  Action add(Intent intent) {
    all_.push_back(std::move(intent));
    return static_cast<Action>(all_.size());
  }
  std::vector<Intent> take() { return std::move(all_); }

 private:
  std::vector<Intent> all_;
};

// Everything a screen is built from; passed down instead of four parameters.
struct Building {
  const ScreenState& state;
  const Context& context;
  Intents& intents;
  std::vector<Sentence>& sentences;
};

// A phrase, or a word of the catalogue's closed sets, in the language the visitor chose.
template <class... Values>
std::string say(const Building& building, const Phrase& phrase, const Values&... values) {
  return say(building.state.language, phrase, values...);
}
std::string closed_word(const Building& building, std::string_view word);

inline constexpr int page_margin = 40;  // left and right of what a page says

// How a text looks. Sizes are those of the design: titles 50, card titles 36-48, body 34, secondary 28.
struct Look {
  int size = 34;
  Tone tone = Tone::ink;
  FontRole role = FontRole::sans;
  Align align = Align::start;
  int max_lines = 0;
  int min_lines = 0;    // the room they take at least
  int line_height = 0;  // percent, 0 = 150 for body, 130 for bold
};

Block text(std::string words, const Look& look = {});
Block bold(std::string words, int size, Tone tone = Tone::ink);
Block secondary(std::string words);                 // 28, second ink
Block rich_text(std::vector<TextSpan> spans, const Look& look = {});
Block icon(const char* glyph, int size, Tone tone);

Block column(Blocks children, int gap = 0);
Block row(Blocks children, int gap = 0, Place across = Place::center);
Block wrap(Blocks children, int gap);
Block stack(Blocks children);
Block side_by_side(const Building& building, Blocks children, int gap);  // two beside each other in landscape, else a column
Block spacer();                                     // takes the room that is left
Block gap(int height);
Block rule(Tone tone = Tone::line, int thickness = 2);
Block card(Blocks children, int padding = 32, int gap = 12);
Block scroll(Block content, std::uint32_t id);      // grows
Block grown(Block block, int share = 1);
Block padded(Block block, Edges padding);
Block tapped(Block block, Action action, std::string label = {});
Block filled(Block block, Tone fill, int radius = 0);

Block silent(Block block);                          // not read aloud

Block chip(const std::string& words, bool chosen, Tone tone, Action action);
Block button(const std::string& words, bool primary, Action action);
Block tag(const std::string& words, Tone fill);
Block key_figure(const std::string& number, const std::string& unit, const std::string& caption);
Block section_title(const std::string& words, Tone tone);

// "临澜市…局 · 2026-11-18" style second lines: the parts that are not empty, joined.
std::string joined(const std::vector<std::string>& parts, std::string_view between = "　");
std::int64_t tenths_of(const Blocks& blocks);       // how much there is to read (model/playlist.h)
int half_ems(const std::string& words);             // how wide at most: ASCII takes half of a Chinese character
std::string or_none(const Building& building, const std::string& words);  // "无" for nothing: a value is never left blank

namespace icons {  // code points in the Material Design Icons font
inline constexpr char home[] = "\xEF\x8B\x9C";           // U+F2DC
inline constexpr char back[] = "\xEF\x85\x81";           // U+F141 chevron-left
inline constexpr char large_text[] = "\xEF\x89\xBF";     // U+F27F format-size
inline constexpr char contrast[] = "\xEF\x86\x96";       // U+F196 contrast-box
inline constexpr char speaker[] = "\xEF\x95\xBE";        // U+F57E volume-high
inline constexpr char wheelchair[] = "\xEF\x96\xA4";     // U+F5A4 wheelchair-accessibility
inline constexpr char translate[] = "\xEF\x97\x8A";     // U+F5CA
inline constexpr char search[] = "\xEF\x8D\x89";         // U+F349 magnify
inline constexpr char bullhorn[] = "\xEF\x83\xA6";       // U+F0E6
inline constexpr char sitemap[] = "\xEF\x92\xAA";        // U+F4AA
inline constexpr char cash[] = "\xEF\x84\x96";           // U+F116 cash-multiple
inline constexpr char document[] = "\xEF\x88\x99";       // U+F219 file-document
inline constexpr char forward[] = "\xEF\x85\x82";        // U+F142 chevron-right
inline constexpr char backspace[] = "\xEF\x81\xAE";      // U+F06E
inline constexpr char alert[] = "\xEF\x80\xA6";          // U+F026
inline constexpr char bank[] = "\xEF\x81\xB0";           // U+F070
inline constexpr char phone[] = "\xEF\x8F\xB2";          // U+F3F2
inline constexpr char chart[] = "\xEF\x84\xA8";          // U+F128 chart-bar
inline constexpr char book[] = "\xEF\x82\xBD";           // U+F0BD book-open
inline constexpr char star[] = "\xEF\x93\x8E";            // U+F4CE
inline constexpr char no_star[] = "\xEF\x93\x92";         // U+F4D2 star-outline
inline constexpr char pencil[] = "\xEF\x8F\xAB";          // U+F3EB
inline constexpr char done[] = "\xEF\x97\xA0";            // U+F5E0 check-circle
inline constexpr char question[] = "\xEF\x86\x86";        // U+F186 comment-question-outline
inline constexpr char information[] = "\xEF\x8B\xBC";    // U+F2FC
}  // namespace icons

}  // namespace gongkai::screens

#include "render/text/grapheme_breaks.h"

#include "render/text/unicode_tables.h"

namespace gongkai::text {
namespace {

using G = GraphemeClass;

bool hangul_joins(G before, G after) {
  if (before == G::l) return after == G::l || after == G::v || after == G::lv || after == G::lvt;  // GB6
  if (before == G::lv || before == G::v) return after == G::v || after == G::t;                    // GB7
  return (before == G::lvt || before == G::t) && after == G::t;                                    // GB8
}

bool is_control(G g) { return g == G::control || g == G::cr || g == G::lf; }

}  // namespace

std::size_t cluster_end(std::span<const char32_t> text, std::size_t begin) {
  const CharacterRecord* before = &unicode_record(text[begin]);
  bool pictograph = before->has(pictographic);  // Extended_Pictographic Extend* so far (GB11)
  bool pictograph_joined = false;               // ... followed by ZWJ
  int indicators = before->grapheme == G::regional_indicator ? 1 : 0;
  std::size_t i = begin + 1;
  for (; i < text.size(); ++i) {
    const CharacterRecord& after = unicode_record(text[i]);
    const G b = before->grapheme, a = after.grapheme;
    bool joins = false;
    if (b == G::cr) {
      joins = a == G::lf;  // GB3, GB4
    } else if (is_control(b) || is_control(a)) {
      joins = false;  // GB4, GB5
    } else if (a == G::extend || a == G::zwj || a == G::spacing_mark || b == G::prepend) {
      joins = true;  // GB9, 9a, 9b
    } else if (pictograph_joined && after.has(pictographic)) {
      joins = true;  // GB11
    } else if (b == G::regional_indicator && a == G::regional_indicator) {
      joins = indicators % 2 == 1;  // GB12, GB13
    } else {
      joins = hangul_joins(b, a);
    }
    if (!joins) break;
    pictograph_joined = pictograph && a == G::zwj;
    pictograph = after.has(pictographic) || (pictograph && (a == G::extend || a == G::zwj));
    indicators = a == G::regional_indicator ? indicators + 1 : 0;
    before = &after;
  }
  return i;
}

}  // namespace gongkai::text

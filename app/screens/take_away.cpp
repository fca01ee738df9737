// What a citizen takes along: the code of the item on every page, and a sheet of paper where there is a printer.
#include "app/screens/detail_kinds.h"
#include "app/screens/item_phrases.h"

namespace gongkai::screens {

using model::Item;

Block take_away_code(const Building& building, const Item& item) {
  Block code;
  code.content = layout::QrContent{building.context.hall.portal + item.header.id};
  code.width = 180;
  code.height = 180;
  return column({std::move(code), text(say(building, phrases::take_away), {.size = 28, .tone = Tone::ink_second, .align = Align::center,
                                                    .line_height = 120})},
                4);
}

Block take_away_card(const Building& building, const Item& item) {
  Block words = column({bold(say(building, phrases::take_page_away), 36, Tone::indigo),
                        text(say(building, phrases::how_to_take_away), {.size = 30})},
                       6);
  return card({row({grown(std::move(words)), take_away_code(building, item)}, 24)});
}

namespace {

// In large text the words have the line for themselves.
Block words_and_button(const Building& building, const std::string& words, Block press) {
  Block said = text(words, {.size = 30});
  if (building.state.large_text) return column({std::move(said), std::move(press)}, 16);
  return row({grown(std::move(said)), std::move(press)}, 24);
}

}  // namespace

Block print_card(const Building& building) {
  switch (building.state.printing) {
    case Printing::not_yet:
      return card({words_and_button(building, say(building, phrases::what_is_printed),
                                    button(say(building, phrases::print_a_sheet), false, building.intents.add(PrintSheet{})))},
                  24);
    case Printing::at_work: return card({text(say(building, phrases::printing_now), {.size = 30})}, 24);
    case Printing::done: return card({text(say(building, phrases::was_printed), {.size = 30})}, 24);
  }
  return {};
}

Block no_printer_line(const Building& building) {
  const bool code = !building.context.hall.portal.empty();
  return secondary(say(building, code ? phrases::no_printer_but_code : phrases::no_printer));
}

}  // namespace gongkai::screens

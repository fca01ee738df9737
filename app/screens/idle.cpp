#include "app/screens/pages.h"

namespace gongkai::screens {

Block idle_question(const Building& building, int seconds_left) {
  Block buttons = row({button(say(building, phrases::stay), true, building.intents.add(KeepSession{})),
                       button(say(building, phrases::finish), false, building.intents.add(EndSession{}))},
                      24);
  std::get<layout::Group>(buttons.content).along = Place::center;
  Block dialog = column({text(say(building, phrases::still_there), {.size = 48, .role = FontRole::sans_bold, .align = Align::center}),
                         text(std::to_string(seconds_left), {.size = 120, .tone = Tone::indigo,
                                                             .role = FontRole::sans_bold, .align = Align::center,
                                                             .line_height = 110}),
                         text(say(building, phrases::seconds_then_home),
                              {.size = 34, .tone = Tone::ink_second, .align = Align::center}),
                         gap(20), std::move(buttons)},
                        8);
  dialog.padding = layout::all_edges(48);
  dialog.width = 840;
  dialog = filled(std::move(dialog), Tone::surface, 16);
  Block middle = row({spacer(), std::move(dialog), spacer()});
  Blocks lines{grown(Block{}, building.state.low_reach ? 5 : 3), std::move(middle), grown(Block{}, 1)};
  if (!building.state.low_reach) lines.back().grow = 2;
  // A touch beside the question also means: still here.
  Block block = tapped(column(std::move(lines)), building.intents.add(KeepSession{}), say(building, phrases::stay));
  return filled(std::move(block), Tone::scrim);
}

}  // namespace gongkai::screens

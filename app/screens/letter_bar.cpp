#include "app/screens/letter_bar.h"

namespace gongkai::screens {

namespace {

Block key(const Building& building, const Letter& letter) {
  Block one = column({spacer(), text(letter.words, {.size = 32, .tone = letter.chosen ? Tone::on_accent : Tone::indigo,
                                                    .role = FontRole::sans_bold, .align = Align::center, .line_height = 120}),
                      spacer()});
  one.min_height = 80;
  if (letter.chosen) one = filled(std::move(one), Tone::indigo, 8);
  return grown(tapped(silent(std::move(one)), building.intents.add(letter.intent), letter.words));
}

}  // namespace

Block letter_bar(const Building& building, const std::vector<Letter>& letters) {
  const Device& device = building.context.device;
  constexpr int margin = 20;
  const std::size_t fit = static_cast<std::size_t>((device.width_units - 2 * margin + device.distance_units) /
                                                   (device.target_units + device.distance_units));
  const std::size_t rows = (letters.size() + fit - 1) / fit, a_row = (letters.size() + rows - 1) / rows;
  Blocks lines;
  for (std::size_t from = 0; from < letters.size(); from += a_row) {
    Blocks keys;
    for (std::size_t i = from; i < from + a_row; ++i) keys.push_back(i < letters.size() ? key(building, letters[i]) : spacer());
    lines.push_back(row(std::move(keys), device.distance_units, Place::stretch));
  }
  Block bar = column(std::move(lines), device.distance_units);
  bar.padding = {margin, 8, margin, device.distance_units - 8};  // eight more over the buttons below
  return filled(std::move(bar), Tone::surface);
}

}  // namespace gongkai::screens

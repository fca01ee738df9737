#include "app/screens/writing_field.h"

#include <algorithm>

#include "app/screens/keys.h"

namespace gongkai::screens {

namespace {

constexpr int candidate_width = 128;  // at least: two thirds of a key for a word, and a single large character

// The square with the cross of a copybook (田字格): a character finds its middle by it.
Block field(const Building& building, int side) {
  const Tone guide = building.state.high_contrast ? Tone::disabled : Tone::line;
  Block across = rule(guide, 3), down;
  down.width = 3;
  down.fill = guide;
  Block square = stack({grown(column({spacer(), std::move(across), spacer()})),
                        grown(row({spacer(), std::move(down), spacer()}, 0, Place::stretch))});
  square.width = square.height = side;
  square.padding = layout::all_edges(3);  // within its border
  square = filled(std::move(square), Tone::surface, 10);
  square.border = Tone::indigo;
  square.border_width = 3;
  return tapped(silent(std::move(square)), building.intents.add(WriteHere{}), say(building, phrases::writing_square));
}

Block hint(const Building& building, const Phrase& words) {
  return grown(column({spacer(), text(say(building, words), {.size = 34, .align = Align::center}), spacer()}));
}

// As many as have room beside the field, in the order of their likelihood.
Block candidates(const Building& building, const Keys& keys, int side) {
  const Writing& writing = building.state.writing;
  if (!writing.read) return hint(building, phrases::write_in_square);
  if (writing.candidates.empty()) return hint(building, phrases::not_read);
  const int room = keys.width() - side - keys.apart(), least = std::max(candidate_width, keys.target());
  const int columns = std::clamp((room + keys.apart()) / (least + keys.apart()), 1, 4);
  const int rows = std::clamp((side + keys.apart()) / (keys.target() + keys.apart()), 1, 12 / columns);
  const int width = (room - (columns - 1) * keys.apart()) / columns, height = (side - (rows - 1) * keys.apart()) / rows;
  Blocks lines;
  for (int i = 0; i < std::min(columns * rows, static_cast<int>(writing.candidates.size())); ++i) {
    if (i % columns == 0) lines.push_back(row({}, keys.apart()));
    const std::string& character = writing.candidates[static_cast<std::size_t>(i)];
    Block sign = text(character, {.size = keys.text_size(72), .role = FontRole::sans_bold, .align = Align::center, .line_height = 110});
    Block key = keys.framed({character, TypeText{character}, width}, std::move(sign));
    key.height = height;
    std::get<layout::Group>(lines.back().content).children.push_back(std::move(key));
  }
  return column(std::move(lines), keys.apart());
}

Block key_line(const Building& building, const KeyboardUse& use, const Keys& keys) {
  const int width = (keys.width() - 4 * keys.apart()) / 5;
  Blocks line;
  for (Key& key : std::vector<Key>{{say(building, phrases::erase_strokes), EraseStrokes{}, width, Tone::surface_soft},
                                   {say(building, phrases::erase_stroke), EraseStroke{}, width, Tone::surface_soft},
                                   {say(building, phrases::erase), EraseText{}, width, Tone::surface_soft},
                                   {say(building, phrases::use_keys), CloseWriting{}, width, Tone::indigo, Tone::on_accent},
                                   {say(building, use.leave_words), use.leave, width, Tone::indigo, Tone::on_accent}}) {
    Block words = text(key.words, {.size = 32, .tone = key.ink, .align = Align::center, .line_height = 120});
    line.push_back(keys.framed(std::move(key), std::move(words)));
  }
  return keys.line(std::move(line));
}

}  // namespace

bool is_writing(const Building& building) { return building.state.writing.open && building.context.reads_handwriting; }

Block writing_field(const Building& building, const KeyboardUse& use) {
  const Keys keys(building, use);
  const int side = keys.tight() ? 470 : 560;
  Block beside = grown(candidates(building, keys, side));
  Block upper = row({field(building, side), std::move(beside)}, keys.apart(), Place::stretch);
  return keys.block({std::move(upper), key_line(building, use, keys)});
}

}  // namespace gongkai::screens

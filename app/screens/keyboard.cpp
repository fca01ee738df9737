#include "app/screens/keyboard.h"

#include <algorithm>

#include "app/screens/targets.h"

namespace gongkai::screens {

namespace {

struct Key {
  std::string words;
  Intent intent;
  int width = 0;             // 0: as wide as a letter
  Tone fill = Tone::surface, ink = Tone::ink;
};

// Rows of letters for a screen on which `across` keys stand side by side. Ten make the keyboard people know; on a
// narrow one the alphabet is found faster than a keyboard broken in the middle.
std::vector<std::string> letter_rows(int across) {
  if (across >= 10) return {"1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"};
  return {"12345678", "90ABCDEF", "GHIJKLMN", "OPQRSTUV"};
}

struct Stroke {
  const char* written;  // as the search reads it (content/store/stroke_table.h)
  const Phrase& name;
};

// In high contrast a line is as bright as the letters: no ground for keys.
Tone ground(const Building& building) { return building.state.high_contrast ? Tone::paper : Tone::line; }

// Key size and distance: letters fill the width they are given, and are never smaller than a target.
class Keyboard {
 public:
  Keyboard(const Building& building, const KeyboardUse& use)
      : building_(building), use_(use), apart_(building.context.device.distance_units), target_(building.context.device.target_units),
        width_(use.width - 2 * keyboard_margin), across_((width_ + apart_) / (target_ + apart_) >= 10 ? 10 : 8) {}

  Block block() const {
    Blocks rows;
    for (const std::string& letters : letter_rows(across_)) {
      Blocks keys;
      for (const char letter : letters) keys.push_back(key({std::string(1, letter), TypeText{std::string(1, letter)}}));
      rows.push_back(line(std::move(keys)));
    }
    const bool narrow = across_ < 10;
    if (use_.strokes && !narrow) rows.push_back(line(stroke_keys()));
    const int word = narrow ? 0 : std::max(150, target_);
    Blocks last;
    if (narrow) {  // what is left of the alphabet and the words share a row
      for (const char letter : {'W', 'X', 'Y', 'Z'}) last.push_back(key({std::string(1, letter), TypeText{std::string(1, letter)}}));
    }
    for (const Key& k : {Key{say(building_, phrases::clear_text), ClearText{}, word, Tone::surface_soft},
                         Key{say(building_, phrases::space_key), TypeText{" "}, narrow ? 0 : width_ - 4 * apart_ - 3 * word - 60, Tone::indigo, Tone::on_accent},
                         Key{say(building_, phrases::erase), EraseText{}, word, Tone::surface_soft},
                         Key{say(building_, use_.leave_words), use_.leave, word, Tone::indigo, Tone::on_accent}}) {
      last.push_back(key(k));
    }
    rows.push_back(line(std::move(last)));
    if (use_.strokes && narrow) rows.push_back(line(stroke_keys()));  // not in the middle of the alphabet
    Block all = column(std::move(rows), apart_);
    all.padding = layout::edges(keyboard_margin, tight() ? std::max(8, apart_ - 8) : 16);  // eight more over the buttons below
    return filled(std::move(all), ground(building_));
  }

 private:
  // Where six rows and what they find have to share a low screen, or the lower part of one.
  bool tight() const { return building_.state.low_reach || building_.context.device.landscape(); }

  // What is written and what it is called: few know the bare strokes.
  Blocks stroke_keys() const {
    Blocks keys;
    const bool large = building_.state.large_text;
    for (const Stroke& stroke : {Stroke{"一", phrases::stroke_across}, Stroke{"丨", phrases::stroke_down}, Stroke{"丿", phrases::stroke_left},
                                 Stroke{"丶", phrases::stroke_dot}, Stroke{"乛", phrases::stroke_turn}}) {
      const std::string name = say(building_, stroke.name);
      Block sign = text(stroke.written, {.size = large ? 29 : 44, .tone = Tone::indigo, .role = FontRole::sans_bold, .line_height = 120});
      Block words = row({std::move(sign), text(name, {.size = large ? 21 : 32, .line_height = 120})}, 14);
      std::get<layout::Group>(words.content).along = Place::center;
      keys.push_back(framed({name, TypeText{stroke.written}, (width_ - 4 * apart_) / 5}, std::move(words)));
    }
    return keys;
  }

  Block key(Key k) const {
    // Keys keep their size in large text: ten of them fill the line.
    const int size = (k.words.size() > 3 ? 32 : 44) * (building_.state.large_text ? 2 : 3) / 3;
    Block words = text(k.words, {.size = size, .tone = k.ink, .align = Align::center, .line_height = 120});
    return framed(std::move(k), std::move(words));
  }

  Block framed(Key k, Block words) const {
    Block block = column({spacer(), std::move(words), spacer()});
    block.width = k.width != 0 ? k.width : std::min(100, (width_ - (across_ - 1) * apart_) / across_);
    block.height = std::max(target_, tight() ? 80 : 100);
    block = filled(std::move(block), k.fill, 10);
    block.border = Tone::line;
    return tapped(silent(std::move(block)), building_.intents.add(std::move(k.intent)), k.words);
  }

  Block line(Blocks keys) const {
    Block block = row(std::move(keys), apart_);
    std::get<layout::Group>(block.content).along = Place::center;
    return block;
  }

  const Building& building_;
  const KeyboardUse& use_;
  int apart_, target_, width_, across_;
};

}  // namespace

Block keyboard(const Building& building, const KeyboardUse& use) { return Keyboard(building, use).block(); }

Block keyboard_beside(const Building& building, const KeyboardUse& use) {
  Block keys = filled(column({spacer(), keyboard(building, use)}), ground(building));
  keys.width = use.width;
  return keys;
}

}  // namespace gongkai::screens

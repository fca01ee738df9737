#include "app/screens/keyboard.h"

#include <algorithm>

#include "app/screens/keys.h"
#include "app/screens/writing_field.h"

namespace gongkai::screens {

namespace {

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

class Keyboard {
 public:
  Keyboard(const Building& building, const KeyboardUse& use)
      : building_(building), use_(use), keys_(building, use), narrow_(keys_.across() < 10) {}

  Block block() const {
    Blocks rows;
    for (const std::string& letters : letter_rows(keys_.across())) rows.push_back(keys_.line(letter_keys(letters)));
    if (narrow_) {
      rows.push_back(last_row());
      // Not in the middle of the alphabet.
      if (use_.strokes || writes()) rows.push_back(keys_.line(stroke_keys()));
    } else {
      if (use_.strokes) rows.push_back(keys_.line(stroke_keys()));
      rows.push_back(last_row());
    }
    return keys_.block(std::move(rows));
  }

 private:
  bool writes() const { return building_.context.reads_handwriting; }

  Blocks letter_keys(const std::string& letters) const {
    Blocks keys;
    for (const char letter : letters) keys.push_back(keys_.key({std::string(1, letter), TypeText{std::string(1, letter)}}));
    return keys;
  }

  // What is written and what it is called: few know the bare strokes. On a narrow screen the key of the writing field
  // stands with them.
  Blocks stroke_keys() const {
    const bool with_writing = narrow_ && writes();
    const int count = (use_.strokes ? 5 : 0) + (with_writing ? 1 : 0);
    const int width = (keys_.width() - (count - 1) * keys_.apart()) / count;
    Blocks keys;
    if (with_writing) keys.push_back(writing_key(width));
    if (!use_.strokes) return keys;
    const bool large = building_.state.large_text;
    for (const Stroke& stroke : {Stroke{"一", phrases::stroke_across}, Stroke{"丨", phrases::stroke_down}, Stroke{"丿", phrases::stroke_left},
                                 Stroke{"丶", phrases::stroke_dot}, Stroke{"乛", phrases::stroke_turn}}) {
      const std::string name = say(building_, stroke.name);
      Block sign = text(stroke.written, {.size = large ? 29 : 44, .tone = Tone::indigo, .role = FontRole::sans_bold, .line_height = 120});
      Block words = row({std::move(sign), text(name, {.size = large ? 21 : 32, .line_height = 120})}, 14);
      std::get<layout::Group>(words.content).along = Place::center;
      keys.push_back(keys_.framed({name, TypeText{stroke.written}, width}, std::move(words)));
    }
    return keys;
  }

  Block writing_key(int width) const {
    return keys_.key({say(building_, phrases::write_by_hand), OpenWriting{}, width, Tone::indigo, Tone::on_accent});
  }

  // On a narrow screen what is left of the alphabet and the words share it.
  Block last_row() const {
    Blocks row = narrow_ ? letter_keys("WXYZ") : Blocks{};
    const int word = narrow_ ? 0 : std::max(150, keys_.target());
    const int words = writes() && !narrow_ ? 4 : 3;
    const int space = narrow_ ? 0 : keys_.width() - (words + 1) * keys_.apart() - words * word - 60;
    row.push_back(keys_.key({say(building_, phrases::clear_text), ClearText{}, word, Tone::surface_soft}));
    if (words == 4) row.push_back(writing_key(word));
    row.push_back(keys_.key({say(building_, phrases::space_key), TypeText{" "}, space, Tone::indigo, Tone::on_accent}));
    row.push_back(keys_.key({say(building_, phrases::erase), EraseText{}, word, Tone::surface_soft}));
    row.push_back(keys_.key({say(building_, use_.leave_words), use_.leave, word, Tone::indigo, Tone::on_accent}));
    return keys_.line(std::move(row));
  }

  const Building& building_;
  const KeyboardUse& use_;
  Keys keys_;
  bool narrow_;
};

}  // namespace

Block keyboard(const Building& building, const KeyboardUse& use) {
  return is_writing(building) ? writing_field(building, use) : Keyboard(building, use).block();
}

Block keyboard_beside(const Building& building, const KeyboardUse& use) {
  Block keys = filled(column({spacer(), keyboard(building, use)}), key_ground(building));
  keys.width = use.width;
  return keys;
}

}  // namespace gongkai::screens

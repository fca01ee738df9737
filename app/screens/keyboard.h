// The keys on the screen. What they write goes into the page that is shown: TypeText, EraseText, ClearText.
#pragma once

#include "app/screens/pieces.h"

namespace gongkai::screens {

struct KeyboardUse {
  int width = 1080;                    // design units
  Phrase leave_words = phrases::back;  // the last key
  Intent leave = GoBack{};
  bool strokes = false;                // the five strokes too: what is written has to be read by a search
};

Block keyboard(const Building& building, const KeyboardUse& use);
// In landscape: at the foot of the right side of a page.
Block keyboard_beside(const Building& building, const KeyboardUse& use);

}  // namespace gongkai::screens

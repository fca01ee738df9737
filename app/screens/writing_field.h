// The field in which a finger writes, what its strokes may be, and the keys for both: in the place of the keyboard.
#pragma once

#include "app/screens/keyboard.h"

namespace gongkai::screens {

// Whether a visitor writes instead of typing, wherever text goes in.
bool is_writing(const Building& building);

Block writing_field(const Building& building, const KeyboardUse& use);

}  // namespace gongkai::screens

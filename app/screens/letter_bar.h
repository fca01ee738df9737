// The letters a long list can be narrowed to.
#pragma once

#include <string>
#include <vector>

#include "app/screens/pieces.h"

namespace gongkai::screens {

struct Letter {
  std::string words;
  bool chosen = false;
  Intent intent;
};

// As many rows as the letters need with a finger's room each, all rows alike.
Block letter_bar(const Building& building, const std::vector<Letter>& letters);

}  // namespace gongkai::screens

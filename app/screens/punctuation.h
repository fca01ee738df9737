// Text of an entity is shown with the marks of GB/T 15834 where it was typed with half-width ones, unless the entity
// says "punctuation_repair": false. What is stored stays as it was typed.
#pragma once

#include <string>
#include <vector>

#include "app/screens/chrome.h"
#include "content/model/item.h"

namespace gongkai::screens {

// The block and everything in it, as this entity wants its text shown.
Block with_marks_of(const model::Header& header, Block block);

// One line of its text, for where it stands among the text of others.
std::string marks_repaired(const model::Header& header, const std::string& words);

// The item for boards that count the width of their words: all that they say of it as it will be shown.
model::Item with_repaired_words(model::Item item);

// The title of a list row, and what of it answers a search: the entity is asked only if its title would change.
struct ShownTitle {
  std::string words;
  std::vector<store::TextRange> marks;  // bytes of `words`, in order
};
ShownTitle shown_title(const Building& building, const store::ItemSummary& item);

}  // namespace gongkai::screens

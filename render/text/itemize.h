// Cuts a stretch of text into items that one hb_shape call can take: one script, one font, one direction.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "render/text/chain_table.h"

namespace gongkai::text {

struct Item {
  std::uint32_t begin = 0, end = 0;  // characters
  Script script = script_common;
  std::uint8_t slot = slot_missing;  // of the chain table; slot_missing and slot_invisible are not shaped
  std::uint8_t level = 0;            // bidi embedding level
};

// `levels` may be empty (everything left to right). Characters without a script of their own take it from
// what is around them: a closing bracket from its opening one, everything else from what precedes it, and at
// the start from the language. In Chinese the full-width marks, quotation marks, —— and …… are always Han.
void itemize(std::span<const char32_t> text, ChainTable& table, std::span<const std::uint8_t> levels,
             std::vector<Item>& items);

// The language an item is shaped in: a minority script brings its own.
Language item_language(Script script, Language paragraph);

}  // namespace gongkai::text

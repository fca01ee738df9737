// A first look at the bytes of an entity, before any JSON library sees them: is it text that may reach a
// screen?
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/fault.h"

namespace gongkai::codec {

struct ByteReport {
  std::vector<model::Fault> faults;  // E only, at most 20, with byte offsets into the text as it was given
  model::EntityId id;                // the top-level "id", found even where the rest is broken
};

// `bytes` without a byte order mark.
std::string_view without_bom(std::string_view bytes);

// Checks size, UTF-8 (overlong forms, surrogates, also as \u escapes), C0 characters other than \n \t (\r
// before \n is allowed), U+FFFD, and the depth of nesting. Goes on after a fault to find the others and the
// entity's id.
ByteReport check_bytes(std::string_view bytes);

}  // namespace gongkai::codec

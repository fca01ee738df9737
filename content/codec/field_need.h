// How much a field of the content model must be there.
#pragma once

namespace gongkai::codec {

enum class Need {
  always,    // must be there and not be empty, in a tombstone too
  required,  // must be there and not be empty
  present,   // must be there; an empty text or list is an answer
  nullable,  // must be there; null is an answer
  optional,
};

// A withdrawn entity is only a tombstone: what is left out of it is not missed.
enum class Strictness { full, tombstone };

}  // namespace gongkai::codec

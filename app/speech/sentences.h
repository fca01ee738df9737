// Where a text is cut for reading aloud: at the ends of sentences (GB/T 15834), and at a comma where a sentence is too
// long to be listened to in one piece.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace gongkai::speech {

struct ByteRange {
  std::size_t begin = 0, end = 0;
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

// In order, without overlap; blanks between sentences belong to none. A stretch without any letter, digit or Han
// character is no sentence.
std::vector<ByteRange> sentences_of(std::string_view text);

}  // namespace gongkai::speech

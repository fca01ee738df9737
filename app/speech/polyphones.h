// Words of public notices whose reading depends on the word: 银行 and 行政, 市长 and 长期. Pinyin with tone numbers, ü as v.
#pragma once

#include <string_view>

namespace gongkai::speech {

struct Polyphone {
  std::string_view word, pinyin;
};

// The longest such word `text` begins with; null if none.
const Polyphone* polyphone_at(std::string_view text);

}  // namespace gongkai::speech

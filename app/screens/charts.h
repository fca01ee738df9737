// Plain charts of what statistics say: rates as bars, the months beside each other as columns. Every bar stands beside
// its number, so nothing is said by length or colour alone.
#pragma once

#include "app/screens/pieces.h"

namespace gongkai::screens {

// "97.50%" over a bar of part/whole; "1248 / 1280 件" below it, or beside the name where height is dear.
struct Rate {
  std::string name;
  std::int64_t part = 0, whole = 0;
  Tone tone = Tone::jade;
  std::string count = {};  // empty: "1248 / 1280 件"
};
enum class CountPlace { below, beside };
Block rate_bar(const Rate& rate, CountPlace place = CountPlace::below);

// Columns as high as their values, in a chart of that height; the last, the one that is told of, is `tone`.
struct ChartColumn {
  std::string label;
  std::int64_t value = 0;
};
Block column_chart(const std::vector<ChartColumn>& columns, int height, Tone tone);

}  // namespace gongkai::screens

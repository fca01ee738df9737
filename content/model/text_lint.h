// What dirty text looks like: slips that halls publish and that must not reach a screen (content model
// section 4.3). Pure functions over one text; each gives the offending words, or nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongkai::model {

using Slip = std::optional<std::string>;

Slip find_placeholder(std::u32string_view text);          // 20xx, xx市, x月, XX, 123456, ：；
Slip find_wrong_year_brackets(std::u32string_view text);  // [2006]43号
Slip find_wrong_zero(std::u32string_view text);           // 二oo七 with a Latin o
Slip find_phonetic(std::u32string_view text);             // 務(wù)
Slip find_traditional(std::u32string_view text);          // 務
Slip find_empty_brackets(std::u32string_view text);       // （）
Slip find_not_normal(std::u32string_view text);  // what NFC would change, as far as Chinese texts have it

// A rate that a text states: the words before it and the value in percent.
struct StatedRate {
  double percent = 0;
  std::size_t begin = 0;  // index of its first digit
};
// The first percentage that follows `name` at once ("提速68.42%", "提速率为68.42%").
std::optional<StatedRate> find_rate(std::u32string_view text, std::u32string_view name);
// The first number that stands behind `name` before the next punctuation ("法定19.08天" -> 19.08).
std::optional<double> find_number_after(std::u32string_view text, std::u32string_view name);

// "216项，其中许可21项、处罚158项": the total stated and the sum of its parts.
struct StatedTotal {
  std::int64_t total = 0, sum = 0;
};
std::optional<StatedTotal> find_total(std::u32string_view text);

}  // namespace gongkai::model

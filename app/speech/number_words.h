// Numbers as they are said in Chinese.
#pragma once

#include <string>
#include <string_view>

namespace gongkai::speech {

// How 1 is said digit by digit: yao on the telephone and in codes (it is not mistaken for 7), yi in years.
enum class One { yi, yao };

// "2026" -> "二零二六". Anything that is no digit is left out.
std::string digit_words(std::string_view digits, One one);

// A quantity: digits, perhaps a point and more digits. "1280" -> "一千二百八十", "0.85" -> "零点八五". More than sixteen
// digits are said one by one.
std::string number_words(std::string_view number);

}  // namespace gongkai::speech

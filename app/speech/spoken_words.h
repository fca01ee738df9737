// A shown text as a Chinese voice should say it: dates, times, document numbers (临政发〔2026〕12号), telephone numbers
// digit by digit, money, shares, units, Latin letters by their names, signs as words or pauses, polyphones and rare
// characters in pinyin. What cannot be said (other scripts, addresses of web pages) is left out or named.
#pragma once

#include <string>
#include <string_view>

namespace gongkai::speech {

// The result holds Han characters of the basic plane, pinyin syllables with tone numbers set off by blanks, and the
// pauses ，and 。; empty where there is nothing to say.
std::string spoken_words(std::string_view shown);

}  // namespace gongkai::speech

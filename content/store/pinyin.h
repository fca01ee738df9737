// Pinyin readings of Han characters, toneless, ü as v ("lv"). The table is made at build time from the Unicode Han
// Database (pinyin_table/make_pinyin_table.cpp); every reading of a polyphone is in it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gongkai::store {

using SyllableIndex = std::uint16_t;

// All readings of a character, the most customary first. Empty for anything that has none.
std::span<const SyllableIndex> readings_of(char32_t character);

// "chang". Precondition: an index from readings_of.
std::string_view syllable(SyllableIndex index);

// The heading a title stands under in an index by letter: "A".."Z", or "#" where it begins with neither Han nor a
// Latin letter. Common words decide polyphones at the start of a title (长期 C, 重新 C, 重大 Z, 调整 T).
std::string index_letter(std::string_view title);

// Titles sorted by this key stand in pinyin order, equal syllables by code point.
std::string sort_key(std::string_view title);

}  // namespace gongkai::store

// Display-time repair of punctuation to GB/T 15834: half-width marks typed between Han become full-width
// ones, "..." is ……, "--" is ——, and the year of a document number stands in 〔〕. The stored text is never
// changed. Nothing inside numbers, times, Latin words or addresses is touched.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "render/text/utf8.h"

namespace gongkai::text {

// In place. `text.offsets` keeps naming the bytes of the raw text, so it is the map back.
void repair_punctuation(DecodedText& text);

// The repaired text by itself, for a search index or a view; raw_offsets[i] is the raw byte that byte i comes
// from, with one more for the end.
struct RepairedText {
  std::string text;
  std::vector<std::uint32_t> raw_offsets;
};
RepairedText repaired(std::string_view raw);

}  // namespace gongkai::text

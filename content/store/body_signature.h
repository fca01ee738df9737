// Which bodies may hold a text: a Bloom filter (B. H. Bloom, 1970) over the pairs of neighbouring characters of each
// JSON text. It names every body that holds the text and a few that do not, at about one and a half bytes a pair.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::store {

// Hashes of all pairs of neighbours in `text` of which one at least is no letter, digit or mark of the West: JSON
// itself does not count. Sorted, each once.
std::vector<std::uint64_t> pairs_in(std::string_view text);

// One byte for the size, then the bits.
std::string body_signature(std::string_view json);

// Takes the first signature off `signatures`, and says whether it has all of `pairs`. False for damaged bytes.
bool next_has_all(std::string_view& signatures, const std::vector<std::uint64_t>& pairs);

}  // namespace gongkai::store

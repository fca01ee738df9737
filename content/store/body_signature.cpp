#include "content/store/body_signature.h"

#include <algorithm>
#include <bit>

#include "content/model/code_points.h"

namespace gongkai::store {
namespace {

constexpr char32_t first_eastern = 0x2E80;  // CJK radicals; all before it is alphabets and their marks

// With 8 to 16 bits for a pair, one pair is found by mistake in 0.5 to 3 of 100 bodies.
constexpr std::size_t bits_for_a_pair = 8;
constexpr int places_of_a_pair = 3;
constexpr std::size_t fewest_bits = 64, most_bits = std::size_t{1} << 18;

// The finalizer of SplitMix64 (Steele, Lea, Flood, 2014): every bit of the pair moves every bit of the result.
std::uint64_t hash_of(char32_t first, char32_t second) {
  std::uint64_t mixed = (std::uint64_t{first} << 32 | second) + 0x9E3779B97F4A7C15;
  mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9;
  mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB;
  return mixed ^ mixed >> 31;
}

std::size_t place_of(std::uint64_t pair, int which, std::size_t bits) { return pair >> (which * 21) & (bits - 1); }

}  // namespace

std::vector<std::uint64_t> pairs_in(std::string_view text) {
  std::vector<std::uint64_t> pairs;
  char32_t before = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto next = model::code_point_at(text, i);
    if (i > 0 && (next.value >= first_eastern || before >= first_eastern)) pairs.push_back(hash_of(before, next.value));
    before = next.value;
    i += next.length;
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

std::string body_signature(std::string_view json) {
  const auto pairs = pairs_in(json);
  const std::size_t bits = std::clamp(std::bit_ceil(pairs.size() * bits_for_a_pair), fewest_bits, most_bits);
  std::string signature(1 + bits / 8, '\0');
  signature[0] = static_cast<char>(std::countr_zero(bits));
  for (const std::uint64_t pair : pairs) {
    for (int which = 0; which < places_of_a_pair; ++which) {
      const std::size_t place = place_of(pair, which, bits);
      signature[1 + place / 8] = static_cast<char>(signature[1 + place / 8] | 1 << place % 8);
    }
  }
  return signature;
}

bool next_has_all(std::string_view& signatures, const std::vector<std::uint64_t>& pairs) {
  const int size = signatures.empty() ? 0 : signatures[0];
  const std::size_t bits = size >= 6 && size <= 18 ? std::size_t{1} << size : 0;
  if (bits == 0 || signatures.size() < 1 + bits / 8) {
    signatures = {};
    return false;
  }
  const std::string_view bytes = signatures.substr(1, bits / 8);
  signatures.remove_prefix(1 + bits / 8);
  for (const std::uint64_t pair : pairs) {
    for (int which = 0; which < places_of_a_pair; ++which) {
      const std::size_t place = place_of(pair, which, bits);
      if (!(static_cast<unsigned char>(bytes[place / 8]) >> place % 8 & 1)) return false;
    }
  }
  return true;
}

}  // namespace gongkai::store

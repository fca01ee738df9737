#include "render/text/utf8.h"

#include <bit>
#include <cstring>

namespace gongkai::text {
namespace {

// Length of the sequence a lead byte starts, and the range its second byte must lie in.
struct Lead {
  int length;
  unsigned char low, high;
};

Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1, 0, 0};
  if (byte < 0xC2) return {0, 0, 0};
  if (byte < 0xE0) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};  // no surrogates
  if (byte < 0xF0) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte < 0xF4) return {4, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};  // at most U+10FFFF
  return {0, 0, 0};
}

struct Sequence {
  char32_t character = replacement_character;
  std::size_t length = 1;
  bool valid = false;
};

Sequence decode_one(const unsigned char* at, std::size_t left) {
  const Lead lead = lead_of(at[0]);
  if (lead.length == 0) return {};
  const auto length = static_cast<std::size_t>(lead.length);
  char32_t value = length == 1 ? at[0] : at[0] & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned char low = i == 1 ? lead.low : 0x80, high = i == 1 ? lead.high : 0xBF;
    if (i >= left || at[i] < low || at[i] > high) return {replacement_character, i, false};
    value = value << 6 | (at[i] & 0x3Fu);
  }
  return {value, length, true};
}

// What decode_utf8() writes to.
struct Pens {
  char32_t* character;
  std::uint32_t* offset;

  void put(char32_t c, std::uint32_t at) {
    *character++ = c;
    *offset++ = at;
  }
};

// Eight bytes, the first one lowest.
std::uint64_t word_at(const unsigned char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return std::endian::native == std::endian::little ? word : __builtin_bswap64(word);
}

// Whether the next one or two sequences look like three bytes; their characters may still be none.
bool is_triple(std::uint64_t word) { return (word & 0xC0C0F0) == 0x8080E0; }
bool are_two_triples(std::uint64_t word) { return (word & 0xC0C0F0C0C0F0) == 0x8080E08080E0; }

char32_t triple(const unsigned char* at) {
  constexpr char32_t marks = (0xE0 << 12) + (0x80 << 6) + 0x80;
  return (char32_t{at[0]} << 12) + (char32_t{at[1]} << 6) + at[2] - marks;
}
// Three bytes may not say what two can, nor a surrogate.
bool may_take_three_bytes(char32_t c) {
  constexpr std::uint32_t never = 1u | 1u << (0xD800 >> 11);
  return (never >> (c >> 11) & 1) == 0;
}

// Decodes what Chinese text is made of: three-byte characters and ASCII. Returns where something else stands or the
// text nearly ends.
std::size_t decode_common(std::string_view text, std::size_t i, std::uint32_t base, Pens& pens) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  Pens next = pens;
  while (i + sizeof(std::uint64_t) <= text.size()) {
    const std::uint64_t word = word_at(bytes + i);
    const auto at = base + static_cast<std::uint32_t>(i);
    if (are_two_triples(word)) {
      const char32_t first = triple(bytes + i), second = triple(bytes + i + 3);
      if (!may_take_three_bytes(first) || !may_take_three_bytes(second)) break;
      next.put(first, at);
      next.put(second, at + 3);
      i += 6;
    } else if (is_triple(word)) {
      const char32_t c = triple(bytes + i);
      if (!may_take_three_bytes(c)) break;
      next.put(c, at);
      i += 3;
    } else if ((word & 0x80) == 0) {
      next.put(word & 0x7F, at);
      ++i;
    } else {
      break;
    }
  }
  pens = next;
  return i;
}

}  // namespace

void DecodedText::clear() {
  characters.clear();
  offsets.clear();
  invalid_sequences = 0;
}

void decode_utf8(std::string_view text, std::uint32_t base, DecodedText& out) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  const std::size_t size = text.size();
  const std::size_t known = out.characters.size();
  // Room for the worst case, one character a byte, is made once; the loop then writes without checks.
  out.characters.resize(known + size);
  out.offsets.resize(known + size + 1);
  Pens pens{out.characters.data() + known, out.offsets.data() + known};
  for (std::size_t i = 0; (i = decode_common(text, i, base, pens)) < size;) {
    const Sequence next = decode_one(bytes + i, size - i);
    pens.put(next.character, base + static_cast<std::uint32_t>(i));
    out.invalid_sequences += next.valid ? 0 : 1;
    i += next.length;
  }
  *pens.offset = base + static_cast<std::uint32_t>(size);
  const auto count = static_cast<std::size_t>(pens.character - out.characters.data());
  out.characters.resize(count);
  out.offsets.resize(count + 1);
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  }
}

}  // namespace gongkai::text

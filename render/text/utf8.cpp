#include "render/text/utf8.h"

#include <array>

namespace gongkai::text {
namespace {

// Length of the sequence a lead byte starts, and the range its second byte must lie in.
struct Lead {
  int length;
  unsigned char low, high;
};

Lead lead_of(unsigned char byte) {
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

// The length of the sequence at `at`; `code_point` is U+FFFD where it is malformed.
std::size_t decode_one(const unsigned char* at, std::size_t left, char32_t& code_point) {
  const Lead lead = lead_of(at[0]);
  code_point = replacement_character;
  if (lead.length == 0) return 1;
  const std::size_t length = static_cast<std::size_t>(lead.length);
  char32_t value = at[0] & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned char low = i == 1 ? lead.low : 0x80, high = i == 1 ? lead.high : 0xBF;
    if (i >= left || at[i] < low || at[i] > high) return i;
    value = value << 6 | (at[i] & 0x3Fu);
  }
  code_point = value;
  return length;
}

// The low bits of a three-byte lead that any two continuations make a character of (E1 to EC, EE, EF: E0 and
// ED ask more); 0x40 for every other byte.
constexpr auto free_leads = [] {
  std::array<unsigned char, 256> leads{};
  leads.fill(0x40);
  for (unsigned low = 1; low < 16; ++low) {
    if (low != 0xD) leads[0xE0 | low] = static_cast<unsigned char>(low);
  }
  return leads;
}();

// What the loop of decode_utf8() writes to.
struct Pens {
  char32_t* character;
  std::uint32_t* offset;
};

// Chinese is a row of three-byte characters: decodes the row that begins at `at` and may go on for `most` of
// them. Returns how many there were.
std::size_t decode_triples(const unsigned char* at, std::size_t most, std::uint32_t offset, Pens& pens) {
  Pens next = pens;
  for (; most > 0; --most, at += 3, offset += 3) {
    // A byte that continues has its upper bits clear now, any other has not.
    const unsigned lead = free_leads[at[0]], second = at[1] ^ 0x80u, third = at[2] ^ 0x80u;
    if ((lead | second | third) >= 0x40) break;
    *next.character++ = lead << 12 | second << 6 | third;
    *next.offset++ = offset;
  }
  const auto count = static_cast<std::size_t>(next.character - pens.character);
  pens = next;
  return count;
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
  for (std::size_t i = 0; i < size;) {
    i += 3 * decode_triples(bytes + i, (size - i) / 3, base + static_cast<std::uint32_t>(i), pens);
    if (i == size) break;
    *pens.offset++ = base + static_cast<std::uint32_t>(i);
    if (bytes[i] < 0x80) {
      *pens.character++ = bytes[i++];
      continue;
    }
    i += decode_one(bytes + i, size - i, *pens.character);
    out.invalid_sequences += *pens.character++ == replacement_character ? 1 : 0;
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

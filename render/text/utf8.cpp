#include "render/text/utf8.h"

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

}  // namespace

void DecodedText::clear() {
  characters.clear();
  offsets.clear();
  invalid_sequences = 0;
}

void decode_utf8(std::string_view text, std::uint32_t base, DecodedText& out) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  const std::size_t size = text.size();
  std::size_t count = out.characters.size();
  // Room for the worst case, one character a byte, is made once; the loop then writes without checks.
  out.characters.resize(count + size);
  out.offsets.resize(count + size + 1);
  char32_t* characters = out.characters.data();
  std::uint32_t* offsets = out.offsets.data();
  std::size_t i = 0;
  while (i < size) {
    offsets[count] = base + static_cast<std::uint32_t>(i);
    const unsigned char byte = bytes[i];
    if (byte < 0x80) {
      characters[count++] = byte;
      ++i;
    } else if (byte > 0xE0 && byte < 0xED && i + 2 < size && (bytes[i + 1] & 0xC0) == 0x80 &&
               (bytes[i + 2] & 0xC0) == 0x80) {
      characters[count++] = (byte & 0x0Fu) << 12 | (bytes[i + 1] & 0x3Fu) << 6 | (bytes[i + 2] & 0x3Fu);
      i += 3;
    } else {
      char32_t code_point;
      const std::size_t length = decode_one(bytes + i, size - i, code_point);
      const bool genuine = code_point == replacement_character && length == 3 && byte == 0xEF &&
                           bytes[i + 1] == 0xBF && bytes[i + 2] == 0xBD;
      if (code_point == replacement_character && !genuine) ++out.invalid_sequences;
      characters[count++] = code_point;
      i += length;
    }
  }
  offsets[count] = base + static_cast<std::uint32_t>(size);
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

// UTF-8 to code points. Malformed sequences become U+FFFD, one for each maximal subpart (Unicode 15.0, 3.9, table 3-8).
#pragma once

#include <cstdint>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongkai::text {

inline constexpr char32_t replacement_character = 0xFFFD;

// Leaves the elements that resize() adds as they are: the decoder writes them all, filling them first would cost more
// than decoding.
template <class T>
struct UnfilledAllocator : std::allocator<T> {
  template <class U>
  struct rebind {
    using other = UnfilledAllocator<U>;
  };
  template <class U>
  void construct(U* place) noexcept {
    ::new (static_cast<void*>(place)) U;
  }
  template <class U, class... Arguments>
  void construct(U* place, Arguments&&... arguments) {
    ::new (static_cast<void*>(place)) U(std::forward<Arguments>(arguments)...);
  }
};
template <class T>
using UnfilledVector = std::vector<T, UnfilledAllocator<T>>;

struct DecodedText {
  UnfilledVector<char32_t> characters;
  UnfilledVector<std::uint32_t> offsets;  // byte offset of each character, and one more: the end
  std::uint32_t invalid_sequences = 0;

  void clear();
};

// Appends `text`, whose first byte has the offset `base`, to `out`. `out.offsets` ends with the end of what is there.
void decode_utf8(std::string_view text, std::uint32_t base, DecodedText& out);

void append_utf8(std::string& out, char32_t code_point);

}  // namespace gongkai::text

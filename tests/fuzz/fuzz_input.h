// What the fuzz targets share: bytes taken from the front of an input, and a promise that must hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace gongkai::fuzz {

// Never runs dry: an input that is too short goes on with zeros, so every input means something.
class FuzzInput {
 public:
  FuzzInput(const std::uint8_t* data, std::size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}

  bool empty() const { return rest_.empty(); }
  std::size_t size() const { return rest_.size(); }
  std::string_view rest() const { return rest_; }

  int byte() {
    if (rest_.empty()) return 0;
    const auto value = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }
  int below(int count) { return byte() % count; }
  bool yes() { return below(2) == 1; }
  int number(int below_65536) { return (byte() << 8 | byte()) % below_65536; }
  template <class E>
  E word(E last) {
    return static_cast<E>(below(static_cast<int>(last) + 1));
  }
  // Up to the next `end` byte, which is taken too, or to the end of the input.
  std::string_view until(char end) {
    const std::string_view text = rest_.substr(0, rest_.find(end));
    rest_.remove_prefix(text.size() < rest_.size() ? text.size() + 1 : text.size());
    return text;
  }

 private:
  std::string_view rest_;
};

inline void require(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

}  // namespace gongkai::fuzz

#include "app/kiosk/wiped_memory.h"

#include <malloc.h>
#include <string.h>

#include <cstdlib>
#include <new>

namespace gongkai::kiosk {

void wipe_free_stack() {
  char deep[256 << 10];  // deeper than any screen is built
  explicit_bzero(deep, sizeof deep);
}

}  // namespace gongkai::kiosk

#if !defined(__SANITIZE_ADDRESS__)

// The array and nothrow forms of the library end in these ([new.delete]).
void* operator new(std::size_t bytes) {
  while (true) {
    if (void* memory = std::malloc(bytes != 0 ? bytes : 1)) return memory;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

void operator delete(void* memory) noexcept {
  if (memory == nullptr) return;
  explicit_bzero(memory, malloc_usable_size(memory));
  std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }

#endif

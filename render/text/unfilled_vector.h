// A vector that leaves new elements unfilled.
#pragma once

#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace gongkai::text {

// Leaves the elements that resize() adds as they are: whoever uses it writes them all at
// once, and filling them first would cost as much again.
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

}  // namespace gongkai::text

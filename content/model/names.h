// The words the catalogue and the screens use for each closed set, in the order of the enumeration. One table serves
// reading, writing and showing.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "content/model/item.h"

namespace gongkai::model {

// The words of the enumeration E. Defined for every enumeration of item.h and body.h that JSON carries
// (specialisations in names.cpp).
template <class E>
std::span<const std::string_view> words();

template <class E>
std::string_view word(E value) {
  return words<E>()[static_cast<std::size_t>(value)];
}

template <class E>
std::optional<E> from_word(std::string_view text) {
  const auto all = words<E>();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] == text) return static_cast<E>(i);
  }
  return std::nullopt;
}

// "办事指南" for Kind::guide: what a citizen calls the kind. words<Kind>() holds the JSON names ("guide").
std::string_view title_zh(Kind kind);

}  // namespace gongkai::model

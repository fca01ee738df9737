// The pages of the strip as plain values; strip.cpp makes blocks of them.
#pragma once

#include <vector>

#include "app/screens/led_pages.h"

namespace gongkai::screens {

inline constexpr int strip_height = 64, tag_width = 72, tag_gap = 8;  // of the strip all heights are counted on

// A length of that strip on this one.
int scaled(const Context& context, int length);
// The size of the letters in a line of that height.
int text_size(const Context& context, int height);

// What the item says, all its pages. A posting has two variants, its message and its rows; a guide its promise and its
// steps (strip_variants() says how many).
std::vector<StripPage> strip_pages(const model::Item& item, const Context& context, int variant);

}  // namespace gongkai::screens

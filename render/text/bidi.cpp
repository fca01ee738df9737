#include "render/text/bidi.h"

#include <fribidi.h>

#include <algorithm>
#include <numeric>

namespace gongkai::text {
namespace {

FriBidiParType paragraph_type(BaseDirection base) {
  switch (base) {
    case BaseDirection::left_to_right:
      return FRIBIDI_PAR_LTR;
    case BaseDirection::right_to_left:
      return FRIBIDI_PAR_RTL;
    case BaseDirection::automatic:
      return FRIBIDI_PAR_ON;
  }
  return FRIBIDI_PAR_LTR;
}

// One UAX #9 paragraph. On failure (no memory) the text keeps the direction it was given.
std::uint8_t paragraph_levels(std::span<const char32_t> text, BaseDirection base, std::uint8_t* levels) {
  const auto length = static_cast<FriBidiStrIndex>(text.size());
  const auto* characters = reinterpret_cast<const FriBidiChar*>(text.data());
  std::vector<FriBidiCharType> types(text.size());
  std::vector<FriBidiBracketType> brackets(text.size());
  std::vector<FriBidiLevel> out(text.size());
  fribidi_get_bidi_types(characters, length, types.data());
  fribidi_get_bracket_types(characters, length, types.data(), brackets.data());
  FriBidiParType type = paragraph_type(base);
  if (fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), length, &type, out.data()) == 0) {
    std::fill_n(levels, text.size(), std::uint8_t{0});
    return 0;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    levels[i] =
        static_cast<std::uint8_t>(std::max<FriBidiLevel>(out[i], 0));  // removed controls have level -1
  }
  return FRIBIDI_IS_RTL(type) ? 1 : 0;
}

bool ends_paragraph(char32_t c) {
  return c == U'\n' || c == U'\r' || c == U'\u0085' || c == U'\u2029' || (c >= 0x1C && c <= 0x1E);
}

}  // namespace

std::uint8_t find_bidi_levels(std::span<const char32_t> text, BaseDirection base,
                              std::vector<std::uint8_t>& levels) {
  levels.resize(text.size());
  std::uint8_t first_level = base == BaseDirection::right_to_left ? 1 : 0;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && !ends_paragraph(text[end])) ++end;
    if (end < text.size()) ++end;
    const std::uint8_t level =
        paragraph_levels(text.subspan(begin, end - begin), base, levels.data() + begin);
    if (begin == 0) first_level = level;
    begin = end;
  }
  return first_level;
}

std::vector<std::uint32_t> visual_order(std::span<const std::uint8_t> run_levels) {
  std::vector<std::uint32_t> order(run_levels.size());
  std::iota(order.begin(), order.end(), 0u);
  if (order.empty()) return order;
  const std::uint8_t highest = *std::max_element(run_levels.begin(), run_levels.end());
  for (std::uint8_t level = highest; level > 0; --level) {
    for (std::size_t i = 0; i < order.size();) {
      std::size_t end = i;
      while (end < order.size() && run_levels[order[end]] >= level) ++end;
      std::reverse(order.begin() + static_cast<std::ptrdiff_t>(i),
                   order.begin() + static_cast<std::ptrdiff_t>(end));
      i = end + 1;
    }
  }
  return order;
}

}  // namespace gongkai::text

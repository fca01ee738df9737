// All texts of an item that a person reads, each with its place: what lint looks through.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "content/model/item.h"

namespace gongkai::model {

enum class TextUse {
  prose,
  name,  // of a person: traditional and rare characters are allowed (国家通用语言文字法 17)
  cell,  // of a public list: names and masked numbers
};

struct PlacedText {
  std::string pointer;  // RFC 6901
  std::string_view text;
  TextUse use = TextUse::prose;
};

void for_each_text(const Item& item, const std::function<void(const PlacedText&)>& visit);

}  // namespace gongkai::model

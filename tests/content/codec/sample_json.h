// JSON samples of every kind (tests/fixtures/items), and small changes to them.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "content/codec/item_json.h"
#include "content/model/names.h"

namespace gongkai::codec::sample {

inline std::string fixture(std::string_view kind) {
  std::ifstream file(std::string(GONGKAI_SOURCE_DIR "/tests/fixtures/items/") + std::string(kind) + ".json");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// `text` with the first `from` replaced; the test fails where it is not there.
inline std::string with(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) text.replace(at, from.size(), to);
  return text;
}

inline std::string all_of(const std::vector<model::Fault>& faults) {
  std::string text;
  for (const model::Fault& fault : faults)
    text += fault.code + " " + fault.pointer + " " + fault.message + "\n";
  return text;
}

inline bool has(const std::vector<model::Fault>& faults, std::string_view code, std::string_view pointer) {
  for (const model::Fault& fault : faults) {
    if (fault.code == code && fault.pointer == pointer) return true;
  }
  return false;
}

// The string values of JSON text that hold no escapes (the fixtures have none), keys left out.
inline std::vector<std::string> values_of(const std::string& text) {
  std::vector<std::string> values;
  for (std::size_t open = text.find('"'); open != text.npos; open = text.find('"', open + 1)) {
    const std::size_t close = text.find('"', open + 1);
    if (text[close + 1] != ':') values.push_back(text.substr(open, close + 1 - open));
    open = close;
  }
  return values;
}

}  // namespace gongkai::codec::sample

// In which order a Han character is written, as the five keys 横 竖 撇 捺 折 (h s p n z). Read from the table of Debian's
// package rime-data-stroke (LGPL-3), which stays a file of its own: nothing of it is part of our programs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/result.h"

namespace gongkai::store {

inline constexpr const char* installed_stroke_file = "/usr/share/rime-data/stroke.dict.yaml";

class StrokeTable {
 public:
  // Takes the characters that have a reading (pinyin.h); about 2 MB in memory.
  // E: STORE-060 the file cannot be read, STORE-061 it is not such a table.
  static model::Result<StrokeTable> read(const std::filesystem::path& file);

  // Each way of writing the character, "nzhp" for 户; more than one where customs differ. Empty for anything else.
  std::vector<std::string_view> codes_of(char32_t character) const;
  std::size_t size() const { return codes_.size(); }

 private:
  struct Code {
    char32_t character = 0;
    std::uint32_t begin = 0, length = 0;  // in strokes_
  };
  std::vector<Code> codes_;  // by character
  std::string strokes_;
};

// The letter of a key that was typed as a stroke, 一 丨 丿 丶 乛; 0 for anything else.
char stroke_of(char32_t typed);

}  // namespace gongkai::store

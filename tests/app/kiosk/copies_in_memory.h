// What is left in the memory of this process of what a visitor did.
#pragma once

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongkai::kiosk {

// How often the bytes are found in the memory of this process that can be written, in UTF-8 or UTF-32. They are given
// each one too high, so that the question is not among the answers.
inline std::size_t copies_in_memory(std::string_view one_too_high) {
  std::size_t copies = 0;
  std::vector<std::pair<std::uintptr_t, std::uintptr_t>> regions;
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    std::uintptr_t begin = 0, end = 0;
    char rights[5] = {};
    if (std::sscanf(line.c_str(), "%lx-%lx %4s", &begin, &end, rights) == 3 && rights[0] == 'r' && rights[1] == 'w') {
      regions.emplace_back(begin, end);
    }
  }
  for (const auto& [begin, end] : regions) {
    for (const std::size_t width : {std::size_t{1}, sizeof(char32_t)}) {
      const auto* last = reinterpret_cast<const unsigned char*>(end) - one_too_high.size() * width;
      for (auto* at = reinterpret_cast<const unsigned char*>(begin); at <= last; ++at) {
        std::size_t i = 0;
        while (i < one_too_high.size() && at[i * width] == static_cast<unsigned char>(one_too_high[i] - 1) && (width == 1 || at[i * width + 1] == 0)) ++i;
        copies += i == one_too_high.size();
      }
    }
  }
  return copies;
}

}  // namespace gongkai::kiosk

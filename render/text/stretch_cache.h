// Shaped stretches by their text. Bounded: when the newer half is full it becomes the older half and the one
// before it is dropped; what is still in use moves over on its next use.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>

#include "render/text/shaping.h"

namespace gongkai::text {

class StretchCache {
 public:
  explicit StretchCache(std::size_t byte_budget) : half_budget_(byte_budget / 2) {}

  // The stretch, shaped now if it was not there. Valid until the next call.
  const ShapedStretch& get(std::span<const char32_t> text, ChainTable& table, StretchContext context,
                           Shaper& shaper);
  void clear();

  std::size_t bytes() const { return newer_bytes_ + older_bytes_; }
  std::uint64_t hits() const { return hits_; }
  std::uint64_t misses() const { return misses_; }

 private:
  struct Key {
    const ChainTable* table;
    StretchContext context;
    std::u32string text;
  };
  struct KeyView {
    const ChainTable* table;
    StretchContext context;
    std::span<const char32_t> text;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(const KeyView& key) const;
    std::size_t operator()(const Key& key) const;
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(const Key& a, const Key& b) const;
    bool operator()(const KeyView& a, const Key& b) const;
    bool operator()(const Key& a, const KeyView& b) const;
  };
  using Map = std::unordered_map<Key, ShapedStretch, Hash, Equal>;
  // The last stretch asked for of those whose hash ends alike: nearly always the one asked for again.
  struct Recent {
    std::size_t hash = 0;
    const Map::value_type* found = nullptr;
  };

  std::size_t half_budget_;
  Map newer_, older_;
  std::array<Recent, 1024> recent_{};  // of newer_
  std::size_t newer_bytes_ = 0, older_bytes_ = 0;
  std::uint64_t hits_ = 0, misses_ = 0;
  ShapedStretch uncached_;
};

}  // namespace gongkai::text

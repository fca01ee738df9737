#include "render/text/stretch_cache.h"

#include <algorithm>
#include <cstdint>

namespace gongkai::text {
namespace {

constexpr std::size_t longest_kept = 64;  // longer stretches do not come back

std::size_t hash_of(const ChainTable* table, StretchContext context, std::span<const char32_t> text) {
  std::uint64_t h = reinterpret_cast<std::uintptr_t>(table) ^ (context.plain_before ? 0x51ED270B : 0) ^
                    (context.plain_after ? 0x2545F4914F6CDD1D : 0);
  for (const char32_t c : text) {
    h = (h ^ c) * 0x9E3779B97F4A7C15;
    h ^= h >> 29;
  }
  return static_cast<std::size_t>(h);
}

bool same(const ChainTable* table, StretchContext context, std::span<const char32_t> text,
          const ChainTable* other_table, StretchContext other, std::span<const char32_t> other_text) {
  if (table != other_table || context.plain_before != other.plain_before ||
      context.plain_after != other.plain_after || text.size() != other_text.size()) {
    return false;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {  // a few characters: sooner done than a call to compare them
    if (text[i] != other_text[i]) return false;
  }
  return true;
}

// Keeps one glyph a character where that says everything.
void make_plain(ShapedStretch& stretch, std::size_t characters) {
  constexpr std::int32_t widest = INT16_MAX;
  if (stretch.units.size() != characters || stretch.glyphs.size() != characters || stretch.unsafe_after) return;
  for (std::size_t i = 0; i < characters; ++i) {
    const StretchUnit& unit = stretch.units[i];
    const StretchGlyph& glyph = stretch.glyphs[i];
    if (unit.slot != 0 || unit.begin != i || unit.first_glyph != i || glyph.x_offset != 0 ||
        glyph.y_offset != 0 || glyph.x_advance < 0 || glyph.x_advance > widest) {
      return;
    }
  }
  stretch.plain.reserve(characters);
  for (std::size_t i = 0; i < characters; ++i) {
    PlainGlyph& plain = stretch.plain.emplace_back();
    plain.glyph = static_cast<std::uint16_t>(stretch.glyphs[i].glyph);
    plain.advance = static_cast<std::uint16_t>(stretch.glyphs[i].x_advance) & INT16_MAX;
    plain.unsafe_before = stretch.units[i].unsafe_before ? 1 : 0;
  }
  stretch.units = {};
  stretch.glyphs = {};
}

}  // namespace

std::size_t StretchCache::Hash::operator()(const KeyView& key) const {
  return hash_of(key.table, key.context, key.text);
}
std::size_t StretchCache::Hash::operator()(const Key& key) const {
  return hash_of(key.table, key.context, key.text);
}
bool StretchCache::Equal::operator()(const Key& a, const Key& b) const {
  return same(a.table, a.context, a.text, b.table, b.context, b.text);
}
bool StretchCache::Equal::operator()(const KeyView& a, const Key& b) const {
  return same(a.table, a.context, a.text, b.table, b.context, b.text);
}
bool StretchCache::Equal::operator()(const Key& a, const KeyView& b) const {
  return same(a.table, a.context, a.text, b.table, b.context, b.text);
}

void StretchCache::clear() {
  recent_.fill({});
  newer_.clear();
  older_.clear();
  newer_bytes_ = older_bytes_ = 0;
}

const ShapedStretch& StretchCache::get(std::span<const char32_t> text, ChainTable& table,
                                       StretchContext context, Shaper& shaper) {
  if (text.size() > longest_kept) {
    ++misses_;
    shaper.shape(text, table, {}, context, uncached_);
    return uncached_;
  }
  const KeyView view{&table, context, text};
  const std::size_t hash = Hash()(view);
  Recent& recent = recent_[hash % recent_.size()];
  if (recent.found != nullptr && recent.hash == hash && Equal()(view, recent.found->first)) {
    ++hits_;
    return recent.found->second;
  }
  if (const auto found = newer_.find(view); found != newer_.end()) {
    ++hits_;
    recent = {hash, &*found};
    return found->second;
  }
  Key key{&table, context, std::u32string(text.begin(), text.end())};
  ShapedStretch stretch;
  if (const auto found = older_.find(view); found != older_.end()) {
    ++hits_;
    stretch = std::move(found->second);
    older_.erase(found);
    older_bytes_ -= std::min(older_bytes_, stretch.bytes() + sizeof(Key));
  } else {
    ++misses_;
    shaper.shape(text, table, {}, context, stretch);
    make_plain(stretch, text.size());
    stretch.units.shrink_to_fit();
    stretch.glyphs.shrink_to_fit();
  }
  const std::size_t bytes = stretch.bytes() + sizeof(Key) + text.size() * sizeof(char32_t);
  if (newer_bytes_ + bytes > half_budget_) {
    older_ = std::move(newer_);
    older_bytes_ = newer_bytes_;
    newer_.clear();
    newer_bytes_ = 0;
    recent_.fill({});
  }
  newer_bytes_ += bytes;
  const auto kept = newer_.emplace(std::move(key), std::move(stretch)).first;
  recent = {hash, &*kept};
  return kept->second;
}

}  // namespace gongkai::text

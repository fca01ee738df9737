// Shaping of what the inert table cannot place: a stretch of text becomes units (what the caret steps over)
// of glyphs, in font units, so that one result serves every size. Results are kept by their text: notices
// repeat their numbers, names and marks all the time.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "render/text/chain_table.h"
#include "render/text/itemize.h"

typedef struct hb_buffer_t hb_buffer_t;

namespace gongkai::text {

struct StretchGlyph {
  std::uint32_t glyph = 0;
  std::int32_t x_advance = 0, x_offset = 0, y_offset = 0;  // font units
};

struct StretchUnit {
  std::uint32_t begin = 0, end = 0;  // characters of the stretch
  std::uint32_t first_glyph = 0;     // visual order within the unit
  std::uint32_t glyph_count = 0;     // 0: missing or invisible, see slot
  std::int32_t advance = 0;          // font units, the sum over its glyphs
  std::uint8_t slot = slot_missing;
  std::uint8_t level = 0;
  bool unsafe_before = false;  // HarfBuzz: a line break before this unit needs the text shaped again
};

// A character's one glyph of the first font, not moved.
struct PlainGlyph {
  std::uint16_t glyph = 0;
  std::uint16_t advance : 15 = 0;  // font units
  std::uint16_t unsafe_before : 1 = 0;
};

// Units in logical order. Where every character came out as one unmoved glyph of the first font, the cache
// keeps `plain` alone, one element a character, and units and glyphs are empty.
struct ShapedStretch {
  std::vector<StretchUnit> units;
  std::vector<StretchGlyph> glyphs;
  std::vector<PlainGlyph> plain;
  bool any_unsafe = false;    // some unit is unsafe_before
  bool unsafe_after = false;  // the inert neighbour behind it is
  std::size_t bytes() const;
  void clear();  // keeps its room
};

// What stands beside a stretch: nothing, or inert text of the main script (one inert glyph is like any
// other).
struct StretchContext {
  bool plain_before = false, plain_after = false;
};

class Shaper {
 public:
  Shaper();
  ~Shaper();
  Shaper(const Shaper&) = delete;
  Shaper& operator=(const Shaper&) = delete;

  // `levels` as for itemize. Never cached.
  void shape(std::span<const char32_t> text, ChainTable& table, std::span<const std::uint8_t> levels,
             StretchContext context, ShapedStretch& out);
  // Items that are known already, with nothing but `text` around them.
  void shape_items(std::span<const char32_t> text, std::span<const Item> items, ChainTable& table,
                   ShapedStretch& out);

  std::uint64_t shape_calls() const { return shape_calls_; }

 private:
  struct DropBuffer {
    void operator()(hb_buffer_t* buffer) const;
  };
  void shape_one(std::span<const char32_t> text, const Item& item, ChainTable& table, StretchContext context,
                 ShapedStretch& out);
  void shape_item(std::span<const char32_t> text, const Item& item, ChainTable& table, StretchContext context,
                  ShapedStretch& out);
  void add_unshaped(std::span<const char32_t> text, const Item& item, const ChainTable& table,
                    ShapedStretch& out);

  std::unique_ptr<hb_buffer_t, DropBuffer> buffer_;
  std::vector<Item> items_;
  std::uint64_t shape_calls_ = 0;
};

}  // namespace gongkai::text

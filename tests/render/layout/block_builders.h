// Short ways to write block trees in tests, and a text engine with the square font.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "render/layout/flow.h"
#include "tests/fakes/square_font.h"

namespace gongkai::layout {

struct SquareText {
  text::FontStack fonts = fakes::square_font_stack();
  text::TextEngine engine{fonts};
};

inline Block text_block(std::string words, int size = 20) {
  TextContent content;
  content.spans.push_back({std::move(words), text::FontRole::sans, size, Tone::ink, false});
  content.style.line_height_percent = 150;
  Block block;
  block.content = std::move(content);
  return block;
}

inline Block group_block(Direction direction, int gap, std::vector<Block> children) {
  Group group;
  group.direction = direction;
  group.gap = gap;
  group.children = std::move(children);
  Block block;
  block.content = std::move(group);
  return block;
}

inline Block column(int gap, std::vector<Block> children) { return group_block(Direction::column, gap, std::move(children)); }
inline Block row(int gap, std::vector<Block> children) { return group_block(Direction::row, gap, std::move(children)); }

inline Group& group_of(Block& block) { return std::get<Group>(block.content); }

// A coloured box whose place in the frame can be found again by its action.
inline Block marked(std::uint32_t action, int width, int height) {
  Block block;
  block.width = width;
  block.height = height;
  block.fill = Tone::indigo;
  block.action = action;
  return block;
}

inline Block scroll_block(std::uint32_t id, Block content) {
  ScrollContent scroll;
  scroll.id = id;
  scroll.content.push_back(std::move(content));
  Block block;
  block.content = std::move(scroll);
  block.grow = 1;
  return block;
}

// Where the block with this action lies; an empty rectangle if nowhere.
inline render::Rect place_of(const HitMap& hits, std::uint32_t action) {
  for (const HitArea& area : hits.areas) {
    if (area.action == action) return area.rect;
  }
  return {};
}
inline render::Rect place_of(const Frame& frame, std::uint32_t action) { return place_of(frame.hits, action); }

}  // namespace gongkai::layout

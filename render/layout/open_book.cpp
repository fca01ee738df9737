#include "render/layout/open_book.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "render/layout/flow.h"
#include "render/layout/pages.h"

namespace gongkai::layout {
namespace {

// Design units: at both sides of a pair (at the right stands the scroll mark), between its pages, above and below it.
constexpr int side = 28, between = 24, above = 14;
constexpr int number_size = 28;

class Binder {
 public:
  Binder(const Block& text, render::Size room, Pass& pass)
      : text_(std::get<Group>(text.content)), pass_(pass), theme_(pass.theme()) {
    look_.padding = text.padding;
    look_.fill = text.fill;
    look_.border = text.border;
    look_.border_width = text.border_width;
    look_.radius = text.radius;
    const double unit = std::max(theme_.unit, 1e-6);
    width_ = std::max(1, static_cast<int>(room.width / unit) - 2 * side - between) / 2;
    height_ = std::max(1, static_cast<int>(room.height / unit) - 2 * above);
    space_.gap = text_.gap;
    space_.width = pass.px(width_) - pass.px(look_.padding.left) - pass.px(look_.padding.right);
    space_.height = std::max(1, pass.px(height_) - pass.px(look_.padding.top) - pass.px(look_.padding.bottom) -
                                    measure_height(number(1), theme_, space_.width, pass.engine()));
  }

  std::vector<Block> bind(const std::vector<Block>& closing) {
    auto texts = split_pages(text_.children, space_, theme_, pass_.engine());
    const bool own_page = !closing.empty() && (texts.size() % 2 == 1 || !fits(texts.back(), closing.front()));
    if (!closing.empty() && !own_page) texts.back().push_back(closing.front());
    for (std::size_t i = 0; i < texts.size(); ++i) pages_.push_back(page(std::move(texts[i]), static_cast<int>(i) + 1));
    if (own_page) pages_.push_back(closing_page(closing.front()));
    return pairs();
  }

 private:
  static Block group(Direction direction, int gap, std::vector<Block> children) {
    Block block;
    block.content = Group{direction, gap, Place::start, Place::stretch, std::move(children)};
    return block;
  }

  // As official documents have it (GB/T 9704-2012, 7.5): between dashes.
  static Block number(int page) {
    TextContent words;
    words.spans.push_back({"— " + std::to_string(page) + " —", text::FontRole::serif, number_size, Tone::ink_second, false});
    words.style.align = text::Align::center;
    words.style.line_height_percent = 130;
    Block block;
    block.content = std::move(words);
    return block;
  }

  bool fits(const std::vector<Block>& page, const Block& more) const {
    int height = measure_height(more, theme_, space_.width, pass_.engine());
    for (const Block& block : page) {
      height += measure_height(block, theme_, space_.width, pass_.engine()) + theme_.px(space_.gap);
    }
    return height <= space_.height;
  }

  Block sheet(std::vector<Block> children) const {
    Block block = look_;
    block.content = Group{Direction::column, 0, Place::start, Place::stretch, std::move(children)};
    block.width = width_;
    block.min_height = height_;
    return block;
  }

  Block page(std::vector<Block> blocks, int number_of_it) const {
    Block words = group(Direction::column, space_.gap, std::move(blocks));
    words.grow = 1;
    return sheet({std::move(words), number(number_of_it)});
  }

  Block closing_page(Block closing) const {
    Block middle = group(Direction::column, 0, {std::move(closing)});
    std::get<Group>(middle.content).along = Place::center;
    middle.grow = 1;
    return sheet({std::move(middle)});
  }

  std::vector<Block> pairs() {
    std::vector<Block> result;
    const bool alone = pages_.size() == 1;
    for (std::size_t i = 0; i < pages_.size(); i += 2) {
      std::vector<Block> both{std::move(pages_[i])};
      if (i + 1 < pages_.size()) both.push_back(std::move(pages_[i + 1]));
      Block pair = group(Direction::row, between, std::move(both));
      if (alone) std::get<Group>(pair.content).along = Place::center;
      pair.padding = edges(side, above);
      result.push_back(std::move(pair));
    }
    return result;
  }

  const Group& text_;
  Block look_;  // of a page, without what stands on it
  Pass& pass_;
  const Theme& theme_;
  int width_ = 0, height_ = 0;  // of a page, design units
  PageSpace space_;
  std::vector<Block> pages_;
};

}  // namespace

std::vector<Block> open_book(const ScrollContent& scroll, render::Size room, Pass& pass) {
  return Binder(scroll.content.front(), room, pass).bind({std::next(scroll.content.begin()), scroll.content.end()});
}

}  // namespace gongkai::layout

#include "render/layout/pages.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <optional>

#include "render/layout/flow.h"
#include "render/layout/pass.h"
#include "render/layout/table.h"
#include "render/layout/text_ops.h"

namespace gongkai::layout {
namespace {

constexpr std::size_t lines_kept_together = 2;

// A block cut in two; `first` is as high as fits.
struct Cut {
  Block first, rest;
};

int vertical_padding(const Block& block, const Theme& theme) {
  return theme.px(block.padding.top) + theme.px(block.padding.bottom);
}

int inner_width(const Block& block, const PageSpace& space, const Theme& theme) {
  const int outer = block.width > 0 ? theme.px(block.width) : space.width;
  return std::max(1, outer - theme.px(block.padding.left) - theme.px(block.padding.right));
}

class Splitter {
 public:
  Splitter(const PageSpace& space, const Theme& theme, text::TextEngine& engine)
      : space_(space), theme_(theme), engine_(engine), gap_(theme.px(space.gap)) {}

  std::vector<std::vector<Block>> split(std::vector<Block> blocks) {
    std::deque<Block> waiting(std::make_move_iterator(blocks.begin()), std::make_move_iterator(blocks.end()));
    while (!waiting.empty()) {
      Block block = std::move(waiting.front());
      waiting.pop_front();
      const int room = room_left();
      const int height = measure_height(block, theme_, outer_width(block), engine_);
      if (height <= room) {
        add(std::move(block), height);
      } else if (auto cut = cut_at(block, room)) {
        waiting.push_front(std::move(cut->rest));
        waiting.push_front(std::move(cut->first));
      } else if (!page_.empty()) {
        waiting.push_front(std::move(block));
        take_headings(waiting);
        turn_page();
      } else {
        add(std::move(block), height);
      }
    }
    turn_page();
    return std::move(pages_);
  }

 private:
  int outer_width(const Block& block) const { return block.width > 0 ? theme_.px(block.width) : space_.width; }
  int room_left() const { return space_.height - used_ - (page_.empty() ? 0 : gap_); }

  void add(Block block, int height) {
    used_ += height + (page_.empty() ? 0 : gap_);
    page_.push_back(std::move(block));
  }

  // What heads the next page goes there, unless there would be nothing left here.
  void take_headings(std::deque<Block>& waiting) {
    const bool only_headings = std::all_of(page_.begin(), page_.end(), [](const Block& block) { return block.with_next; });
    while (!only_headings && page_.back().with_next) {
      waiting.push_front(std::move(page_.back()));
      page_.pop_back();
    }
  }

  void turn_page() {
    if (!page_.empty()) pages_.push_back(std::move(page_));
    page_.clear();
    used_ = 0;
  }

  std::optional<Cut> cut_at(const Block& block, int room) {
    room -= vertical_padding(block, theme_);
    if (room <= 0 || block.height > 0 || block.action != no_action) return std::nullopt;
    if (std::holds_alternative<TextContent>(block.content)) return cut_text(block, room);
    if (std::holds_alternative<TableContent>(block.content)) return cut_table(block, room);
    if (std::holds_alternative<Group>(block.content)) return cut_column(block, room);
    return std::nullopt;
  }

  std::optional<Cut> cut_text(const Block& block, int room) {
    const auto& text = std::get<TextContent>(block.content);
    Pass pass(theme_, engine_);
    const auto& paragraph = pass.lay_out(text.spans, text.style, inner_width(block, space_, theme_));
    const LineRange lines = lines_of(text, paragraph);
    const std::size_t count = lines.end - lines.first;
    std::size_t fitting = 0;
    while (fitting < count && height_of(paragraph, {lines.first, lines.first + fitting + 1}) <= room) ++fitting;
    // On an empty page anything is better than nothing; else two lines stay together on both sides.
    const std::size_t least = page_.empty() ? 1 : lines_kept_together;
    if (count > lines_kept_together) fitting = std::min(fitting, count - lines_kept_together);
    if (fitting < least || fitting >= count) return std::nullopt;
    Cut cut{block, block};
    const auto put = [](Block& part, std::size_t first, std::size_t lines_there) {
      auto& words = std::get<TextContent>(part.content);
      words.first_line = first;
      words.line_count = lines_there;
    };
    put(cut.first, lines.first, fitting);
    put(cut.rest, lines.first + fitting, count - fitting);
    cut.first.bottom_line = Tone::none;
    return cut;
  }

  std::optional<Cut> cut_table(const Block& block, int room) {
    const auto& table = std::get<TableContent>(block.content);
    Pass pass(theme_, engine_);
    const TableSizes sizes = measure_table(table, inner_width(block, space_, theme_), pass);
    int height = sizes.header;
    std::size_t fitting = 0;
    while (fitting < sizes.rows.size() && height + sizes.rows[fitting] <= room) height += sizes.rows[fitting++];
    if (fitting == 0 || fitting == table.rows.size()) return std::nullopt;
    Cut cut{block, block};
    std::get<TableContent>(cut.first.content).rows.resize(fitting);
    auto& rest = std::get<TableContent>(cut.rest.content).rows;
    rest.erase(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(fitting));
    return cut;
  }

  // Only a column without a frame of its own: half a card would look broken.
  std::optional<Cut> cut_column(const Block& block, int room) {
    const auto& group = std::get<Group>(block.content);
    const bool bare = block.fill == Tone::none && block.border == Tone::none && block.top_bar == Tone::none;
    if (group.direction != Direction::column || !bare) return std::nullopt;
    const int width = inner_width(block, space_, theme_), gap = theme_.px(group.gap);
    int height = 0;
    std::size_t fitting = 0;
    for (; fitting < group.children.size(); ++fitting) {
      const int own = measure_height(group.children[fitting], theme_, width, engine_) + (fitting > 0 ? gap : 0);
      if (height + own > room) break;
      height += own;
    }
    if (fitting == group.children.size()) return std::nullopt;
    Cut cut{block, block};
    auto& first = std::get<Group>(cut.first.content).children;
    auto& rest = std::get<Group>(cut.rest.content).children;
    first.resize(fitting);
    rest.erase(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(fitting));
    PageSpace inside = space_;
    inside.width = width;
    Splitter child(inside, theme_, engine_);
    if (!first.empty()) child.page_.push_back({});
    if (auto pieces = child.cut_at(rest.front(), room - height - (fitting > 0 ? gap : 0))) {
      first.push_back(std::move(pieces->first));
      rest.front() = std::move(pieces->rest);
    }
    if (first.empty()) return std::nullopt;
    return cut;
  }

  const PageSpace& space_;
  const Theme& theme_;
  text::TextEngine& engine_;
  int gap_;
  std::vector<std::vector<Block>> pages_;
  std::vector<Block> page_;
  int used_ = 0;
};

}  // namespace

std::vector<std::vector<Block>> split_pages(std::vector<Block> blocks, const PageSpace& space, const Theme& theme,
                                            text::TextEngine& engine) {
  return Splitter(space, theme, engine).split(std::move(blocks));
}

}  // namespace gongkai::layout

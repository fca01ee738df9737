#include "render/layout/pages.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <optional>

#include "render/layout/flow.h"
#include "render/layout/pass.h"
#include "render/layout/table.h"

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

// The spans before and after byte `at` of their text.
Cut cut_spans(const Block& block, std::size_t at) {
  Cut cut{block, block};
  auto& first = std::get<TextContent>(cut.first.content);
  auto& rest = std::get<TextContent>(cut.rest.content);
  first.spans.clear();
  rest.spans.clear();
  for (const TextSpan& span : std::get<TextContent>(block.content).spans) {
    const std::size_t here = std::min(at, span.text.size());
    at -= here;
    if (here > 0) first.spans.push_back(span), first.spans.back().text.resize(here);
    if (here < span.text.size()) rest.spans.push_back(span), rest.spans.back().text.erase(0, here);
  }
  rest.style.indent_first_em64 = 0;
  cut.first.bottom_line = Tone::none;
  return cut;
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
        turn_page();
        waiting.push_front(std::move(block));
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

  void turn_page() {
    if (!page_.empty()) pages_.push_back(std::move(page_));
    page_.clear();
    used_ = 0;
  }

  std::optional<Cut> cut_at(const Block& block, int room) {
    room -= vertical_padding(block, theme_);
    if (room <= 0 || block.height > 0) return std::nullopt;
    if (std::holds_alternative<TextContent>(block.content)) return cut_text(block, room);
    if (std::holds_alternative<TableContent>(block.content)) return cut_table(block, room);
    if (std::holds_alternative<Group>(block.content)) return cut_column(block, room);
    return std::nullopt;
  }

  std::optional<Cut> cut_text(const Block& block, int room) {
    const auto& text = std::get<TextContent>(block.content);
    Pass pass(theme_, engine_);
    const auto& paragraph = pass.lay_out(text.spans, text.style, inner_width(block, space_, theme_));
    const std::size_t count = paragraph.lines.size();
    std::size_t fitting = 0;
    while (fitting < count && (paragraph.lines[fitting].bottom + 63) >> 6 <= room) ++fitting;
    // On an empty page anything is better than nothing; else two lines stay together on both sides.
    const std::size_t least = page_.empty() ? 1 : lines_kept_together;
    if (count > lines_kept_together) fitting = std::min(fitting, count - lines_kept_together);
    if (fitting < least || fitting >= count) return std::nullopt;
    return cut_spans(block, paragraph.lines[fitting].text_begin);
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

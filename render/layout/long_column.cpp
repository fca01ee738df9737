#include "render/layout/long_column.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>
#include <string_view>

namespace gongkai::layout {
namespace {

constexpr std::size_t kept_columns = 4;
constexpr int picture_units = 600;  // a picture or chart whose size is not looked at

// ---- how much text

// Counts until `limit` is passed: a long column is not walked to its end for nothing.
void count_text(const Block& block, std::size_t limit, std::size_t& bytes) {
  if (bytes > limit) return;
  if (const auto* text = std::get_if<TextContent>(&block.content)) {
    for (const TextSpan& span : text->spans) bytes += span.text.size();
  } else if (const auto* group = std::get_if<Group>(&block.content)) {
    for (const Block& child : group->children) count_text(child, limit, bytes);
  }
}

// ---- what the heights depend on

class Hash {
 public:
  void add(std::uint64_t value) { value_ = (std::rotl(value_, 25) ^ value) * 0x9E3779B97F4A7C15u; }
  void add(std::string_view text) { add(std::hash<std::string_view>{}(text)); }
  void add(const Edges& e) {
    for (const int side : {e.left, e.top, e.right, e.bottom}) add(static_cast<std::uint64_t>(side));
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0;
};

void mix(Hash& hash, const Block& block);

void mix(Hash& hash, const text::ParagraphStyle& style) {
  hash.add(static_cast<std::uint64_t>(style.language) << 16 | static_cast<std::uint64_t>(style.level) << 8 |
           static_cast<std::uint64_t>(style.repair) << 1 | static_cast<std::uint64_t>(style.hanging));
  for (const int n : {style.line_height_percent, style.indent_first_em64, style.letter_spacing_px, style.max_lines}) {
    hash.add(static_cast<std::uint64_t>(n));
  }
}

struct MixContent {
  Hash& hash;
  void operator()(const Group& group) const {
    hash.add(static_cast<std::uint64_t>(group.direction) << 32 | static_cast<std::uint32_t>(group.gap));
    for (const Block& child : group.children) mix(hash, child);
  }
  void operator()(const TextContent& text) const {
    mix(hash, text.style);
    hash.add(text.first_line << 32 | text.line_count);
    for (const TextSpan& span : text.spans) {
      hash.add(span.text);
      hash.add(static_cast<std::uint64_t>(span.role) << 32 | static_cast<std::uint32_t>(span.size));
    }
  }
  void operator()(const TableContent& table) const {
    hash.add(static_cast<std::uint64_t>(table.text_size) << 32 | static_cast<std::uint32_t>(table.header_size));
    hash.add(static_cast<std::uint64_t>(table.repair));
    for (const TableColumn& column : table.columns) hash.add(column.title);
    for (const TableRow& row : table.rows) {
      for (const TableCell& cell : row.cells) hash.add(cell.text);
    }
  }
  void operator()(const ImageContent& image) const {
    hash.add(image.caption);
    hash.add(static_cast<std::uint64_t>(image.natural_width) << 32 | static_cast<std::uint32_t>(image.natural_height));
    hash.add(static_cast<std::uint64_t>(image.zoom_percent));
  }
  void operator()(const FlowChartContent& chart) const {
    for (const FlowBox& box : chart.boxes) hash.add(box.label + '\n' + box.note + '\n' + box.aside);
    for (const FlowLink& link : chart.links) hash.add(link.from << 16 | link.to);
    hash.add(static_cast<std::uint64_t>(chart.direction));
  }
  template <class Other>
  void operator()(const Other&) const {}  // its height is the block's
};

void mix(Hash& hash, const Block& block) {
  hash.add(block.content.index());
  hash.add(static_cast<std::uint64_t>(block.width) << 32 | static_cast<std::uint32_t>(block.height));
  hash.add(static_cast<std::uint64_t>(block.min_width) << 32 | static_cast<std::uint32_t>(block.min_height));
  hash.add(block.padding);
  std::visit(MixContent{hash}, block.content);
}

std::uint64_t key_of(const Group& group, const Theme& theme, int width) {
  Hash hash;
  hash.add(std::bit_cast<std::uint64_t>(theme.unit));
  hash.add(std::bit_cast<std::uint64_t>(theme.text_scale));
  hash.add(static_cast<std::uint64_t>(width) << 1 | static_cast<std::uint64_t>(theme.sans_only));
  MixContent{hash}(group);
  return hash.value();
}

// ---- estimates

int text_height(const TextContent& text, const Theme& theme, int width) {
  std::int64_t way = 0;  // one line without end
  int largest = 0;
  for (const TextSpan& span : text.spans) {
    const int px = theme.text_px(span.size);
    way += static_cast<std::int64_t>(span.text.size()) * px / 3;  // three bytes of UTF-8 an ideograph
    largest = std::max(largest, px);
  }
  way += static_cast<std::int64_t>(largest) * text.style.indent_first_em64 / 64;
  const std::int64_t lines = std::max<std::int64_t>(1, (way + width - 1) / width);
  return static_cast<int>(std::min<std::int64_t>(lines * largest * text.style.line_height_percent / 100, 1 << 28));
}

int group_height(const Group& group, const Theme& theme, int width) {
  const bool below = group.direction == Direction::column;
  const int count = static_cast<int>(group.children.size());
  const int fixed = std::accumulate(group.children.begin(), group.children.end(), 0,
                                    [&](int sum, const Block& child) { return sum + theme.px(child.width); });
  int height = 0;
  for (const Block& child : group.children) {
    const int room = below ? width : child.width > 0 ? theme.px(child.width) : width - fixed;
    const int own = estimated_height(child, theme, room);
    height = below ? height + own : std::max(height, own);
  }
  return below && count > 0 ? height + theme.px(group.gap) * (count - 1) : height;
}

}  // namespace

bool is_long(const Group& group) {
  if (group.direction != Direction::column || group.children.size() < 2) return false;
  std::size_t bytes = 0;
  for (const Block& child : group.children) {
    count_text(child, long_column_bytes, bytes);
    if (bytes > long_column_bytes) return true;
  }
  return false;
}

bool holds_long_column(const Block& block) {
  const auto* group = std::get_if<Group>(&block.content);
  return group && (is_long(*group) || std::any_of(group->children.begin(), group->children.end(), holds_long_column));
}

int estimated_height(const Block& block, const Theme& theme, int width) {
  const int inner = std::max(theme.text_px(1), width - theme.px(block.padding.left) - theme.px(block.padding.right));
  int height = 0;
  if (const auto* text = std::get_if<TextContent>(&block.content)) {
    height = text_height(*text, theme, inner);
  } else if (const auto* group = std::get_if<Group>(&block.content)) {
    height = group_height(*group, theme, inner);
  } else if (const auto* table = std::get_if<TableContent>(&block.content)) {
    height = theme.px(table->min_row_height) * static_cast<int>(table->rows.size() + 1);
  } else if (!std::holds_alternative<std::monostate>(block.content) && block.height == 0) {
    height = theme.px(picture_units);
  }
  height += theme.px(block.padding.top) + theme.px(block.padding.bottom);
  return std::max({height, theme.px(block.height), theme.px(block.min_height)});
}

std::vector<int>& KnownHeights::of(const Group& group, const Theme& theme, int width) {
  Known& known = columns_[key_of(group, theme, width)];
  known.heights.resize(group.children.size(), unknown);
  known.used = ++uses_;
  return known.heights;
}

void KnownHeights::trim() {
  while (columns_.size() > kept_columns) {
    columns_.erase(std::min_element(columns_.begin(), columns_.end(), [](const auto& a, const auto& b) {
      return a.second.used < b.second.used;
    }));
  }
}

}  // namespace gongkai::layout

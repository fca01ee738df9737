#include "render/layout/display_list.h"

namespace gongkai::layout {

std::vector<OpChunk> chunks_of(const DisplayList& ops) {
  constexpr std::uint32_t chunk_size = 32;
  std::vector<OpChunk> chunks;
  for (std::uint32_t first = 0; first < ops.size(); first += chunk_size) {
    OpChunk chunk{{}, first, std::min<std::uint32_t>(first + chunk_size, static_cast<std::uint32_t>(ops.size()))};
    for (std::uint32_t i = chunk.first; i < chunk.end; ++i) chunk.bounds = united(chunk.bounds, ops[i].bounds);
    chunks.push_back(chunk);
  }
  return chunks;
}

render::Rect marked_area(const DisplayList& ops) {
  render::Rect area;
  for (const Op& op : ops) {
    const auto* fill = std::get_if<FillOp>(&op.what);
    if (fill != nullptr && fill->shape == FillShape::marker) area = united(area, fill->rect);
  }
  return area;
}

int ScrollLayer::way_to_page(int scroll_y, int pages) const {
  const int most = viewport.height * 9 / 10;
  if (page_starts.empty()) return pages * most;
  // A page higher than the viewport is gone through before the next one.
  if (pages > 0) {
    const auto next = std::upper_bound(page_starts.begin(), page_starts.end(), scroll_y);
    const int end = next == page_starts.end() ? content.height : *next;
    if (end - scroll_y > viewport.height) return std::min(most, end - viewport.height - scroll_y);
    return end - scroll_y;
  }
  const auto here = std::lower_bound(page_starts.begin(), page_starts.end(), scroll_y);
  const int begin = here == page_starts.begin() ? 0 : *(here - 1);
  return -std::min(scroll_y - begin, viewport.height);
}

int ScrollLayer::page_at(int y) const {
  const auto after = std::upper_bound(page_starts.begin(), page_starts.end(), y);
  return after == page_starts.begin() ? 0 : *(after - 1);
}

int ScrollLayer::way_to_rest(int scroll_y) const {
  if (page_starts.empty()) return 0;
  const int begin = page_at(scroll_y);
  const auto next = std::upper_bound(page_starts.begin(), page_starts.end(), scroll_y);
  const int end = next == page_starts.end() ? content.height : *next;
  if (scroll_y + viewport.height <= end) return 0;
  const int up = std::max(begin, end - viewport.height) - scroll_y, down = end - scroll_y;
  return next == page_starts.end() || -up <= down ? up : down;
}

bool ScrollLayer::wants_more(int scroll_y) const {
  const int reserve = viewport.height / 2;
  const bool above = ready_top > 0 && scroll_y - reserve < ready_top;
  return above || scroll_y + viewport.height > ready_bottom - reserve;
}

Share thumb_share(int mark_length, int least, int part, int whole, int offset) {
  const auto share = [](std::int64_t a, std::int64_t b, int of) { return static_cast<int>(of * a / b); };
  const int length = std::clamp(share(part, whole, mark_length), std::min(mark_length, least), mark_length);
  const int furthest = whole - part;
  return {share(std::clamp(offset, 0, furthest), furthest, mark_length - length), length};
}

render::Rect ScrollLayer::thumb_at(int scroll_y) const {
  if (mark.empty() || furthest() == 0) return {};
  const Share thumb = thumb_share(mark.height, mark.width * 4, viewport.height, content.height, scroll_y);
  return {mark.x, mark.y + thumb.start, mark.width, thumb.length};
}

int SidewaysPart::way_to_page(int x, int pages) const {
  const int seen_end = x + rect.width, most = rect.width * 9 / 10;
  const auto within = [&](int to) { return std::clamp(to, 0, furthest()) - x; };
  if (pages > 0) {
    for (const Column& column : columns) {
      if (column.end > seen_end && column.begin - lead > x) return within(column.begin - lead);
    }
    return within(x + most);
  }
  const auto last = std::find_if(columns.rbegin(), columns.rend(), [&](const Column& column) { return column.begin < x; });
  if (last != columns.rend()) {
    // As many columns as go before the last one that is cut, so that it comes to stand at the right edge.
    for (const Column& column : columns) {
      if (column.begin - lead < x && last->end - (column.begin - lead) <= rect.width) return within(column.begin - lead);
    }
  }
  return within(x - most);
}

render::Rect SidewaysPart::thumb_at(int x) const {
  if (mark.empty() || furthest() == 0) return {};
  const Share thumb = thumb_share(mark.width, mark.height * 4, rect.width, width, x);
  return {mark.x + thumb.start, mark.y, thumb.length, mark.height};
}

}  // namespace gongkai::layout

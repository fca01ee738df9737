#include "render/layout/chart_gaps.h"

#include <algorithm>

namespace gongkai::layout {
namespace {

// Links that run to the right take the upper tracks from the right, those to the left from the left: so neighbouring
// links do not cross each other.
int track_rank(const ChartCrossing& crossing, int width) {
  const bool rightwards = crossing.lane ? crossing.top.has_value() : crossing.from < crossing.to;
  return rightwards ? -crossing.left() : crossing.right() - 4 * width;
}

}  // namespace

void assign_tracks(ChartGap& gap, const ChartMeasures& measures) {
  std::vector<ChartCrossing*> crooked;
  for (ChartCrossing& crossing : gap.crossings) {
    if (crossing.from != crossing.to) crooked.push_back(&crossing);
  }
  std::stable_sort(crooked.begin(), crooked.end(), [&](const auto* a, const auto* b) {
    return track_rank(*a, measures.width) < track_rank(*b, measures.width);
  });
  std::vector<std::vector<const ChartCrossing*>> tracks;
  for (ChartCrossing* crossing : crooked) {
    const auto free = [&](const auto& track) {
      return std::none_of(track.begin(), track.end(), [&](const ChartCrossing* other) {
        return other->left() <= crossing->right() + measures.track && crossing->left() <= other->right() + measures.track;
      });
    };
    std::size_t track = 0;
    while (track < tracks.size() && !free(tracks[track])) ++track;
    if (track == tracks.size()) tracks.emplace_back();
    tracks[track].push_back(crossing);
    crossing->track = static_cast<int>(track);
  }
  gap.tracks = static_cast<int>(tracks.size());
}

namespace {

// Right of its link where there is room up to the next one, else left of it, else right of it in several lines.
void place_label(const ChartGap& gap, ChartCrossing& crossing, const ChartMeasures& measures, int right_end,
                 const LabelSize& label_size) {
  int left_room = crossing.from, right_room = right_end - crossing.from;
  for (const ChartCrossing& other : gap.crossings) {
    if (!other.top || &other == &crossing) continue;
    if (other.from >= crossing.from) right_room = std::min(right_room, other.from - crossing.from);
    else left_room = std::min(left_room, crossing.from - other.from);
  }
  left_room -= 2 * measures.label_gap;
  right_room -= 2 * measures.label_gap;
  render::Size size = label_size(crossing.link, measures.width / 4);
  int x = crossing.from + measures.label_gap;
  if (size.width > right_room && size.width <= left_room) {
    x = crossing.from - measures.label_gap - size.width;
  } else if (size.width > right_room) {
    size = label_size(crossing.link, std::max(2 * measures.port_distance, right_room));
  }
  crossing.label = {x, 0, size.width, size.height};
}

}  // namespace

void place_labels(ChartGap& gap, const ChartMeasures& measures, int right_end, const LabelSize& label_size) {
  std::vector<ChartCrossing*> labelled;
  for (ChartCrossing& crossing : gap.crossings) {
    if (!crossing.labelled) continue;
    place_label(gap, crossing, measures, right_end, label_size);
    if (crossing.label.width > 0) labelled.push_back(&crossing);
  }
  std::stable_sort(labelled.begin(), labelled.end(),
                   [](const auto* a, const auto* b) { return a->label.x < b->label.x; });
  // Side by side in a row; where links leave closely together, in rows below each other.
  std::vector<int> row_end;
  for (ChartCrossing* crossing : labelled) {
    std::size_t row = 0;
    while (row < row_end.size() && row_end[row] > crossing->label.x) ++row;
    if (row == row_end.size()) row_end.push_back(0);
    row_end[row] = crossing->label.right() + measures.label_gap;
    crossing->label_row = static_cast<int>(row);
    gap.label_height = std::max(gap.label_height, crossing->label.height);
  }
  gap.label_rows = static_cast<int>(row_end.size());
}

}  // namespace gongkai::layout

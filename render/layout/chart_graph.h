// The order of a flow chart without any geometry: which links go back, which box stands in which layer, and in what
// order from left to right. Steps one to three of Sugiyama, Tagawa and Toda (1981).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace gongkai::layout {

struct ChartEdge {
  std::size_t from = 0, to = 0;
};

// A box, or a place in a layer kept free for a link that passes through it.
struct ChartNode {
  std::optional<std::size_t> box;
  std::size_t layer = 0;
};

// A piece of a forward link, from a layer to the next one.
struct ChartSegment {
  std::size_t upper = 0, lower = 0;  // into nodes
  std::size_t link = 0;
};

struct LayeredChart {
  std::vector<ChartNode> nodes;                   // the boxes first, in their order
  std::vector<std::vector<std::size_t>> layers;   // nodes from left to right
  std::vector<ChartSegment> segments;             // of a link: from top to bottom
  std::vector<std::size_t> back_links;            // links that go up, or to their own box
};

// Which boxes stand last in their layers, where links that go back run: both ends of those links alike, or first of all
// the boxes that send back, so that the main line keeps its place.
enum class LastInLayer : std::uint8_t { both_ends, senders };

// Links to boxes that do not exist are left out. No layer holds more than `most_in_layer` boxes.
LayeredChart arrange_in_layers(std::size_t box_count, std::span<const ChartEdge> links, std::size_t most_in_layer,
                               LastInLayer last = LastInLayer::both_ends);

}  // namespace gongkai::layout

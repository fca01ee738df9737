// The two cards of the lobby screen between clock and crawl: the item whose turn it is, and what stands beside it.
#pragma once

#include "app/screens/pieces.h"

namespace gongkai::screens {

// Design units.
struct CardRoom {
  int width = 1240, height = 812;
};

// lobby_main.cpp: the item in large letters, with its picture or as a chart.
Block lobby_main_card(const Context& context, CardRoom room);

// How long the item whose turn it is stands there.
std::chrono::milliseconds lobby_main_length(const model::Item& item, const Context& context, CardRoom room);

// lobby_side.cpp: where to go for what, and how the hall has done.
Block lobby_side_card(const Building& building, CardRoom room);

// How many lines words of that size take in so much width, at most.
int lines_of(const std::string& words, int size, int width);

}  // namespace gongkai::screens

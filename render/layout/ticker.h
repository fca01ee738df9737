// One line of text as a strip that moves through its viewport.
#pragma once

#include "render/layout/pass.h"

namespace gongkai::layout {

int ticker_height(const TickerContent& ticker, Pass& pass);
// Adds the strip to the frame; nothing else is drawn.
void place_ticker(const TickerContent& ticker, const render::Rect& viewport, Pass& pass, Sink& sink);

}  // namespace gongkai::layout

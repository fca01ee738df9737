// What may be wider than its place in a scroll and goes sideways there: a scroll of the form `sideways`.
#pragma once

#include "render/layout/pass.h"

namespace gongkai::layout {

int sideways_height(const ScrollContent& scroll, int width, Pass& pass);
// Into the layer of `sink`; without a part of its own where all of it fits.
void place_sideways(const ScrollContent& scroll, const render::Rect& inner, Pass& pass, Sink& sink);

}  // namespace gongkai::layout

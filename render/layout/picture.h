// Pictures with a caption below: shrunk to the width there is, never enlarged.
#pragma once

#include "render/layout/pass.h"

namespace gongkai::layout {

int picture_height(const ImageContent& image, int width, Pass& pass);
void place_picture(const ImageContent& image, const render::Rect& inner, Pass& pass, Sink& sink);

}  // namespace gongkai::layout

#include "render/layout/picture.h"

#include <algorithm>

#include "render/layout/text_ops.h"

namespace gongkai::layout {
namespace {

constexpr int caption_size = 28, caption_gap = 8;

render::Size shown_size(const ImageContent& image, int width, const Pass& pass) {
  if (image.natural_width <= 0 || image.natural_height <= 0) return {};
  const int shown = static_cast<int>(static_cast<std::int64_t>(std::min(width, pass.px(image.natural_width))) * image.zoom_percent / 100);
  return {shown, static_cast<int>(static_cast<std::int64_t>(shown) * image.natural_height / image.natural_width)};
}

TextSpan caption_span(const ImageContent& image) {
  return {image.caption, text::FontRole::sans, caption_size, Tone::ink_second, false};
}

text::ParagraphStyle caption_style() {
  text::ParagraphStyle style;
  style.align = text::Align::center;
  style.line_height_percent = 130;
  return style;
}

}  // namespace

int picture_height(const ImageContent& image, int width, Pass& pass) {
  int height = shown_size(image, width, pass).height;
  if (!image.caption.empty()) {
    const TextSpan span = caption_span(image);
    height += pass.px(caption_gap) + size_of(pass.lay_out({&span, 1}, caption_style(), std::max(1, width))).height;
  }
  return height;
}

void place_picture(const ImageContent& image, const render::Rect& inner, Pass& pass, Sink& sink) {
  const render::Size shown = shown_size(image, inner.width, pass);
  const int room = inner.width - shown.width;
  const int left = room >= 0 ? room / 2 : static_cast<int>(static_cast<std::int64_t>(room) * image.pan_permille / 1000);
  const render::Rect rect{inner.x + left, inner.y, shown.width, shown.height};
  if (!rect.empty()) sink.ops->push_back({rect, ImageOp{rect, image.sha256}});
  if (image.caption.empty()) return;
  const TextSpan span = caption_span(image);
  const auto& paragraph = pass.lay_out({&span, 1}, caption_style(), std::max(1, inner.width));
  append_text({&span, 1}, paragraph, pass.theme(), {inner.x, rect.bottom() + pass.px(caption_gap)}, *sink.ops);
}

}  // namespace gongkai::layout

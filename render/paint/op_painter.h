// One op after another into pixels. Internal to render/paint.
#pragma once

#include <map>
#include <span>
#include <string>

#include "render/layout/display_list.h"
#include "render/paint/painter.h"
#include "render/paint/qr_code.h"
#include "render/paint/raster.h"

namespace gongkai::paint {

class OpPainter {
 public:
  explicit OpPainter(text::GlyphCache& glyphs) : glyphs_(glyphs) {}
  void set_pictures(PictureSource source, void* context) {
    pictures_ = source;
    picture_context_ = context;
  }

  // `by` is added to every position of the ops.
  void paint(const layout::DisplayList& ops, render::Point by, const Surface& surface);
  void paint(const layout::DisplayList& ops, std::span<const layout::OpChunk> chunks, render::Point by,
             const Surface& surface);
  void paint_one(const layout::Op& op, render::Point by, const Surface& surface);

 private:
  void draw(const layout::FillOp& op, render::Point by, const Surface& surface);
  void draw(const layout::StrokeOp& op, render::Point by, const Surface& surface);
  void draw(const layout::GlyphOp& op, render::Point by, const Surface& surface);
  void draw(const layout::MissingOp& op, render::Point by, const Surface& surface);
  void draw(const layout::ImageOp& op, render::Point by, const Surface& surface);
  void draw(const layout::QrOp& op, render::Point by, const Surface& surface);
  void draw(const layout::PolylineOp& op, render::Point by, const Surface& surface);

  text::GlyphCache& glyphs_;
  PictureSource pictures_ = nullptr;
  void* picture_context_ = nullptr;
  std::map<std::string, QrCode> qr_codes_;
};

}  // namespace gongkai::paint

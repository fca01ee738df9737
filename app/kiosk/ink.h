// What a visitor writes in the field, and its pixels. It is kept in parts of the field, which may move under it: an alert
// comes, the letters grow.
#pragma once

#include <optional>
#include <vector>

#include "app/handwriting/legible.h"
#include "render/color.h"
#include "render/geometry.h"
#include "render/paint/bitmap.h"

namespace gongkai::kiosk {

// Where the field is seen, device px, and how its ink looks.
struct InkField {
  render::Rect rect;
  render::Color color;
  int width = 0;
  friend bool operator==(const InkField&, const InkField&) = default;
};

class Ink {
 public:
  static constexpr std::size_t most_points = 600;  // of a stroke; and handwriting::most_strokes of these

  // nullopt: no field is seen. What was written stays, and is seen again with the next field.
  void place(std::optional<InkField> field);

  // A finger comes down in the field and moves; what leaves the field is drawn along its edge.
  void begin(render::Point at);
  void go_on(render::Point at);
  void undo();  // the last stroke
  void clear();

  bool empty() const { return strokes_.empty(); }
  const std::vector<handwriting::Stroke>& strokes() const { return strokes_; }

  // Where it is seen; empty where nothing is.
  render::Rect seen() const { return field_ && !empty() ? field_->rect : render::Rect{}; }
  // What is out of date since the last call.
  std::vector<render::Rect> take_stale();
  // Draws what lies in `area`, over the frame.
  void paint(paint::Bitmap target, const render::Rect& area) const;

 private:
  render::Point part_of_field(render::Point at) const;
  render::Point on_screen(render::Point part) const;

  std::optional<InkField> field_;
  std::vector<handwriting::Stroke> strokes_;
  std::vector<render::Rect> stale_;
};

}  // namespace gongkai::kiosk

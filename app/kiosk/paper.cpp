#include "app/kiosk/paper.h"

#include <cmath>

#include "app/screens/guide_sheet.h"
#include "render/paint/pdf_page.h"

namespace gongkai::kiosk {

std::string printed_guide(const screens::Context& context, const model::Item& item, Stage& stage) {
  constexpr double tenths_of_mm_an_inch = 254;
  const auto px = [](int units) { return static_cast<int>(std::lround(units * sheet_dots_per_inch / tenths_of_mm_an_inch)); };
  const render::Size size{px(screens::sheet_width_units), px(screens::sheet_height_units)};
  layout::Theme ink = layout::default_theme();
  ink.unit = sheet_dots_per_inch / tenths_of_mm_an_inch;
  using Length = screens::SheetLength;
  layout::Block sheet;
  for (const Length length : {Length::whole, Length::without_steps, Length::names_only, Length::shortest}) {
    sheet = screens::guide_sheet(context, item, length);
    if (layout::measure_height(sheet, ink, size.width, *stage.engine) <= size.height) break;
  }
  const layout::Frame frame = layout::lay_out(sheet, ink, size, *stage.engine);
  paint::Canvas canvas(size);
  stage.painter->paint(frame, {}, canvas.view(), {0, 0, size.width, size.height});
  return paint::pdf_page(canvas.view(), sheet_dots_per_inch);
}

}  // namespace gongkai::kiosk

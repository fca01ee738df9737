// A guide on one sheet of paper (A4), for those who take it home: the figures, the papers to bring, where, when and whom
// to ask, and the code that leads to all of it. In grey.
#pragma once

#include "app/screens/screens.h"

namespace gongkai::screens {

inline constexpr int sheet_width_units = 2100, sheet_height_units = 2970;  // a tenth of a millimetre each

// What is left out where a guide is too long for the sheet, which then says so. The shortest always fits.
enum class SheetLength { whole, without_steps, names_only, shortest };

// `item` is a guide.
layout::Block guide_sheet(const Context& context, const model::Item& item, SheetLength length);

}  // namespace gongkai::screens

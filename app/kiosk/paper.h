// A sheet of paper from a guide: laid out and painted like a screen, handed over as a PDF.
#pragma once

#include <string>

#include "app/kiosk/stage.h"

namespace gongkai::kiosk {

inline constexpr int sheet_dots_per_inch = 200;

// One page A4. `item` is a guide.
std::string printed_guide(const screens::Context& context, const model::Item& item, Stage& stage);

}  // namespace gongkai::kiosk

// A panel whose fingers are reported beside where they are: six numbers put them right, found by touching nine targets
// (--doctor touch).
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>

#include "render/geometry.h"

namespace gongkai::kiosk {

// x' = a x + b y + c, y' = d x + e y + f; x and y in shares of the picture as it is read, 0 at the left and the top.
struct TouchCalibration {
  std::array<double, 6> numbers{1, 0, 0, 0, 1, 0};
  friend bool operator==(const TouchCalibration&, const TouchCalibration&) = default;
};

render::Point calibrated(render::Point reported, const TouchCalibration& calibration, render::Size picture);

struct TouchedTarget {
  render::Point target, reported;
};
// The numbers that bring the reported places nearest to their targets (least squares). nullopt: they do not tell, being
// fewer than three or all on one line.
std::optional<TouchCalibration> fit_calibration(std::span<const TouchedTarget> touched, render::Size picture);

// As the profile has it: six numbers with blanks between them. What is wrong with `words`, or "".
std::string read_calibration(const std::string& words, TouchCalibration& calibration);
std::string in_words(const TouchCalibration& calibration);

}  // namespace gongkai::kiosk

// --doctor touch: nine targets, one after the other; then, in words, how far beside them the fingers were reported, and
// the line for the profile that puts it right.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/kiosk/kiosk.h"
#include "app/kiosk/touch_calibration.h"
#include "render/sdl/input.h"

namespace gongkai::kiosk {

// What is asked and what was answered; values only.
class TouchDoctor {
 public:
  // `mm_per_px` and `current`, the calibration in use, as the profile has them.
  TouchDoctor(render::Size picture, double mm_per_px, const TouchCalibration& current);

  std::size_t count() const { return targets_.size(); }
  std::size_t asked() const { return touched_.size(); }  // which target is to be touched now, from 0
  bool done() const { return asked() == count(); }
  render::Point target() const { return targets_.at(asked()); }
  // A finger that comes and goes is an answer: the place where it came down, not yet calibrated.
  void touch(const sdl::TouchEvent& event);

  struct Report {
    int exit_code = 0;               // 0 as it should be, 1 to be calibrated, 2 the panel is at fault
    std::vector<std::string> lines;  // for the one who stands in front of it
  };
  Report report() const;

 private:
  double distance_mm(render::Point a, render::Point b) const;
  std::string beside(std::size_t target) const;

  render::Size picture_;
  double mm_per_px_;
  TouchCalibration current_;
  std::vector<render::Point> targets_;
  std::vector<TouchedTarget> touched_;
  bool down_ = false;
  std::int64_t finger_ = 0;
  render::Point down_at_;
};

// Shows the targets on the seat's screen and prints the report. Returns the exit code: that of the report,
// exit_unavailable without a display, exit_config without fonts, 2 when nobody touches anything for a minute.
int run_touch_doctor(const Seat& seat, process::StopSignal& stop);

}  // namespace gongkai::kiosk

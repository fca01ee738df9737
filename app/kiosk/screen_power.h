// Dark hours and brightness: what the profile's schedule asks for now, and the commands of the machine that carry it
// out (wlopm, xset, ddcutil). Without a command the screen is painted black, its colours dimmer.
#pragma once

#include <optional>

#include "app/kiosk/profile.h"
#include "app/process/hook.h"
#include "app/process/log.h"

namespace gongkai::kiosk {

class ScreenPower {
 public:
  using Moment = std::chrono::nanoseconds;

  explicit ScreenPower(process::Log& log) : log_(log) {}

  // Alerts light the screen fully, at any hour. True: dark() or dim_percent() is another than before.
  enum class Alert { none, covers_all };
  bool follow(const Profile& profile, const model::WorkCalendar& calendar, model::Instant now, Alert alert);
  // Starts and watches the commands. Call at each turn of the loop.
  void run_hooks(const Profile& profile, Moment now);

  bool dark() const { return dark_; }
  int dim_percent() const { return dim_percent_; }  // of the colours; 100 where a command sets the brightness

 private:
  void start(process::Hook& hook, const std::vector<std::string>& words, Moment now);
  void watch(process::Hook& hook, const char* what, Moment now);

  process::Log& log_;
  process::Hook power_, brightness_hook_;
  bool dark_ = false;
  int brightness_ = 100, dim_percent_ = 100;
  std::optional<bool> dark_told_;        // what the commands were told last
  std::optional<int> brightness_told_;
};

}  // namespace gongkai::kiosk

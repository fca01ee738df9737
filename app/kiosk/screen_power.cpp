#include "app/kiosk/screen_power.h"

#include <string_view>

namespace gongkai::kiosk {

namespace {

using process::Hook;
using process::LogLevel;

std::vector<std::string> with_percent(std::vector<std::string> words, int percent) {
  constexpr std::string_view place = "{percent}";
  for (std::string& word : words) {
    const auto at = word.find(place);
    if (at != std::string::npos) word.replace(at, place.size(), std::to_string(percent));
  }
  return words;
}

}  // namespace

bool ScreenPower::follow(const Profile& profile, const model::WorkCalendar& calendar, model::Instant now, Alert alert) {
  const bool lit = alert == Alert::covers_all;
  const bool dark = !lit && is_dark(profile.schedule, calendar, now);
  brightness_ = lit ? 100 : brightness_at(profile.schedule, now);
  const int dim = profile.brightness_hook.empty() ? brightness_ : 100;
  const bool changed = dark != dark_ || dim != dim_percent_;
  dark_ = dark;
  dim_percent_ = dim;
  return changed;
}

void ScreenPower::start(Hook& hook, const std::vector<std::string>& words, Moment now) {
  if (words.empty()) return;
  if (!hook.start(words, now)) {
    log_.write(LogLevel::error, "KIOSK-040", "屏幕命令无法启动，请检查设置中的路径", {{"command", words.front()}});
  }
}

void ScreenPower::watch(Hook& hook, const char* what, Moment now) {
  const Hook::Outcome outcome = hook.poll(now);
  if (outcome == Hook::Outcome::failed) log_.write(LogLevel::error, "KIOSK-041", "屏幕命令失败", {{"for", what}});
  if (outcome == Hook::Outcome::timed_out) {
    log_.write(LogLevel::error, "KIOSK-042", "屏幕命令 10 秒没有结束，已终止", {{"for", what}});
  }
}

void ScreenPower::run_hooks(const Profile& profile, Moment now) {
  watch(power_, "dark", now);
  watch(brightness_hook_, "brightness", now);
  // At the start a lit screen is what the machine has anyway.
  if (dark_told_.value_or(false) != dark_) {
    log_.write(LogLevel::info, "KIOSK-043", dark_ ? "息屏" : "亮屏");
    start(power_, dark_ ? profile.dark_off : profile.dark_on, now);
  }
  dark_told_ = dark_;
  if (brightness_told_ != brightness_) {
    start(brightness_hook_, with_percent(profile.brightness_hook, brightness_), now);
    brightness_told_ = brightness_;
  }
}

}  // namespace gongkai::kiosk

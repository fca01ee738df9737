// An alert that covers the screen is heard too where the machine has a loudspeaker (无障碍环境建设法 29, 40): an attention
// tone, then its words, by commands of the machine's owner. What has no sound or cannot make one says so in the log and
// is no fault of the screen.
#pragma once

#include <optional>
#include <string>

#include "app/kiosk/crash_memory.h"
#include "app/kiosk/schedule.h"
#include "app/process/hook.h"
#include "app/process/log.h"

namespace gongkai::kiosk {

struct AlertSoundRules {
  std::vector<std::string> tone;    // e.g. aplay FILE; empty: none
  std::vector<std::string> speech;  // e.g. espeak-ng -v cmn-latn-pinyin {words}; "{words}" is replaced
  int repeat_s = 60;                // from one beginning to the next; 0: once
  DaySpans quiet;                   // times of the day without sound
};

class AlertSound {
 public:
  using Moment = std::chrono::nanoseconds;  // monotonic

  explicit AlertSound(process::Log& log) : log_(log) {}

  struct Alert {
    CrashMemory::Draw which;        // a new revision is heard anew
    std::string words;
  };
  // At each turn of the loop: the alert that covers the screen, if any. `minute`: of the day.
  void follow(const AlertSoundRules& rules, const std::optional<Alert>& alert, int minute, Moment now);
  // When follow() has something to do at the latest.
  std::optional<Moment> next_due() const;

 private:
  enum class Part { silent, tone, speech };
  void begin(const AlertSoundRules& rules, Part part, Moment now);
  void go_on(const AlertSoundRules& rules, Moment now);
  bool start(const std::vector<std::string>& words, Moment now);

  process::Log& log_;
  process::Hook command_{std::chrono::seconds(90)};
  std::optional<Alert> alert_;
  Part part_ = Part::silent;
  Moment next_{0};                  // when the alert is heard again
  bool told_ = false;               // that there is no sound
};

}  // namespace gongkai::kiosk

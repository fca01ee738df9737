// An alert that covers the screen is heard too where the machine has a loudspeaker (无障碍环境建设法 29, 40): an attention
// tone, then its words. A machine without sound says so in the log, and that is no fault of the screen.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "app/kiosk/crash_memory.h"
#include "app/kiosk/schedule.h"
#include "app/kiosk/voice.h"
#include "app/process/log.h"

namespace gongkai::kiosk {

struct AlertSoundRules {
  bool tone = false;   // two tones in turn
  bool words = false;  // said by the voice, as loud as it gets
  int repeat_s = 60;   // from one beginning to the next; 0: once
  DaySpans quiet;      // times of the day without sound
};

class AlertSound {
 public:
  using Moment = std::chrono::nanoseconds;  // monotonic

  // Both are the caller's; while an alert is followed, the voice says nothing else.
  AlertSound(process::Log& log, Voice& voice) : log_(log), voice_(voice) {}

  struct Alert {
    CrashMemory::Draw which;        // a new revision is heard anew
    std::string words;
  };
  // At each turn of the loop: the alert that covers the screen, if any. `minute`: of the day.
  void follow(const AlertSoundRules& rules, const std::optional<Alert>& alert, int minute, Moment now);
  // When follow() has something to begin at the latest.
  std::optional<Moment> next_due() const;

 private:
  enum class Part { silent, tone, words };
  void begin(Part part, Moment now);
  void go_on(const AlertSoundRules& rules, Moment now);

  process::Log& log_;
  Voice& voice_;
  std::optional<Alert> alert_;
  Part part_ = Part::silent;
  Moment next_{0};                  // when the alert is heard again
  std::set<Voice::State> told_;     // faults: each is told once an alert, however often that is repeated
};

}  // namespace gongkai::kiosk

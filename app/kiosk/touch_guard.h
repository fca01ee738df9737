// Keeps touches of nobody away from the gestures: a finger that never leaves the glass, a place that is touched again
// and again for hours. Dirt, water or a faulty panel must neither keep a visit alive nor other fingers away; the rest
// of the glass goes on working.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "render/geometry.h"
#include "render/sdl/input.h"

namespace gongkai::kiosk {

// People move: their taps on one button lie some millimetres apart, and they drag. What nobody does hits the same
// few pixels, or faster than a hand.
struct TouchGuardRules {
  int place_px = 80;                              // touches nearer to each other than this are at one place
  int still_px = 12;                              // and these are nearer than a hand hits
  std::chrono::seconds resting{30};               // a finger that stays at its place for so long is none
  std::chrono::seconds drumming{30};              // nor is what taps one place so still for so long without ...
  std::chrono::milliseconds drumming_pause{2'000};   // ... a pause like this,
  std::chrono::milliseconds fastest_hand{200};       // or anywhere in the place without such a pause
  std::chrono::minutes haunting{10};              // nor what alone touches the glass, so still, for so long
  std::chrono::minutes haunting_moving{60};       // or somewhere in one place for so long
  std::chrono::seconds haunting_pause{60};        // without a pause like this
  std::chrono::seconds silence{30};               // a place that taps itself and was silent for so long is heard again
};

class TouchGuard {
 public:
  using Moment = std::chrono::nanoseconds;  // monotonic
  enum class Verdict {
    heard,
    ignored,
    expelled,  // heard until now: what the finger had begun must be forgotten
  };
  struct Report {
    enum class What { resting, repeating, heard_again } what = What::resting;
    render::Point place;
  };

  explicit TouchGuard(TouchGuardRules rules = {}) : rules_(rules) {}

  Verdict hear(const sdl::TouchEvent& event, Moment now);
  // Fingers that rest in silence. Returns those that were heard until now.
  std::vector<std::int64_t> look(Moment now);
  // When look() has something to do at the latest; nullopt: nothing is touched or ignored.
  std::optional<Moment> next_due() const;
  // What happened since the last call, for the log.
  std::vector<Report> take_reports();

 private:
  struct Stay {
    render::Point at;
    Moment since{0};
  };
  struct Place {
    render::Point at;
    Stay drum, haunt;  // touches as still as no hand is
    Moment alone_since{0}, last{0};
    bool ignored = false;

    void begin_anew(render::Point point, Moment now) {
      drum = haunt = {point, now};
      alone_since = now;
    }
  };
  struct Finger {
    render::Point down;
    Moment since{0};
    bool strayed = false, ignored = false;
    bool rested = false;  // ignored because it stayed
  };
  Place& place_at(render::Point point, Moment now);
  Place* known_place(render::Point point);
  bool tap(render::Point point, Moment now);
  bool expel_if_resting(Finger& finger, Moment now);
  void hear_silent_places(Moment now);

  TouchGuardRules rules_;
  std::vector<Place> places_;
  std::map<std::int64_t, Finger> fingers_;
  std::vector<Report> reports_;
};

}  // namespace gongkai::kiosk

// All that is heard of a terminal, one thing at a time: a sentence, which a speech program in a process of its own turns
// into samples, or samples of ours. A program that hangs is ended; where program or loudspeaker is missing, that is told.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/process/hook.h"
#include "app/screens/screen_state.h"
#include "render/sdl/sound.h"

namespace gongkai::kiosk {

struct VoiceSettings {
  std::string program = "/usr/bin/espeak-ng";  // empty: nothing is read aloud here
  std::array<int, screens::loudest> volumes{30, 60, 100, 140, 200};  // of each step, percent of the voice's own
  int words_per_minute = 160;                  // about four characters a second
};

// What a loudspeaker plays.
struct Samples {
  int per_second = 0;
  std::vector<std::int16_t> all;
};

class Voice {
 public:
  using Moment = std::chrono::nanoseconds;  // monotonic

  enum class State {
    silent, speaking,
    said,                            // to the end
    no_program, no_sound, failed     // nothing more comes
  };

  explicit Voice(VoiceSettings settings) : settings_(std::move(settings)) {}
  void change(VoiceSettings settings) { settings_ = std::move(settings); }

  // Says `words` (speech::spoken_words); what is being said ends at once. `volume`: quietest to loudest.
  void say(const std::string& words, int volume, Moment now);
  // Plays samples in the same way.
  void play(const Samples& samples, Moment now);
  // How it fares; each end is told once, then `silent`.
  State follow(Moment now);
  void hush();
  bool busy() const { return state_ != State::silent; }  // an end that follow() has not told counts

 private:
  void interrupt();
  State sound(const Samples& samples, Moment now);

  VoiceSettings settings_;
  process::Hook program_;
  std::optional<sdl::Sound> sound_;  // open from the first sentence to hush()
  int samples_per_second_ = 0;
  State state_ = State::silent;
  bool playing_ = false;
  Moment until_{0};  // still playing then: the output is stuck
};

// What to look after on the machine when the voice ends in `state`, for its log.
std::string_view remedy(Voice::State state);

}  // namespace gongkai::kiosk

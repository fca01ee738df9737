// Sound from the loudspeaker: mono samples queued and played by SDL. Open only while something is said.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>

#include "render/result.h"

namespace gongkai::sdl {

class Sound {
 public:
  // E: no sound output; Chinese.
  static render::Result<Sound> open(int samples_per_second);
  Sound(Sound&& other) noexcept;
  Sound& operator=(Sound&& other) noexcept;
  ~Sound();

  // Played after what is queued already. Samples are 16 bit, signed. False: the output has gone.
  bool play(std::span<const std::int16_t> samples);
  // How long it takes until all has been played; 0 also where the output has gone.
  std::chrono::milliseconds left() const;

 private:
  Sound(std::uint32_t device, int samples_per_second) : device_(device), samples_per_second_(samples_per_second) {}

  std::uint32_t device_ = 0;  // SDL's number for it, 0 = none
  int samples_per_second_ = 0;
};

}  // namespace gongkai::sdl

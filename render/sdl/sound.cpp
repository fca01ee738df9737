#include "render/sdl/sound.h"

#include <SDL.h>

#include <string>
#include <utility>

namespace gongkai::sdl {

render::Result<Sound> Sound::open(int samples_per_second) {
  if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) return render::failure(std::string("没有声音输出：") + SDL_GetError());
  SDL_AudioSpec wanted{};
  wanted.freq = samples_per_second;
  wanted.format = AUDIO_S16SYS;
  wanted.channels = 1;
  wanted.samples = 2048;
  const SDL_AudioDeviceID device = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
  if (device == 0) {
    const std::string why = SDL_GetError();
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    return render::failure("没有声音输出：" + why);
  }
  SDL_PauseAudioDevice(device, 0);
  return Sound(device, samples_per_second);
}

Sound::Sound(Sound&& other) noexcept
    : device_(std::exchange(other.device_, 0)), samples_per_second_(other.samples_per_second_) {}

Sound& Sound::operator=(Sound&& other) noexcept {
  std::swap(device_, other.device_);
  std::swap(samples_per_second_, other.samples_per_second_);
  return *this;
}

Sound::~Sound() {
  if (device_ == 0) return;
  SDL_ClearQueuedAudio(device_);  // what is queued would be said to the end
  SDL_CloseAudioDevice(device_);
  SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

bool Sound::play(std::span<const std::int16_t> samples) {
  return SDL_GetAudioDeviceStatus(device_) == SDL_AUDIO_PLAYING &&
         SDL_QueueAudio(device_, samples.data(), static_cast<Uint32>(samples.size_bytes())) == 0;
}

std::chrono::milliseconds Sound::left() const {
  const std::int64_t samples = SDL_GetQueuedAudioSize(device_) / sizeof(std::int16_t);
  return std::chrono::milliseconds((samples * 1000 + samples_per_second_ - 1) / samples_per_second_);
}

}  // namespace gongkai::sdl

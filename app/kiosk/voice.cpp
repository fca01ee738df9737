#include "app/kiosk/voice.h"

#include <algorithm>
#include <utility>

namespace gongkai::kiosk {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t most_samples_bytes = std::size_t{16} << 20;  // three minutes; a sentence has seconds
constexpr auto grace = 5s;

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t length) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < length; ++i) value |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  return value;
}

// WAV (RIFF, 16 bit mono) as a speech program writes it to a pipe: the sizes it gives may be larger than what follows.
std::optional<Samples> samples_of(std::string_view wav) {
  if (wav.size() < 12 || !wav.starts_with("RIFF") || wav.substr(8, 4) != "WAVE") return std::nullopt;
  Samples samples;
  for (std::size_t at = 12; at + 8 <= wav.size();) {
    const std::string_view name = wav.substr(at, 4);
    const std::size_t length = std::min<std::size_t>(number_at(wav, at + 4, 4), wav.size() - at - 8);
    at += 8;
    if (name == "fmt " && length >= 16) {
      const bool plain = number_at(wav, at, 2) == 1 && number_at(wav, at + 2, 2) == 1 && number_at(wav, at + 14, 2) == 16;
      samples.per_second = plain ? static_cast<int>(number_at(wav, at + 4, 4) & 0xFFFFF) : 0;
    }
    if (name == "data") {
      for (std::size_t i = 0; i + 1 < length; i += 2) samples.all.push_back(static_cast<std::int16_t>(number_at(wav, at + i, 2)));
      if (samples.per_second < 4000) return std::nullopt;
      return samples;
    }
    at += length + length % 2;
  }
  return std::nullopt;
}

}  // namespace

void Voice::interrupt() {
  program_.stop();
  if (playing_) sound_.reset();  // what is still queued is not to be heard
  playing_ = false;
}

void Voice::say(const std::string& words, int volume, Moment now) {
  interrupt();
  const auto step = static_cast<std::size_t>(std::clamp(volume, screens::quietest, screens::loudest) - 1);
  // cmn-latn-pinyin: the plain cmn spells some Han as English letters.
  const std::vector<std::string> command{settings_.program, "-v", "cmn-latn-pinyin", "-b", "1",
                                         "-s", std::to_string(settings_.words_per_minute),
                                         "-a", std::to_string(settings_.volumes[step]), "--stdin", "--stdout"};
  const bool started = !settings_.program.empty() && program_.start(command, now, {words, most_samples_bytes});
  state_ = started ? State::speaking : State::no_program;
}

void Voice::play(const Samples& samples, Moment now) {
  interrupt();
  state_ = sound(samples, now);
}

Voice::State Voice::sound(const Samples& samples, Moment now) {
  if (sound_ && samples_per_second_ != samples.per_second) sound_.reset();
  if (!sound_) {
    auto opened = sdl::Sound::open(samples.per_second);
    if (!opened) return State::no_sound;
    sound_ = std::move(*opened);
    samples_per_second_ = samples.per_second;
  }
  if (!sound_->play(samples.all)) return State::no_sound;
  playing_ = true;
  until_ = now + sound_->left() + grace;
  return State::speaking;
}

Voice::State Voice::follow(Moment now) {
  if (state_ == State::speaking && !playing_) {
    switch (program_.poll(now)) {
      case process::Hook::Outcome::running: break;
      case process::Hook::Outcome::done: {
        const auto samples = samples_of(program_.take_output());
        state_ = samples ? sound(*samples, now) : State::failed;
        break;
      }
      default: state_ = State::failed;
    }
  } else if (state_ == State::speaking) {
    if (sound_->left() == 0ms) {
      state_ = State::said;
      playing_ = false;
    } else if (now > until_) {
      state_ = State::no_sound;
    }
  }
  if (state_ == State::speaking || state_ == State::silent) return state_;
  const State told = std::exchange(state_, State::silent);
  if (told != State::said) hush();
  return told;
}

void Voice::hush() {
  program_.stop();
  sound_.reset();
  playing_ = false;
  state_ = State::silent;
}

std::string_view remedy(Voice::State state) {
  switch (state) {
    case Voice::State::no_program: return "朗读程序无法启动，请安装 espeak-ng 或改正设置 voice.program";
    case Voice::State::no_sound: return "没有声音输出，请检查声卡、扬声器和 audio 用户组";
    case Voice::State::failed: return "朗读程序出错或没有反应，已结束它";
    case Voice::State::silent:
    case Voice::State::speaking:
    case Voice::State::said: break;
  }
  return {};
}

}  // namespace gongkai::kiosk

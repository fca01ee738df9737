#include "app/kiosk/alert_sound.h"

#include <cmath>
#include <numbers>
#include <utility>

#include "app/speech/spoken_words.h"

namespace gongkai::kiosk {

namespace {

using process::LogLevel;

// Two seconds, high and low in turn: heard through a crowd, and not mistaken for a telephone.
Samples attention_tone() {
  constexpr int per_second = 22050;  // the voice's own, so that the loudspeaker stays open for the words
  constexpr double high = 880, low = 660, loudness = 0.5 * INT16_MAX, edge_s = 0.01;
  Samples tone{per_second, {}};
  for (int i = 0; i < 2 * per_second; ++i) {
    const double second = static_cast<double>(i) / per_second;
    const double in_part = std::fmod(second, 0.5);  // each part swells and fades, which keeps it from clicking
    const double swell = std::min(1.0, std::min(in_part, 0.5 - in_part) / edge_s);
    const double wave = std::sin(2 * std::numbers::pi * (std::fmod(second, 1.0) < 0.5 ? high : low) * second);
    tone.all.push_back(static_cast<std::int16_t>(loudness * swell * wave));
  }
  return tone;
}

}  // namespace

void AlertSound::follow(const AlertSoundRules& rules, const std::optional<Alert>& alert, int minute, Moment now) {
  const bool another = alert && (!alert_ || alert_->which != alert->which);
  alert_ = alert;
  if (!alert) {
    if (std::exchange(part_, Part::silent) != Part::silent) voice_.hush();  // it is over: not another word of it
    return;
  }
  if (another) {
    next_ = now;
    told_.clear();
  }
  if (part_ != Part::silent) return go_on(rules, now);
  if (now < next_) return;
  next_ = rules.repeat_s > 0 ? now + std::chrono::seconds(rules.repeat_s) : Moment::max();
  if (inside(rules.quiet, minute)) return;
  if (rules.tone) return begin(Part::tone, now);
  if (rules.words) begin(Part::words, now);
}

void AlertSound::begin(Part part, Moment now) {
  part_ = part;
  if (part == Part::tone) {
    voice_.play(attention_tone(), now);
  } else {
    voice_.say(speech::spoken_words(alert_->words), screens::loudest, now);
  }
}

void AlertSound::go_on(const AlertSoundRules& rules, Moment now) {
  const Voice::State state = voice_.follow(now);
  if (state == Voice::State::speaking) return;
  const bool fault = state != Voice::State::silent && state != Voice::State::said;
  if (fault && told_.insert(state).second) {
    log_.write(LogLevel::warning, "KIOSK-071", "预警没有发声：" + std::string(remedy(state)));
  }
  if (part_ == Part::tone && rules.words) return begin(Part::words, now);
  part_ = Part::silent;
}

std::optional<AlertSound::Moment> AlertSound::next_due() const {
  if (!alert_ || part_ != Part::silent || next_ == Moment::max()) return std::nullopt;
  return next_;
}

}  // namespace gongkai::kiosk

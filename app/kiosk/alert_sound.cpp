#include "app/kiosk/alert_sound.h"

#include <utility>

namespace gongkai::kiosk {

namespace {

using namespace std::chrono_literals;
using process::Hook;
using process::LogLevel;

std::vector<std::string> with_words(std::vector<std::string> command, const std::string& words) {
  const std::string mark = "{words}";
  for (std::string& word : command) {
    if (const auto at = word.find(mark); at != word.npos) word.replace(at, mark.size(), words);
  }
  return command;
}

}  // namespace

void AlertSound::follow(const AlertSoundRules& rules, const std::optional<Alert>& alert, int minute, Moment now) {
  const bool another = alert && (!alert_ || alert_->which != alert->which);
  alert_ = alert;
  if (!alert) {
    part_ = Part::silent;
    if (command_.poll(now) == Hook::Outcome::running) command_.stop();  // it is over: not another word of it
    return;
  }
  if (another) next_ = now;
  if (part_ != Part::silent) return go_on(rules, now);
  if (now < next_) return;
  next_ = rules.repeat_s > 0 ? now + std::chrono::seconds(rules.repeat_s) : Moment::max();
  if (rules.tone.empty() && rules.speech.empty()) {
    if (!std::exchange(told_, true)) log_.write(LogLevel::info, "KIOSK-070", "本屏没有设置预警提示音和语音，预警只显示不发声");
    return;
  }
  if (inside(rules.quiet, minute)) return;
  begin(rules, rules.tone.empty() ? Part::speech : Part::tone, now);
}

void AlertSound::begin(const AlertSoundRules& rules, Part part, Moment now) {
  part_ = part;
  const bool started = part == Part::tone ? start(rules.tone, now) : start(with_words(rules.speech, alert_->words), now);
  if (!started) part_ = Part::silent;
}

void AlertSound::go_on(const AlertSoundRules& rules, Moment now) {
  const Hook::Outcome outcome = command_.poll(now);
  if (outcome == Hook::Outcome::running) return;
  if (outcome != Hook::Outcome::done && outcome != Hook::Outcome::idle) {
    log_.write(LogLevel::warning, "KIOSK-071", "预警提示音或语音没有放完，请检查声卡和设置中的命令",
               {{"part", part_ == Part::tone ? "tone" : "speech"}});
  }
  const bool speak = part_ == Part::tone && !rules.speech.empty();
  if (speak) return begin(rules, Part::speech, now);
  part_ = Part::silent;
}

bool AlertSound::start(const std::vector<std::string>& words, Moment now) {
  if (words.empty()) return false;
  const bool started = command_.start(words, now);
  if (!started) {
    log_.write(LogLevel::warning, "KIOSK-072", "预警提示音或语音的命令无法启动，请检查设置中的路径", {{"command", words.front()}});
  }
  return started;
}

std::optional<AlertSound::Moment> AlertSound::next_due() const {
  // The end of a sound is looked for whenever the loop comes round.
  if (!alert_ || part_ != Part::silent || next_ == Moment::max()) return std::nullopt;
  return next_;
}

}  // namespace gongkai::kiosk

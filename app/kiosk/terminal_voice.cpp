// What the terminal does to read a page aloud: one sentence after the other, the page following the voice.
#include <utility>

#include "app/kiosk/terminal.h"
#include "app/screens/phrases.h"
#include "app/speech/spoken_words.h"

namespace gongkai::kiosk {

namespace {

const screens::Phrase& said_to_visitor(Voice::State state) {
  switch (state) {
    case Voice::State::no_program: return screens::phrases::voice_absent;
    case Voice::State::no_sound: return screens::phrases::voice_without_sound;
    default: return screens::phrases::voice_failed;
  }
}

}  // namespace

// Nothing more of the page is heard. What an alert has to say goes on.
void Terminal::stop_reading() {
  session_.state.sentence.reset();
  if (std::exchange(said_, std::nullopt)) voice_.hush();
}

// The visitor has all the time to go on reading himself.
void Terminal::end_reading(const screens::Phrase& why) {
  stop_reading();
  session_.state.notice = say(session_.state.language, why);
  resume(session_, clock_.monotonic());
}

bool Terminal::follow_voice() {
  auto& sentence = session_.state.sentence;
  if (!sentence) {
    stop_reading();
    return false;
  }
  const Voice::State state = voice_.follow(clock_.monotonic());
  if (state == Voice::State::silent || state == Voice::State::speaking) return false;
  if (state == Voice::State::said) {
    ++*sentence;
    return true;
  }
  log_.write(process::LogLevel::warning, "KIOSK-070", "不能朗读：" + std::string(remedy(state)));
  end_reading(said_to_visitor(state));
  return true;
}

// The sentence that is marked on the screen, or the next one that can be said.
void Terminal::say_sentence() {
  auto& state = session_.state;
  if (!state.sentence || said_ == Said{*state.sentence, state.volume}) return;
  if (profile_.voice.program.empty()) {
    end_reading(screens::phrases::voice_off);
    return build(View::Crawl::carry_on);
  }
  const int marked = *state.sentence, count = static_cast<int>(scene_.sentences.size());
  std::string words;
  while (*state.sentence < count) {
    words = speech::spoken_words(scene_.sentences[static_cast<std::size_t>(*state.sentence)].shown);
    if (!words.empty()) break;
    ++*state.sentence;
  }
  if (words.empty()) {
    end_reading(count == 0 ? screens::phrases::nothing_to_read : screens::phrases::reading_is_over);
    return build(View::Crawl::carry_on);
  }
  if (*state.sentence != marked) build(View::Crawl::carry_on);
  const bool louder = said_ && said_->sentence == *state.sentence;
  said_ = Said{*state.sentence, state.volume};
  voice_.say(words, state.volume, clock_.monotonic());
  if (louder) return;
  for (const View::Way& way : view_.ways_to_mark()) scroll(way.id, way.px);
}

}  // namespace gongkai::kiosk

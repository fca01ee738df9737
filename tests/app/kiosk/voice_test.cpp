// The real espeak-ng, as a process of its own, with the loudspeaker in a file.
#include "app/kiosk/voice.h"

#include <gtest/gtest.h>

#include <thread>

#include "app/speech/spoken_words.h"
#include "tests/app/kiosk/fake_voice.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::kiosk {
namespace {

using namespace std::chrono_literals;

class RealVoice : public testing::Test {
 protected:
  // How it ended; the limit is one on hanging.
  Voice::State say(const std::string& shown, int volume) {
    voice.say(speech::spoken_words(shown), volume, 0s);
    Voice::State state = Voice::State::speaking;
    for (int i = 0; i < 2000 && state == Voice::State::speaking; ++i) {
      std::this_thread::sleep_for(5ms);
      state = voice.follow(0s);
    }
    return state;
  }

  fakes::TemporaryFolder folder;
  FakeVoice fake{folder / ""};
  Voice voice{VoiceSettings{}};
};

TEST_F(RealVoice, SaysASentenceOfANotice) {
  ASSERT_EQ(say("临政发〔2026〕12号：办理时间为5个工作日，咨询电话0571-8899。", screens::usual_volume), Voice::State::said);
  // Two seconds at least for 30 characters, at 22 050 samples a second, half of them pauses.
  EXPECT_GT(fake.loud_samples(), 22'050u);
}

TEST_F(RealVoice, ALongerSentenceTakesLonger) {
  ASSERT_EQ(say("收费。", screens::loudest), Voice::State::said);
  voice.hush();
  const std::size_t two = fake.loud_samples();
  ASSERT_EQ(say("收费标准由市发展和改革委员会核定并向社会公布。", screens::loudest), Voice::State::said);
  voice.hush();
  EXPECT_GT(fake.loud_samples(), 3 * two);
}

}  // namespace
}  // namespace gongkai::kiosk

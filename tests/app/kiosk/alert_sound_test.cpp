// What is heard while an alert covers the screen.
#include "app/kiosk/alert_sound.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <thread>

#include "tests/app/kiosk/fake_voice.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::kiosk {
namespace {

using namespace std::chrono_literals;

class AlertSounds : public testing::Test {
 protected:
  ~AlertSounds() override { std::fclose(out); }
  std::string heard() const { return fake.noted("heard"); }
  std::string logged() const {
    std::fflush(out);
    std::ifstream in(folder / "log");
    return {std::istreambuf_iterator<char>(in), {}};
  }
  // Until the alert has been heard to its end; the limit is one on hanging. No time passes on the clock of the alert.
  void let_sound() {
    sound.follow(rules, red, minute, now);
    for (int i = 0; i < 2000 && voice.busy(); ++i) {
      std::this_thread::sleep_for(5ms);
      sound.follow(rules, red, minute, now);
    }
    EXPECT_FALSE(voice.busy());
  }

  fakes::TemporaryFolder folder;
  FakeVoice fake{folder / ""};
  process::SystemClock clock;
  std::FILE* out = std::fopen((folder / "log").c_str(), "w");
  process::Log log{clock, process::LogLevel::info, out};
  AlertSoundRules rules{true, true, 60, {}};
  Voice voice{VoiceSettings{fake.program()}};
  AlertSound sound{log, voice};
  std::optional<AlertSound::Alert> red = AlertSound::Alert{{"em-1", 1}, "暴雨红色预警"};
  int minute = 10 * 60;
  AlertSound::Moment now = 1000s;
};

TEST_F(AlertSounds, ATonePrecedesTheWordsAndBothComeAgainAfterTheInterval) {
  let_sound();
  EXPECT_EQ(heard(), "暴雨红色预警\n");
  EXPECT_NE(fake.noted("asked").find("-a 200 "), std::string::npos) << "as loud as it gets";
  const std::size_t tone = fake.loud_samples();
  EXPECT_GT(tone, 40'000u) << "of the two seconds before the words";
  now += 59s;
  sound.follow(rules, red, minute, now);
  EXPECT_EQ(sound.next_due(), 1060s);
  now += 1s;
  let_sound();
  EXPECT_EQ(heard(), "暴雨红色预警\n暴雨红色预警\n");
}

TEST_F(AlertSounds, ANewRevisionIsHeardAtOnceAndNumbersComeInWords) {
  let_sound();
  red = AlertSound::Alert{{"em-1", 2}, "预警延长2小时"};
  let_sound();
  EXPECT_NE(heard().find("预警延长两小时"), std::string::npos) << heard();
}

TEST_F(AlertSounds, QuietHoursAreQuietAndEndByThemselves) {
  rules.quiet = {{600, 660}};
  let_sound();
  EXPECT_EQ(heard(), "");
  minute = 660;
  now += 60s;
  let_sound();
  EXPECT_EQ(heard(), "暴雨红色预警\n");
}

TEST_F(AlertSounds, ReleaseEndsWhatIsBeingSaid) {
  rules.tone = false;
  fake.does("exec sleep 600");
  sound.follow(rules, red, minute, now);
  EXPECT_TRUE(voice.busy());
  EXPECT_FALSE(sound.next_due());
  sound.follow(rules, std::nullopt, minute, now);
  EXPECT_FALSE(voice.busy());
}

TEST_F(AlertSounds, AMachineWithoutSoundSaysSoOnceAndGoesOn) {
  ::setenv("SDL_AUDIODRIVER", "no-such-driver", 1);
  for (int i = 0; i < 3; ++i) {
    let_sound();
    now += 60s;
  }
  EXPECT_NE(logged().find("KIOSK-071"), std::string::npos);
  EXPECT_EQ(logged().find("KIOSK-071"), logged().rfind("KIOSK-071"));
  EXPECT_NE(logged().find("没有声音输出"), std::string::npos) << logged();
}

TEST_F(AlertSounds, AMachineWithoutASpeechProgramStillGivesTheTone) {
  voice.change(VoiceSettings{"/no/such/program"});
  for (int i = 0; i < 3; ++i) {
    let_sound();
    now += 60s;
  }
  EXPECT_NE(logged().find("espeak-ng"), std::string::npos) << logged();
  EXPECT_EQ(logged().find("KIOSK-071"), logged().rfind("KIOSK-071")) << "an alert stays for days";
  EXPECT_GT(fake.loud_samples(), 40'000u);
}

TEST_F(AlertSounds, AnOwnerWhoWantsNoSoundHasNone) {
  rules.tone = rules.words = false;
  let_sound();
  EXPECT_EQ(heard(), "");
  EXPECT_EQ(logged(), "");
}

}  // namespace
}  // namespace gongkai::kiosk

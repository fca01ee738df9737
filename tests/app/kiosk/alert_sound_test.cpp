// What is heard while an alert covers the screen. The commands are /bin/sh writing down what it was given.
#include "app/kiosk/alert_sound.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <thread>

#include "tests/fakes/temporary_folder.h"

namespace gongkai::kiosk {
namespace {

using namespace std::chrono_literals;

class AlertSounds : public testing::Test {
 protected:
  AlertSounds() {
    rules.tone = {"/bin/sh", "-c", "echo tone >> " + heard_file()};
    rules.speech = {"/bin/sh", "-c", "echo \"{words}\" >> " + heard_file()};
  }
  ~AlertSounds() override { std::fclose(out); }
  std::string heard_file() const { return (folder / "heard").string(); }
  std::string heard() const {
    std::ifstream in(heard_file());
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::string logged() const {
    std::fflush(out);
    std::ifstream in(folder / "log");
    return {std::istreambuf_iterator<char>(in), {}};
  }
  // Until the commands that were started have ended; the limit is one on hanging.
  void let_sound(std::size_t lines) {
    for (int i = 0; i < 2000 && static_cast<std::size_t>(std::ranges::count(heard(), '\n')) < lines; ++i) {
      sound.follow(rules, red, minute, now);
      std::this_thread::sleep_for(5ms);
    }
    for (int i = 0; i < 10; ++i) sound.follow(rules, red, minute, now);
  }

  fakes::TemporaryFolder folder;
  process::SystemClock clock;
  std::FILE* out = std::fopen((folder / "log").c_str(), "w");
  process::Log log{clock, process::LogLevel::info, out};
  AlertSoundRules rules;
  AlertSound sound{log};
  std::optional<AlertSound::Alert> red = AlertSound::Alert{{"em-1", 1}, "暴雨红色预警"};
  int minute = 10 * 60;
  AlertSound::Moment now = 1000s;
};

TEST_F(AlertSounds, ATonePrecedesTheWordsAndBothComeAgainAfterTheInterval) {
  let_sound(2);
  EXPECT_EQ(heard(), "tone\n暴雨红色预警\n");
  now += 59s;
  sound.follow(rules, red, minute, now);
  EXPECT_EQ(sound.next_due(), 1060s);
  now += 1s;
  let_sound(4);
  EXPECT_EQ(heard(), "tone\n暴雨红色预警\ntone\n暴雨红色预警\n");
}

TEST_F(AlertSounds, ANewRevisionIsHeardAtOnce) {
  let_sound(2);
  red = AlertSound::Alert{{"em-1", 2}, "预警延长"};
  let_sound(4);
  EXPECT_NE(heard().find("预警延长"), std::string::npos);
}

TEST_F(AlertSounds, QuietHoursAreQuietAndEndByThemselves) {
  rules.quiet = {{600, 660}};
  for (int i = 0; i < 20; ++i) sound.follow(rules, red, minute, now);
  minute = 660;
  now += 60s;
  let_sound(2);
  EXPECT_EQ(heard(), "tone\n暴雨红色预警\n");
}

TEST_F(AlertSounds, ReleaseEndsWhatIsBeingSaid) {
  rules.tone.clear();
  rules.speech = {"/bin/sleep", "600"};
  sound.follow(rules, red, minute, now);
  sound.follow(rules, red, minute, now);
  EXPECT_FALSE(sound.next_due());
  sound.follow(rules, std::nullopt, minute, now);  // and the test ends without waiting for it
  rules.speech = {"/bin/sh", "-c", "echo again >> " + heard_file()};
  let_sound(1);
  EXPECT_EQ(heard(), "again\n");
}

TEST_F(AlertSounds, AMachineWithoutSoundSaysSoOnceAndGoesOn) {
  rules.tone.clear();
  rules.speech.clear();
  for (int i = 0; i < 3; ++i) {
    sound.follow(rules, red, minute, now);
    now += 60s;
  }
  EXPECT_EQ(logged().find("KIOSK-070"), logged().rfind("KIOSK-070"));
  EXPECT_NE(logged().find("KIOSK-070"), std::string::npos);
  rules.tone = {"/no/such/player"};
  sound.follow(rules, red, minute, now);
  EXPECT_NE(logged().find("KIOSK-072"), std::string::npos);
}

}  // namespace
}  // namespace gongkai::kiosk

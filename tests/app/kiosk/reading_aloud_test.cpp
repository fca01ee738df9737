// A page read aloud by a terminal: a fake speech program notes what it was given, SDL's own file is the loudspeaker.
#include <signal.h>

#include <cstdlib>
#include <thread>

#include "app/kiosk/wiped_memory.h"
#include "tests/app/kiosk/copies_in_memory.h"
#include "tests/app/kiosk/fake_voice.h"
#include "tests/app/kiosk/terminal_at_work.h"

namespace gongkai::kiosk {
namespace {

constexpr int button_read = 4;

class ReadingAloud : public TerminalWithContent {
 protected:
  void SetUp() override {
    TerminalWithContent::SetUp();
    voice_ = std::make_unique<FakeVoice>(folder_);
    profile_.voice.program = voice_->program();
  }
  void TearDown() override {
    terminal_.reset();
    voice_.reset();
    TerminalWithContent::TearDown();
  }
  // Real time passes for the child and the loudspeaker, none on the terminal's clock.
  template <class Done>
  bool wait_until(const Done& done) {
    for (int i = 0; i < 2000 && !done(); ++i) {
      tick(0s);
      std::this_thread::sleep_for(5ms);
    }
    return done();
  }
  const screens::ScreenState& state() const { return terminal_->state(); }

  std::unique_ptr<FakeVoice> voice_;
};

TEST_F(ReadingAloud, SaysOneSentenceAfterTheOtherAndMarksIt) {
  start();
  const auto before = colors();
  tap_nav(button_read);
  ASSERT_TRUE(state().sentence.has_value());
  EXPECT_TRUE(colors().contains(0xFFE08A)) << "the sentence stands on the ground of the mark";
  EXPECT_FALSE(before.contains(0xFFE08A));
  ASSERT_TRUE(wait_until([&] { return voice_->lines("heard") >= 3; })) << voice_->noted("heard");
  EXPECT_GE(*state().sentence, 2);
  EXPECT_EQ(pixels_out_of_date(), 0);
  EXPECT_NE(voice_->noted("asked").find("-v cmn-latn-pinyin -b 1 -s 160 -a 100 --stdin --stdout"), std::string::npos) << voice_->noted("asked");
  EXPECT_EQ(voice_->noted("heard").find("12345"), std::string::npos) << "numbers come in words";

  tap_nav(button_read);  // now it is 停止
  EXPECT_FALSE(state().sentence.has_value());
  EXPECT_FALSE(colors().contains(0xFFE08A));
  const std::size_t heard = voice_->lines("heard");
  for (int i = 0; i < 20; ++i) tick(100ms);
  EXPECT_LE(voice_->lines("heard"), heard + 1) << "one may have been on its way";
}

TEST_F(ReadingAloud, AnotherPageIsSilent) {
  start();
  tap_nav(button_read);
  ASSERT_TRUE(wait_until([&] { return voice_->lines("heard") >= 1; }));
  tap_nav(0);  // home
  EXPECT_FALSE(state().sentence.has_value());
}

TEST_F(ReadingAloud, AProgramThatHangsIsEnded) {
  voice_->does("echo $$ > \"$0.pid\"; exec sleep 600");
  start();
  tap_nav(button_read);
  ASSERT_TRUE(wait_until([&] { return !voice_->noted("pid").empty(); }));
  tick(11s);
  EXPECT_FALSE(state().sentence.has_value());
  EXPECT_NE(state().notice.find("没有反应"), std::string::npos) << state().notice;
  EXPECT_NE(::kill(std::stoi(voice_->noted("pid")), 0), 0) << "it still runs";
}

TEST_F(ReadingAloud, EndsWithTheTerminal) {
  voice_->does("echo $$ > \"$0.pid\"; exec sleep 600");
  start();
  tap_nav(button_read);
  ASSERT_TRUE(wait_until([&] { return !voice_->noted("pid").empty(); }));
  terminal_.reset();
  EXPECT_NE(::kill(std::stoi(voice_->noted("pid")), 0), 0) << "it still runs";
}

TEST_F(ReadingAloud, WhatIsMissingIsSaidInWords) {
  profile_.voice.program = "/nowhere/espeak-ng";
  start();
  tap_nav(button_read);
  ASSERT_TRUE(wait_until([&] { return !state().notice.empty(); }));
  EXPECT_EQ(state().notice, "本终端没有装好朗读程序，需要帮助请到咨询窗口");

  profile_.voice.program.clear();
  start();
  tap_nav(button_read);
  EXPECT_EQ(state().notice, "本终端没有开通朗读，需要帮助请到咨询窗口");

  profile_.voice.program = voice_->program();
  ::setenv("SDL_AUDIODRIVER", "no-such-driver", 1);
  voice_->does("cat \"${0%/*}/short.wav\"");
  start();
  tap_nav(button_read);
  ASSERT_TRUE(wait_until([&] { return !state().notice.empty(); }));
  EXPECT_EQ(state().notice, "本终端没有接好扬声器，暂时不能朗读，需要帮助请到咨询窗口");

  ::setenv("SDL_AUDIODRIVER", "disk", 1);
  voice_->does("echo this is no sound");
  start();
  tap_nav(button_read);
  ASSERT_TRUE(wait_until([&] { return !state().notice.empty(); }));
  EXPECT_NE(state().notice.find("没有反应"), std::string::npos) << state().notice;
}

TEST_F(ReadingAloud, WhoListensIsNotAskedButNobodyIsLeftBehind) {
  voice_->does("exec sleep 600");
  start();
  tap_nav(button_read);
  tick(9s);  // the program hangs for less than it may
  EXPECT_TRUE(state().sentence.has_value());
  voice_->does("cat \"${0%/*}/short.wav\"");
  start();
  tap_nav(button_read);
  tick(120s);
  EXPECT_FALSE(state().idle_seconds_left.has_value()) << "two minutes of listening";
}

TEST_F(ReadingAloud, AnAlertSilencesThePage) {
  start();
  tap_nav(button_read);
  ASSERT_TRUE(state().sentence.has_value());
  publish_alert(1, false);
  tick(2s);
  tick(2s);
  EXPECT_FALSE(state().sentence.has_value());
}

// Whatever a visitor did is gone with the visit: from the session, from memory, from the disk, from the log.
TEST_F(ReadingAloud, NothingOfAVisitOutlivesIt) {
  const fs::path log_file = folder_ / "kiosk.log";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> written(std::fopen(log_file.c_str(), "w"), std::fclose);
  log_ = std::make_unique<process::Log>(clock_, process::LogLevel::debug, written.get());
  profile_.state = folder_ / "state";
  voice_->does("exec cat \"${0%/*}/short.wav\"");  // one that notes nothing
  start();
  CrashMemory crashes(folder_ / "state" / "in-flight", "boot");
  fs::create_directories(folder_ / "state");
  terminal_->remember(&crashes, nullptr);

  tap(500, 776);  // the search field of the home page
  ASSERT_TRUE(std::holds_alternative<screens::SearchPage>(state().page()));
  constexpr std::string_view one_too_high = "XY[WY[X";
  for (int i = 0; i < 21; ++i) {  // longer than what a string keeps within itself
    constexpr render::Point keys[] = {{158, 1202}, {324, 1434}, {216, 1434}, {540, 1434}, {324, 1434}, {216, 1434}, {158, 1202}};
    tap(keys[i % 7].x, keys[i % 7].y);
  }
  ASSERT_EQ(std::get<screens::SearchPage>(state().page()).text.size(), 21u);
  if (memory_is_wiped) {
    EXPECT_GT(copies_in_memory(one_too_high), 0u) << "the search box holds it";
  }
  tap_nav(button_read);
  EXPECT_TRUE(state().sentence.has_value());
  tap_nav(2);  // large text

  // The speech program is a process of its own: it may seem to hang in the first of these. Its end is then taken for a
  // sign of life, and all of the patience begins anew.
  for (const auto passed : {1300s, 200s, 25s}) tick(passed);
  EXPECT_EQ(state().pages.size(), 1u);
  EXPECT_FALSE(state().sentence.has_value());
  EXPECT_FALSE(state().large_text);
  EXPECT_EQ(state().volume, screens::usual_volume);
  if (memory_is_wiped) {
    EXPECT_EQ(copies_in_memory(one_too_high), 0u) << "of what was typed";
  }
  terminal_.reset();
  std::fflush(written.get());
  std::string words;
  for (const char letter : one_too_high) words += static_cast<char>(letter - 1);
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
    if (!entry.is_regular_file()) continue;
    ++files;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    EXPECT_EQ(bytes.find(words), std::string::npos) << entry.path();
  }
  EXPECT_GT(files, 4) << "store, state and log lie in the folder";
}

}  // namespace
}  // namespace gongkai::kiosk

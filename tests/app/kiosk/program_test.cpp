// The whole program in a process of its own, on SDL's offscreen display, watched as systemd watches it.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <fstream>
#include <thread>

#include "app/kiosk/kiosk.h"
#include "content/codec/item_json.h"
#include "content/store/generation_writer.h"
#include "content/store/play_journal.h"
#include "tests/fakes/demo_store.h"
#include "tests/fakes/square_font.h"

namespace gongkai::kiosk {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

class RunningKiosk : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(GONGKAI_BINARY_DIR) / "program_test" / testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    fakes::write_square_fonts_file(folder_);
    write_profile("号码");
    fakes::demo_store(GONGKAI_SOURCE_DIR, folder_ / "store");
    open_socket();
  }
  void TearDown() override {
    if (child_ > 0) {
      kill(child_, SIGKILL);
      waitpid(child_, nullptr, 0);
    }
    close(socket_);
    fs::remove(socket_path_);
  }

  void write_profile(const std::string& place, const std::string& more = {}) {
    std::ofstream(folder_ / "kiosk.toml") << "[hall]\nid = \"hall-01\"\nname = \"某市政务服务中心\"\nhotline = \"12345\"\nplace = \""
                                          << place << "\"\n[screen]\nid = \"touch-01\"\nsurface = \"touch\"\nwidth = 768\n"
                                          << "height = 1366\nreach_px = 900\nmm_per_px = 0.3\n[store]\ndirectory = \"store\"\n"
                                          << "[fonts]\nfile = \"fonts.toml\"\n" << more;
  }

  // A second screen on the same machine.
  void add_led_profile() {
    std::ofstream(folder_ / "led.toml") << "[hall]\nid = \"hall-01\"\nname = \"某市政务服务中心\"\nhotline = \"12345\"\n"
                                        << "[screen]\nid = \"led-01\"\nsurface = \"strip\"\nwidth = 512\nheight = 64\n"
                                        << "x = 768\ny = 100\n[store]\ndirectory = \"store\"\n[fonts]\nfile = \"fonts.toml\"\n"
                                        << "[state]\ndirectory = \"led-state\"\n";
  }

  void open_socket() {
    // The path of a socket may have 107 bytes; the build folder's may be longer.
    socket_path_ = fs::temp_directory_path() / ("gongkai-program-test-" + std::to_string(getpid()));
    fs::remove(socket_path_);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, socket_path_.c_str(), sizeof address.sun_path - 1);
    socket_ = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    const timeval patience{20, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ASSERT_EQ(bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0) << std::strerror(errno);
  }

  void start(const char* watchdog_usec = nullptr) {
    child_ = fork();
    ASSERT_GE(child_, 0);
    if (child_ > 0) return;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setenv("SDL_VIDEODRIVER", "offscreen", 1);
    setenv("NOTIFY_SOCKET", socket_path_.c_str(), 1);
    if (watchdog_usec != nullptr) setenv("WATCHDOG_USEC", watchdog_usec, 1);
    std::vector<Seat> seats;
    for (const char* file : {"kiosk.toml", "led.toml"}) {
      if (!fs::exists(folder_ / file)) continue;
      ReadProfile read = read_profile(folder_ / file);
      if (!read.faults.empty()) _exit(99);
      seats.push_back({std::move(read.profile), folder_ / file});
    }
    process::StopSignal stop;
    const process::SystemClock clock;
    std::FILE* out = std::fopen((folder_ / "log").c_str(), "w");
    process::Log log(clock, process::LogLevel::info, out);
    const int code = run_kiosk({std::move(seats), {}, {}, "test", sdl::Fit::exact}, clock, log, stop);
    std::fclose(out);
    _exit(code);
  }

  // The next datagram, "" when none comes in 20 s.
  std::string message() {
    char text[256];
    const ssize_t size = recv(socket_, text, sizeof text, 0);
    return size <= 0 ? "" : std::string(text, static_cast<std::size_t>(size));
  }
  bool hears(const std::string& words) {
    for (std::string text = message(); !text.empty(); text = message()) {
      if (text.find(words) != std::string::npos) return true;
    }
    return false;
  }
  // The exit code; -signal when one ended it.
  int end() {
    int status = 0;
    waitpid(child_, &status, 0);
    child_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  // The item the LED screen noted before it drew it last.
  std::string drawn_on_led() const {
    std::ifstream in(folder_ / "led-state" / "in-flight");
    std::string id;
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with("drawing ")) id = line.substr(8, line.find(' ', 8) - 8);
    }
    return id;
  }
  std::string log() const {
    std::ifstream in(folder_ / "log");
    return {std::istreambuf_iterator<char>(in), {}};
  }

  fs::path folder_, socket_path_;
  int socket_ = -1;
  pid_t child_ = 0;
};

TEST_F(RunningKiosk, IsReadyAfterItsFirstFrameAndStopsCleanlyWithinTwoSeconds) {
  start();
  ASSERT_TRUE(hears("READY=1"));
  const auto asked = std::chrono::steady_clock::now();
  kill(child_, SIGTERM);
  EXPECT_TRUE(hears("STOPPING=1"));
  EXPECT_EQ(end(), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - asked, 2s);
}

TEST_F(RunningKiosk, StopsAlsoWhenToldBeforeItsFirstFrame) {
  start();
  kill(child_, SIGTERM);
  const int code = end();
  EXPECT_TRUE(code == 0 || code == -SIGTERM) << code;  // -SIGTERM: it came before the signal was taken in hand
}

TEST_F(RunningKiosk, FeedsTheWatchdogWhileItRuns) {
  start("300000");
  ASSERT_TRUE(hears("READY=1"));
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(hears("WATCHDOG=1"));
  kill(child_, SIGINT);
  EXPECT_EQ(end(), 0);
}

TEST_F(RunningKiosk, KeepsItsSettingsWhenTheNewOnesAreFaulty) {
  start();
  ASSERT_TRUE(hears("READY=1"));
  write_profile("二楼", "[idle]\ntimeuot_s = 60\n");
  kill(child_, SIGHUP);
  ASSERT_TRUE(hears("RELOADING=1"));
  ASSERT_TRUE(hears("READY=1"));
  write_profile("二楼", "[idle]\ntimeout_s = 60\n");
  kill(child_, SIGHUP);
  ASSERT_TRUE(hears("RELOADING=1"));
  ASSERT_TRUE(hears("READY=1"));
  kill(child_, SIGTERM);
  EXPECT_EQ(end(), 0);
  const std::string lines = log();
  EXPECT_NE(lines.find("KIOSK-009"), std::string::npos) << lines;
  EXPECT_NE(lines.find("idle.timeout_s"), std::string::npos) << "the nearest known key is named";
  EXPECT_NE(lines.find("KIOSK-008"), std::string::npos) << lines;
}

TEST_F(RunningKiosk, ShowsTwoScreensFromOneProgramEachWithItsOwnProfile) {
  add_led_profile();
  start("300000");
  ASSERT_TRUE(hears("READY=1"));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(hears("WATCHDOG=1"));
  kill(child_, SIGHUP);
  ASSERT_TRUE(hears("READY=1"));
  kill(child_, SIGTERM);
  EXPECT_EQ(end(), 0);
  const std::string lines = log();
  for (const char* screen : {"touch-01", "led-01"}) {
    const auto first = lines.find("KIOSK-006");
    ASSERT_NE(first, std::string::npos) << lines;
    EXPECT_NE(lines.find(screen, first), std::string::npos) << "each has presented a frame\n" << lines;
  }
  EXPECT_TRUE(fs::exists(folder_ / "led-state" / "journal.db"));
}

// What systemd does with WatchdogSec=1, done by hand: a renderer that hangs pings no more, is killed and started again.
// Nothing but its own frames feeds the watchdog, so no ping may come after it has stopped.
// The program is ended in the middle of one item, as a fault in drawing it would end it: the item was noted before.
TEST_F(RunningKiosk, AnItemThatEndsTheProgramTwiceIsSkippedAndReported) {
  add_led_profile();
  std::string culprit;
  for (int crash = 0; crash < 2; ++crash) {
    start();
    ASSERT_TRUE(hears("READY=1"));
    const std::string drawn = drawn_on_led();
    ASSERT_FALSE(drawn.empty());
    if (crash == 1) { EXPECT_EQ(drawn, culprit) << "once may be chance: it is tried again"; }
    culprit = drawn;
    kill(child_, SIGABRT);
    EXPECT_EQ(end(), -SIGABRT);
  }
  start();
  ASSERT_TRUE(hears("READY=1"));
  EXPECT_NE(drawn_on_led(), culprit);
  EXPECT_FALSE(drawn_on_led().empty());
  kill(child_, SIGTERM);
  EXPECT_EQ(end(), 0);
  const std::string said = log();
  EXPECT_NE(said.find("KIOSK-016"), said.npos) << said;
  EXPECT_NE(said.find("item=" + culprit), said.npos) << said;
}

// An alert comes with a new generation of the store while the program runs, and is taken back with another.
TEST_F(RunningKiosk, AnAlertInTheStoreTakesTheScreenAndGivesItBack) {
  add_led_profile();
  start();
  ASSERT_TRUE(hears("READY=1"));
  const std::string id = "em-2026-0077";
  EXPECT_NE(drawn_on_led(), id);
  const model::Instant now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  model::Item alert;
  alert.header.id = id;
  alert.header.rev = 1;
  alert.header.title = "暴雨红色预警";
  alert.header.scope = {{"*"}, {"*"}};
  alert.body = model::Emergency{"暴雨", model::AlertLevel::red, now - 1h, now + 6h, now - 1h, "汀兰区", "强降雨", {"停止户外作业"}, "临澜市气象台", {"duty-a", "duty-b"}};
  {
    auto writer = store::GenerationWriter::begin(folder_ / "store", now);
    ASSERT_TRUE(writer && writer->put(alert, codec::encode_item(alert), {"zwzx", 9001}) && writer->commit(now));
  }
  const auto drawn_becomes = [&](bool alerted) {  // 20 s bound a hang
    for (int i = 0; i < 400 && (drawn_on_led() == id) != alerted; ++i) std::this_thread::sleep_for(50ms);
    return (drawn_on_led() == id) == alerted;
  };
  EXPECT_TRUE(drawn_becomes(true));
  {
    auto writer = store::GenerationWriter::begin(folder_ / "store", now);
    ASSERT_TRUE(writer && writer->withdraw({id, model::Kind::emergency, 2, alert.header.title, "预警解除"}, {"zwzx", 9002}) && writer->commit(now));
  }
  EXPECT_TRUE(drawn_becomes(false));
  kill(child_, SIGTERM);
  EXPECT_EQ(end(), 0);
  int rows = 0;
  ASSERT_TRUE(store::read_journal(folder_ / "led-state" / "journal.db", [&](const store::PlayRow& row) {
    rows += row.item == id && row.mode == "alert" && row.frame_crc != 0;
  }));
  EXPECT_EQ(rows, 1) << "and it stands in the proof of display, with what was presented";
}

TEST_F(RunningKiosk, AHungRendererPingsNoMoreAndIsBackAfterItsWatchdogHasRunOut) {
  start("1000000");
  ASSERT_TRUE(hears("READY=1"));
  ASSERT_TRUE(hears("WATCHDOG=1"));
  kill(child_, SIGSTOP);
  siginfo_t stopped{};
  ASSERT_EQ(waitid(P_PID, static_cast<id_t>(child_), &stopped, WSTOPPED), 0);
  char text[256];
  while (recv(socket_, text, sizeof text, MSG_DONTWAIT) > 0) {  // what was on its way
  }
  const auto hung = std::chrono::steady_clock::now();
  const timeval watchdog{1, 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &watchdog, sizeof watchdog);
  EXPECT_LT(recv(socket_, text, sizeof text, 0), 0) << "a ping without a frame";
  const timeval patience{20, 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  kill(child_, SIGKILL);
  EXPECT_EQ(end(), -SIGKILL);
  start("1000000");
  EXPECT_TRUE(hears("READY=1"));
  const auto away = std::chrono::steady_clock::now() - hung;
  EXPECT_LT(away, 1s + 3s) << "WatchdogSec and 3 s";
  RecordProperty("away_ms", static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(away).count()));
  EXPECT_TRUE(hears("WATCHDOG=1"));
  kill(child_, SIGTERM);
  EXPECT_EQ(end(), 0);
}

}  // namespace
}  // namespace gongkai::kiosk

// From the end of a release to the changed pixel: server, agent and kiosk run as in a hall, the kiosk on an Xvfb whose
// frame buffer is a file; an alert is issued and withdrawn in turn, which paints the whole screen red and back.
//   push_pixel [--nginx] [publishes]     default: 50 publishes against gongkai-admin serve, which holds polls
// Ends with 1 where p99 is over one second; with --nginx, a host that does not hold polls, over one poll interval.
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/fakes/nginx_host.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai {
namespace {

using Clock = std::chrono::steady_clock;
using Words = std::vector<std::string>;
using std::chrono::milliseconds;

constexpr std::uint32_t alert_red = 0xA5281B;
constexpr auto patience = std::chrono::seconds(60);
constexpr double most_held_ms = 1000, most_polled_ms = 6000 + 1000;  // 5 s spread by a fifth, then as if held

// Thrown, so that every program that was started is ended on the way out.
[[noreturn]] void give_up(const std::string& why) { throw std::runtime_error(why); }

// A program that runs beside us until it is destroyed, its output in a file.
class Program {
 public:
  Program(Words words, const std::string& output, int kept_descriptor = -1) {
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    if (kept_descriptor >= 0) posix_spawn_file_actions_adddup2(&actions, kept_descriptor, 3);
    if (posix_spawnp(&child_, arguments[0], &actions, nullptr, arguments.data(), environ) != 0) {
      give_up("cannot start " + words[0]);
    }
    posix_spawn_file_actions_destroy(&actions);
  }
  ~Program() {
    if (child_ < 0) return;
    ::kill(child_, SIGTERM);
    ::waitpid(child_, nullptr, 0);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  bool succeeds() {
    int status = 1;
    ::waitpid(std::exchange(child_, -1), &status, 0);
    return status == 0;
  }

 private:
  pid_t child_ = -1;
};

std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

void await(const std::filesystem::path& file, const std::string& words) {
  const auto until = Clock::now() + patience;
  while (text_of(file).find(words) == std::string::npos) {
    if (Clock::now() > until) give_up(file.string() + " never said " + words + ":\n" + text_of(file));
    std::this_thread::sleep_for(milliseconds(20));
  }
}

// The screen of an X server that keeps it in a file (XWD: a header of big-endian words, a colour map, the pixels).
class Screen {
 public:
  explicit Screen(const fakes::TemporaryFolder& folder) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) give_up("no pipe");
    server_ = std::make_unique<Program>(
        Words{"Xvfb", "-displayfd", "3", "-screen", "0", "1080x1920x24", "-fbdir", folder.path(), "-nolisten", "tcp"},
        folder / "xvfb.log", ends[1]);
    ::close(ends[1]);
    std::string number;  // to the end of its line: a server that cannot finish writing it ends
    for (char digit = 0; digit != '\n'; number += digit) {
      if (::read(ends[0], &digit, 1) != 1) give_up("no Xvfb");
    }
    ::close(ends[0]);
    ::setenv("DISPLAY", (":" + std::to_string(std::atoi(number.c_str()))).c_str(), 1);
    ::setenv("SDL_VIDEODRIVER", "x11", 1);
    const int file = ::open((folder / "Xvfb_screen0").c_str(), O_RDONLY | O_CLOEXEC);
    size_ = static_cast<std::size_t>(::lseek(file, 0, SEEK_END));
    bytes_ = static_cast<const unsigned char*>(::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file, 0));
    ::close(file);
    if (bytes_ == MAP_FAILED) give_up("no frame buffer");
    constexpr int colors_field = 19, color_bytes = 12, line_field = 12;
    pixel_ = header(0) + header(colors_field) * color_bytes + 5 * header(line_field) + 5 * 4;
  }
  ~Screen() { ::munmap(const_cast<unsigned char*>(bytes_), size_); }
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  bool is_red() const {
    const volatile unsigned char* const pixel = bytes_ + pixel_;
    return (static_cast<std::uint32_t>(pixel[2]) << 16 | static_cast<std::uint32_t>(pixel[1]) << 8 | pixel[0]) == alert_red;
  }

 private:
  std::size_t header(int field) const {
    const unsigned char* const word = bytes_ + field * 4;
    return static_cast<std::size_t>(word[0]) << 24 | static_cast<std::size_t>(word[1]) << 16 |
           static_cast<std::size_t>(word[2]) << 8 | word[3];
  }

  std::unique_ptr<Program> server_;
  const unsigned char* bytes_ = nullptr;
  std::size_t size_ = 0, pixel_ = 0;
};

class Publisher {
 public:
  explicit Publisher(const fakes::TemporaryFolder& folder) : folder_(folder) {
    std::filesystem::copy(GONGKAI_SOURCE_DIR "/kiosk-config/demo", folder / "draft",
                          std::filesystem::copy_options::recursive);
    run({"keygen", "--keys", folder / "keys", "--draft", folder / "draft"});
    run({"init", "--repository", folder / "repository", "--keys", folder / "keys"});
    run(with_places({"release"}));
  }

  // Returns when the program has ended.
  Clock::time_point change(bool red) {
    run(with_places(red ? Words{"issue", "em-2026-0001"} : Words{"withdraw", "em-2026-0001", "--reason", "演练结束"}));
    return Clock::now();
  }

  // What the programs had to say.
  std::string logs() const {
    std::string text;
    for (const char* name : {"admin.log", "sync.log", "kiosk.log"}) text += text_of(folder_ / name);
    return text;
  }

 private:
  Words with_places(Words words) const {
    for (const char* place : {"repository", "keys", "draft"}) {
      words.push_back(std::string("--") + place);
      words.push_back(folder_ / place);
    }
    return words;
  }
  void run(Words words) {
    words.insert(words.begin(), GONGKAI_BINARY_DIR "/app/admin/gongkai-admin");
    if (!Program(words, folder_ / "admin.log").succeeds()) give_up(text_of(folder_ / "admin.log"));
  }

  const fakes::TemporaryFolder& folder_;
};

// The first moment at which the screen is (not) red, watched from before the release on.
double delay_of(Publisher& publisher, const Screen& screen, bool red) {
  std::atomic<bool> seen{false};
  Clock::time_point changed;
  std::thread eye([&] {
    const auto until = Clock::now() + patience;
    while (screen.is_red() != red && Clock::now() < until) std::this_thread::sleep_for(milliseconds(1));
    changed = Clock::now();
    seen = screen.is_red() == red;
  });
  Clock::time_point released;
  try {
    released = publisher.change(red);
  } catch (...) {
    eye.join();
    throw;
  }
  eye.join();
  if (!seen) give_up("the change never reached the screen:\n" + publisher.logs());
  return std::chrono::duration<double, std::milli>(changed - released).count();
}

int measure(bool with_nginx, int publishes) {
  const fakes::TemporaryFolder folder;
  Publisher publisher(folder);
  const Screen screen(folder);
  std::unique_ptr<Program> serve;
  std::unique_ptr<fakes::NginxHost> nginx;
  std::string url;
  if (with_nginx) {
    nginx = std::make_unique<fakes::NginxHost>(folder / "repository", folder / "nginx");
    url = nginx->url();
  } else {
    serve = std::make_unique<Program>(Words{GONGKAI_BINARY_DIR "/app/admin/gongkai-admin", "serve", "--repository",
                                            folder / "repository", "--port", "0"},
                                      folder / "serve.log");
    await(folder / "serve.log", "\n");
    url = text_of(folder / "serve.log");
    url.resize(url.find('\n'));
  }
  const Program agent({GONGKAI_BINARY_DIR "/app/sync/gongkai-sync", "--url", url, "--state", folder / "state",
                       "--store", folder / "store", "--root", folder / "keys/root.json"},
                      folder / "sync.log");
  const Program kiosk({GONGKAI_BINARY_DIR "/app/kiosk/gongkai-kiosk", "--profile",
                       GONGKAI_SOURCE_DIR "/kiosk-config/profiles/touch.toml", "--store", folder / "store"},
                      folder / "kiosk.log");
  await(folder / "kiosk.log", "KIOSK-005");
  std::vector<double> delays;
  for (int i = 0; i < publishes; ++i) delays.push_back(delay_of(publisher, screen, i % 2 == 0));
  std::sort(delays.begin(), delays.end());
  const double p99 = delays[(delays.size() * 99 + 99) / 100 - 1];
  const double most = with_nginx ? most_polled_ms : most_held_ms;
  std::printf("%s publishes=%d median=%.0f ms p99=%.0f ms max=%.0f ms %s\n", with_nginx ? "nginx" : "serve", publishes,
              delays[delays.size() / 2], p99, delays.back(), p99 <= most ? "ok" : "OVER");
  return p99 <= most ? 0 : 1;
}

}  // namespace
}  // namespace gongkai

int main(int argc, char** argv) {
  bool with_nginx = false;
  int publishes = 50;
  for (int i = 1; i < argc; ++i) {
    if (std::string(argv[i]) == "--nginx") {
      with_nginx = true;
    } else {
      publishes = std::max(1, std::atoi(argv[i]));
    }
  }
  try {
    return gongkai::measure(with_nginx, publishes);
  } catch (const std::runtime_error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}

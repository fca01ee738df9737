// Time from process start to the first presented frame: gongkai-kiosk with the demo catalogue, beside a bare SDL
// program that clears its window, by turns in one run. Both say they are ready over NOTIFY_SOCKET, so nothing polls.
// Usage: bench_first_frame KIOSK FOLDER [RUNS]      Fails when the kiosk needs 3 s or more (promise P7).
#include <SDL.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/fakes/demo_store.h"

extern char** environ;

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  return address;
}

// The other side of the race: as little as a program with a window can do.
int run_bare() {
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");  // SIGTERM ends it
  if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return 1;
  SDL_Window* window = SDL_CreateWindow("bare", 0, 0, 1080, 1920, SDL_WINDOW_BORDERLESS);
  SDL_Surface* surface = window != nullptr ? SDL_GetWindowSurface(window) : nullptr;
  if (surface == nullptr) return 1;
  SDL_FillRect(surface, nullptr, 0x12355B);
  SDL_UpdateWindowSurface(window);
  const int out = socket(AF_UNIX, SOCK_DGRAM, 0);
  const sockaddr_un address = address_of(std::getenv("NOTIFY_SOCKET"));
  sendto(out, "READY=1", 7, 0, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  for (;;) pause();
}

// Where programs report that they are ready.
class ReadySocket {
 public:
  explicit ReadySocket(const std::string& path) : socket_(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    fs::remove(path);
    const sockaddr_un address = address_of(path);
    const timeval patience{20, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("bind " + path + ": " + std::strerror(errno));
    }
    setenv("NOTIFY_SOCKET", path.c_str(), 1);
  }
  ~ReadySocket() { close(socket_); }
  bool wait() {
    char text[256];
    for (;;) {
      const ssize_t size = recv(socket_, text, sizeof text, 0);
      if (size <= 0) return false;
      if (std::string(text, static_cast<std::size_t>(size)).find("READY=1") != std::string::npos) return true;
    }
  }

 private:
  int socket_;
};

// Milliseconds until `command` says READY=1. It is stopped afterwards.
double time_of(ReadySocket& ready, const std::vector<std::string>& command) {
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  const auto start = Clock::now();
  pid_t child = 0;
  if (posix_spawn(&child, words[0], nullptr, nullptr, words.data(), environ) != 0) {
    throw std::runtime_error("cannot start " + command[0]);
  }
  const bool came = ready.wait();
  const auto end = Clock::now();
  kill(child, SIGTERM);
  waitpid(child, nullptr, 0);
  if (!came) throw std::runtime_error(command[0] + " never presented a frame");
  return std::chrono::duration<double, std::milli>(end - start).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void print(const char* name, const std::vector<double>& values) {
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  std::printf("%-24s median %7.1f ms  (%.1f-%.1f)\n", name, median(values), *least, *most);
}

int compare(const std::string& self, const std::string& kiosk, const fs::path& folder, int runs) {
  const fs::path source = GONGKAI_SOURCE_DIR;
  gongkai::fakes::demo_store(source, folder / "store");
  ReadySocket ready((folder / "ready").string());
  const std::vector<std::string> ours = {kiosk, "--profile", source / "kiosk-config/profiles/touch.toml",
                                         "--store", folder / "store", "--log-level", "error"};
  std::vector<double> bare_times, kiosk_times;
  for (int i = 0; i < runs; ++i) {
    bare_times.push_back(time_of(ready, {self, "--bare"}));
    kiosk_times.push_back(time_of(ready, ours));
  }
  print("bare SDL, cleared", bare_times);
  print("gongkai-kiosk, home", kiosk_times);
  std::printf("ratio %.2f, driver %s\n", median(kiosk_times) / median(bare_times),
              std::getenv("SDL_VIDEODRIVER") != nullptr ? std::getenv("SDL_VIDEODRIVER") : "x11");
  return median(kiosk_times) < 3000 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::string(argv[1]) == "--bare") return run_bare();
  if (argc < 3) {
    std::fprintf(stderr, "usage: %s KIOSK FOLDER [RUNS]\n", argv[0]);
    return 64;
  }
  if (std::getenv("DISPLAY") == nullptr) setenv("SDL_VIDEODRIVER", "offscreen", 0);
  try {
    fs::create_directories(argv[2]);
    return compare(fs::canonical(argv[0]), argv[1], fs::absolute(argv[2]), argc > 3 ? std::max(1, std::atoi(argv[3])) : 7);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}

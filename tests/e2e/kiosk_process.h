// The real kiosk as a process of its own on an X server, with the demo's content and a profile for the panel that is asked
// for.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "render/geometry.h"
#include "tests/fakes/demo_store.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::e2e {

inline constexpr render::Size panel{1080, 1920};

class Kiosk {
 public:
  struct More {
    std::string screen, sections;        // of the profile
    std::vector<std::string> arguments;  // of the command line
  };
  explicit Kiosk(const std::string& display, render::Size size, const More& more = {}) {
    std::ofstream(folder_ / "kiosk.toml")
        << "[hall]\nid = \"hall-01\"\nname = \"某市政务服务中心\"\nhotline = \"12345\"\nplace = \"一楼\"\n[screen]\nid = "
           "\"touch-01\"\nsurface = \"touch\"\nwidth = "
        << size.width << "\nheight = " << size.height << "\nreach_px = 940\nmm_per_px = 0.369\n" << more.screen << "[store]\n"
           "directory = \"store\"\n[fonts]\nfile = \"" GONGKAI_SOURCE_DIR "/fonts/fonts.toml\"\n" << more.sections;
    fakes::demo_store(GONGKAI_SOURCE_DIR, folder_ / "store");
    process_ = fork();
    if (process_ != 0) return;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int log = open((folder_ / "log").c_str(), O_WRONLY | O_CREAT, 0600);
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    setenv("DISPLAY", display.c_str(), 1);
    setenv("SDL_VIDEODRIVER", "x11", 1);
    std::vector<std::string> words{"gongkai-kiosk", "--profile", folder_ / "kiosk.toml"};
    words.insert(words.end(), more.arguments.begin(), more.arguments.end());
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    execv(GONGKAI_KIOSK, arguments.data());
    _exit(127);
  }
  ~Kiosk() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  bool alive() const { return waitpid(process_, nullptr, WNOHANG) == 0; }
  std::string log() const {
    std::ifstream in(folder_ / "log");
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  fakes::TemporaryFolder folder_;
  pid_t process_ = 0;
};

}  // namespace gongkai::e2e

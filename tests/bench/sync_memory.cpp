// Peak memory of gongkai-sync with a large catalogue: a new terminal, then one changed item, each a run of the program
// that also checks every row. The catalogue is served by another process, so that only the agent's own memory counts.
//   sync_memory [items]        default: 100000
// Ends with 1 where a peak is over 64 MB.
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "tests/bench/large_catalogue.h"
#include "tests/fakes/http_fake.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai {
namespace {

constexpr long most_kib = 64 * 1000 * 1000 / 1024;

// A process that becomes the agent when told to. The kernel counts the memory of whoever starts a program into that
// program's peak, so it is started while we are still small.
class WaitingAgent {
 public:
  WaitingAgent(const fakes::TemporaryFolder& folder, const std::string& url) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) std::abort();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    std::string words[] = {"sh", "-c", "read go; exec \"$@\"", "sh", GONGKAI_BINARY_DIR "/app/sync/gongkai-sync",
                           "--once", "--url", url, "--state", folder / "state", "--store", folder / "store",
                           "--root", folder / "root.json"};
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    if (posix_spawn(&child_, "/bin/sh", &actions, nullptr, arguments.data(), environ) != 0) std::abort();
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[0]);
    start_ = ends[1];
  }

  // Peak resident memory in KiB; -1 where the agent failed.
  long run() const {
    if (::write(start_, "\n", 1) != 1) return -1;
    ::close(start_);
    int status = 0;
    rusage usage{};
    if (::wait4(child_, &status, 0, &usage) != child_ || status != 0) return -1;
    return usage.ru_maxrss;
  }

 private:
  pid_t child_ = -1;
  int start_ = -1;
};

bool report(const char* what, int items, long peak_kib) {
  const bool good = peak_kib >= 0 && peak_kib <= most_kib;
  std::printf("%-12s items=%-7d peak=%.1f MB %s\n", what, items, static_cast<double>(peak_kib) * 1024 / 1e6,
              good ? "ok" : "OVER");
  return good;
}

bool measure(int items) {
  const fakes::TemporaryFolder folder;
  fakes::HttpFake server(folder / "repository");
  const WaitingAgent first(folder, server.url()), second(folder, server.url());
  bench::LargeCatalogue catalogue(folder / "repository",
                                  std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()), items);
  std::ofstream(folder / "root.json", std::ios::binary) << catalogue.root();
  bool good = report("new", items, first.run());
  catalogue.change_one_item();
  good = report("one item", items, second.run()) && good;
  return good;
}

}  // namespace
}  // namespace gongkai

int main(int argc, char** argv) { return gongkai::measure(argc > 1 ? std::atoi(argv[1]) : 100'000) ? 0 : 1; }

#include "app/process/stop_signal.h"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>

namespace gongkai::process {

StopSignal::StopSignal() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, number);
  sigprocmask(SIG_BLOCK, &signals, nullptr);
  descriptor_ = signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
  if (descriptor_ < 0) {
    // Without it the program could not be stopped cleanly; systemd starts it again.
    std::perror("signalfd");
    std::abort();
  }
}

StopSignal::~StopSignal() { close(descriptor_); }

StopSignal::Asked StopSignal::poll() {
  bool reload = false;
  signalfd_siginfo info{};
  while (read(descriptor_, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
    if (info.ssi_signo == SIGHUP) {
      reload = true;
    } else {
      stop_ = true;
    }
  }
  if (stop_) return Asked::stop;
  return reload ? Asked::reload : Asked::nothing;
}

void wait_for(const StopSignal& signal, int milliseconds) {
  pollfd entry{signal.descriptor(), POLLIN, 0};
  ::poll(&entry, 1, std::max(0, milliseconds));  // a time that has just passed must not mean for ever
}

}  // namespace gongkai::process

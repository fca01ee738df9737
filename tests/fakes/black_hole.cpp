#include "tests/fakes/black_hole.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace gongkai::fakes {

BlackHole::BlackHole(int port) : listener_(::socket(AF_INET6, SOCK_STREAM, 0)) {
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_addr = in6addr_loopback;
  address.sin6_port = htons(static_cast<std::uint16_t>(port));
  const auto* plain = reinterpret_cast<const sockaddr*>(&address);
  if (::bind(listener_, plain, sizeof address) != 0 || ::listen(listener_, 0) != 0) {
    throw std::runtime_error("cannot listen on [::1]");
  }
  // Nobody accepts; once the queue is full the kernel drops what comes, and connecting stays undecided.
  for (int i = 0; i < 16; ++i) {
    const int filler = ::socket(AF_INET6, SOCK_STREAM | SOCK_NONBLOCK, 0);
    fillers_.push_back(filler);
    static_cast<void>(::connect(filler, plain, sizeof address));
    pollfd writable{filler, POLLOUT, 0};
    if (::poll(&writable, 1, 100) == 0) return;
  }
  throw std::runtime_error("the queue of [::1] does not fill");
}

BlackHole::~BlackHole() {
  for (const int filler : fillers_) ::close(filler);
  ::close(listener_);
}

}  // namespace gongkai::fakes

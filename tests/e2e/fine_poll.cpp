// Loaded before libfaketime by endurance.sh. Under a clock 1600 times as fast libfaketime makes 0 ms of each poll() of less
// than 1.6 s, so that whoever waits keeps a processor busy; its ppoll() reckons in nanoseconds.
#include <poll.h>

#include <ctime>

extern "C" int poll(pollfd* entries, nfds_t count, int milliseconds) {
  const timespec limit{milliseconds / 1000, milliseconds % 1000 * 1000000L};
  return ppoll(entries, count, milliseconds < 0 ? nullptr : &limit, nullptr);
}

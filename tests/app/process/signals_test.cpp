#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>

#include "app/process/service_notify.h"
#include "app/process/stop_signal.h"

namespace gongkai::process {
namespace {

TEST(StopSignal, TellsReloadOnceAndStopForEver) {
  StopSignal signal;
  EXPECT_EQ(signal.poll(), StopSignal::Asked::nothing);
  raise(SIGHUP);
  EXPECT_EQ(signal.poll(), StopSignal::Asked::reload);
  EXPECT_EQ(signal.poll(), StopSignal::Asked::nothing);
  raise(SIGTERM);
  EXPECT_EQ(signal.poll(), StopSignal::Asked::stop);
  EXPECT_EQ(signal.poll(), StopSignal::Asked::stop);
}

TEST(StopSignal, ATimeThatHasPassedIsNotWaitedFor) {
  StopSignal signal;
  sigevent end{};
  end.sigev_notify = SIGEV_SIGNAL;
  end.sigev_signo = SIGTERM;
  timer_t timer{};
  ASSERT_EQ(timer_create(CLOCK_MONOTONIC, &end, &timer), 0);
  const itimerspec limit{{}, {10, 0}};  // on hanging
  timer_settime(timer, 0, &limit, nullptr);
  wait_for(signal, -3);
  EXPECT_EQ(signal.poll(), StopSignal::Asked::nothing) << "only a signal ended the wait";
  timer_delete(timer);
}

TEST(ServiceNotify, SendsOneDatagramToTheNamedSocket) {
  const auto path = std::filesystem::path(::testing::TempDir()) / "notify.sock";
  std::filesystem::remove(path);
  const int server = socket(AF_UNIX, SOCK_DGRAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  ASSERT_EQ(bind(server, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  setenv("NOTIFY_SOCKET", path.c_str(), 1);
  EXPECT_TRUE(notify_service("READY=1"));
  unsetenv("NOTIFY_SOCKET");
  char bytes[64] = {};
  EXPECT_EQ(recv(server, bytes, sizeof bytes, MSG_DONTWAIT), 7);
  EXPECT_STREQ(bytes, "READY=1");
  close(server);
  EXPECT_FALSE(notify_service("READY=1"));
}

}  // namespace
}  // namespace gongkai::process

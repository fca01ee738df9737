#include "app/process/hook.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <sstream>
#include <thread>

namespace gongkai::process {
namespace {

using namespace std::chrono_literals;

Hook::Outcome outcome(Hook& hook, Hook::Moment now) {
  for (int i = 0; i < 1000; ++i) {  // 10 s bound a hang
    const Hook::Outcome found = hook.poll(now);
    if (found != Hook::Outcome::running) return found;
    std::this_thread::sleep_for(10ms);
  }
  return Hook::Outcome::running;
}

TEST(Hook, TellsEachEndOnce) {
  Hook hook;
  EXPECT_EQ(hook.poll(0s), Hook::Outcome::idle);
  ASSERT_TRUE(hook.start({"/bin/true"}, 0s));
  EXPECT_EQ(outcome(hook, 0s), Hook::Outcome::done);
  EXPECT_EQ(hook.poll(0s), Hook::Outcome::idle);
  ASSERT_TRUE(hook.start({"/bin/false"}, 0s));
  EXPECT_EQ(outcome(hook, 0s), Hook::Outcome::failed);
}

TEST(Hook, NoShellLooksAtItsWords) {
  Hook hook;
  ASSERT_TRUE(hook.start({"/usr/bin/test", "$(echo a); false", "=", "$(echo a); false"}, 0s));
  EXPECT_EQ(outcome(hook, 0s), Hook::Outcome::done);
  EXPECT_FALSE(hook.start({"/nowhere/at-all"}, 0s));
}

TEST(Hook, EndsWhatTakesTooLongAndItsChildren) {
  Hook hook(3s);
  ASSERT_TRUE(hook.start({"/bin/sh", "-c", "sleep 600 & wait"}, 0s));
  EXPECT_EQ(hook.poll(2s), Hook::Outcome::running);
  EXPECT_EQ(hook.poll(3s), Hook::Outcome::timed_out);
  EXPECT_EQ(hook.poll(4s), Hook::Outcome::idle);
}

TEST(Hook, FeedsItsInputAndKeepsItsOutput) {
  Hook hook;
  const std::string much(300000, 'x');  // more than any pipe holds
  ASSERT_TRUE(hook.start({"/bin/cat"}, 0s, {much, 400000}));
  EXPECT_EQ(outcome(hook, 0s), Hook::Outcome::done);
  EXPECT_EQ(hook.take_output(), much);
  ASSERT_TRUE(hook.start({"/bin/cat"}, 0s, {much, 1000}));
  EXPECT_EQ(outcome(hook, 0s), Hook::Outcome::failed) << "its output is bounded";
}

TEST(Hook, RunsInASessionOfItsOwnWithoutOurFiles) {
  Hook hook;
  const int ours = ::dup(STDERR_FILENO);  // not marked to be closed
  ASSERT_TRUE(hook.start({"/bin/sh", "-c", "ls /proc/self/fd | wc -l; cut -d' ' -f6 /proc/$$/stat; echo $$"}, 0s, {"", 1000}));
  ASSERT_EQ(outcome(hook, 0s), Hook::Outcome::done);
  ::close(ours);
  std::istringstream told(hook.take_output());
  int files = 0, session = 0, itself = -1;
  told >> files >> session >> itself;
  EXPECT_EQ(files, 4) << "standard streams and the folder ls reads";
  EXPECT_EQ(session, itself);
}

}  // namespace
}  // namespace gongkai::process

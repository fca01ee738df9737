#include "app/process/hook.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace gongkai::process

#include "app/kiosk/crash_memory.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "tests/fakes/temporary_folder.h"

namespace gongkai::kiosk {
namespace {

class CrashMemoryTest : public testing::Test {
 protected:
  // A program of its own that draws the items in turn and dies at the last one.
  void crash_while_drawing(const std::vector<CrashMemory::Draw>& draws) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      CrashMemory memory(file_, boot_);
      for (const auto& draw : draws) memory.drawing(draw);
      signal(SIGABRT, SIG_DFL);
      std::abort();
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
  }

  fakes::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "in-flight";
  std::string boot_ = "boot-1";
  const CrashMemory::Draw good_{"notice-1", 1}, bad_{"notice-2", 4};
};

TEST_F(CrashMemoryTest, AnItemIsSkippedAfterTwoCrashesUntilItIsRevised) {
  crash_while_drawing({good_, bad_});
  EXPECT_FALSE(CrashMemory(file_, "another boot").skips(bad_)) << "once may be chance";
  crash_while_drawing({good_, bad_});
  crash_while_drawing({good_, bad_});
  CrashMemory memory(file_, boot_);
  EXPECT_TRUE(memory.skips(bad_));
  EXPECT_FALSE(memory.skips(good_));
  EXPECT_FALSE(memory.skips({bad_.id, bad_.rev + 1}));
}

TEST_F(CrashMemoryTest, FiveCrashesInARowLeadToTheSafePage) {
  for (int i = 0; i < 5; ++i) crash_while_drawing({{"notice-" + std::to_string(i), 1}});
  CrashMemory memory(file_, boot_);
  EXPECT_TRUE(memory.safe_page());
  EXPECT_TRUE(memory.crashed().contains({"notice-3", 1}));
  memory.steady();
  EXPECT_FALSE(memory.safe_page());
}

TEST_F(CrashMemoryTest, ACleanEndAndAPowerCutAreNoCrashes) {
  {
    CrashMemory memory(file_, boot_);
    memory.drawing(bad_);
    memory.clean_end();
  }
  EXPECT_EQ(CrashMemory(file_, boot_).crashes_in_a_row(), 0);
  crash_while_drawing({bad_});
  EXPECT_EQ(CrashMemory(file_, "boot-2").crashes_in_a_row(), 0);
  EXPECT_TRUE(CrashMemory(file_, "boot-2").crashed().empty());
}

TEST(BootId, IsWhatTheUnitFileSaysOrElseTheKernel) {
  unsetenv("GONGKAI_BOOT_ID");
  EXPECT_EQ(boot_id().size(), 36u) << "a UUID with its dashes";
  setenv("GONGKAI_BOOT_ID", "abc", 1);
  EXPECT_EQ(boot_id(), "abc");
  unsetenv("GONGKAI_BOOT_ID");
}

TEST_F(CrashMemoryTest, AFileOfRubbishIsNoMemory) {
  FILE* out = std::fopen(file_.c_str(), "w");
  std::fputs("running\nboot boot-1\ncrashes x\ncrashed\ndrawing\n\x01\n", out);
  std::fclose(out);
  const CrashMemory memory(file_, boot_);
  EXPECT_TRUE(memory.crashed().empty());
  EXPECT_FALSE(memory.safe_page());
}

}  // namespace
}  // namespace gongkai::kiosk

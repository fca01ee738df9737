#include "app/kiosk/stroke_keys.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/fakes/temporary_folder.h"

namespace gongkai::kiosk {
namespace {

class StrokesBehindTheKeys : public ::testing::Test {
 protected:
  ~StrokesBehindTheKeys() override { std::fclose(out_); }

  std::string logged() {
    std::fflush(out_);
    std::ifstream in(folder_ / "log");
    return {std::istreambuf_iterator<char>(in), {}};
  }

  fakes::TemporaryFolder folder_;
  process::SystemClock clock_;
  std::FILE* out_ = std::fopen((folder_ / "log").c_str(), "w");
  process::Log log_{clock_, process::LogLevel::info, out_};
};

TEST_F(StrokesBehindTheKeys, AreNotOfferedWithoutTheirTable) {
  StrokeKeys keys(log_, folder_ / "absent.yaml");
  EXPECT_FALSE(keys.source());
  EXPECT_EQ(logged(), "") << "a package that is not installed is no fault";
}

TEST_F(StrokesBehindTheKeys, AreReadWhenTheFirstIsTyped) {
  StrokeKeys keys(log_);
  const auto source = keys.source();
  ASSERT_TRUE(source);
  const store::StrokeTable* table = source();
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->codes_of(U'户').at(0), "nzhp");
  EXPECT_EQ(keys.source()(), table) << "once";
}

TEST_F(StrokesBehindTheKeys, GoAwayWithAFileThatIsNoTable) {
  std::ofstream(folder_ / "stroke.yaml") << "...\n户\tnzhp\n";
  StrokeKeys keys(log_, folder_ / "stroke.yaml");
  const auto source = keys.source();
  ASSERT_TRUE(source);
  EXPECT_EQ(source(), nullptr);
  EXPECT_NE(logged().find("KIOSK-075"), std::string::npos);
  const std::string once = logged();
  EXPECT_EQ(source(), nullptr);
  EXPECT_EQ(logged(), once);
  EXPECT_FALSE(keys.source());
}

}  // namespace
}  // namespace gongkai::kiosk

#include "app/process/settings.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace gongkai::process {
namespace {

class Settings : public ::testing::Test {
 protected:
  std::filesystem::path write(const std::string& text) {
    const auto folder = std::filesystem::path(::testing::TempDir());
    const auto file = folder / (std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()) + ".toml");
    std::ofstream(file) << text;
    return file;
  }
};

TEST_F(Settings, ReadsEachTypeAndLeavesAbsentKeysAlone) {
  SettingsReader reader(write("[screen]\nname = \"厅\"\nwidth = 1080\nscale = 1.5\ntouch = true\nkind = \"led\"\n"
                              "ink = \"#14191F\"\n"));
  std::string name, other = "default";
  int width = 0, kind = 0;
  double scale = 0;
  bool touch = false;
  std::uint32_t ink = 0;
  reader.text("screen.name", name);
  reader.text("screen.other", other);
  reader.integer("screen.width", width, 1, 8192);
  reader.real("screen.scale", scale, 0.5, 4);
  reader.boolean("screen.touch", touch);
  reader.choice("screen.kind", kind, {"touch", "led"});
  reader.color("screen.ink", ink);
  EXPECT_TRUE(reader.finish().empty());
  EXPECT_EQ(name, "厅");
  EXPECT_EQ(other, "default");
  EXPECT_EQ(width, 1080);
  EXPECT_EQ(kind, 1);
  EXPECT_DOUBLE_EQ(scale, 1.5);
  EXPECT_TRUE(touch);
  EXPECT_EQ(ink, 0x14191Fu);
}

TEST_F(Settings, AnUnknownKeyIsNamedWithItsPlaceAndTheNearestKnownOne) {
  SettingsReader reader(write("[screen]\nwidth = 5\nheigth = 9\n"));
  int width = 0, height = 7;
  reader.integer("screen.width", width, 1, 10);
  reader.integer("screen.height", height, 1, 10);
  const auto faults = reader.finish();
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].line, 3);
  EXPECT_EQ(faults[0].column, 1);
  EXPECT_NE(faults[0].message.find("screen.height"), std::string::npos) << faults[0].message;
  EXPECT_EQ(height, 7);
}

TEST_F(Settings, AWholeUnknownSectionIsAFault) {
  SettingsReader reader(write("[scren]\nwidth = 5\n"));
  int width = 0;
  reader.integer("screen.width", width, 1, 10);
  ASSERT_EQ(reader.finish().size(), 1u);
}

TEST_F(Settings, WrongTypeAndRangeAreFaultsAtTheValue) {
  SettingsReader reader(write("width = \"wide\"\nheight = 99\nink = \"red\"\n"));
  int width = 3, height = 4;
  std::uint32_t ink = 1;
  reader.integer("width", width, 1, 10);
  reader.integer("height", height, 1, 10);
  reader.color("ink", ink);
  const auto faults = reader.finish();
  ASSERT_EQ(faults.size(), 3u);
  EXPECT_EQ(faults[0].line, 1);
  EXPECT_EQ(faults[1].line, 2);
  EXPECT_EQ(faults[1].column, 10);
  EXPECT_EQ(width, 3);
  EXPECT_EQ(height, 4);
  EXPECT_EQ(ink, 1u);
}

TEST_F(Settings, BrokenTomlNamesTheLine) {
  SettingsReader reader(write("a = 1\nb = = 2\n"));
  int a = 0;
  reader.integer("a", a, 0, 9);
  const auto faults = reader.finish();
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults[0].line, 2);
}

// toml++ 3.3 asserts here instead of refusing; found by tests/fuzz.
TEST_F(Settings, ABracketAtTheEndOfALineIsAFaultToo) {
  const auto faults = SettingsReader(write("# 终端\n[screen]\nwidth = 5\n[\n[[list]]\n")).finish();
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].line, 4);
  EXPECT_EQ(faults[0].column, 1);
}

TEST_F(Settings, AChineseMarkOutsideQuotesIsAFault) {
  const auto faults = SettingsReader(write("[hall]\nname、place = \"厅\"\n")).finish();
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].line, 2);
}

TEST_F(Settings, AFileFarTooLargeIsAFaultAndTheLargestIsRead) {
  const std::string key = "a = 1 #";
  const std::string largest = key + std::string(32 * 1024 - key.size(), ' ');
  EXPECT_EQ(SettingsReader(write(largest + " ")).finish().front().line, 0);
  EXPECT_EQ(SettingsReader(write(largest)).finish().front().line, 1);  // read: "a" is no setting
}

TEST_F(Settings, AKeyOfTooManyPartsIsAFaultAndTheDeepestIsRead) {
  std::string deepest = "a";
  for (int i = 0; i < 1000; ++i) deepest += ".a";
  EXPECT_EQ(SettingsReader(write(deepest + ".a = 1\n")).finish().front().line, 0);
  EXPECT_EQ(SettingsReader(write(deepest + " = 1\n")).finish().front().line, 1);
}

TEST_F(Settings, AMissingFileSaysSo) {
  SettingsReader reader("/nonexistent/profile.toml");
  const auto faults = reader.finish();
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(describe(faults[0]).rfind("/nonexistent/profile.toml: ", 0), 0u);
}

TEST_F(Settings, ByteOrderMarkAndWindowsLinesAreAccepted) {
  SettingsReader reader(write("\xEF\xBB\xBFwidth = 4\r\n# 说明\r\n"));
  int width = 0;
  reader.integer("width", width, 1, 10);
  EXPECT_TRUE(reader.finish().empty());
  EXPECT_EQ(width, 4);
}

}  // namespace
}  // namespace gongkai::process

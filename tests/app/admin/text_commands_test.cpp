#include "app/admin/commands/text_commands.h"

#include <gtest/gtest.h>

#include <fstream>

#include "app/process/exit_codes.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::admin {
namespace {

TextOptions options_of(int width_px, int size_px) {
  TextOptions options;
  options.fonts = GONGKAI_SOURCE_DIR "/fonts/fonts.toml";
  options.width_px = width_px;
  options.size_px = size_px;
  return options;
}

void write(const std::filesystem::path& file, const std::string& content) {
  std::ofstream(file, std::ios::binary) << content;
}

TEST(TextCommands, LinesEndEachParagraphWithARecordSeparator) {
  const fakes::TemporaryFolder folder;
  write(folder / "notice.txt", "政务公开，政务公开\n\n甲——乙\n");
  testing::internal::CaptureStdout();
  EXPECT_EQ(run_lines(folder / "notice.txt", options_of(90, 20)), process::exit_ok);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "政务公开，\n政务公开\n\x1e\n\n\x1e\n甲——乙\n\x1e\n");
}

TEST(TextCommands, LinesOfAMissingFileSaySo) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(run_lines("/nonexistent.txt", options_of(90, 20)), process::exit_no_input);
  EXPECT_NE(testing::internal::GetCapturedStderr().find("/nonexistent.txt"), std::string::npos);
}

TEST(TextCommands, GlyphsNameThePlaceOfWhatIsMissing) {
  const fakes::TemporaryFolder folder;
  write(folder / "a.json", R"({"title": "好", "body": [{"text": "甲\ue49d乙"}]})");
  testing::internal::CaptureStdout();
  EXPECT_EQ(run_glyphs(folder.path(), options_of(0, 20), Output::text), process::exit_ok);
  const std::string out = testing::internal::GetCapturedStdout();
  EXPECT_NE(out.find("a.json#/body/0/text\tU+E49D\t1 处"), std::string::npos) << out;
}

TEST(TextCommands, ParagraphAsJsonHasGlyphsClustersAndFonts) {
  testing::internal::CaptureStdout();
  EXPECT_EQ(run_paragraph("公开", options_of(0, 20), Output::json), process::exit_ok);
  const std::string out = testing::internal::GetCapturedStdout();
  for (const char* part : {"\"cluster\":3", "\"advance\":20.0", "NotoSansCJK-Regular.ttc", "\"index\":2"}) {
    EXPECT_NE(out.find(part), std::string::npos) << part;
  }
}

}  // namespace
}  // namespace gongkai::admin

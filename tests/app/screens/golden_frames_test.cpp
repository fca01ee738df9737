// Every screen as text, with the square-glyph font: a change of what is shown shows up as a change of a file that a
// person can read. GONGKAI_UPDATE_GOLDEN=1 writes the files anew; look at the difference before committing it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "render/layout/frame_dump.h"
#include "tests/app/screens/shown.h"

namespace gongkai::screens {
namespace {

std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string first_difference(const std::string& golden, const std::string& now) {
  std::istringstream a(golden), b(now);
  std::string line_a, line_b;
  for (int line = 1;; ++line) {
    const bool more_a = static_cast<bool>(std::getline(a, line_a)), more_b = static_cast<bool>(std::getline(b, line_b));
    if (!more_a && !more_b) return "no difference";
    if (!more_a) line_a = "(end)";
    if (!more_b) line_b = "(end)";
    if (line_a != line_b) return "line " + std::to_string(line) + "\n  golden: " + line_a + "\n  now:    " + line_b;
  }
}

class GoldenFrame : public ::testing::TestWithParam<Shown> {};

TEST_P(GoldenFrame, IsWhatItWas) {
  const auto file = std::filesystem::path(GONGKAI_SOURCE_DIR) / "tests/golden/frames" / (GetParam().name + ".txt");
  const std::string now = layout::dump(frame_of(GetParam()));
  if (std::getenv("GONGKAI_UPDATE_GOLDEN") != nullptr) std::ofstream(file, std::ios::binary) << now;
  const std::string golden = read(file);
  ASSERT_FALSE(golden.empty()) << file << " is missing";
  EXPECT_EQ(golden == now, true) << file.filename() << ": " << first_difference(golden, now);
}

std::string name_of(const ::testing::TestParamInfo<Shown>& info) {
  std::string name = info.param.name;
  for (char& c : name) {
    if (c == '-') c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Touch, GoldenFrame, ::testing::ValuesIn(touch_pages()), name_of);
INSTANTIATE_TEST_SUITE_P(Exceptions, GoldenFrame, ::testing::ValuesIn(exceptions()), name_of);
INSTANTIATE_TEST_SUITE_P(Boards, GoldenFrame, ::testing::ValuesIn(boards()), name_of);

}  // namespace
}  // namespace gongkai::screens

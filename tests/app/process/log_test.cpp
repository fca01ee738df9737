#include "app/process/log.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <memory>

namespace gongkai::process {
namespace {

class StepClock final : public Clock {
 public:
  std::chrono::sys_seconds now() const override { return std::chrono::sys_seconds{}; }
  std::chrono::nanoseconds monotonic() const override { return at; }
  std::chrono::nanoseconds at{0};
};

struct Captured {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{std::tmpfile(), std::fclose};
  std::string text() {
    std::rewind(file.get());
    std::string out;
    for (int c = std::fgetc(file.get()); c != EOF; c = std::fgetc(file.get())) out += static_cast<char>(c);
    return out;
  }
};

TEST(Log, WritesEventMessageAndQuotedFields) {
  StepClock clock;
  Captured out;
  Log log(clock, LogLevel::info, out.file.get());
  log.write(LogLevel::info, "SYNC-001", "完成", {{"items", "12"}, {"why", "a \"b\"\n"}});
  EXPECT_EQ(out.text(), "SYNC-001 完成 items=12 why=\"a \\\"b\\\" \"\n");
}

TEST(Log, DropsWhatIsAboveTheThreshold) {
  StepClock clock;
  Captured out;
  Log log(clock, LogLevel::warning, out.file.get());
  log.write(LogLevel::info, "X-1", "no");
  EXPECT_EQ(out.text(), "");
}

TEST(Log, AStormOfOneEventIsCutAndCounted) {
  StepClock clock;
  Captured out;
  Log log(clock, LogLevel::info, out.file.get());
  for (int i = 0; i < 25; ++i) log.write(LogLevel::info, "X-1", "storm");
  log.write(LogLevel::info, "X-2", "other");
  clock.at = std::chrono::minutes(1);
  log.write(LogLevel::info, "X-1", "later");
  const std::string text = out.text();
  std::size_t lines = 0;
  for (const char c : text) lines += c == '\n';
  EXPECT_EQ(lines, 12u);  // ten, the other event, and the first of the next minute
  EXPECT_NE(text.find("X-1 later suppressed=15\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace gongkai::process

#include "app/admin/commands/feedback_report.h"

#include <gtest/gtest.h>

#include <cstdio>

#include "app/process/exit_codes.h"
#include "content/store/feedback_queue.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::admin {
namespace {

using model::Grade;

class FeedbackReport : public testing::Test {
 protected:
  FeedbackReport() {
    const model::Instant at = *model::parse_instant("2026-11-23T09:00:00+08:00");
    auto first = store::FeedbackQueue::open(folder_ / "a.db"), second = store::FeedbackQueue::open(folder_ / "b.db");
    const store::FeedbackBounds most_two{2, {}};
    EXPECT_TRUE(first->put(model::Rating{"fee-1", 1, Grade::satisfied, {}, "", at}, {}, {}));
    EXPECT_TRUE(first->put(model::Rating{"guide-1", 3, Grade::satisfied, {}, "", at}, {}, most_two));
    EXPECT_TRUE(first->put(model::Rating{"guide-1", 3, Grade::very_dissatisfied, {"内容不全", "不好找"}, "=1+\"1\"", at}, {}, most_two));
    EXPECT_TRUE(second->put(model::Rating{"guide-1", 2, Grade::fairly_satisfied, {}, "", at}, {}, {}));
    EXPECT_TRUE(second->put(model::Rating{"", 0, Grade::very_satisfied, {"态度好"}, "HAO", at}, {}, {}));
    EXPECT_TRUE(second->put(model::Wish{{"城市管理", "收费"}, "LU DENG", at}, {}, {}));
  }
  std::string report(const char* output, int expected_exit = process::exit_ok) {
    testing::internal::CaptureStdout();
    const int exit_code = run_feedback({journals_, {}, {}, output});
    std::fflush(stdout);
    EXPECT_EQ(exit_code, expected_exit);
    return testing::internal::GetCapturedStdout();
  }
  static bool has(const std::string& text, const char* words) { return text.find(words) != std::string::npos; }

  fakes::TemporaryFolder folder_;
  std::vector<std::filesystem::path> journals_{folder_ / "a.db", folder_ / "b.db"};
};

TEST_F(FeedbackReport, SumsUpByItemTheWorstFirst) {
  const std::string text = report("");
  EXPECT_TRUE(has(text, "评价 4 条，“我想了解” 1 条；另有 1 条因存满或过期已清除")) << text;
  EXPECT_TRUE(has(text, "66.67%")) << "two of three are no bad ones" << text;
  EXPECT_TRUE(has(text, "33.33%"));
  EXPECT_LT(text.find("guide-1"), text.find("大厅服务"));
  EXPECT_TRUE(has(text, "2026-11-23T09时  非常不满意  guide-1"));
  EXPECT_TRUE(has(text, "内容不全、不好找"));
  EXPECT_TRUE(has(text, "LU DENG"));
}

TEST_F(FeedbackReport, TheTableForSpreadsheetsRunsNoFormulaOfTheirs) {
  const std::string csv = report("csv");
  EXPECT_TRUE(has(csv, "评价,2026-11-23T09:00:00+08:00,\"guide-1\",\"guide-1\",3,5,非常不满意,\"内容不全、不好找\",\"'=1+\"\"1\"\"\"\r\n")) << csv;
  EXPECT_TRUE(has(csv, "想了解,2026-11-23T09:00:00+08:00,,,,,,\"城市管理、收费\",\"LU DENG\"\r\n")) << csv;
}

TEST_F(FeedbackReport, ProgramsReadTheSame) {
  const std::string json = report("json");
  EXPECT_TRUE(has(json, R"({"entity":"guide-1","title":"guide-1","grades":[0,1,1,0,1],"rated":3,"bad":1})")) << json;
  EXPECT_TRUE(has(json, R"("grade":5,"reasons":["内容不全","不好找"],"text":"=1+\"1\"")")) << json;
  EXPECT_TRUE(has(json, R"({"topics":["城市管理","收费"],"text":"LU DENG","at":"2026-11-23T09:00:00+08:00"})"));
  EXPECT_TRUE(has(json, R"("dropped":1)"));
}

TEST_F(FeedbackReport, AFileThatIsNotThereIsSaid) {
  journals_.push_back(folder_ / "c.db");
  testing::internal::CaptureStderr();
  report("", process::exit_data);
  EXPECT_TRUE(has(testing::internal::GetCapturedStderr(), "c.db"));
}

}  // namespace
}  // namespace gongkai::admin

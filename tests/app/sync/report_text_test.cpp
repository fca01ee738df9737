#include "app/sync/report_text.h"

#include <cstdio>
#include <memory>

#include "app/process/exit_codes.h"

namespace gongkai::agent {
namespace {

sync::CycleReport failed_with(const std::string& code) {
  sync::CycleReport report;
  report.error = model::Error{code, "原因"};
  report.troubles = {*report.error};
  return report;
}

TEST(ReportText, ExitCodesTellFaultsApart) {
  sync::CycleReport good;
  good.outcome = sync::CycleOutcome::applied;
  EXPECT_EQ(exit_code_of(good), process::exit_ok);
  EXPECT_EQ(exit_code_of(failed_with("HTTP-001")), process::exit_unavailable);
  EXPECT_EQ(exit_code_of(failed_with("SYNC-011")), process::exit_unavailable);
  EXPECT_EQ(exit_code_of(failed_with("SYNC-010")), process::exit_data);
  EXPECT_EQ(exit_code_of(failed_with("TRUST-010")), process::exit_data);
  EXPECT_EQ(exit_code_of(failed_with("STORE-002")), process::exit_config);
  EXPECT_EQ(exit_code_of(failed_with("STORE-032")), process::exit_io);
}

TEST(ReportText, WordsSayWhatHappened) {
  sync::CycleReport report;
  report.outcome = sync::CycleOutcome::applied;
  report.generation = 7;
  report.changes = {3, 1, 2, 0, 1, 0};
  report.faults = {{model::Severity::error, "E-TITLE", "notice-1", "/title", std::nullopt, "标题过长"}};
  EXPECT_EQ(report_in_words(report),
            "已更新到第 7 代：写入 3 条，撤回 1 条，未变 2 条。\n未采用 1 条：\n  E-TITLE notice-1 /title 标题过长\n");
}

TEST(ReportText, FaultsWithAnAlarmAreNamedInTheLog) {
  for (const auto& [code, name] : {std::pair("STORE-032", "storage_full"), std::pair("TRUST-030", "stale_metadata"),
                                   std::pair("SYNC-010", "not_catalogue")}) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::tmpfile(), &std::fclose);
    const process::SystemClock clock;
    process::Log log(clock, process::LogLevel::info, file.get());
    log_report(log, failed_with(code), {});
    std::rewind(file.get());
    char line[512] = "";
    ASSERT_NE(std::fgets(line, sizeof line, file.get()), nullptr);
    EXPECT_NE(std::string(line).find(std::string("event=") + name), std::string::npos) << line;
  }
}

TEST(ReportText, JsonEscapesWhatItMust) {
  sync::CycleReport report = failed_with("SYNC-011");
  report.troubles[0].message = "“引号” \" \\ \n";
  const std::string json = report_in_json(report, {1, 2, 3});
  EXPECT_NE(json.find(R"("message":"“引号” \" \\ \u000a")"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("outcome":"failed","generation":null)"), std::string::npos) << json;
}

}  // namespace
}  // namespace gongkai::agent

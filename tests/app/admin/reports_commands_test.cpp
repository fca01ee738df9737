// reports collect and status as the office runs them, and what certificate and feedback make of what was collected.
#include "app/admin/commands/reports.h"

#include <cstdio>
#include <functional>

#include "app/admin/commands/feedback_report.h"
#include "app/admin/report_collect.h"
#include "app/admin/terminal_health.h"
#include "app/process/exit_codes.h"
#include "content/store/collection.h"
#include "tests/app/admin/reporting_terminal.h"
#include "tests/fakes/s3_fake.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::admin {
namespace {

namespace fs = std::filesystem;
using admin_test::morning;
using admin_test::ReportingTerminal;
using namespace std::chrono_literals;

struct Ran {
  int exit_code = 0;
  std::string out, err;
};

Ran run(const std::function<int()>& command) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  Ran ran;
  ran.exit_code = command();
  std::fflush(stdout);
  ran.out = testing::internal::GetCapturedStdout();
  ran.err = testing::internal::GetCapturedStderr();
  return ran;
}

void expect_says(const std::string& text, const std::string& words) {
  EXPECT_NE(text.find(words), std::string::npos) << "no “" << words << "” in:\n" << text;
}

class ReportsCommands : public testing::Test {
 protected:
  static Moment at(model::Instant now) { return {now, model::date_of(now)}; }
  Ran collect(model::Instant now, Output output = Output::text) {
    ReportsCollectOptions options;
    options.source.to = first.host().string();
    options.keys = first.keys();
    options.into = into;
    options.moment = at(now);
    options.output = output;
    return run([&] { return run_reports_collect(options); });
  }
  Ran status(model::Instant now, Output output = Output::text) {
    return run([&] { return run_reports_status({into, at(now), output}); });
  }
  static codec::KioskState lobby(model::Instant last_row) {
    codec::KioskState state;
    state.content_at = morning - 2h;
    state.journals.push_back({"lobby", 7, last_row, 0});
    return state;
  }

  fakes::TemporaryFolder office;
  fs::path into = office / "collected";
  ReportingTerminal first{office.path(), "hall-01"}, second{office.path(), "hall-02"};
};

TEST_F(ReportsCommands, OneTerminalThatCannotBeTrustedDoesNotKeepTheOthersOut) {
  for (ReportingTerminal* terminal : {&first, &second}) {
    terminal->show("pub-1", 25, morning);
    if (terminal == &first) terminal->change_key();
    terminal->send({terminal->unsent(), model::Rating{"guide-1", 3, model::Grade::dissatisfied, {"内容不全"}, "", morning}});
    terminal->beat(morning + 25min);
  }
  const Ran ran = collect(morning + 30min);
  EXPECT_EQ(ran.exit_code, process::exit_data);
  expect_says(ran.err, "hall-01：错误：");
  expect_says(ran.out, "hall-01：没有收到");
  expect_says(ran.out, "hall-02：收到 1 批，播放记录 25 条，群众意见 1 条");
  first.hand_in_key();
  const Ran again = collect(morning + 30min, Output::json);
  EXPECT_EQ(again.exit_code, process::exit_ok) << again.err;
  expect_says(again.out, R"({"kiosk":"hall-01","batches":1,"rows":25,"feedback":1,)");
  expect_says(again.out, R"({"kiosk":"hall-02","batches":0,)");

  CertificateOptions certificate;
  certificate.id = "pub-1";
  certificate.collected = into;
  certificate.moment = at(morning + 1h);
  const Ran stated = run([&] { return run_certificate(certificate); });
  EXPECT_EQ(stated.exit_code, process::exit_ok) << stated.err;
  expect_says(stated.out, "<th>hall-01/lobby-01</th><th>hall-02/lobby-01</th>");
  expect_says(stated.out, "<td>25 次，25 分 00 秒");
  const Ran feedback = run([&] { return run_feedback({{}, into, {}, ""}); });
  EXPECT_EQ(feedback.exit_code, process::exit_ok);
  expect_says(feedback.out, "评价 2 条");
}

// Whoever may write on the host can put anything there.
TEST_F(ReportsCommands, AFileThatIsTooLargeStopsOnlyItsTerminal) {
  for (ReportingTerminal* terminal : {&first, &second}) {
    terminal->send({model::Wish{{}, "x", morning}});
    terminal->beat(morning);
  }
  fs::resize_file(first.file(0), publish::max_report_bytes + 1);
  Ran ran = collect(morning);
  EXPECT_EQ(ran.exit_code, process::exit_data);
  expect_says(ran.out, "hall-01：收到 1 批");
  expect_says(ran.out, "hall-02：收到 1 批");
  first.beat(morning);
  first.send({model::Wish{{}, "y", morning}});
  fs::resize_file(first.file(1001), publish::max_report_bytes + 1);
  ran = collect(morning);
  expect_says(ran.err, "--give-up hall-01=1001");
}

TEST_F(ReportsCommands, ABucketIsCollectedFromAndCleared) {
  fakes::S3Fake store;
  first.send({model::Wish{{"收费"}, "", morning}});
  first.beat(morning);
  for (const std::int64_t seq : {0, 1000}) {
    store.put("/bucket/" + publish::report_path({"hall-01", seq}), *publish::read_file(first.file(seq), publish::max_report_bytes));
  }
  ReportsCollectOptions options;
  options.source.to = "s3+" + store.url() + "/bucket";
  options.source.credentials = office / "credentials";
  ASSERT_TRUE(publish::write_new_file(options.source.credentials,
                                      "user=AKIDEXAMPLE\npassword=wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY\nregion=cn-north-1\n", 0600));
  options.keys = first.keys();
  options.into = into;
  options.kiosks = {"hall-01"};
  options.remove = true;
  options.moment = at(morning);
  const Ran ran = run([&] { return run_reports_collect(options); });
  EXPECT_EQ(ran.exit_code, process::exit_ok) << ran.err;
  expect_says(ran.out, "收到 1 批，播放记录 0 条，群众意见 1 条");
  EXPECT_EQ(store.objects().size(), 1u) << "the heartbeat stays";
  EXPECT_EQ(store.refused(), 0);
}

TEST_F(ReportsCommands, AHostThatIsDownIsNoFaultOfATerminal) {
  first.beat(morning);
  second.beat(morning);
  collect(morning);
  ReportsCollectOptions options;
  options.source.to = "http://127.0.0.1:9/reports";
  options.keys = first.keys();
  options.into = into;
  options.moment = at(morning + 1min);
  const Ran ran = run([&] { return run_reports_collect(options); });
  EXPECT_EQ(ran.exit_code, process::exit_unavailable);
  EXPECT_EQ(ran.err.find("hall-02"), std::string::npos) << "it is tried once: " << ran.err;
  EXPECT_EQ(terminal_health(into, "hall-01")->care, Care::well);
  EXPECT_EQ(terminal_health(into, "hall-01")->collected->at, morning);
}

TEST_F(ReportsCommands, WhatIsMissingOnTheCommandLineIsSaid) {
  EXPECT_EQ(run([] { return run_feedback({}); }).exit_code, process::exit_usage);
  CertificateOptions certificate;
  certificate.id = "pub-1";
  EXPECT_EQ(run([&] { return run_certificate(certificate); }).exit_code, process::exit_usage);
  certificate.collected = into;
  EXPECT_EQ(run([&] { return run_certificate(certificate); }).exit_code, process::exit_no_input);
  EXPECT_EQ(status(morning).exit_code, process::exit_no_input);
  ReportsCollectOptions options;
  options.source.to = first.host().string();
  options.keys = first.keys();
  options.into = into;
  options.kiosks = {"hall-03"};
  expect_says(run([&] { return run_reports_collect(options); }).err, "hall-03");
  options.kiosks = {};
  EXPECT_EQ(run([&] { return run_reports_collect(options); }).exit_code, process::exit_unavailable) << "no such folder";
  options.given_up = {"hall-01"};
  EXPECT_EQ(run([&] { return run_reports_collect(options); }).exit_code, process::exit_usage);
}

TEST_F(ReportsCommands, TheTerminalThatNeedsCareStandsFirst) {
  first.beat(morning, 0, lobby(morning));
  second.beat(morning - 2h, 0, lobby(morning - 2h));
  collect(morning + 1min);
  const Ran ran = status(morning + 4min);
  EXPECT_EQ(ran.exit_code, process::exit_unavailable);
  expect_says(ran.out, "终端 2 台：正常 1，要看一看 1；上次收取 2026年11月23日 09:01（3 分钟前）");
  expect_says(ran.out, "失联  ");
  expect_says(ran.out, "已 2 小时没有消息");
  expect_says(ran.out, "lobby 4 分钟前");
  EXPECT_LT(ran.out.find("hall-02"), ran.out.find("hall-01"));
  expect_says(status(morning + 5h).out, "请先运行 gongkai-admin reports collect");
  expect_says(status(morning, Output::json).out, R"({"kiosk":"hall-02","care":"silent","troubles":["已 2 小时没有消息)");

  second.beat(morning + 2h, 0, lobby(morning + 2h));
  first.beat(morning + 2h, 0, lobby(morning + 2h));
  collect(morning + 2h);
  EXPECT_EQ(status(morning + 2h).exit_code, process::exit_ok);
  const Ran stale = status(morning + 4h);
  EXPECT_EQ(stale.exit_code, process::exit_unavailable) << "what is known is two hours old";
  expect_says(stale.out, "当时正常 2");
}

class Health : public ReportsCommands {
 protected:
  TerminalHealth of_first(model::Instant collected_at) {
    collect(collected_at);
    return *terminal_health(into, "hall-01");
  }
};

TEST_F(Health, SilenceIsMeasuredUpToWhenTheOfficeAskedLast) {
  EXPECT_EQ(of_first(morning).care, Care::never_heard);
  first.beat(morning);
  EXPECT_EQ(of_first(morning + 10min).care, Care::well);
  EXPECT_EQ(of_first(morning + 11min).care, Care::silent);
  EXPECT_EQ(of_first(morning + 25h).care, Care::long_silent);
}

TEST_F(Health, TroublesOfALivingTerminalAreTold) {
  codec::KioskState state = lobby(morning - 25h);
  state.error = model::Error{"HTTP-001", "连不上"};
  first.beat(morning, 0, state);
  const TerminalHealth health = of_first(morning);
  EXPECT_EQ(health.care, Care::troubled);
  ASSERT_EQ(health.troubles.size(), 2u);
  expect_says(health.troubles[0], "连不上（HTTP-001）");
  expect_says(health.troubles[1], "屏幕 lobby 已 25 小时没有播放记录");
  first.beat(morning + 3h);
  expect_says(of_first(morning).troubles[0], "快 3 小时");
}

TEST_F(Health, WhatWasGivenUpIsNotForgotten) {
  first.show("pub-1", 2, morning);
  first.send({first.unsent()});
  first.send({});
  first.beat(morning);
  fs::remove(first.file(1000));
  EXPECT_EQ(of_first(morning).care, Care::refused);
  PublishTarget source = FolderTarget{first.host()};
  collect_from(source, {first.keys(), into, morning, {{"hall-01", 1000, 1000}}, Originals::keep}, "hall-01");
  const TerminalHealth health = of_first(morning);
  EXPECT_EQ(health.care, Care::well);
  ASSERT_EQ(health.given_up.size(), 1u);
  expect_says(health.troubles[0], "第 1000—1000 批没有收到");
}

TEST(AgeWords, AreThoseOfPeople) {
  EXPECT_EQ(age_words(20s), "刚刚");
  EXPECT_EQ(age_words(59min), "59 分钟前");
  EXPECT_EQ(age_words(47h), "47 小时前");
  EXPECT_EQ(age_words(48h), "2 天前");
}

}  // namespace
}  // namespace gongkai::admin

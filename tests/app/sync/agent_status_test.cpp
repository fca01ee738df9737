// What people, systemd and monitoring are told of the agent.
#include "app/sync/agent_status.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cstring>
#include <regex>
#include <set>
#include <sstream>

#include "app/process/exit_codes.h"
#include "app/sync/advice.h"
#include "app/sync/agent_settings.h"
#include "tests/app/sync/sync_program.h"

namespace gongkai::agent {
namespace {

using agent_test::bytes_of;

const model::Instant moment = *model::parse_instant("2026-11-21T09:42:00+08:00");

sync::CycleReport report_of(sync::CycleOutcome outcome, const std::string& code = "") {
  sync::CycleReport report;
  report.outcome = outcome;
  if (!code.empty()) report.error = model::Error{code, "原因"};
  return report;
}

AgentStatus sample() {
  AgentStatus status;
  status.running = true;
  status.cycles.ended_at = status.cycles.success_at = moment;
  status.shown = store::GenerationInfo{};
  status.shown->number = 7;
  status.shown->items = 30;
  status.shown->applied_at = status.shown->catalogue_at = moment - std::chrono::minutes(5);
  status.counts = {{model::Kind::notice, 28}, {model::Kind::organ, 2}};
  status.snapshot_version = 41;
  status.store_bytes = 4096;
  return status;
}

AgentStatus failing() {
  AgentStatus status = sample();
  status.cycles.error = model::Error{"HTTP-001", "连不上 \"主机\""};
  status.cycles.failures = 3;
  return status;
}

TEST(AgentStatus, WordsSayWhatIsShownAndWhatToDo) {
  EXPECT_EQ(status_in_words(sample(), moment),
            "同步程序：正在运行\n上次成功：2026-11-21 09:42（刚刚）\n内容签发：2026-11-21 09:37（5 分钟前）\n"
            "内容：第 7 代，30 条（通知公告 28、机构 2）\n目录：快照第 41 版\n错误：无\n");
  const std::string text = status_in_words(failing(), moment);
  EXPECT_NE(text.find("错误：HTTP-001 连不上 \"主机\"（已连续失败 3 次）\n处理：检查网线"), std::string::npos) << text;
  EXPECT_EQ(status_in_words({}, moment), "同步程序：没有运行\n上次成功：从未\n内容：本机还没有内容\n错误：无\n");
}

TEST(AgentStatus, OneLineForSystemd) {
  EXPECT_EQ(status_line(sample(), moment), "第 7 代，30 条，签发于 2026-11-21 09:37（5 分钟前）");
  EXPECT_TRUE(status_line(failing(), moment).starts_with("HTTP-001 连不上 \"主机\"；处理：检查网线"));
  EXPECT_EQ(status_line({}, moment), "还没有内容");
}

TEST(AgentStatus, JsonForScripts) {
  const std::string good = status_in_json(sample(), moment);
  EXPECT_TRUE(good.starts_with(R"({"running":true,"last_cycle":"2026-11-21T09:42:00+08:00",)")) << good;
  EXPECT_NE(good.find(R"("error":null,"generation":{"number":7,)"), std::string::npos) << good;
  EXPECT_NE(good.find(R"("age_seconds":300,"items":30,"visible":{"notice":28,"organ":2},"bytes":4096,"snapshot":41},"reports":null})"),
            std::string::npos)
      << good;
  const std::string bad = status_in_json(failing(), moment);
  EXPECT_NE(bad.find(R"("failures":3,"error":{"code":"HTTP-001","message":"连不上 \"主机\"","advice":")"),
            std::string::npos)
      << bad;
  EXPECT_TRUE(status_in_json({}, moment).ends_with(R"("error":null,"generation":null,"reports":null})"));
}

TEST(AgentStatus, ReportsAreToldWhereTheTerminalMakesAny) {
  fakes::TemporaryFolder folder;
  EXPECT_FALSE(read_last_report(folder.path()));
  LastReport report;
  report.reached_at = moment - std::chrono::minutes(2);
  report.sent_seq = 1795360000;
  report.waiting = 3;
  report.error = model::Error{"REPORT-021", "服务器对回传回答 401：https://mulu.example"};
  write_last_report(folder.path(), report);
  AgentStatus status = sample();
  status.reports = read_last_report(folder.path());
  EXPECT_NE(status_in_words(status, moment).find("回传：上次送达 2026-11-21 09:40（2 分钟前），待传 3 批\n回传错误：REPORT-021 服务器对"
                                                 "回传回答 401：https://mulu.example\n处理：核对凭据文件里的用户名和密码\n错误：无\n"),
            std::string::npos)
      << status_in_words(status, moment);
  EXPECT_TRUE(status_in_json(status, moment)
                  .ends_with(R"("reports":{"last_reached":"2026-11-21T09:40:00+08:00","last_sent":null,"sent_seq":1795360000,)"
                             R"("waiting":3,"error":{"code":"REPORT-021","message":"服务器对回传回答 401：https://mulu.example",)"
                             R"("advice":"核对凭据文件里的用户名和密码"}}})"))
      << status_in_json(status, moment);
  const std::string metrics = metrics_text(status, {}, moment);
  EXPECT_NE(metrics.find("gongkai_sync_reports_waiting 3\n"), std::string::npos) << metrics;
  EXPECT_NE(metrics.find("gongkai_sync_report_error{code=\"REPORT-021\"} 1\n"), std::string::npos) << metrics;
}

TEST(AgentStatus, ExitCodes) {
  EXPECT_EQ(exit_code_of(sample()), process::exit_ok);
  EXPECT_EQ(exit_code_of(failing()), process::exit_unavailable);
  EXPECT_EQ(exit_code_of(AgentStatus{}), process::exit_no_input);
}

TEST(LastCycles, FailuresAreCountedAndKept) {
  fakes::TemporaryFolder folder;
  LastCycles cycles = after_cycle({}, report_of(sync::CycleOutcome::applied), moment);
  cycles = after_cycle(cycles, report_of(sync::CycleOutcome::failed, "HTTP-001"), moment + std::chrono::minutes(1));
  cycles = after_cycle(cycles, report_of(sync::CycleOutcome::failed, "HTTP-001"), moment + std::chrono::minutes(2));
  EXPECT_EQ(cycles.failures, 2);
  EXPECT_EQ(cycles.success_at, moment);
  cycles.error->message = "两行\n的原因";
  write_last_cycles(folder / ".", cycles);
  LastCycles read = read_last_cycles(folder / ".");
  EXPECT_EQ(read.error->message, "两行 的原因");
  read.error->message = cycles.error->message;
  EXPECT_EQ(read, cycles);
  EXPECT_EQ(after_cycle(cycles, report_of(sync::CycleOutcome::not_modified), moment).failures, 0);
  EXPECT_EQ(read_last_cycles(folder / "none"), LastCycles());
}

// The table of faults in app/sync/README.md and the words on the spot are the same list.
TEST(Advice, EachFaultOfTheTableHasItsOwn) {
  std::ifstream stream(GONGKAI_SOURCE_DIR "/app/sync/README.md");
  const std::regex code(R"((HTTP|SYNC|TRUST|BUNDLE|REPORT)-0\d\d)");
  std::set<std::string> codes;
  for (std::string line; std::getline(stream, line);) {
    if (!line.starts_with("| ")) continue;
    const std::string event = line.substr(0, line.find('|', 1));
    for (std::sregex_iterator i(event.begin(), event.end(), code), end; i != end; ++i) codes.insert(i->str());
  }
  codes.erase("SYNC-013");  // no fault
  EXPECT_GE(codes.size(), 20U);
  for (int number = 20; number < 29; ++number) codes.insert("REPORT-0" + std::to_string(number));
  codes.insert({"STORE-032", "BUNDLE-003", "BUNDLE-006", "PACK-001"});
  const std::string_view fallback = advice("NONE-001");
  EXPECT_NE(fallback, "");
  for (const std::string& each : codes) EXPECT_NE(advice(each), fallback) << each;
}

// Exposition format 0.0.4: each series after the HELP and TYPE of its family, one value a line.
void expect_exposition(const std::string& text) {
  const std::regex help(R"(# HELP (gongkai_sync_[a-z_]+) .+)");
  const std::regex type(R"(# TYPE (gongkai_sync_[a-z_]+) (gauge|counter))");
  const std::regex value(R"re((gongkai_sync_[a-z_]+)(\{[a-z]+="[^"\\]+"\})? -?\d+)re");
  std::string family;
  std::set<std::string> families, series;
  std::istringstream lines(text);
  std::smatch match;
  for (std::string line; std::getline(lines, line);) {
    if (std::regex_match(line, match, help)) {
      family = match[1];
      EXPECT_TRUE(families.insert(family).second) << line;
    } else if (std::regex_match(line, match, type) || std::regex_match(line, match, value)) {
      EXPECT_EQ(match[1], family) << line;
      const bool named_once = line[0] == '#' || series.insert(line.substr(0, line.rfind(' '))).second;
      EXPECT_TRUE(named_once) << line;
      EXPECT_EQ(family.ends_with("_total"), text.find("# TYPE " + family + " counter") != std::string::npos);
    } else {
      ADD_FAILURE() << "no line of the format: " << line;
    }
  }
  EXPECT_TRUE(text.ends_with("\n"));
}

TEST(Metrics, EachLineIsOfTheFormat) {
  AgentCounters counters;
  count(counters, report_of(sync::CycleOutcome::applied));
  count(counters, report_of(sync::CycleOutcome::failed, "HTTP-001"));
  count(counters, report_of(sync::CycleOutcome::failed, "HTTP-001"));
  counters.traffic.requests = 12;
  counters.certificate_expires = moment + std::chrono::hours(60);
  const std::string text = metrics_text(failing(), counters, moment);
  expect_exposition(text);
  for (const char* line : {"gongkai_sync_cycles_total{outcome=\"failed\"} 2\n", "gongkai_sync_items{kind=\"notice\"} 28\n",
                           "gongkai_sync_last_error{code=\"HTTP-001\"} 1\n", "gongkai_sync_content_age_seconds 300\n",
                           "gongkai_sync_requests_total 12\n", "gongkai_sync_tls_days_left 2\n", "gongkai_sync_clock_trusted 1\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line;
  }
  expect_exposition(metrics_text({}, {}, moment));
}

TEST(Metrics, TheFileIsOldOrNewNeverBetween) {
  fakes::TemporaryFolder folder;
  const std::filesystem::path file = folder / "gongkai.prom", before = folder / "before";
  ASSERT_TRUE(write_metrics(file, "old 1\n"));
  std::filesystem::create_hard_link(file, before);
  ASSERT_TRUE(write_metrics(file, "new 2\n"));
  EXPECT_EQ(bytes_of(file), "new 2\n");
  EXPECT_EQ(bytes_of(before), "old 1\n") << "a reader that has it open reads it to its end";
  EXPECT_FALSE(std::filesystem::exists(file.string() + ".part"));
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(file).permissions() & perms::others_read, perms::others_read);
  EXPECT_FALSE(write_metrics(folder / "none/gongkai.prom", "x 1\n"));
}

TEST(Metrics, TheSampleSettingsNameAFileForThem) {
  AgentSettings settings;
  EXPECT_TRUE(read_agent_settings(GONGKAI_SOURCE_DIR "/kiosk-config/systemd/sync.toml", settings).empty());
  settings.root = GONGKAI_SOURCE_DIR "/README.md";  // the office's stands in the terminal only
  EXPECT_EQ(check_agent_settings(settings), std::vector<std::string>());
  EXPECT_EQ(settings.metrics, "/run/gongkai-metrics/gongkai.prom");
}

class Watched : public agent_test::Program {
 protected:
  // What the agent tells systemd, up to the first datagram that begins so and contains this.
  std::string notified(int socket, const std::string& begin, const std::string& part) {
    pollfd ready{socket, POLLIN, 0};
    std::string datagram(4096, '\0');
    while (::poll(&ready, 1, 30'000) == 1) {
      const ssize_t size = ::recv(socket, datagram.data(), datagram.size(), 0);
      const std::string text = datagram.substr(0, size > 0 ? static_cast<std::size_t>(size) : 0);
      if (text.starts_with(begin) && text.find(part) != std::string::npos) return text;
    }
    return "";
  }
};

TEST_F(Watched, TheAgentTellsSystemdAndTheMetricsFile) {
  publish_revision(1);
  const std::string address = folder / "notify";
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  ASSERT_LT(address.size(), sizeof name.sun_path);
  std::memcpy(name.sun_path, address.c_str(), address.size());
  ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&name), sizeof name), 0);
  ASSERT_EQ(::setenv("NOTIFY_SOCKET", address.c_str(), 1), 0);
  std::ofstream(folder / "sync.toml") << "interval = 1\nmetrics = \"" << (folder / "gongkai.prom").string() << "\"\n";
  const pid_t agent = start({"--config", folder / "sync.toml"});
  ::unsetenv("NOTIFY_SOCKET");
  EXPECT_EQ(notified(socket, "READY=1", ""), "READY=1");
  EXPECT_NE(notified(socket, "STATUS=第 1 代，30 条，签发于 ", ""), "");
  EXPECT_EQ(run({"status"}), process::exit_ok);
  EXPECT_TRUE(output().starts_with("同步程序：正在运行\n")) << output();
  server.go_down();
  EXPECT_NE(notified(socket, "STATUS=HTTP-00", "；处理："), "");
  ASSERT_EQ(::kill(agent, SIGTERM), 0);
  EXPECT_EQ(exit_code(agent), process::exit_ok);
  ::close(socket);
  const std::string metrics = bytes_of(folder / "gongkai.prom");
  expect_exposition(metrics);
  EXPECT_NE(metrics.find("gongkai_sync_cycles_total{outcome=\"applied\"} 1\n"), std::string::npos) << metrics;
}

TEST_F(Watched, StatusSaysWhatIsWrongAfterTheAgentHasStopped) {
  EXPECT_EQ(run({"status"}), process::exit_no_input);
  EXPECT_NE(output().find("上次成功：从未\n"), std::string::npos) << output();
  EXPECT_FALSE(std::filesystem::exists(folder / "state")) << "it only looks";
  publish_revision(1);
  EXPECT_EQ(run(), process::exit_ok);
  EXPECT_EQ(run({"status"}), process::exit_ok);
  EXPECT_NE(output().find("同步程序：没有运行\n"), std::string::npos) << output();
  server.go_down();
  EXPECT_EQ(run(), process::exit_unavailable);
  EXPECT_EQ(run({"status"}), process::exit_unavailable);
  EXPECT_NE(output().find("错误：HTTP-00"), std::string::npos) << output();
  EXPECT_NE(output().find("处理："), std::string::npos) << output();
  EXPECT_EQ(run({"status", "--json"}), process::exit_unavailable);
  EXPECT_NE(output().find(R"("error":{"code":"HTTP-00)"), std::string::npos) << output();
}

TEST_F(Watched, MetricsMustBeAFileThatTheCollectorReads) {
  EXPECT_EQ(run({"--once", "--metrics", folder / "gongkai.txt"}), process::exit_config);
  EXPECT_NE(errors().find(".prom"), std::string::npos) << errors();
}

}  // namespace
}  // namespace gongkai::agent

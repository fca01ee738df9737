// gongkai-sync: fetches the signed catalogue and keeps the store of this terminal. The only program that writes there. It also
// reports to the office what the screens have shown and what citizens said.
#include <CLI/CLI.hpp>

#include <cstdio>
#include <optional>

#include "app/process/exit_codes.h"
#include "app/sync/agent_status.h"
#include "app/sync/bundle_run.h"
#include "app/sync/last_contact.h"
#include "app/sync/last_cycles.h"
#include "app/sync/report_key.h"
#include "app/sync/report_text.h"
#include "app/sync/report_upload.h"
#include "app/sync/state_lock.h"
#include "app/sync/sync_agent.h"
#include "content/sync/credentials.h"

namespace gongkai::agent {
namespace {

enum class RunKind { daemon, once, dry_run, bundle, status, report_key, check_config };

struct CommandLine {
  std::string config, url, state, store, root, ca_file, proxy, metrics, bundle;
  int interval = 0;
  bool once = false, dry_run = false, json = false, check_config = false, verbose = false, status = false;
  bool report_key = false;
};

constexpr const char* exit_codes =
    "退出码（sysexits.h）：0 正常；1 运行出错；64 命令行有误；65 内容或签名不对，未采用；66 没有要读的文件，或还没有同步过；\n"
    "69 服务器不可用；74 磁盘读写出错；75 另一个 gongkai-sync 正在运行；77 没有权限；78 设置有误。";

void add_options(CLI::App& app, CommandLine& line) {
  app.set_version_flag("--version", "gongkai-sync " GONGKAI_VERSION);
  app.set_help_flag("-h,--help", "显示本说明");
  app.add_option("--config", line.config, "设置文件（TOML）");
  app.add_option("--url", line.url, "公开目录的网址");
  app.add_option("--state", line.state, "状态目录：已信任的元数据");
  app.add_option("--store", line.store, "本地库目录：屏幕显示的内容");
  app.add_option("--root", line.root, "随终端安装的信任根文件 root.json");
  app.add_option("--ca-file", line.ca_file, "服务器证书由自建机构签发时，该机构的证书（PEM）");
  app.add_option("--proxy", line.proxy, "代理服务器，如 http://10.0.0.1:3128");
  app.add_option("--metrics", line.metrics, "把运行指标写成 Prometheus 文本文件（*.prom），供 node_exporter 读取");
  app.add_option("--bundle", line.bundle, "从更新包文件更新一次（U 盘），检查与联网时相同；先停 gongkai-sync 服务");
  app.add_option("--interval", line.interval, "询问间隔，秒（服务器不支持等待时）")->check(CLI::Range(1, 3600));
  for (CLI::Option* option : app.get_options()) option->take_last();
  app.add_flag("--once", line.once, "同步一次就结束");
  app.add_flag("--dry-run", line.dry_run, "只说明会有什么变化，不写任何文件");
  app.add_flag("--json", line.json, "与 --once、--dry-run、--bundle 或 status 同用：结果以 JSON 输出");
  app.add_flag("--check-config", line.check_config, "只检查设置");
  app.add_flag("--verbose", line.verbose, "记录每一次询问");
  CLI::App* status = app.add_subcommand("status", "显示上次成功、内容的日期和数量、出了什么错、怎么办；退出码见下");
  status->fallthrough();
  status->callback([&line] { line.status = true; });
  CLI::App* key = app.add_subcommand("report-key", "显示本终端回传所用的公钥，交给单位登记（没有时先生成一把）");
  key->fallthrough();
  key->callback([&line] { line.report_key = true; });
  app.footer(exit_codes);
  status->footer(std::string("--config、--state、--store、--json 与 gongkai-sync 相同。\n") + exit_codes);
}

RunKind run_kind(const CommandLine& line) {
  if (line.status) return RunKind::status;
  if (line.report_key) return RunKind::report_key;
  if (line.check_config) return RunKind::check_config;
  if (!line.bundle.empty()) return RunKind::bundle;
  if (line.dry_run) return RunKind::dry_run;
  return line.once ? RunKind::once : RunKind::daemon;
}

// False, with the faults on stderr, when the agent cannot start with these settings.
bool load_settings(const CommandLine& line, AgentSettings& settings) {
  bool good = true;
  if (!line.config.empty()) {
    for (const auto& fault : read_agent_settings(line.config, settings)) {
      std::fprintf(stderr, "%s\n", process::describe(fault).c_str());
      good = false;
    }
  }
  if (!line.url.empty()) settings.url = line.url;
  if (!line.state.empty()) settings.state = line.state;
  if (!line.store.empty()) settings.store = line.store;
  if (!line.root.empty()) settings.root = line.root;
  if (!line.ca_file.empty()) settings.ca_file = line.ca_file;
  if (!line.proxy.empty()) settings.proxy = line.proxy;
  if (!line.metrics.empty()) settings.metrics = line.metrics;
  if (line.interval > 0) settings.interval_seconds = line.interval;
  if (line.status || line.report_key) return good;  // they ask nobody
  const Source source = line.bundle.empty() ? Source::network : Source::bundle;
  for (const std::string& fault : check_agent_settings(settings, source)) {
    std::fprintf(stderr, "%s\n", fault.c_str());
    good = false;
  }
  return good;
}

// No clock is right that stands before the day the program was built.
constexpr model::Instant build_date{std::chrono::seconds(GONGKAI_BUILD_SECONDS)};

// Until nothing waits or something fails, which status tells.
void report_now(const process::Clock& clock, const AgentSettings& settings) {
  process::Log log(clock, process::LogLevel::warning);
  ReportUpload upload({clock, log, settings, build_date, GONGKAI_VERSION, {}});
  const LastCycles cycles = read_last_cycles(settings.state);
  while (upload.turn(cycles) == ReportUpload::Next::more) {
  }
}

int run_once(const AgentSettings& settings, RunKind kind, bool json) {
  const process::SystemClock clock;
  sync::CurlHttpClient http({}, {}, http_route(settings));
  const auto mode = kind == RunKind::dry_run ? sync::CycleMode::dry_run : sync::CycleMode::apply;
  const auto report =
      sync::run_cycle(http, cycle_settings(settings, build_date), sync::CycleKind::full, mode, clock.now());
  if (mode == sync::CycleMode::apply) {
    if (heard_from_catalogue(report)) note_contact(settings.store, clock.now());
    write_last_cycles(settings.state, after_cycle(read_last_cycles(settings.state), report, clock.now()));
    report_now(clock, settings);
  }
  const std::string text = json ? report_in_json(report, http.totals()) + "\n" : report_in_words(report);
  std::fputs(text.c_str(), stdout);
  return exit_code_of(report);
}

int run_status(const AgentSettings& settings, bool json) {
  std::error_code error;
  std::filesystem::directory_iterator(settings.state, error);
  if (error == std::errc::permission_denied) {
    std::fprintf(stderr, "没有权限读取 %s：请用 sudo，或加入 gongkai 组。\n", settings.state.c_str());
    return process::exit_denied;
  }
  const auto now = process::SystemClock().now();
  const AgentStatus status = look_at_status(settings.state, settings.store, now);
  const std::string text = json ? status_in_json(status, now) + "\n" : status_in_words(status, now);
  std::fputs(text.c_str(), stdout);
  return exit_code_of(status);
}

int run_report_key(const AgentSettings& settings) {
  const auto pem = public_report_key(settings.state);
  if (!pem) {
    std::fprintf(stderr, "%s\n请用 sudo 运行。\n", pem.error().message.c_str());
    return process::exit_io;
  }
  std::fputs(pem->c_str(), stdout);
  const std::string name = settings.reports.kiosk.empty() ? "终端名" : settings.reports.kiosk;
  std::fprintf(stderr, "这是本终端的公钥。请单位存为 登记目录/%s/任意名.pem，供 gongkai-admin reports collect --keys 登记目录 核对签名。\n",
               name.c_str());
  return process::exit_ok;
}

int run_check(const AgentSettings& settings) {
  // Not among the faults that keep the agent from starting: what the screen shows does not hang on what is reported.
  if (const auto& file = settings.reports.credentials; !file.empty()) {
    if (const auto found = sync::read_credentials(file); !found) {
      std::fprintf(stderr, "reports.credentials：%s\n", found.error().message.c_str());
      return process::exit_config;
    }
  }
  std::fputs("设置无误。\n", stdout);
  return process::exit_ok;
}

int run_daemon(const CommandLine& line, const AgentSettings& settings) {
  const process::SystemClock clock;
  process::Log log(clock, line.verbose ? process::LogLevel::debug : process::LogLevel::info);
  const auto reload = [&line]() -> std::optional<AgentSettings> {
    AgentSettings fresh;
    if (!load_settings(line, fresh)) return std::nullopt;
    return fresh;
  };
  SyncAgent(clock, log, settings, {GONGKAI_VERSION, build_date}, reload).run();
  return process::exit_ok;
}

int run(const CommandLine& line) {
  AgentSettings settings;
  if (!load_settings(line, settings)) return process::exit_config;
  const RunKind kind = run_kind(line);
  if (kind == RunKind::check_config) return run_check(settings);
  if (kind == RunKind::status) return run_status(settings, line.json);
  if (kind == RunKind::report_key) return run_report_key(settings);
  if (kind == RunKind::dry_run) return run_once(settings, kind, line.json);
  const auto lock = StateLock::take(settings.state);
  if (!lock) {
    std::fprintf(stderr, "%s\n", lock.error().message.c_str());
    return lock.error().code == "AGENT-001" ? process::exit_try_later : process::exit_io;
  }
  if (kind == RunKind::once) return run_once(settings, kind, line.json);
  if (kind == RunKind::bundle) {
    return run_bundle(line.bundle, cycle_settings(settings, build_date), process::SystemClock(),
                      line.json ? OutputForm::json : OutputForm::words);
  }
  return run_daemon(line, settings);
}

}  // namespace
}  // namespace gongkai::agent

int main(int argc, char** argv) {
  CLI::App app("公开屏同步程序：取回经签名的公开目录，更新本机内容库；设置了 [reports] 时回传播放记录和群众评价。");
  gongkai::agent::CommandLine line;
  gongkai::agent::add_options(app, line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? gongkai::process::exit_ok : gongkai::process::exit_usage;
  }
  return gongkai::agent::run(line);
}

// gongkai-sync: fetches the signed catalogue and keeps the store of this terminal. The only program that writes there.
#include <CLI/CLI.hpp>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <random>

#include "app/process/clock.h"
#include "app/process/exit_codes.h"
#include "app/process/log.h"
#include "app/process/service_notify.h"
#include "app/process/stop_signal.h"
#include "app/sync/agent_settings.h"
#include "app/sync/report_text.h"
#include "app/sync/state_lock.h"
#include "app/sync/sync_schedule.h"
#include "content/sync/curl_http_client.h"

namespace gongkai::agent {
namespace {

enum class RunKind { daemon, once, dry_run, check_config };

struct CommandLine {
  std::string config, url, state, store, root;
  int interval = 0;
  bool once = false, dry_run = false, json = false, check_config = false, verbose = false;
};

void add_options(CLI::App& app, CommandLine& line) {
  app.set_version_flag("--version", "gongkai-sync " GONGKAI_VERSION);
  app.set_help_flag("-h,--help", "显示本说明");
  app.add_option("--config", line.config, "设置文件（TOML）");
  app.add_option("--url", line.url, "公开目录的网址");
  app.add_option("--state", line.state, "状态目录：已信任的元数据");
  app.add_option("--store", line.store, "本地库目录：屏幕显示的内容");
  app.add_option("--root", line.root, "随终端安装的信任根文件 root.json");
  app.add_option("--interval", line.interval, "询问间隔，秒（服务器不支持等待时）")->check(CLI::Range(1, 3600));
  for (CLI::Option* option : app.get_options()) option->take_last();
  app.add_flag("--once", line.once, "同步一次就结束");
  app.add_flag("--dry-run", line.dry_run, "只说明会有什么变化，不写任何文件");
  app.add_flag("--json", line.json, "与 --once 或 --dry-run 同用：结果以 JSON 输出");
  app.add_flag("--check-config", line.check_config, "只检查设置");
  app.add_flag("--verbose", line.verbose, "记录每一次询问");
}

RunKind run_kind(const CommandLine& line) {
  if (line.check_config) return RunKind::check_config;
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
  if (line.interval > 0) settings.interval_seconds = line.interval;
  for (const std::string& fault : check_agent_settings(settings)) {
    std::fprintf(stderr, "%s\n", fault.c_str());
    good = false;
  }
  return good;
}

sync::CycleSettings cycle_settings(const AgentSettings& settings) {
  std::ifstream file(settings.root, std::ios::binary);
  sync::CycleSettings cycle;
  cycle.url = settings.url;
  cycle.state = settings.state;
  cycle.store = settings.store;
  cycle.shipped_root = std::string(std::istreambuf_iterator<char>(file), {});
  cycle.not_before = model::Instant(std::chrono::seconds(GONGKAI_BUILD_SECONDS));
  cycle.wait_seconds = settings.wait_seconds;
  return cycle;
}

int run_once(const AgentSettings& settings, RunKind kind, bool json) {
  const process::SystemClock clock;
  sync::CurlHttpClient http;
  const auto mode = kind == RunKind::dry_run ? sync::CycleMode::dry_run : sync::CycleMode::apply;
  const auto report = sync::run_cycle(http, cycle_settings(settings), sync::CycleKind::full, mode, clock.now());
  const std::string text = json ? report_in_json(report, http.totals()) + "\n" : report_in_words(report);
  std::fputs(text.c_str(), stdout);
  return exit_code_of(report);
}

class Daemon {
 public:
  Daemon(const CommandLine& line, const AgentSettings& settings)
      : line_(line),
        settings_(settings),
        log_(clock_, line.verbose ? process::LogLevel::debug : process::LogLevel::info),
        http_({}, [this] {
          process::notify_service("WATCHDOG=1");
          return asked_to_stop();
        }) {}

  int run() {
    log_.write(process::LogLevel::info, "SYNC-100", "开始同步",
               {{"url", settings_.url}, {"store", settings_.store.string()}});
    SyncSchedule schedule = make_schedule();
    sync::CycleKind kind = sync::CycleKind::full;
    process::notify_service("READY=1");
    while (!asked_to_stop()) {
      const NextCycle next = schedule.after(cycle(kind), std::uniform_real_distribution<>(0.0, 1.0)(chance_));
      kind = next.kind;
      sleep(next.delay);
      if (reload_) {
        reload();
        schedule = make_schedule();
        kind = sync::CycleKind::full;
      }
    }
    process::notify_service("STOPPING=1");
    log_.write(process::LogLevel::info, "SYNC-109", "停止同步");
    return process::exit_ok;
  }

 private:
  SyncSchedule make_schedule() const {
    ScheduleSettings schedule;
    schedule.interval = std::chrono::seconds(settings_.interval_seconds);
    return SyncSchedule(schedule);
  }

  CycleEnd cycle(sync::CycleKind kind) {
    const auto started = clock_.monotonic();
    const sync::HttpTotals before = http_.totals();
    const auto report =
        sync::run_cycle(http_, cycle_settings(settings_), kind, sync::CycleMode::apply, clock_.now());
    const auto ended = clock_.monotonic();
    if (!stop_) {
      const sync::HttpTotals after = http_.totals();
      log_report(log_, report, {after.requests - before.requests, after.bytes_down - before.bytes_down,
                                after.bytes_up - before.bytes_up});
      process::notify_service("STATUS=" + report_in_words(report).substr(0, report_in_words(report).find('\n')));
    }
    return {report.outcome,
            kind,
            report.error.has_value(),
            report.waited,
            std::chrono::duration_cast<std::chrono::milliseconds>(ended - started),
            report.retry_after_seconds,
            ended};
  }

  bool asked_to_stop() {
    const auto asked = signal_.poll();
    if (asked == process::StopSignal::Asked::stop) stop_ = true;
    if (asked == process::StopSignal::Asked::reload) reload_ = true;
    return stop_;
  }

  void sleep(std::chrono::milliseconds delay) {
    // In slices shorter than the watchdog's patience.
    constexpr std::chrono::milliseconds slice{10'000};
    const auto until = clock_.monotonic() + delay;
    while (!asked_to_stop() && !reload_ && clock_.monotonic() < until) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - clock_.monotonic());
      process::wait_for(signal_, static_cast<int>(std::min(left, slice).count()));
      process::notify_service("WATCHDOG=1");
    }
  }

  void reload() {
    reload_ = false;
    AgentSettings fresh;
    if (load_settings(line_, fresh)) {
      settings_ = fresh;
      log_.write(process::LogLevel::info, "SYNC-105", "已重新读取设置");
    } else {
      log_.write(process::LogLevel::warning, "SYNC-106", "新的设置有误，仍用原来的");
    }
  }

  CommandLine line_;
  AgentSettings settings_;
  process::SystemClock clock_;
  process::Log log_;
  process::StopSignal signal_;
  bool stop_ = false, reload_ = false;
  std::minstd_rand chance_{std::random_device{}()};
  sync::CurlHttpClient http_;
};

int run(const CommandLine& line) {
  AgentSettings settings;
  if (!load_settings(line, settings)) return process::exit_config;
  const RunKind kind = run_kind(line);
  if (kind == RunKind::check_config) {
    std::fputs("设置无误。\n", stdout);
    return process::exit_ok;
  }
  if (kind == RunKind::dry_run) return run_once(settings, kind, line.json);
  const auto lock = StateLock::take(settings.state);
  if (!lock) {
    std::fprintf(stderr, "%s\n", lock.error().message.c_str());
    return lock.error().code == "AGENT-001" ? process::exit_try_later : process::exit_io;
  }
  if (kind == RunKind::once) return run_once(settings, kind, line.json);
  return Daemon(line, settings).run();
}

}  // namespace
}  // namespace gongkai::agent

int main(int argc, char** argv) {
  CLI::App app("公开屏同步程序：取回经签名的公开目录，更新本机内容库。");
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

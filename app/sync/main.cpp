// gongkai-sync: fetches the signed catalogue and keeps the store of this terminal. The only program that writes there.
#include <CLI/CLI.hpp>

#include <cstdio>
#include <optional>

#include "app/process/exit_codes.h"
#include "app/sync/last_contact.h"
#include "app/sync/report_text.h"
#include "app/sync/state_lock.h"
#include "app/sync/sync_agent.h"

namespace gongkai::agent {
namespace {

enum class RunKind { daemon, once, dry_run, check_config };

struct CommandLine {
  std::string config, url, state, store, root, ca_file, proxy;
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
  app.add_option("--ca-file", line.ca_file, "服务器证书由自建机构签发时，该机构的证书（PEM）");
  app.add_option("--proxy", line.proxy, "代理服务器，如 http://10.0.0.1:3128");
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
  if (!line.ca_file.empty()) settings.ca_file = line.ca_file;
  if (!line.proxy.empty()) settings.proxy = line.proxy;
  if (line.interval > 0) settings.interval_seconds = line.interval;
  for (const std::string& fault : check_agent_settings(settings)) {
    std::fprintf(stderr, "%s\n", fault.c_str());
    good = false;
  }
  return good;
}

// No clock is right that stands before the day the program was built.
constexpr model::Instant build_date{std::chrono::seconds(GONGKAI_BUILD_SECONDS)};

int run_once(const AgentSettings& settings, RunKind kind, bool json) {
  const process::SystemClock clock;
  sync::CurlHttpClient http({}, {}, http_route(settings));
  const auto mode = kind == RunKind::dry_run ? sync::CycleMode::dry_run : sync::CycleMode::apply;
  const auto report =
      sync::run_cycle(http, cycle_settings(settings, build_date), sync::CycleKind::full, mode, clock.now());
  if (mode == sync::CycleMode::apply && heard_from_catalogue(report)) {
    note_contact(settings.store, clock.now());
  }
  const std::string text = json ? report_in_json(report, http.totals()) + "\n" : report_in_words(report);
  std::fputs(text.c_str(), stdout);
  return exit_code_of(report);
}

int run_daemon(const CommandLine& line, const AgentSettings& settings) {
  const process::SystemClock clock;
  process::Log log(clock, line.verbose ? process::LogLevel::debug : process::LogLevel::info);
  const auto reload = [&line]() -> std::optional<AgentSettings> {
    AgentSettings fresh;
    if (!load_settings(line, fresh)) return std::nullopt;
    return fresh;
  };
  SyncAgent(clock, log, settings, build_date, reload).run();
  return process::exit_ok;
}

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
  return run_daemon(line, settings);
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

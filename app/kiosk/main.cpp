// gongkai-kiosk: the screen of a service hall. Reads the command line and hands over.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/kiosk/check_config.h"
#include "app/kiosk/crash_memory.h"
#include "app/kiosk/kiosk.h"
#include "app/kiosk/named_screen.h"
#include "app/kiosk/plan.h"
#include "app/kiosk/screenshot.h"
#include "app/kiosk/touch_doctor.h"
#include "app/process/exit_codes.h"

namespace {

using namespace gongkai;

struct Arguments {
  std::vector<std::string> profiles{"/etc/gongkai/kiosk.toml"};
  std::string store, screenshot, frame, window_shot, at, screen = "home", log_level, size, plan, state, doctor;
  std::vector<std::string> modes;
  int tab = 0, scroll = 0, pan = 0, crawl = 0;
  bool check_config = false, json = false, fit = false;
};

constexpr const char* examples = R"(示例：
  gongkai-kiosk --profile kiosk-config/profiles/touch.toml --store build/demo/store
  gongkai-kiosk --profile touch.toml --check-config
  gongkai-kiosk --profile touch.toml --profile led-wall.toml（一台机器两块屏，位置见各自的 screen.x、screen.y）
  gongkai-kiosk --profile touch.toml --screenshot home.png --at 2026-11-21T09:42:00+08:00
  gongkai-kiosk --profile touch.toml --screenshot g.png --screen guide --modes large,contrast,low
  gongkai-kiosk --profile touch.toml --screenshot s.png --screen search:gjj
  gongkai-kiosk --profile touch.toml --doctor touch
  gongkai-kiosk --profile led-strip.toml --plan 24h --at 2026-11-23T00:00:00+08:00

退出码：0 正常  64 命令行有误  65 内容有误  66 没有内容  69 显示器断开（--window-shot 时没有显示器）  74 写文件失败  78 设置有误
信号：SIGTERM、SIGINT 正常退出；SIGHUP 重新读取设置（设置有误时保留原来的）)";

void declare(CLI::App& app, Arguments& arguments) {
  app.set_version_flag("--version", std::string("gongkai-kiosk ") + GONGKAI_VERSION, "显示版本号");
  app.set_help_flag("-h,--help", "显示本说明");
  app.add_option("--profile", arguments.profiles, "终端的设置文件；一台机器接几块屏时每屏写一个，用一个程序显示")
      ->type_name("文件")
      ->capture_default_str()
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_option("--store", arguments.store, "内容库目录，优先于设置文件中的 store.directory")->type_name("目录");
  app.add_option("--state", arguments.state, "本屏自己的记录（播放记录等）存放的目录，优先于设置文件中的 state.directory")
      ->type_name("目录");
  app.add_option("--size", arguments.size, "画面大小，优先于设置文件，如 540x960")->type_name("宽x高");
  app.add_flag("--fit", arguments.fit, "显示器放不下整个画面时按比例缩小（在办公桌上试看时用）");
  app.add_flag("--check-config", arguments.check_config, "只检查设置文件、字体、配色和内容库，不打开画面");
  app.add_flag("--json", arguments.json, "检查结果或 --plan 用 JSON 输出");
  app.add_option("--screenshot", arguments.screenshot, "把一个画面写成 PNG 图片后退出，不需要显示器")->type_name("文件");
  app.add_option("--frame", arguments.frame, "连同截图写出画面的文字清单：每一处文字、色块的位置")->type_name("文件");
  app.add_option("--screen", arguments.screen, std::string("截图的画面：") + kiosk::screen_names)
      ->type_name("名称")
      ->capture_default_str();
  app.add_option("--plan", arguments.plan, "列出从现在或 --at 起将显示什么、哪些内容不显示及原因，如 24h、90m、7d")
      ->type_name("时长");
  app.add_option("--at", arguments.at, "截图或 --plan 的时刻，如 2026-11-21T09:42:00+08:00；不写为现在")->type_name("时刻");
  app.add_option("--modes", arguments.modes, "截图的显示方式，可并用：large 大字，contrast 高对比，low 低位，read 朗读中，english 英文界面")
      ->delimiter(',')
      ->check(CLI::IsMember({"large", "contrast", "low", "read", "english"}))
      ->type_name("方式");
  app.add_option("--tab", arguments.tab, "截图中详情页的第几个栏目，或大屏上某一条的第几次轮播，从 0 数起")->check(CLI::Range(0, 1000))->type_name("序号");
  app.add_option("--scroll", arguments.scroll, "截图中内容向上滚动的像素")->check(CLI::Range(0, 1000000))->type_name("像素");
  app.add_option("--pan", arguments.pan, "截图中流程图向左移动的像素，0 为开头")->check(CLI::Range(0, 1000000))->type_name("像素");
  app.add_option("--crawl", arguments.crawl, "截图中滚动字幕走过的像素")->check(CLI::Range(0, 1000000))->type_name("像素");
  app.add_option("--window-shot", arguments.window_shot, "打开窗口，首帧显示后把窗口内容写成 PNG 图片并退出")
      ->type_name("文件");
  app.add_option("--doctor", arguments.doctor, "touch：依次显示九个十字，请人点一遍，说明触摸偏了多少并给出校准的设置；退出码 0 准、1 要校准、2 有故障")
      ->check(CLI::IsMember({"touch"}))
      ->type_name("项目");
  app.add_option("--log-level", arguments.log_level, "日志级别：error warning info debug")
      ->check(CLI::IsMember({"error", "warning", "info", "debug"}))
      ->type_name("级别");
  app.footer(examples);
}

bool has(const std::vector<std::string>& words, const char* word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

int check_one(const Arguments& arguments, const std::string& profile) {
  const kiosk::ConfigReport report = kiosk::check_config(profile, arguments.store);
  if (arguments.json) {
    std::puts(kiosk::as_json(report).c_str());
  } else {
    for (const auto& fault : report.faults) std::printf("错误 %s\n", process::describe(fault).c_str());
    for (const auto& note : report.notes) std::printf("提示 %s\n", note.c_str());
    if (report.faults.empty()) std::printf("设置无误：%s\n", profile.c_str());
  }
  return report.faults.empty() ? process::exit_ok : process::exit_config;
}

int check(const Arguments& arguments) {
  int code = process::exit_ok;
  for (const std::string& profile : arguments.profiles) code = std::max(code, check_one(arguments, profile));
  return code;
}

int exit_code_of(const std::string& error) {
  if (error == "KIOSK-010" || error == "KIOSK-022" || error == "KIOSK-023") return process::exit_no_input;
  if (error == "KIOSK-011") return process::exit_config;
  if (error == "KIOSK-012") return process::exit_io;
  return process::exit_usage;
}

// The moment of --at, or now.
std::optional<model::Instant> moment_of(const Arguments& arguments, const process::Clock& clock) {
  if (arguments.at.empty()) return clock.now();
  const auto at = model::parse_instant(arguments.at);
  if (!at) std::fprintf(stderr, "--at 应写成 2026-11-21T09:42:00+08:00 的样子\n");
  return at;
}

int plan(const Arguments& arguments, const kiosk::Profile& profile, const process::Clock& clock) {
  const auto length = kiosk::read_length(arguments.plan);
  if (!length) {
    std::fprintf(stderr, "--plan 应写成 24h、90m 或 7d 的样子，不超过 7d\n");
    return process::exit_usage;
  }
  const auto from = moment_of(arguments, clock);
  if (!from) return process::exit_usage;
  const auto store = store::open_current(profile.store);
  if (!store) {
    std::fprintf(stderr, "%s\n", store.error().message.c_str());
    return process::exit_no_input;
  }
  const auto skipped = kiosk::not_revised(kiosk::skipped_items(profile.state / "in-flight"), *store);
  const kiosk::Plan planned = kiosk::plan_of(*store, profile, {*from, *length, skipped});
  std::fputs((arguments.json ? kiosk::as_json(planned) : kiosk::as_text(planned)).c_str(), stdout);
  return process::exit_ok;
}

int screenshot(const Arguments& arguments, const kiosk::Profile& profile, const process::Clock& clock) {
  kiosk::ScreenshotOrder order;
  order.file = arguments.screenshot;
  order.frame_file = arguments.frame;
  order.screen = arguments.screen;
  const auto at = moment_of(arguments, clock);
  if (!at) return process::exit_usage;
  order.at = *at;
  order.large_text = has(arguments.modes, "large");
  order.high_contrast = has(arguments.modes, "contrast");
  order.low_reach = has(arguments.modes, "low");
  order.read_aloud = has(arguments.modes, "read");
  order.english = has(arguments.modes, "english");
  order.tab = arguments.tab;
  order.scroll_px = arguments.scroll;
  order.pan_px = arguments.pan;
  order.crawl_px = arguments.crawl;
  const auto report = kiosk::take_screenshot(profile, order);
  if (!report) {
    std::fprintf(stderr, "%s %s\n", report.error().code.c_str(), report.error().message.c_str());
    return exit_code_of(report.error().code);
  }
  for (const auto& font : report->missing_fonts) std::fprintf(stderr, "提示 字体文件未安装：%s\n", font.c_str());
  std::printf("%s %dx%d 缺字%zu\n", arguments.screenshot.c_str(), report->size.width, report->size.height,
              report->missing_glyphs);
  return process::exit_ok;
}

bool apply_size(const std::string& words, render::Size& size) {
  int width = 0, height = 0;
  char rest = 0;
  if (std::sscanf(words.c_str(), "%dx%d%c", &width, &height, &rest) != 2) return false;
  if (width < 32 || height < 16 || width > 16384 || height > 16384) return false;
  size = {width, height};
  return true;
}

process::LogLevel level_of(const std::string& word, process::LogLevel otherwise) {
  if (word == "error") return process::LogLevel::error;
  if (word == "warning") return process::LogLevel::warning;
  if (word == "info") return process::LogLevel::info;
  if (word == "debug") return process::LogLevel::debug;
  return otherwise;
}

// A profile with what the command line says above it; nullopt: it has faults, which have been told.
std::optional<kiosk::Seat> seat_of(const Arguments& arguments, const std::string& file) {
  kiosk::ReadProfile read = kiosk::read_profile(file);
  for (const auto& fault : read.faults) std::fprintf(stderr, "%s\n", process::describe(fault).c_str());
  if (!read.faults.empty()) return std::nullopt;
  if (!arguments.store.empty()) read.profile.store = arguments.store;
  const bool several = arguments.profiles.size() > 1;
  if (!arguments.state.empty()) {
    read.profile.state = arguments.state;
    if (several) read.profile.state /= read.profile.screen_id;
  }
  return kiosk::Seat{std::move(read.profile), file};
}

// What screens of one machine may not have in common; empty: nothing.
std::string clash(const std::vector<kiosk::Seat>& seats) {
  for (std::size_t a = 0; a < seats.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      const kiosk::Profile &one = seats[a].profile, &other = seats[b].profile;
      const std::string files = seats[b].profile_file.string() + " 和 " + seats[a].profile_file.string();
      if (one.screen_id == other.screen_id) return files + " 的 screen.id 相同：每块屏要有自己的编号";
      if (!one.state.empty() && one.state == other.state) return files + " 的 state.directory 相同：每块屏的记录要分开存放";
    }
  }
  return {};
}

int run(const Arguments& arguments) {
  if (arguments.check_config) return check(arguments);
  std::vector<kiosk::Seat> seats;
  for (const std::string& file : arguments.profiles) {
    auto seat = seat_of(arguments, file);
    if (!seat) return process::exit_config;
    seats.push_back(std::move(*seat));
  }
  const bool several = seats.size() > 1;
  if (several && !(arguments.size.empty() && arguments.screenshot.empty() && arguments.plan.empty())) {
    std::fprintf(stderr, "--size、--screenshot 和 --plan 一次只用于一块屏：请只写一个 --profile\n");
    return process::exit_usage;
  }
  kiosk::Profile& first = seats.front().profile;
  if (!arguments.size.empty() && !apply_size(arguments.size, first.size)) {
    std::fprintf(stderr, "--size 应写成 540x960 的样子\n");
    return process::exit_usage;
  }
  const process::SystemClock clock;
  if (!arguments.screenshot.empty()) return screenshot(arguments, first, clock);
  if (!arguments.plan.empty()) return plan(arguments, first, clock);
  if (const std::string fault = clash(seats); !fault.empty()) {
    std::fprintf(stderr, "%s\n", fault.c_str());
    return process::exit_config;
  }

  process::StopSignal stop;
  if (!arguments.doctor.empty()) return kiosk::run_touch_doctor(seats.front(), stop);
  process::Log log(clock, level_of(arguments.log_level, first.log_level));
  kiosk::KioskOptions options{std::move(seats), arguments.store, arguments.window_shot, GONGKAI_VERSION};
  options.not_before = model::Instant(std::chrono::seconds(GONGKAI_BUILD_SECONDS));
  if (arguments.fit) options.fit = sdl::Fit::shrink;
  return kiosk::run_kiosk(options, clock, log, stop);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("政务服务大厅公开屏：触摸查询终端、大厅大屏、LED 条屏和墙面屏");
  Arguments arguments;
  declare(app, arguments);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& done) {
    return app.exit(done);
  } catch (const CLI::ParseError& error) {
    app.exit(error);
    return process::exit_usage;
  }
  return run(arguments);
}

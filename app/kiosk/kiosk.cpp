#include "app/kiosk/kiosk.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "app/kiosk/crash_memory.h"
#include "app/kiosk/journal.h"
#include "app/kiosk/terminal.h"
#include "app/process/exit_codes.h"
#include "app/process/service_notify.h"
#include "render/paint/png_file.h"
#include "render/sdl/frame_clock.h"
#include "render/sdl/input.h"
#include "render/sdl/window.h"

namespace gongkai::kiosk {

namespace {

using namespace std::chrono_literals;
using process::LogLevel;
using Moment = std::chrono::nanoseconds;

constexpr Moment signal_interval = 500ms;  // a stop must be heard well within its 2 s
constexpr Moment rescue_shot_after = 3s;
constexpr unsigned exit_limit_s = 2;       // closing the display has been seen to hang

// A third of what systemd allows between pings; nothing without a watchdog.
std::optional<Moment> ping_interval() {
  const char* text = std::getenv("WATCHDOG_USEC");
  const long long usec = text != nullptr ? std::atoll(text) : 0;
  if (usec <= 0) return std::nullopt;
  return std::chrono::microseconds(usec / 3);
}

// From here on a second signal ends the program at once, and so does a display that does not let go.
void stop_for_good() {
  signal(SIGTERM, SIG_DFL);
  signal(SIGINT, SIG_DFL);
  signal(SIGALRM, SIG_DFL);
  sigset_t signals;
  sigemptyset(&signals);
  for (const int number : {SIGTERM, SIGINT, SIGALRM}) sigaddset(&signals, number);
  sigprocmask(SIG_UNBLOCK, &signals, nullptr);
  alarm(exit_limit_s);
}

class Loop {
 public:
  Loop(const KioskOptions& options, const process::Clock& clock, process::Log& log, sdl::Window window)
      : options_(options), clock_(clock), log_(log), window_(std::move(window)),
        terminal_(options.profile, clock, log, options.not_before), frames_(clock.monotonic()), ping_interval_(ping_interval()) {
    terminal_.resize(window_.size());
    open_state();
  }

  int run(process::StopSignal& stop) {
    while (true) {
      switch (stop.poll()) {
        case process::StopSignal::Asked::stop: return clean_stop();
        case process::StopSignal::Asked::reload: reload(); break;
        case process::StopSignal::Asked::nothing: break;
      }
      terminal_.update();
      advance_frames();
      if (!show()) {
        close_state();
        return process::exit_unavailable;
      }
      if (const auto code = shot()) return *code;
      wait();
    }
  }

 private:
  // A picture of the window is no run of the screen.
  void open_state() {
    const std::filesystem::path& state = options_.profile.state;
    if (state.empty() || !options_.window_shot.empty()) return;
    journal_.emplace(state / "journal.db", options_.profile.screen_id, log_);
    std::error_code ignored;
    std::filesystem::create_directories(state, ignored);
    crashes_.emplace(state / "in-flight", boot_id());
    terminal_.remember(&*crashes_, &journal_->shown_today());
    for (const auto& [draw, times] : crashes_->crashed()) {
      if (!crashes_->skips(draw)) continue;
      log_.write(LogLevel::error, "KIOSK-016", "这一条内容曾使程序异常退出，暂不轮播，改版后恢复",
                 {{"item", draw.id}, {"rev", std::to_string(draw.rev)}, {"times", std::to_string(times)}});
    }
    if (crashes_->safe_page()) {
      log_.write(LogLevel::error, "KIOSK-017", "连续异常退出，暂时只显示备用画面，10 分钟后再试",
                 {{"times", std::to_string(crashes_->crashes_in_a_row())}});
    }
  }

  // Ends by its own will: nothing that was drawn is to blame.
  void close_state() {
    if (journal_) journal_->finish(terminal_.now());
    if (crashes_) crashes_->clean_end();
  }

  int clean_stop() {
    stop_for_good();
    close_state();
    process::notify_service("STOPPING=1");
    log_.write(LogLevel::info, "KIOSK-007", "正常退出");
    return process::exit_ok;
  }

  void reload() {
    process::notify_service("RELOADING=1");
    ReadProfile read = read_profile(options_.profile_file);
    if (read.faults.empty()) {
      if (!options_.store_override.empty()) read.profile.store = options_.store_override;
      read.profile.state = options_.profile.state;  // its files stay open
      terminal_.reconfigure(std::move(read.profile));
      log_.write(LogLevel::info, "KIOSK-008", "已重新读取设置");
    }
    for (const auto& fault : read.faults) {
      log_.write(LogLevel::error, "KIOSK-009", "设置有误，保留原来的设置", {{"fault", process::describe(fault)}});
    }
    process::notify_service("READY=1");
  }

  void advance_frames() {
    const std::int64_t frame = frames_.frame_at(clock_.monotonic());
    if (terminal_.moving() && moving_) terminal_.step(frame - frame_);
    moving_ = terminal_.moving();
    frame_ = frame;
  }

  // Paints and presents what changed. False: the display is gone for good.
  bool show() {
    auto surface = window_.surface();
    if (!surface) return failed(surface.error().message);
    std::vector<render::Rect> damage = terminal_.paint(*surface);
    std::erase_if(damage, [](const render::Rect& rect) { return rect.empty(); });
    const Moment now = clock_.monotonic();
    // Where nothing changes a single pixel is presented again: the watchdog is fed by presented frames alone.
    const bool ping = ping_interval_ && now - last_ping_ >= *ping_interval_;
    if (damage.empty() && ping) damage.push_back({0, 0, 1, 1});
    if (damage.empty()) {
      if (journal_) journal_->follow(terminal_.showing(), terminal_.now(), nullptr);
      return true;
    }
    if (const auto presented = window_.present(damage); !presented) return failed(presented.error().message);
    if (journal_) journal_->follow(terminal_.showing(), terminal_.now(), &*surface);
    failures_ = 0;
    if (!std::exchange(ready_, true)) {
      process::notify_service("READY=1\nSTATUS=运行中");
      log_.write(LogLevel::info, "KIOSK-006", "首帧已显示", {{"presenter", window_.presenter_name()}});
    }
    if (ping) {
      process::notify_service("WATCHDOG=1");
      last_ping_ = now;
    }
    return true;
  }

  // A surface is lost for a moment when the output changes; one that stays lost means a new start.
  bool failed(const std::string& message) {
    log_.write(LogLevel::error, "KIOSK-012", "画面无法输出", {{"reason", message}});
    terminal_.redraw();
    return ++failures_ < 50;
  }

  // --window-shot: what the window really holds, once content is on it or it is clear that there is none.
  std::optional<int> shot() {
    if (options_.window_shot.empty()) return std::nullopt;
    if (terminal_.in_rescue() && clock_.monotonic() - frames_.due(0) < rescue_shot_after) return std::nullopt;
    auto surface = window_.surface();
    if (!surface) return process::exit_unavailable;
    const auto written = paint::write_png(options_.window_shot, *surface);
    if (!written) log_.write(LogLevel::error, "KIOSK-013", written.error().message);
    stop_for_good();
    return written ? process::exit_ok : process::exit_io;
  }

  void wait() {
    const Moment now = clock_.monotonic();
    std::optional<sdl::InputEvent> event;
    if (terminal_.moving() && failures_ == 0) {
      // Touches are answered while waiting for the next frame, not once a frame.
      event = sdl::wait_event(frames_.wait_before(frame_ + 1, now), window_.size());
      if (!event) frames_.sleep_until(frame_ + 1);
    } else {
      event = sdl::wait_event(quiet_time(now), window_.size());
    }
    for (; event; event = sdl::wait_event(0ms, window_.size())) handle(*event);
  }

  std::chrono::milliseconds quiet_time(Moment now) const {
    if (failures_ > 0) return 100ms;
    Moment until = std::min(terminal_.next_due(), now + signal_interval);
    if (ping_interval_) until = std::min(until, last_ping_ + *ping_interval_);
    return std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(until - now));
  }

  void handle(const sdl::InputEvent& event) {
    if (const auto* touch = std::get_if<sdl::TouchEvent>(&event)) terminal_.touch(*touch);
    if (std::holds_alternative<sdl::RedrawEvent>(event)) terminal_.resize(window_.size());
    // QuitEvent: nothing closes a public screen but a signal.
  }

  const KioskOptions& options_;
  const process::Clock& clock_;
  process::Log& log_;
  sdl::Window window_;
  std::optional<Journal> journal_;
  std::optional<CrashMemory> crashes_;
  Terminal terminal_;
  sdl::FrameClock frames_;
  std::optional<Moment> ping_interval_;
  Moment last_ping_{0};
  std::int64_t frame_ = 0;
  bool moving_ = false, ready_ = false;
  int failures_ = 0;
};

}  // namespace

int run_kiosk(const KioskOptions& options, const process::Clock& clock, process::Log& log, process::StopSignal& stop) {
  const Profile& profile = options.profile;
  auto window = sdl::Window::open(
      {profile.hall.name, profile.position, profile.size, profile.presenter, false, options.fit});
  if (!window) {
    log.write(LogLevel::error, "KIOSK-011", "打不开画面", {{"reason", window.error().message}});
    return process::exit_unavailable;
  }
  log.write(LogLevel::info, "KIOSK-000", "启动", {{"version", options.version}, {"screen", profile.screen_id}});
  Loop loop(options, clock, log, std::move(*window));
  return loop.run(stop);
}

}  // namespace gongkai::kiosk

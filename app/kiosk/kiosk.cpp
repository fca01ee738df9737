#include "app/kiosk/kiosk.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/kiosk/output.h"
#include "app/process/exit_codes.h"
#include "app/process/service_notify.h"
#include "render/paint/png_file.h"
#include "render/sdl/display_pace.h"
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
constexpr std::chrono::milliseconds first_pause = 1s, longest_pause = 15s;  // between looks for a display
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
  using Outputs = std::vector<std::unique_ptr<Output>>;

  Loop(const KioskOptions& options, const process::Clock& clock, process::Log& log, Outputs outputs)
      : options_(options), clock_(clock), log_(log), outputs_(std::move(outputs)), frames_(clock.monotonic()),
        ping_interval_(ping_interval()) {
    // Several screens present one after the other: none of them can set the pace of all.
    const auto hz = outputs_.front()->window().refresh_hz();
    if (hz && outputs_.size() == 1) pace_.emplace(*hz);
  }

  int run(process::StopSignal& stop) {
    while (true) {
      switch (stop.poll()) {
        case process::StopSignal::Asked::stop: return clean_stop();
        case process::StopSignal::Asked::reload: reload(); break;
        case process::StopSignal::Asked::nothing: break;
      }
      for (const auto& output : outputs_) output->update();
      advance_frames();
      show();
      if (all(&Output::lost)) {
        for (const auto& output : outputs_) output->close_state();
        return process::exit_unavailable;
      }
      if (const auto code = shot()) return *code;
      wait();
    }
  }

 private:
  bool all(bool (Output::*is)() const) const {
    return std::all_of(outputs_.begin(), outputs_.end(), [is](const auto& output) { return ((*output).*is)(); });
  }
  bool any(bool (Output::*is)() const) const {
    return std::any_of(outputs_.begin(), outputs_.end(), [is](const auto& output) { return ((*output).*is)(); });
  }

  int clean_stop() {
    stop_for_good();
    for (const auto& output : outputs_) output->close_state();
    process::notify_service("STOPPING=1");
    log_.write(LogLevel::info, "KIOSK-007", "正常退出");
    return process::exit_ok;
  }

  void reload() {
    process::notify_service("RELOADING=1");
    for (const auto& output : outputs_) output->reload();
    process::notify_service("READY=1");
  }

  bool pace_is(sdl::DisplayPace::Verdict verdict) const { return pace_ && pace_->verdict() == verdict; }

  void advance_frames() {
    const Moment now = clock_.monotonic();
    const std::int64_t frame = frames_.frame_at(now);
    const bool paced = pace_is(sdl::DisplayPace::Verdict::display);
    const std::int64_t passed = paced ? pace_->take_frames(now) : frame - frame_;
    for (const auto& output : outputs_) output->step(passed);
    frame_ = frame;
  }

  // Presenting waits for the display, or is being tried out for it: nothing else may wait, and every frame is presented.
  bool presents_without_end() const {
    return pace_is(sdl::DisplayPace::Verdict::open) ||
           (pace_is(sdl::DisplayPace::Verdict::display) && any(&Output::moving));
  }

  // The watchdog is fed by presented frames alone: by one of every screen that can be presented to at all.
  void show() {
    const Moment now = clock_.monotonic();
    const bool ping = ping_interval_ && now - last_ping_ >= *ping_interval_;
    const bool proof = ping || presents_without_end();
    for (const auto& output : outputs_) output->show(proof ? Output::Proof::wanted : Output::Proof::not_wanted);
    if (pace_ && outputs_.front()->presented_at() >= now) presented(outputs_.front()->presented_at());
    const auto settled = [](const auto& output) { return output->has_presented() || output->failing(); };
    if (!ready_ && any(&Output::has_presented) && std::all_of(outputs_.begin(), outputs_.end(), settled)) {
      ready_ = true;
      process::notify_service("READY=1\nSTATUS=运行中");
    }
    const auto alive = [now](const auto& output) { return output->failing() || output->presented_at() >= now; };
    if (ping && !all(&Output::failing) && std::all_of(outputs_.begin(), outputs_.end(), alive)) {
      process::notify_service("WATCHDOG=1");
      last_ping_ = now;
    }
  }

  void presented(Moment at) {
    const bool open = pace_is(sdl::DisplayPace::Verdict::open);
    pace_->presented(at);
    if (!open || pace_is(sdl::DisplayPace::Verdict::open)) return;
    log_.write(LogLevel::info, "KIOSK-025",
               pace_is(sdl::DisplayPace::Verdict::display) ? "画面随显示器的刷新输出" : "显示器不给出可靠的刷新节拍，画面按时钟输出");
  }

  // --window-shot: what the window really holds, once content is on it or it is clear that there is none.
  std::optional<int> shot() {
    if (options_.window_shot.empty()) return std::nullopt;
    Output& output = *outputs_.front();
    if (output.in_rescue() && clock_.monotonic() - frames_.due(0) < rescue_shot_after) return std::nullopt;
    auto surface = output.window().surface();
    if (!surface) return process::exit_unavailable;
    const auto written = paint::write_png(options_.window_shot, *surface);
    if (!written) log_.write(LogLevel::error, "KIOSK-013", written.error().message);
    stop_for_good();
    return written ? process::exit_ok : process::exit_io;
  }

  void wait() {
    const Moment now = clock_.monotonic();
    const render::Size first = outputs_.front()->window().size();
    std::optional<sdl::InputEvent> event;
    if (presents_without_end()) {
      event = sdl::wait_event(0ms, first);
    } else if (any(&Output::moving)) {
      // Touches are answered while waiting for the next frame, not once a frame.
      event = sdl::wait_event(any(&Output::takes_touches) ? frames_.wait_before(frame_ + 1, now) : 0ms, first);
      if (!event) frames_.sleep_until(frame_ + 1);
    } else {
      event = sdl::wait_event(quiet_time(now), first);
    }
    for (; event; event = sdl::wait_event(patience_after(*event), first)) {
      for (const auto& output : outputs_) output->handle(*event);
    }
  }

  // Fingers report their way faster than frames come, some a thousand times a second: once a frame is enough for that.
  // Everything else is answered at once.
  std::chrono::milliseconds patience_after(const sdl::InputEvent& event) const {
    const auto* touch = std::get_if<sdl::TouchEvent>(&event);
    if (touch == nullptr || touch->phase != sdl::TouchPhase::move) return 0ms;
    Moment presented{0};
    for (const auto& output : outputs_) presented = std::max(presented, output->presented_at());
    const Moment now = clock_.monotonic();
    const std::int64_t frame = frames_.frame_at(now);
    if (frames_.frame_at(presented) != frame) return 0ms;
    return std::chrono::ceil<std::chrono::milliseconds>(frames_.due(frame + 1) - now);
  }

  std::chrono::milliseconds quiet_time(Moment now) const {
    if (any(&Output::failing)) return 100ms;
    Moment until = now + signal_interval;
    for (const auto& output : outputs_) until = std::min(until, output->next_due());
    if (ping_interval_) until = std::min(until, last_ping_ + *ping_interval_);
    return std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(until - now));
  }

  const KioskOptions& options_;
  const process::Clock& clock_;
  process::Log& log_;
  Outputs outputs_;
  sdl::FrameClock frames_;
  std::optional<sdl::DisplayPace> pace_;  // with a GPU
  std::optional<Moment> ping_interval_;
  Moment last_ping_{0};
  std::int64_t frame_ = 0;
  bool ready_ = false;
};

render::Result<std::vector<sdl::Window>> open_windows(const KioskOptions& options) {
  std::vector<sdl::Window> windows;
  for (const Seat& seat : options.seats) {
    auto window = Output::open_window(seat, options);
    if (!window) return tl::unexpected(window.error());
    windows.push_back(std::move(*window));
  }
  return windows;
}

// A terminal that is switched on before its display waits for it: there is nobody in front of it who could start it
// again, and a service that ends and starts over and over fills the journal. Empty: told to stop meanwhile.
std::vector<sdl::Window> await_windows(const KioskOptions& options, process::Log& log, process::StopSignal& stop) {
  std::string told;
  for (auto pause = first_pause;; pause = std::min(2 * pause, longest_pause)) {
    auto windows = open_windows(options);
    if (windows) return std::move(*windows);
    if (std::exchange(told, windows.error().message) != windows.error().message) {
      log.write(LogLevel::error, "KIOSK-011", "打不开画面，接上显示器后自动显示", {{"reason", told}});
    }
    if (!options.window_shot.empty()) return {};
    // The start may take as long as it takes.
    const auto until_next = std::chrono::microseconds(pause + longest_pause).count();
    process::notify_service("EXTEND_TIMEOUT_USEC=" + std::to_string(until_next) + "\nSTATUS=等待显示器");
    process::wait_for(stop, static_cast<int>(pause.count()));
    if (stop.poll() == process::StopSignal::Asked::stop) return {};
  }
}

}  // namespace

int run_kiosk(const KioskOptions& options, const process::Clock& clock, process::Log& log, process::StopSignal& stop) {
  std::vector<sdl::Window> windows = await_windows(options, log, stop);
  if (windows.empty()) return options.window_shot.empty() ? process::exit_ok : process::exit_unavailable;
  Loop::Outputs outputs;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    const Seat& seat = options.seats[i];
    log.write(LogLevel::info, "KIOSK-000", "启动", {{"version", options.version}, {"screen", seat.profile.screen_id}});
    outputs.push_back(std::make_unique<Output>(seat, options, clock, log, std::move(windows[i])));
  }
  Loop loop(options, clock, log, std::move(outputs));
  return loop.run(stop);
}

}  // namespace gongkai::kiosk

#include "app/kiosk/output.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/process/service_notify.h"

namespace gongkai::kiosk {

namespace {

using process::LogLevel;

constexpr int patience = 50;                 // tries, 100 ms apart
constexpr std::array reopen_at = {5, 20};    // of them: then with a new window
constexpr Output::Moment look_interval = std::chrono::milliseconds(500);

}  // namespace

Output::Output(const Seat& seat, const KioskOptions& options, const process::Clock& clock, process::Log& log,
               sdl::Window window)
    : seat_(seat), options_(options), clock_(clock), log_(log), window_(std::move(window)),
      calibration_(seat.profile.calibration),
      terminal_(seat.profile, clock, log, options.not_before) {
  terminal_.resize(window_.size());
  open_state();
}

render::Result<sdl::Window> Output::open_window(const Seat& seat, const KioskOptions& options) {
  const Profile& profile = seat.profile;
  return sdl::Window::open({.title = profile.hall.name,
                            .position = profile.position,
                            .size = profile.size,
                            .presenter = profile.presenter,
                            .fit = options.fit,
                            .turn = profile.turn});
}

// A picture of the window is no run of the screen.
void Output::open_state() {
  const std::filesystem::path& state = seat_.profile.state;
  if (state.empty() || !options_.window_shot.empty()) return;
  journal_.emplace(state / "journal.db", seat_.profile.screen_id, log_);
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

void Output::close_state() {
  if (journal_) journal_->finish(terminal_.now());
  if (crashes_) crashes_->clean_end();
}

void Output::reload() {
  ReadProfile read = read_profile(seat_.profile_file);
  if (read.faults.empty()) {
    if (!options_.store_override.empty()) read.profile.store = options_.store_override;
    read.profile.state = seat_.profile.state;  // its files stay open
    calibration_ = read.profile.calibration;
    terminal_.reconfigure(std::move(read.profile));
    log_.write(LogLevel::info, "KIOSK-008", "已重新读取设置", {{"screen", seat_.profile.screen_id}});
  }
  for (const auto& fault : read.faults) {
    log_.write(LogLevel::error, "KIOSK-009", "设置有误，保留原来的设置", {{"fault", process::describe(fault)}});
  }
}

// SDL says nothing of a display that changes its mode, so it is looked at.
void Output::update() {
  const Moment now = clock_.monotonic();
  if (now >= next_look_) {
    next_look_ = now + look_interval;
    if (window_.follow_display()) {
      terminal_.resize(window_.size());
      log_.write(LogLevel::info, "KIOSK-019", "显示器分辨率改变，画面重新排版",
                 {{"screen", seat_.profile.screen_id}, {"width", std::to_string(window_.size().width)}});
    }
  }
  terminal_.update();
}

void Output::step(std::int64_t frames) {
  if (terminal_.moving() && moved_) terminal_.step(frames);
  moved_ = terminal_.moving();
}

void Output::show(Proof proof) {
  auto surface = window_.surface();
  if (!surface) return failed(surface.error().message);
  std::vector<render::Rect> damage = terminal_.paint(*surface);
  std::erase_if(damage, [](const render::Rect& rect) { return rect.empty(); });
  if (damage.empty() && proof == Proof::wanted) damage.push_back({0, 0, 1, 1});
  if (damage.empty()) {
    if (journal_) journal_->follow(terminal_.showing(), terminal_.now(), nullptr);
    return;
  }
  if (const auto presented = window_.present(damage); !presented) return failed(presented.error().message);
  if (journal_) journal_->follow(terminal_.showing(), terminal_.now(), terminal_.settled() ? &*surface : nullptr);
  if (std::exchange(failures_, 0) > 0) {
    log_.write(LogLevel::info, "KIOSK-018", "画面恢复输出", {{"screen", seat_.profile.screen_id}});
  }
  presented_at_ = clock_.monotonic();
  if (std::exchange(presented_, true)) return;
  log_.write(LogLevel::info, "KIOSK-006", "首帧已显示",
             {{"screen", seat_.profile.screen_id}, {"presenter", window_.presenter_name()}});
}

// A surface is lost for a moment when the output changes; said once, tried on.
void Output::failed(const std::string& message) {
  if (failures_++ == 0) {
    log_.write(LogLevel::error, "KIOSK-012", "画面无法输出", {{"screen", seat_.profile.screen_id}, {"reason", message}});
  }
  terminal_.redraw();
  if (std::find(reopen_at.begin(), reopen_at.end(), failures_) != reopen_at.end()) reopen();
}

// The old window goes when the new one stands; where there is none to be had, it is tried on with the old one.
void Output::reopen() {
  auto window = open_window(seat_, options_);
  if (!window) return;
  window_ = std::move(*window);
  log_.write(LogLevel::info, "KIOSK-024", "已重新打开窗口", {{"screen", seat_.profile.screen_id}});
  terminal_.resize(window_.size());
}

bool Output::lost() const { return failures_ >= patience; }

void Output::handle(const sdl::InputEvent& event) {
  const auto mine = [this](std::uint32_t window) { return window == 0 || window == window_.id(); };
  if (const auto* touch = std::get_if<sdl::TouchEvent>(&event); touch != nullptr && mine(touch->window)) {
    sdl::TouchEvent seen = *touch;
    seen.position = calibrated(window_.seen_at(touch->position), calibration_, window_.size());
    terminal_.touch(seen);
  }
  if (const auto* redraw = std::get_if<sdl::RedrawEvent>(&event); redraw != nullptr && mine(redraw->window)) {
    terminal_.resize(window_.size());
  }
  if (std::holds_alternative<sdl::RendererLostEvent>(event)) reopen();
  // QuitEvent: nothing closes a public screen but a signal.
}

}  // namespace gongkai::kiosk

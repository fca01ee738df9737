#include "app/kiosk/touch_doctor.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <variant>

#include "app/kiosk/stage.h"
#include "app/process/exit_codes.h"
#include "render/sdl/window.h"

namespace gongkai::kiosk {

namespace {

using namespace std::chrono_literals;
using render::Point;
using render::Rect;
using render::Size;

constexpr double good_mm = 5;        // half of what a fingertip covers
constexpr auto patience = 60s;
constexpr int exit_warn = 1, exit_fail = 2;
constexpr std::array names = {"左上", "上中", "右上", "左中", "正中", "右中", "左下", "下中", "右下"};

std::string way(int px, const char* less, const char* more) {
  return px == 0 ? std::string() : fmt::format("{} {} 像素", px < 0 ? less : more, std::abs(px));
}

layout::Block words_of(const TouchDoctor& doctor) {
  layout::TextContent text;
  text.spans.push_back({fmt::format("请用指尖点十字的中心\n第 {} 个，共 {} 个", doctor.asked() + 1, doctor.count()),
                        text::FontRole::sans, 36, layout::Tone::ink, false});
  text.style.align = text::Align::center;
  layout::Block words;
  words.content = std::move(text);
  layout::Block room;  // between the upper and the middle row of targets
  room.grow = 1;
  layout::Block below = room;
  below.grow = 2;
  layout::Group column;
  column.children = {room, words, below};
  layout::Block root;
  root.content = std::move(column);
  return root;
}

layout::Frame frame_of(const TouchDoctor& doctor, Size size, Stage& stage) {
  layout::Frame frame = layout::lay_out(words_of(doctor), stage.theme, size, *stage.engine);
  const Point at = doctor.target();
  const int arm = std::max(20, size.width / 20), line = std::max(2, arm / 16);
  for (const Rect& bar : {Rect{at.x - arm, at.y - line, 2 * arm, 2 * line}, Rect{at.x - line, at.y - arm, 2 * line, 2 * arm}}) {
    frame.ops.push_back({bar, layout::FillOp{bar, stage.theme.color(layout::Tone::vermilion)}});
  }
  return frame;
}

// Shows one target after the other. False: nobody touches, or a signal came.
bool ask(TouchDoctor& doctor, sdl::Window& window, Stage& stage, process::StopSignal& stop) {
  const Size size = window.size();
  auto last = sdl::ticks();
  std::optional<std::size_t> shown;
  while (!doctor.done()) {
    if (stop.poll() == process::StopSignal::Asked::stop || sdl::ticks() - last > patience) return false;
    if (shown != doctor.asked()) {
      auto surface = window.surface();
      if (!surface) return false;
      stage.painter->paint(frame_of(doctor, size, stage), {}, *surface, {0, 0, size.width, size.height});
      const Rect whole{0, 0, size.width, size.height};
      if (!window.present({&whole, 1})) return false;
      shown = doctor.asked();
    }
    const auto event = sdl::wait_event(250ms, size);
    if (!event) continue;
    if (std::holds_alternative<sdl::RedrawEvent>(*event)) shown.reset();
    if (const auto* touch = std::get_if<sdl::TouchEvent>(&*event)) {
      sdl::TouchEvent seen = *touch;
      seen.position = window.seen_at(touch->position);
      doctor.touch(seen);
      last = sdl::ticks();
    }
  }
  return true;
}

}  // namespace

TouchDoctor::TouchDoctor(Size picture, double mm_per_px, const TouchCalibration& current)
    : picture_(picture), mm_per_px_(mm_per_px), current_(current) {
  for (const int y : {10, 50, 90}) {
    for (const int x : {10, 50, 90}) targets_.push_back({picture.width * x / 100, picture.height * y / 100});
  }
}

void TouchDoctor::touch(const sdl::TouchEvent& event) {
  switch (event.phase) {
    case sdl::TouchPhase::down:
      if (down_) return;  // another finger
      down_ = true;
      finger_ = event.finger;
      down_at_ = event.position;
      return;
    case sdl::TouchPhase::up:
      if (!down_ || event.finger != finger_ || done()) return;
      down_ = false;
      touched_.push_back({target(), down_at_});
      return;
    case sdl::TouchPhase::cancelled: down_ = false; return;
    case sdl::TouchPhase::move: return;
  }
}

double TouchDoctor::distance_mm(Point a, Point b) const { return std::hypot(a.x - b.x, a.y - b.y) * mm_per_px_; }

std::string TouchDoctor::beside(std::size_t target) const {
  const Point at = calibrated(touched_[target].reported, current_, picture_), wanted = touched_[target].target;
  const double mm = distance_mm(at, wanted);
  const std::string across = way(at.x - wanted.x, "偏左", "偏右"), down = way(at.y - wanted.y, "偏上", "偏下");
  const std::string ways = across.empty() || down.empty() ? across + down : across + "、" + down;
  return fmt::format("{} {}：{}", mm <= good_mm ? "OK  " : "WARN", names[target],
                     ways.empty() ? "准" : fmt::format("{}（{:.0f} 毫米）", ways, mm));
}

TouchDoctor::Report TouchDoctor::report() const {
  Report report;
  double worst = 0, worst_fitted = 0;
  const auto fitted = fit_calibration(touched_, picture_);
  for (std::size_t i = 0; i < touched_.size(); ++i) {
    const TouchedTarget& one = touched_[i];
    report.lines.push_back(beside(i));
    worst = std::max(worst, distance_mm(calibrated(one.reported, current_, picture_), one.target));
    if (fitted) worst_fitted = std::max(worst_fitted, distance_mm(calibrated(one.reported, *fitted, picture_), one.target));
  }
  if (worst <= good_mm) {
    report.lines.push_back(fmt::format("OK   触摸准确：最远偏 {:.0f} 毫米，不用校准", worst));
  } else if (fitted && worst_fitted <= good_mm) {
    report.exit_code = exit_warn;
    report.lines.push_back(fmt::format("WARN 触摸偏了，最远 {:.0f} 毫米；校准后最远 {:.0f} 毫米。请把下面两行写进本屏的设置文件：", worst,
                                       worst_fitted));
    report.lines.push_back("[touch]");
    report.lines.push_back("calibration = \"" + in_words(*fitted) + "\"");
  } else {
    report.exit_code = exit_fail;
    report.lines.push_back(fmt::format("FAIL 触摸偏了，最远 {:.0f} 毫米，校准也不能修正：请重做一遍；仍然如此，请检修触摸屏和它的连线", worst));
  }
  return report;
}

int run_touch_doctor(const Seat& seat, process::StopSignal& stop) {
  Profile profile = seat.profile;
  auto window = sdl::Window::open({.title = profile.hall.name,
                                   .position = profile.position,
                                   .size = profile.size,
                                   .presenter = profile.presenter,
                                   .turn = profile.turn});
  if (!window) {
    std::fprintf(stderr, "%s\n", window.error().message.c_str());
    return process::exit_unavailable;
  }
  profile.size = window->size();
  auto stage = open_stage(profile);
  if (!stage) {
    std::fprintf(stderr, "%s\n", stage.error().message.c_str());
    return process::exit_config;
  }
  TouchDoctor doctor(window->size(), profile.mm_per_px, profile.calibration);
  if (!ask(doctor, *window, *stage, stop)) {
    std::printf("FAIL 没有点完：收到 %zu 个触摸。请检查触摸屏的连线，然后再运行一次\n", doctor.asked());
    return exit_fail;
  }
  const TouchDoctor::Report report = doctor.report();
  for (const std::string& line : report.lines) std::puts(line.c_str());
  return report.exit_code;
}

}  // namespace gongkai::kiosk

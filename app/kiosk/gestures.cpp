#include "app/kiosk/gestures.h"

#include <algorithm>
#include <cstdlib>

namespace gongkai::kiosk {

namespace {

using namespace std::chrono_literals;

constexpr auto speed_window = 100ms;  // what the finger did in its last tenth of a second decides the fling

bool farther_than(render::Point a, render::Point b, int px) {
  const std::int64_t dx = a.x - b.x, dy = a.y - b.y;
  return dx * dx + dy * dy >= static_cast<std::int64_t>(px) * px;
}

}  // namespace

std::vector<Gesture> Gestures::feed(const sdl::TouchEvent& event, const Target& under) {
  std::vector<Gesture> out;
  if (event.phase == sdl::TouchPhase::down) {
    if (touched() && event.at - heard_ < rules_.stuck) return out;  // the second finger
    if (writing()) out.push_back({Gesture::Kind::pen_up, {}});
    unpress(out);
    finger_ = event.finger;
    forgotten_ = false;
    heard_ = event.at;
    down_ = last_ = event.position;
    pressed_ = under;
    layer_ = under.layer;
    sideways_ = under.sideways;
    dragging_ = false;
    samples_ = {{event.at, event.position}};
    writing_ = under.written_on;
    if (writing_) {
      pressed_ = {};
      out.push_back({Gesture::Kind::pen_down, under, 0, 0, 0, event.position});
      return out;
    }
    if (pressed_.action != 0) out.push_back({Gesture::Kind::press, pressed_});
    return out;
  }
  if (!finger_ || *finger_ != event.finger) return out;
  heard_ = event.at;
  if (forgotten_) {
    if (event.phase != sdl::TouchPhase::move) finger_.reset();
    return out;
  }
  if (writing_) {
    write(event, out);
    return out;
  }
  switch (event.phase) {
    case sdl::TouchPhase::move: move(event, under, out); break;
    case sdl::TouchPhase::up: lift(event, under, out); break;
    case sdl::TouchPhase::cancelled:
      unpress(out);
      finger_.reset();
      break;
    case sdl::TouchPhase::down: break;
  }
  return out;
}

void Gestures::forget() {
  forgotten_ = true;
  pressed_ = {};
  layer_ = sideways_ = 0;
  dragging_ = writing_ = false;
}

// A stroke goes on to the place where the finger is lifted, and stays when the touch is taken back.
void Gestures::write(const sdl::TouchEvent& event, std::vector<Gesture>& out) {
  if (event.phase != sdl::TouchPhase::cancelled) out.push_back({Gesture::Kind::pen_move, {}, 0, 0, 0, event.position});
  if (event.phase == sdl::TouchPhase::move) return;
  out.push_back({Gesture::Kind::pen_up, {}});
  finger_.reset();
  writing_ = false;
}

void Gestures::unpress(std::vector<Gesture>& out) {
  if (pressed_.action != 0) out.push_back({Gesture::Kind::unpress, pressed_});
  pressed_ = {};
}

void Gestures::move(const sdl::TouchEvent& event, const Target& under, std::vector<Gesture>& out) {
  std::erase_if(samples_, [&](const Sample& sample) { return event.at - sample.at > speed_window; });
  samples_.push_back({event.at, event.position});
  if (dragging_) {
    const int dx = event.position.x - last_.x, dy = event.position.y - last_.y;
    last_ = event.position;
    if (dx != 0 || dy != 0) out.push_back({Gesture::Kind::drag, dragged(), dy, 0, dx});
    return;
  }
  const bool sideways = sideways_ != 0 && std::abs(event.position.x - down_.x) > std::abs(event.position.y - down_.y);
  if ((sideways || layer_ != 0) && farther_than(event.position, down_, rules_.drag_threshold_px)) {
    unpress(out);
    dragging_ = true;
    (sideways ? layer_ : sideways_) = 0;
    last_ = event.position;  // counted from here: the content does not jump by the threshold
    return;
  }
  if (pressed_.action != 0 && under != pressed_) unpress(out);
}

double Gestures::speed(std::chrono::milliseconds now) const {
  const auto first = std::find_if(samples_.begin(), samples_.end(),
                                  [&](const Sample& sample) { return now - sample.at <= speed_window; });
  if (first == samples_.end() || samples_.back().at <= first->at) return 0;  // it rested before it was lifted
  const double seconds = std::chrono::duration<double>(samples_.back().at - first->at).count();
  const render::Point from = first->place, to = samples_.back().place;
  return (sideways_ != 0 ? to.x - from.x : to.y - from.y) / seconds;
}

Target Gestures::dragged() const {
  Target target;
  target.layer = layer_;
  target.sideways = sideways_;
  return target;
}

void Gestures::lift(const sdl::TouchEvent& event, const Target& under, std::vector<Gesture>& out) {
  finger_.reset();
  if (dragging_) {
    dragging_ = false;
    const double velocity = speed(event.at);
    if (velocity != 0) out.push_back({Gesture::Kind::fling, dragged(), 0, velocity});
    return;
  }
  const Target pressed = pressed_;
  unpress(out);
  if (pressed.action == 0 || under != pressed) return;
  const bool trembling = last_tap_ && event.at - *last_tap_ < rules_.debounce &&
                         !farther_than(event.position, last_tap_at_, rules_.same_place_px);
  if (trembling) return;
  last_tap_ = event.at;
  last_tap_at_ = event.position;
  out.push_back({Gesture::Kind::tap, pressed});
}

}  // namespace gongkai::kiosk

#include "app/kiosk/page_change.h"

#include <algorithm>
#include <cstring>

#include "render/paint/painter.h"

namespace gongkai::kiosk {

namespace {

using render::Rect;
using Kind = PageChange::Kind;

constexpr std::int64_t longest = 60;            // frames: nothing waits longer than a second for its place
constexpr std::int64_t fade_frames = 18;        // 300 ms
constexpr std::int64_t fade_budget = 32'000'000;  // pixels blended in one fade: about 60 ms of work
constexpr std::int64_t fewest_steps = 6;

std::int64_t pixels_of(const Rect& area) { return static_cast<std::int64_t>(area.width) * area.height; }

std::int64_t steps_of(const Rect& area) {
  return std::min(fade_frames, fade_budget / std::max<std::int64_t>(1, pixels_of(area)));
}

}  // namespace

bool is_calm(PageChange change, Rect area) {
  if (change.kind == Kind::cut || area.empty()) return false;
  return change.kind != Kind::fade || steps_of(area) >= fewest_steps;
}

Transition::Transition(PageChange change, Rect area) : change_(change), area_(area) {
  if (change.kind == Kind::fade) {
    length_ = fade_frames;
    frames_a_step_ = (fade_frames + steps_of(area) - 1) / std::max<std::int64_t>(1, steps_of(area));
    return;
  }
  length_ = change.kind == Kind::scroll_up ? area.height : (area.width + 1) / 2;
  const auto least = static_cast<int>((length_ + longest - 1) / longest);
  change_.pixels_per_frame = std::max({1, change.pixels_per_frame, least});
}

const std::uint32_t* Transition::next_row(int y) const {
  return next_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(area_.width);
}

void Transition::keep_old(paint::Bitmap target) {
  next_.resize(static_cast<std::size_t>(pixels_of(area_)));
  for (int y = 0; y < area_.height; ++y) {
    std::copy_n(target.row(area_.y + y) + area_.x, area_.width,
                next_.begin() + static_cast<std::ptrdiff_t>(y) * area_.width);
  }
}

void Transition::take_new(paint::Bitmap target) {
  for (int y = 0; y < area_.height; ++y) {
    std::swap_ranges(next_.begin() + static_cast<std::ptrdiff_t>(y) * area_.width,
                     next_.begin() + static_cast<std::ptrdiff_t>(y + 1) * area_.width, target.row(area_.y + y) + area_.x);
  }
}

void Transition::copy(const Rect& part, paint::Bitmap target) const {
  for (int y = part.y; y < part.bottom(); ++y) {
    std::copy_n(next_row(y) + part.x, part.width, target.row(area_.y + y) + area_.x + part.x);
  }
}

std::vector<Rect> Transition::advance(std::int64_t frames, paint::Bitmap target) {
  if (frames <= 0 || over()) return {};
  if (change_.kind == Kind::fade) return fade(frames, target);
  const auto by = static_cast<int>(std::min(length_ - done_, frames * change_.pixels_per_frame));
  auto touched = change_.kind == Kind::scroll_up ? push_up(by, target) : open(by, target);
  done_ += by;
  return touched;
}

std::vector<Rect> Transition::push_up(int by, paint::Bitmap target) {
  const std::size_t bytes = static_cast<std::size_t>(area_.width) * sizeof(std::uint32_t);
  for (int y = 0; y + by < area_.height; ++y) {
    std::memcpy(target.row(area_.y + y) + area_.x, target.row(area_.y + y + by) + area_.x, bytes);
  }
  for (int y = 0; y < by; ++y) {
    std::memcpy(target.row(area_.bottom() - by + y) + area_.x, next_row(static_cast<int>(done_) + y), bytes);
  }
  return {area_};
}

// From the middle to both sides.
std::vector<Rect> Transition::open(int by, paint::Bitmap target) {
  const int middle = area_.width / 2, from = static_cast<int>(done_);
  const int left = std::max(0, middle - from - by), right = std::min(area_.width, middle + from + by);
  const Rect one{left, 0, middle - from - left, area_.height};
  const Rect other{middle + from, 0, right - middle - from, area_.height};
  std::vector<Rect> touched;
  for (const Rect& part : {one, other}) {
    if (part.empty()) continue;
    copy(part, target);
    touched.push_back(part.shifted(area_.x, area_.y));
  }
  return touched;
}

// Each step mixes so much of the new page into what is there that equal steps lead to it; the last one is the page.
std::vector<Rect> Transition::fade(std::int64_t frames, paint::Bitmap target) {
  const auto step_at = [&](std::int64_t at) { return at / frames_a_step_; };
  const std::int64_t before = step_at(done_);
  done_ = std::min(length_, done_ + frames);
  if (over()) {
    copy({0, 0, area_.width, area_.height}, target);
    return {area_};
  }
  const std::int64_t steps = step_at(done_) - before, left = (length_ + frames_a_step_ - 1) / frames_a_step_ - before;
  if (steps == 0) return {};
  // By way of a row of its own: blend() is vector code only where its target is none of its sources.
  mixed_.resize(static_cast<std::size_t>(area_.width));
  const Rect row_area{0, 0, area_.width, 1};
  const paint::Bitmap mixed{mixed_.data(), area_.width, 1, area_.width};
  for (int y = 0; y < area_.height; ++y) {
    const paint::Bitmap old{target.row(area_.y + y) + area_.x, area_.width, 1, area_.width};
    const paint::Bitmap next{next_.data() + static_cast<std::ptrdiff_t>(y) * area_.width, area_.width, 1, area_.width};
    paint::blend(old, next, static_cast<int>(256 * steps / left), mixed, row_area);
    std::copy(mixed_.begin(), mixed_.end(), old.pixels);
  }
  return {area_};
}

}  // namespace gongkai::kiosk

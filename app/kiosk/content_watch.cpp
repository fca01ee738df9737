#include "app/kiosk/content_watch.h"

#include <utility>

namespace gongkai::kiosk {
namespace {

// A store of usual size is compared with its seal before it is shown, a large one in steps shorter than a frame.
constexpr std::size_t checked_at_once = std::size_t{16} << 20;
constexpr std::size_t checked_in_a_step = std::size_t{2} << 20;
constexpr std::chrono::milliseconds between_steps{50};

}  // namespace

ContentWatch::News ContentWatch::poll(Moment now) {
  if (now < next_poll_) return News::none;
  next_poll_ = now + every_;
  const auto wanted = store::current_number(store_);
  if (!wanted) return News::none;  // no store yet, or it went away: what is open stays readable
  if (generation_ && *wanted == shown_) {
    refused_.reset();
    return checking_ ? check(now) : News::none;
  }
  if (refused_ == wanted && now < retry_at_) return News::none;
  return open(now, *wanted);
}

ContentWatch::News ContentWatch::open(Moment now, std::int64_t wanted) {
  const bool said = refused_ == wanted;  // the same refusal is told once
  if (!said) damaged_ = 0;
  refused_ = wanted;
  retry_at_ = now + patience_;
  while (true) {
    auto opened = store::open_current(store_, store::Check::later, damaged_);
    if (!opened) {
      fault_ = opened.error();
      return said ? News::none : News::refused;
    }
    const std::int64_t number = opened->info().number;
    if (number == wanted) refused_.reset();
    // open_current() goes down to an older whole one where the wanted one is damaged; we never step back behind what
    // is already on the screen.
    const store::Wholeness wholeness = opened->check(checked_at_once);
    if (wholeness == store::Wholeness::damaged) {
      ++damaged_;
      refused_ = wanted;
      continue;
    }
    if (number != wanted && generation_) {
      fault_ = {"KIOSK-030", "新一代内容已损坏，继续显示原来的内容"};
      return said ? News::none : News::refused;
    }
    checking_ = wholeness == store::Wholeness::checking;
    if (checking_) next_poll_ = now + between_steps;
    generation_ = std::move(*opened);
    shown_ = number;
    return News::swapped;
  }
}
// What is damaged beyond single rows gives way to the generation before. Without one it stays: its rows are looked at
// one by one as they are read, and the agent will bring a new one.
ContentWatch::News ContentWatch::check(Moment now) {
  const store::Wholeness wholeness = generation_->check(checked_in_a_step);
  checking_ = wholeness == store::Wholeness::checking;
  if (checking_) next_poll_ = now + between_steps;
  if (wholeness != store::Wholeness::damaged) return News::none;
  fault_ = {"KIOSK-030", "正在显示的一代内容已损坏"};
  refused_ = shown_;
  retry_at_ = now + patience_;
  ++damaged_;
  auto older = store::open_current(store_, store::Check::at_once, damaged_);
  if (!older) return News::refused;
  generation_ = std::move(*older);
  shown_ = generation_->info().number;
  return News::swapped;
}

}  // namespace gongkai::kiosk

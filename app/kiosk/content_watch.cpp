#include "app/kiosk/content_watch.h"

#include <utility>

namespace gongkai::kiosk {

ContentWatch::News ContentWatch::poll(Moment now) {
  if (now < next_poll_) return News::none;
  next_poll_ = now + every_;
  const auto wanted = store::current_number(store_);
  if (!wanted) return News::none;  // no store yet, or it went away: what is open stays readable
  if (generation_ && *wanted == shown_) {
    refused_.reset();
    return News::none;
  }
  if (refused_ == wanted && now < retry_at_) return News::none;
  return open(now, *wanted);
}

ContentWatch::News ContentWatch::open(Moment now, std::int64_t wanted) {
  const bool said = refused_ == wanted;  // the same refusal is told once
  refused_ = wanted;
  retry_at_ = now + patience_;
  auto opened = store::open_current(store_);
  if (!opened) {
    fault_ = opened.error();
    return said ? News::none : News::refused;
  }
  const std::int64_t number = opened->info().number;
  if (number == wanted) refused_.reset();
  // open_current() goes down to an older whole one where the wanted one is damaged; we never step back behind what is
  // already on the screen.
  if (number != wanted && generation_) {
    fault_ = {"KIOSK-030", "新一代内容已损坏，继续显示原来的内容"};
    return said ? News::none : News::refused;
  }
  generation_ = std::move(*opened);
  shown_ = number;
  return News::swapped;
}

}  // namespace gongkai::kiosk

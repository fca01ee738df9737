// How often visitors searched, and how often in vain: two numbers an hour, so that an office sees that its words are not
// those of its visitors. Nothing of what was typed, and no moment that could be looked up on the camera of the hall.
#pragma once

#include <chrono>
#include <optional>

namespace gongkai::kiosk {

class SearchTally {
 public:
  using Moment = std::chrono::nanoseconds;  // monotonic
  struct Count {
    int searches = 0, in_vain = 0;
  };

  // A key was tapped: what is shown next is a search of its own, and not the way back to one.
  void typed() { typing_ = true; }
  void shows(bool found) {
    if (!typing_) return;
    open_ = true;
    found_ = found;
  }
  // The page was left, or what was typed was erased.
  void ended(Moment now) {
    typing_ = false;
    if (!open_) return;
    open_ = false;
    if (count_.searches == 0) since_ = now;
    ++count_.searches;
    if (!found_) ++count_.in_vain;
  }
  // An hour after the first of them, once.
  std::optional<Count> take(Moment now) {
    if (count_.searches == 0 || now - since_ < std::chrono::hours(1)) return std::nullopt;
    const Count count = count_;
    count_ = Count{};
    return count;
  }

 private:
  bool typing_ = false, open_ = false, found_ = false;
  Count count_;
  Moment since_{0};
};

}  // namespace gongkai::kiosk

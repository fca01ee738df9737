// Keeps what visitors send (content/store/feedback_queue.h), and bounds it: a visit may send so much, and the terminal
// takes so much an hour, so that nobody fills it by playing. What a visit has sent is known to the visit alone, for as
// long as it lasts. The log hears of faults, never of words.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>

#include "app/kiosk/journal.h"
#include "app/kiosk/session.h"
#include "app/process/log.h"
#include "content/store/feedback_queue.h"

namespace gongkai::kiosk {

class FeedbackBox {
 public:
  static constexpr int most_a_visit = 12, most_an_hour = 60;

  // Kept in feedback.db of `folder`; an empty folder takes nothing.
  FeedbackBox(const std::filesystem::path& folder, process::Log& log)
      : file_(folder.empty() ? folder : folder / "feedback.db"), log_(log) {}

  bool takes() const { return !file_.empty(); }

  // A second rating of an item in a visit takes the place of the first. Kept by the hour: a minute could be looked up
  // on the camera of the hall.
  screens::Sent keep(model::Feedback said, VisitFeedback& visit, const Now& now);

  // Lets go of what the office has, as the agent tells it in the store (content/store/feedback_sent.h). Looks once an hour;
  // call it as often as you like.
  void forget_sent(const std::filesystem::path& store, const Now& now);

 private:
  bool room(const Now& now);
  bool open_queue();

  std::filesystem::path file_;
  process::Log& log_;
  std::optional<store::FeedbackQueue> queue_;
  std::chrono::nanoseconds hour_began_{0}, next_look_{0};
  int this_hour_ = 0;
};

}  // namespace gongkai::kiosk

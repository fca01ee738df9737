#include "app/kiosk/feedback_box.h"

#include <utility>
#include <variant>

#include "content/store/feedback_sent.h"

namespace gongkai::kiosk {

namespace {

using namespace std::chrono_literals;
using screens::Sent;

constexpr auto kept_for = std::chrono::days{400};  // a year's report and a month to write it
constexpr std::int64_t most_records = 10000;

}  // namespace

bool FeedbackBox::room(const Now& now) {
  if (this_hour_ == 0 || now.monotonic - hour_began_ >= 1h) {
    hour_began_ = now.monotonic;
    this_hour_ = 0;
  }
  return this_hour_ < most_an_hour;
}

bool FeedbackBox::open_queue() {
  if (queue_) return true;
  std::error_code ignored;
  std::filesystem::create_directories(file_.parent_path(), ignored);
  auto opened = store::FeedbackQueue::open(file_);
  if (opened) {
    queue_ = std::move(*opened);
  } else {
    log_.write(process::LogLevel::error, opened.error().code, opened.error().message);
  }
  return queue_.has_value();
}

void FeedbackBox::forget_sent(const std::filesystem::path& store, const Now& now) {
  if (!takes() || now.monotonic < next_look_) return;
  next_look_ = now.monotonic + 1h;
  std::error_code unknown;
  if (!std::filesystem::exists(file_, unknown) || !open_queue()) return;
  const auto sent = store::read_feedback_sent(store, store::source_name(file_.parent_path()));
  if (!sent) return;
  const auto gone = queue_->forget(*sent);
  if (!gone && gone.error().code != store::file_in_use) log_.write(process::LogLevel::error, gone.error().code, gone.error().message);
}

screens::Sent FeedbackBox::keep(model::Feedback said, VisitFeedback& visit, const Now& now) {
  if (visit.sent >= most_a_visit || !room(now)) return Sent::too_much;
  std::visit([&](auto& one) { one.at = std::chrono::floor<std::chrono::hours>(now.wall); }, said);
  const auto* rating = std::get_if<model::Rating>(&said);
  std::optional<std::int64_t> replaced;
  if (rating != nullptr) {
    if (const auto before = visit.ratings.find(rating->entity); before != visit.ratings.end()) replaced = before->second;
  }
  if (!takes()) return Sent::not_stored;
  if (!open_queue()) return Sent::not_stored;
  store::FeedbackBounds bounds{most_records, {}};
  if (now.clock == Now::Clock::trusted) bounds.not_before = now.wall - kept_for;  // a wrong clock makes nothing old
  const auto put = queue_->put(said, replaced, bounds);
  if (!put) {
    log_.write(process::LogLevel::error, put.error().code, put.error().message);
    queue_.reset();  // the next one opens the file anew, should it have been taken away
    return Sent::not_stored;
  }
  ++visit.sent;
  ++this_hour_;
  if (rating != nullptr) visit.ratings[rating->entity] = *put;
  return replaced ? Sent::replaced : Sent::stored;
}

}  // namespace gongkai::kiosk

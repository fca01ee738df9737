#include "app/kiosk/feedback_box.h"

#include <variant>

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

screens::Sent FeedbackBox::keep(model::Feedback said, VisitFeedback& visit, const Now& now) {
  if (visit.sent >= most_a_visit || !room(now)) return Sent::too_much;
  std::visit([&](auto& one) { one.at = std::chrono::floor<std::chrono::hours>(now.wall); }, said);
  const auto* rating = std::get_if<model::Rating>(&said);
  std::optional<std::int64_t> replaced;
  if (rating != nullptr) {
    if (const auto before = visit.ratings.find(rating->entity); before != visit.ratings.end()) replaced = before->second;
  }
  if (!takes()) return Sent::not_stored;
  if (!queue_) {
    std::error_code ignored;
    std::filesystem::create_directories(file_.parent_path(), ignored);
    auto opened = store::FeedbackQueue::open(file_);
    if (!opened) {
      log_.write(process::LogLevel::error, opened.error().code, opened.error().message);
      return Sent::not_stored;
    }
    queue_ = std::move(*opened);
  }
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

#include "app/kiosk/feedback_box.h"

#include <gtest/gtest.h>

#include <fstream>

#include "app/process/clock.h"
#include "content/store/feedback_sent.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::kiosk {
namespace {

using namespace std::chrono_literals;
using model::Grade;
using screens::Sent;

class FeedbackBoxTest : public testing::Test {
 protected:
  FeedbackBoxTest() : log_(clock_, process::LogLevel::error, null_) {}
  ~FeedbackBoxTest() override { std::fclose(null_); }

  Sent rate(VisitFeedback& visit, const std::string& item, Grade grade = Grade::satisfied) {
    return box_.keep(model::Rating{item, 1, grade}, visit, now_);
  }
  std::vector<model::Feedback> kept() {
    std::vector<model::Feedback> all;
    EXPECT_TRUE(store::read_feedback(file_, [&](const model::Feedback& said) { all.push_back(said); }).has_value());
    return all;
  }

  process::FixedClock clock_{std::chrono::sys_seconds{}};
  std::FILE* null_ = std::fopen("/dev/null", "w");
  process::Log log_;
  fakes::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "state" / "feedback.db";
  Now now_{*model::parse_instant("2026-11-23T09:41:17+08:00"), 1000s, Now::Clock::trusted};
  FeedbackBox box_{file_.parent_path(), log_};
};

TEST_F(FeedbackBoxTest, ASecondRatingInAVisitReplacesAndInAnotherVisitAdds) {
  VisitFeedback visit, another;
  EXPECT_EQ(rate(visit, "guide-1", Grade::very_dissatisfied), Sent::stored);
  EXPECT_EQ(rate(visit, ""), Sent::stored) << "the service is another matter";
  EXPECT_EQ(rate(visit, "guide-1", Grade::satisfied), Sent::replaced);
  EXPECT_EQ(rate(visit, "guide-1", Grade::dissatisfied), Sent::replaced);
  EXPECT_EQ(rate(another, "guide-1"), Sent::stored);
  const auto all = kept();
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(std::get<model::Rating>(all[1]).grade, Grade::dissatisfied);
}

TEST_F(FeedbackBoxTest, TheTimeIsKeptByTheHour) {
  VisitFeedback visit;
  rate(visit, "guide-1");
  EXPECT_EQ(std::get<model::Rating>(kept()[0]).at, *model::parse_instant("2026-11-23T09:00:00+08:00"));
}

TEST_F(FeedbackBoxTest, AVisitAndAnHourHaveTheirMeasure) {
  VisitFeedback child;
  for (int i = 0; i < FeedbackBox::most_a_visit; ++i) EXPECT_EQ(rate(child, "g-" + std::to_string(i % 3)) == Sent::too_much, false);
  EXPECT_EQ(rate(child, "g-0"), Sent::too_much) << "replacing counts as well";
  int stored = FeedbackBox::most_a_visit;
  for (int visit = 0; visit < 20; ++visit) {
    VisitFeedback next;
    for (int i = 0; i < 4; ++i) stored += rate(next, "g-" + std::to_string(i)) == Sent::stored ? 1 : 0;
  }
  EXPECT_EQ(stored, FeedbackBox::most_an_hour);
  now_.monotonic += 1h;
  VisitFeedback later;
  EXPECT_EQ(rate(later, "g-1"), Sent::stored);
}

TEST_F(FeedbackBoxTest, WhatCannotBeKeptIsSaidAndTriedAgain) {
  VisitFeedback visit;
  std::ofstream(folder_.path() / "state") << "a file where the folder should be";
  EXPECT_EQ(rate(visit, "guide-1"), Sent::not_stored);
  EXPECT_EQ(visit.sent, 0);
  std::filesystem::remove(folder_.path() / "state");
  EXPECT_EQ(rate(visit, "guide-1"), Sent::stored);
}

TEST_F(FeedbackBoxTest, AClockThatIsNotTrustedMakesNothingOld) {
  VisitFeedback visit;
  rate(visit, "guide-1");
  now_.wall += std::chrono::days{3650};
  now_.clock = Now::Clock::doubtful;
  rate(visit, "guide-2");
  EXPECT_EQ(kept().size(), 2u);
  now_.clock = Now::Clock::trusted;
  rate(visit, "guide-3");
  EXPECT_EQ(kept().size(), 2u) << "after 400 days a record goes";
}

TEST_F(FeedbackBoxTest, WhatTheOfficeHasIsForgottenWithinTheHour) {
  VisitFeedback visit;
  box_.forget_sent(folder_.path(), now_);
  rate(visit, "guide-1");
  rate(visit, "guide-2");
  const auto read = store::read_feedback_after(file_, {{}, now_.wall, now_.wall, 1});
  ASSERT_TRUE(store::write_feedback_sent(folder_.path(), {{"state", read->up_to}}));
  now_.monotonic += 59min;
  box_.forget_sent(folder_.path(), now_);
  EXPECT_EQ(kept().size(), 2u);
  now_.monotonic += 1min;
  box_.forget_sent(folder_.path(), now_);
  ASSERT_EQ(kept().size(), 1u);
  EXPECT_EQ(std::get<model::Rating>(kept()[0]).entity, "guide-2");
  EXPECT_EQ(rate(visit, "guide-1"), Sent::replaced) << "the visit goes on as if nothing had been";
  EXPECT_EQ(kept().size(), 2u);
}

}  // namespace
}  // namespace gongkai::kiosk

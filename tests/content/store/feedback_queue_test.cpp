#include "content/store/feedback_queue.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <vector>

#include "content/store/feedback_sent.h"
#include "tests/fakes/temporary_folder.h"

namespace gongkai::store {
namespace {

using namespace std::chrono_literals;
using model::Grade;
using model::Rating;
using model::Wish;

const model::Instant morning = *model::parse_instant("2026-11-23T09:00:00+08:00");

Rating rating(const char* entity, Grade grade, std::string text = {}) {
  return {entity, 3, grade, {"内容不全", "不好找"}, std::move(text), morning};
}

class FeedbackQueueTest : public testing::Test {
 protected:
  std::vector<model::Feedback> all() {
    std::vector<model::Feedback> found;
    const auto read = read_feedback(file_, [&](const model::Feedback& said) { found.push_back(said); });
    EXPECT_TRUE(read.has_value());
    if (read) totals_ = *read;
    return found;
  }
  std::string bytes() const {
    std::ostringstream out;
    out << std::ifstream(file_, std::ios::binary).rdbuf();
    return out.str();
  }

  fakes::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "feedback.db";
  FeedbackTotals totals_;
};

TEST_F(FeedbackQueueTest, KeepsEveryFieldOverARestart) {
  {
    auto queue = FeedbackQueue::open(file_);
    ASSERT_TRUE(queue.has_value()) << queue.error().message;
    ASSERT_TRUE(queue->put(rating("guide-1", Grade::dissatisfied, "TAI MAN"), {}, {}).has_value());
    ASSERT_TRUE(queue->put(Wish{{"城市管理"}, "LU DENG", morning}, {}, {}).has_value());
  }
  auto again = FeedbackQueue::open(file_);
  ASSERT_TRUE(again && again->put(rating("", Grade::very_satisfied), {}, {}));
  const auto found = all();
  ASSERT_EQ(found.size(), 3u);
  const auto& first = std::get<Rating>(found[0]);
  EXPECT_EQ(first.entity, "guide-1");
  EXPECT_EQ(first.rev, 3);
  EXPECT_EQ(first.grade, Grade::dissatisfied);
  EXPECT_EQ(first.reasons, (std::vector<std::string>{"内容不全", "不好找"}));
  EXPECT_EQ(first.text, "TAI MAN");
  EXPECT_EQ(first.at, morning);
  EXPECT_EQ(std::get<Wish>(found[1]).topics, std::vector<std::string>{"城市管理"});
  EXPECT_EQ(std::get<Wish>(found[1]).text, "LU DENG");
  EXPECT_EQ(std::get<Rating>(found[2]).entity, "");
}

TEST_F(FeedbackQueueTest, ASecondRatingTakesThePlaceOfTheFirstAndNothingOfThatIsLeft) {
  auto queue = FeedbackQueue::open(file_);
  const auto first = queue->put(rating("guide-1", Grade::very_dissatisfied, "ZAO GAO"), {}, {});
  ASSERT_TRUE(first.has_value());
  EXPECT_NE(bytes().find("ZAO GAO"), std::string::npos);
  const auto second = queue->put(rating("guide-1", Grade::satisfied), *first, {});
  ASSERT_TRUE(second.has_value());
  EXPECT_NE(*second, *first);
  const auto found = all();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(std::get<Rating>(found[0]).grade, Grade::satisfied);
  EXPECT_EQ(totals_.dropped, 0) << "what was replaced is not lost";
  EXPECT_EQ(bytes().find("ZAO GAO"), std::string::npos);
  EXPECT_TRUE(queue->put(rating("guide-1", Grade::satisfied), *first, {}).has_value()) << "gone already";
}

TEST_F(FeedbackQueueTest, TheOldestMakeRoomAndAreCounted) {
  auto queue = FeedbackQueue::open(file_);
  for (int i = 0; i < 15; ++i) ASSERT_TRUE(queue->put(rating(("g-" + std::to_string(i)).c_str(), Grade::satisfied), {}, {10, {}}).has_value());
  auto found = all();
  ASSERT_EQ(found.size(), 10u);
  EXPECT_EQ(std::get<Rating>(found[0]).entity, "g-5");
  EXPECT_EQ(totals_.dropped, 5);
  Rating late = rating("late", Grade::satisfied);
  late.at = morning + 24h * 400;
  ASSERT_TRUE(queue->put(late, {}, {10, morning + 1h}).has_value());
  found = all();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(totals_.dropped, 15);
}

TEST_F(FeedbackQueueTest, WhatWasSaidToBeKeptIsThereAfterAKillAnywhere) {
  ASSERT_TRUE(FeedbackQueue::open(file_).has_value());
  for (int attempt = 0; attempt < 12; ++attempt) {
    int pipe_ends[2];
    ASSERT_EQ(::pipe(pipe_ends), 0);
    const auto before = all().size();
    const pid_t child = ::fork();
    if (child == 0) {
      auto queue = FeedbackQueue::open(file_);
      while (queue && queue->put(rating("guide-1", Grade::satisfied), {}, {})) {
        if (::write(pipe_ends[1], "+", 1) != 1) break;
      }
      ::_exit(1);
    }
    ::close(pipe_ends[1]);
    char said = 0;
    std::size_t kept = 0;
    for (; kept < static_cast<std::size_t>(1 + attempt); ++kept) ASSERT_EQ(::read(pipe_ends[0], &said, 1), 1);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    while (::read(pipe_ends[0], &said, 1) == 1) ++kept;
    ::close(pipe_ends[0]);
    ASSERT_TRUE(FeedbackQueue::open(file_).has_value()) << "a journal left behind is rolled back";
    EXPECT_GE(all().size(), before + kept);
  }
}

TEST_F(FeedbackQueueTest, AFullDiskIsAValueAndTheNextOneIsKept) {
  auto queue = FeedbackQueue::open(file_);
  ASSERT_TRUE(queue && queue->put(rating("guide-1", Grade::satisfied), {}, {}));
  ::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const rlimit tight{512, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &tight);
  const auto refused = queue->put(rating("guide-2", Grade::satisfied), {}, {});
  ::setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_FALSE(refused.has_value());
  EXPECT_TRUE(queue->put(rating("guide-3", Grade::satisfied), {}, {}).has_value());
  EXPECT_EQ(all().size(), 2u);
}

TEST_F(FeedbackQueueTest, AnotherFileIsRefused) {
  std::ofstream(file_) << "this is no database, however long it may be, and it is longer than a header of one hundred bytes, which is what counts";
  const auto opened = FeedbackQueue::open(file_);
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().code, "STORE-060");
  EXPECT_FALSE(read_feedback(folder_ / "absent.db", [](const model::Feedback&) {}).has_value());
}

TEST_F(FeedbackQueueTest, IsReadByItsNumbersOnceNoVisitCanChangeIt) {
  auto queue = FeedbackQueue::open(file_);
  Rating early = rating("guide-1", Grade::satisfied), late = rating("guide-2", Grade::satisfied);
  late.at = morning + 1h;
  for (const auto& one : {early, early, late, early}) ASSERT_TRUE(queue->put(one, {}, {}).has_value());
  const auto read = [&](const FeedbackMark& after, model::Instant settled, std::int64_t most = 100) {
    const auto part = read_feedback_after(file_, {after, settled, morning + 9h, most});
    EXPECT_TRUE(part.has_value());
    return part.value_or(FeedbackPart{});
  };
  const FeedbackPart first = read({}, morning);
  EXPECT_EQ(first.records.size(), 2u) << "in their order: what comes behind a later one waits with it";
  EXPECT_EQ(first.up_to.seq, 2);
  EXPECT_EQ(read(first.up_to, morning).records.size(), 0u);
  EXPECT_EQ(read(first.up_to, morning + 1h).up_to.seq, 4);
  EXPECT_EQ(read({}, morning + 1h, 1).up_to.seq, 1);
  EXPECT_EQ(read({"another queue", 3}, morning + 1h).records.size(), 4u);

  // A clock that had run away: that hour is not waited for.
  late.at = morning + std::chrono::days{3650};
  ASSERT_TRUE(queue->put(late, {}, {}).has_value());
  EXPECT_EQ(read(first.up_to, morning + 1h).up_to.seq, 5);

  EXPECT_TRUE(read_feedback_after(folder_ / "absent.db", {})->records.empty());
  ASSERT_TRUE(queue->put(early, {}, {1, {}}).has_value());
  EXPECT_EQ(read({}, morning).dropped, 5);
}

TEST_F(FeedbackQueueTest, ForgetsWhatTheOfficeHasOfThisQueue) {
  auto queue = FeedbackQueue::open(file_);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(queue->put(rating("guide-1", Grade::satisfied, "TAI MAN"), {}, {}).has_value());
  const FeedbackMark end = read_feedback_after(file_, {{}, morning, morning, 100})->up_to;
  ASSERT_TRUE(queue->forget({"another queue", 3}));
  EXPECT_EQ(all().size(), 3u);
  ASSERT_TRUE(queue->forget({end.origin, 2}));
  EXPECT_EQ(all().size(), 1u);
  ASSERT_TRUE(queue->forget(end));
  EXPECT_EQ(all().size(), 0u);
  EXPECT_EQ(totals_.dropped, 0) << "nothing had to make room";
  EXPECT_EQ(bytes().find("TAI MAN"), std::string::npos) << "wiped";
  ASSERT_TRUE(queue->put(rating("guide-2", Grade::satisfied), {}, {}).has_value());
  EXPECT_EQ(read_feedback_after(file_, {end, morning, morning, 100})->up_to.seq, 4) << "numbers go on";
}

TEST_F(FeedbackQueueTest, AQueueOfAnOlderProgramIsReadOnceItsTerminalHasOpenedIt) {
  ASSERT_TRUE(FeedbackQueue::open(file_)->put(rating("guide-1", Grade::satisfied), {}, {}).has_value());
  auto database = open_database(file_, OpenMode::read_write_create);
  ASSERT_TRUE(execute(database->get(), "DROP TABLE origin"));
  EXPECT_TRUE(read_feedback_after(file_, {{}, morning, morning, 100})->records.empty());
  ASSERT_TRUE(FeedbackQueue::open(file_));
  EXPECT_EQ(read_feedback_after(file_, {{}, morning, morning, 100})->records.size(), 1u);
}

TEST_F(FeedbackQueueTest, TheAgentTellsTheScreenHowFar) {
  EXPECT_FALSE(read_feedback_sent(folder_.path(), "lobby"));
  ASSERT_TRUE(write_feedback_sent(folder_.path(), {{"lobby", {"ab12", 7}}, {"touch-01", {"cd34", 9}}}));
  EXPECT_EQ(read_feedback_sent(folder_.path(), "touch-01")->origin, "cd34");
  EXPECT_EQ(read_feedback_sent(folder_.path(), "touch-01")->seq, 9);
  EXPECT_FALSE(read_feedback_sent(folder_.path(), "led"));
  EXPECT_EQ(source_name("/var/lib/gongkai-kiosk/lobby"), "lobby");
  EXPECT_EQ(source_name("/var/lib/gongkai-kiosk/lobby/"), "lobby");
}

}  // namespace
}  // namespace gongkai::store

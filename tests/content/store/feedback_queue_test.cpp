#include "content/store/feedback_queue.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <vector>

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

}  // namespace
}  // namespace gongkai::store

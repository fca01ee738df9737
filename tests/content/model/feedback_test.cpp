#include "content/model/feedback.h"

#include <gtest/gtest.h>

namespace gongkai::model {
namespace {

TEST(Feedback, TelephoneAndIdentityNumbersAreNotKept) {
  EXPECT_EQ(without_long_numbers("打13800000000找我"), "打＊找我");
  EXPECT_EQ(without_long_numbers("0300-5550107"), "＊");
  EXPECT_EQ(without_long_numbers("138 0000 0000"), "＊");
  EXPECT_EQ(without_long_numbers("１３８００００００００"), "＊");
  EXPECT_EQ(without_long_numbers("99010119900101002X"), "＊X");
}

TEST(Feedback, ShortNumbersAndDatesAreKept) {
  for (const char* words : {"A07窗口等了45分钟", "12345", "2026-11-21来的", "10 - 12", "", "等了 90 分钟 "}) {
    EXPECT_EQ(without_long_numbers(words), words);
  }
}

TEST(Feedback, TheLastTwoGradesAreBad) {
  EXPECT_EQ(number_of(Grade::very_satisfied), 1);
  EXPECT_EQ(number_of(Grade::very_dissatisfied), grades);
  EXPECT_FALSE(is_bad(Grade::fairly_satisfied));
  EXPECT_TRUE(is_bad(Grade::dissatisfied));
  EXPECT_EQ(word(Grade::fairly_satisfied), "基本满意");
}

}  // namespace
}  // namespace gongkai::model

#include "app/kiosk/session.h"

#include <gtest/gtest.h>

namespace gongkai::kiosk {
namespace {

using namespace std::chrono_literals;
using namespace screens;

const IdleRules rules;

Session visit() {
  Session session;
  touch(session, 0s);
  follow(session, OpenList{ListKind::guides});
  return session;
}

TEST(Session, AsksAfter90SecondsAndCountsDownFrom20) {
  Session session = visit();
  EXPECT_EQ(next_due(session, rules), Session::Moment(90s));
  EXPECT_FALSE(let_pass(session, rules, 89s));
  EXPECT_TRUE(let_pass(session, rules, 90s));
  EXPECT_EQ(session.state.idle_seconds_left, 20);
  EXPECT_FALSE(let_pass(session, rules, 90s + 900ms));
  EXPECT_TRUE(let_pass(session, rules, 91s));
  EXPECT_EQ(session.state.idle_seconds_left, 19);
  EXPECT_EQ(next_due(session, rules), Session::Moment(92s));
}

TEST(Session, ATouchBesideTheAnswerGivesTheWholeTimeAgain) {
  Session session = visit();
  let_pass(session, rules, 90s);
  let_pass(session, rules, 105s);
  EXPECT_EQ(session.state.idle_seconds_left, 5);
  touch(session, 105s);  // a trembling finger that slides off the button
  EXPECT_TRUE(let_pass(session, rules, 105s));
  EXPECT_EQ(session.state.idle_seconds_left, 20);
  EXPECT_FALSE(let_pass(session, rules, 105s));
  EXPECT_TRUE(let_pass(session, rules, 125s));
  EXPECT_FALSE(session.visited);
}

TEST(Session, NothingOfAVisitIsLeftAfterwards) {
  Session session = visit();
  follow(session, OpenSearch{});
  follow(session, TypeText{"gjj"});
  follow(session, Toggle{Mode::high_contrast});
  session.scroll()[10] = 500;
  session.state.acknowledged_alerts = {"em-1"};
  let_pass(session, rules, 90s);
  EXPECT_TRUE(let_pass(session, rules, 110s));
  EXPECT_EQ(session.state.pages.size(), 1u);
  EXPECT_FALSE(session.state.high_contrast);
  EXPECT_FALSE(session.state.idle_seconds_left);
  EXPECT_TRUE(session.state.acknowledged_alerts.empty());
  EXPECT_TRUE(session.scroll().empty());
  EXPECT_FALSE(next_due(session, rules)) << "nobody is there to be asked again";
}

TEST(Session, ContinuingKeepsThePageAsOftenAsOneLikes) {
  Session session = visit();
  session.scroll()[10] = 300;
  Session::Moment now = 0s;
  for (int i = 0; i < 12; ++i) {
    now += 95s;
    let_pass(session, rules, now);
    ASSERT_TRUE(session.state.idle_seconds_left) << i;
    now += 10s;
    touch(session, now);
    follow(session, KeepSession{});
    EXPECT_FALSE(session.asked_at);
    EXPECT_EQ(session.state.pages.size(), 2u);
    EXPECT_EQ(session.scroll()[10], 300);
  }
}

TEST(Session, LargeTextAndLowReachHaveTwiceTheTime) {
  for (const Mode mode : {Mode::large_text, Mode::low_reach}) {
    Session session = visit();
    follow(session, Toggle{mode});
    EXPECT_FALSE(let_pass(session, rules, 179s));
    EXPECT_TRUE(let_pass(session, rules, 180s));
  }
}

TEST(Session, HomeWithoutModesEndsWithoutAQuestion) {
  Session session;
  touch(session, 0s);
  session.scroll()[10] = 200;
  EXPECT_TRUE(let_pass(session, rules, 90s));
  EXPECT_FALSE(session.state.idle_seconds_left);
  EXPECT_TRUE(session.scroll().empty());
}

TEST(Session, GoingBackFindsThePageAsItWasLeft) {
  Session session = visit();
  session.scroll()[10] = 840;
  follow(session, OpenItem{"guide-1"});
  EXPECT_TRUE(session.scroll().empty());
  session.scroll()[20] = 99;
  follow(session, GoBack{});
  EXPECT_EQ(session.scroll()[10], 840);
}

TEST(Session, OtherContentOnTheSamePageStartsAtItsTop) {
  const Intent intents[] = {ChooseFilter{2}, ChooseOrgan{"org-1"}, ChooseLetter{"B"}, ChoosePage{1}, Toggle{Mode::large_text}};
  for (const Intent& intent : intents) {
    Session session = visit();
    session.scroll()[10] = 840;
    follow(session, intent);
    EXPECT_TRUE(session.scroll().empty()) << intent.index();
  }
}

TEST(Session, ASheetOverAPageLeavesItWhereItIs) {
  Session session = visit();
  follow(session, OpenItem{"guide-1"});
  session.scroll()[20] = 400;
  follow(session, ChooseStep{2});
  EXPECT_EQ(session.scroll()[20], 400);
}

TEST(Session, ScrollPositionsStayWithTheirPagesInAVeryLongChain) {
  Session session;
  for (std::size_t i = 0; i < max_page_depth + 5; ++i) {
    follow(session, OpenItem{"item-" + std::to_string(i)});
    session.scroll()[20] = static_cast<int>(i);
  }
  ASSERT_EQ(session.scrolls.size(), session.state.pages.size());
  for (std::size_t i = 1; i < session.state.pages.size(); ++i) {
    const auto& page = std::get<DetailPage>(session.state.pages[i]);
    EXPECT_EQ("item-" + std::to_string(session.scrolls[i][20]), page.id);
  }
}

TEST(Session, AnAlertThatCoveredThePageGivesTheWaitingTimeBack) {
  Session session = visit();
  let_pass(session, rules, 90s);
  resume(session, 300s);
  EXPECT_FALSE(session.state.idle_seconds_left);
  EXPECT_EQ(session.state.pages.size(), 2u);
  EXPECT_FALSE(let_pass(session, rules, 389s));
  EXPECT_TRUE(let_pass(session, rules, 390s));
}

}  // namespace
}  // namespace gongkai::kiosk

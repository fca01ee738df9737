#include "app/screens/navigate.h"

#include <gtest/gtest.h>

#include "content/model/item_rules.h"

namespace gongkai::screens {
namespace {

template <class P>
const P& page(const ScreenState& state) {
  return std::get<P>(state.page());
}

TEST(Navigate, GoesDownAndBackTheSameWay) {
  ScreenState state;
  state = navigate(state, OpenList{ListKind::guides});
  state = navigate(state, OpenItem{"guide-cgj-0001"});
  EXPECT_EQ(page<DetailPage>(state).id, "guide-cgj-0001");
  state = navigate(state, GoBack{});
  EXPECT_EQ(page<ListPage>(state).kind, ListKind::guides);
  state = navigate(state, GoBack{});
  state = navigate(state, GoBack{});  // home has nothing behind it
  EXPECT_TRUE(std::holds_alternative<HomePage>(state.page()));
  EXPECT_EQ(state.pages.size(), 1u);
}

TEST(Navigate, WhatIsWrittenGoesWhenACharacterOfItIsChosen) {
  ScreenState state = navigate(navigate({}, OpenSearch{}), OpenWriting{});
  state.writing.read = true;
  state.writing.candidates = {"户", "卢"};
  for (const Intent& other : {Intent{EraseText{}}, Intent{Toggle{Mode::large_text}}, Intent{TurnPage{40, 1}}, Intent{KeepSession{}}}) {
    EXPECT_TRUE(keeps_strokes(other));
    EXPECT_EQ(navigate(state, other).writing.candidates.size(), 2u);
  }
  state = navigate(state, TypeText{"户"});
  EXPECT_EQ(page<SearchPage>(state).text, "户");
  EXPECT_TRUE(state.writing.candidates.empty());
  EXPECT_FALSE(state.writing.read);
  EXPECT_TRUE(state.writing.open) << "the next character follows";
  EXPECT_TRUE(navigate(navigate(state, GoHome{}), OpenSearch{}).writing.open) << "who writes goes on writing";
  EXPECT_FALSE(navigate(state, CloseWriting{}).writing.open);
  EXPECT_FALSE(navigate(state, EndSession{}).writing.open);
}

TEST(Navigate, HomeForgetsTheWay) {
  ScreenState state = navigate(navigate({}, OpenCatalog{"C-01"}), OpenItem{"x-1"});
  state = navigate(state, GoHome{});
  EXPECT_EQ(state.pages.size(), 1u);
}

TEST(Navigate, BackClosesAnOpenStepBeforeItLeavesThePage) {
  ScreenState state = navigate(navigate({}, OpenItem{"guide-1"}), ChooseStep{3});
  EXPECT_EQ(page<DetailPage>(state).step, 3);
  state = navigate(state, GoBack{});
  EXPECT_EQ(page<DetailPage>(state).step, -1);
}

TEST(Navigate, ANewFilterStartsOnItsFirstPageAndKeepsWhatElseWasChosen) {
  ScreenState state = navigate({}, OpenList{ListKind::guides});
  state = navigate(state, OpenChoice{Choosing::organ});
  EXPECT_EQ(page<ListPage>(state).choosing, Choosing::organ);
  state = navigate(state, ChooseOrgan{"org-gaj"});
  EXPECT_EQ(page<ListPage>(state).choosing, Choosing::nothing);
  state = navigate(navigate(state, ChooseSubject{"D-01"}), ChooseOrder{ListSort::newest});
  state = navigate(navigate(state, ChooseLetter{"J"}), ChoosePage{2});
  EXPECT_EQ(page<ListPage>(state).page, 2);
  state = navigate(state, ChooseFilter{1});
  EXPECT_EQ(page<ListPage>(state).page, 0);
  EXPECT_EQ(page<ListPage>(state).letter, "");
  EXPECT_EQ(page<ListPage>(state).organ, "org-gaj");
  EXPECT_EQ(page<ListPage>(state).subject, "D-01");
  EXPECT_EQ(page<ListPage>(state).order, ListSort::newest);
  state = navigate(state, ClearFilters{});
  EXPECT_EQ(page<ListPage>(state).organ, "");
  EXPECT_EQ(page<ListPage>(state).subject, "");
  EXPECT_EQ(page<ListPage>(state).filter, 0);
}

TEST(Navigate, BackClosesAChoiceBeforeItLeavesTheList) {
  ScreenState state = navigate(navigate({}, OpenList{ListKind::guides}), OpenChoice{Choosing::subject});
  state = navigate(state, GoBack{});
  EXPECT_EQ(page<ListPage>(state).choosing, Choosing::nothing);
  EXPECT_TRUE(std::holds_alternative<HomePage>(navigate(state, GoBack{}).page()));
}

TEST(Navigate, TypingErasesWholeCharactersAndIsBounded) {
  ScreenState state = navigate({}, OpenSearch{});
  state = navigate(state, TypeText{"J"});
  state = navigate(state, TypeText{"证"});
  state = navigate(state, EraseText{});
  EXPECT_EQ(page<SearchPage>(state).text, "J");
  for (int i = 0; i < 200; ++i) state = navigate(state, TypeText{"A"});
  EXPECT_EQ(page<SearchPage>(state).text.size(), max_search_bytes);
  state = navigate(state, ClearText{});
  state = navigate(state, EraseText{});
  EXPECT_EQ(page<SearchPage>(state).text, "");
}

TEST(Navigate, ModesStayOverPagesAndEndWithTheSession) {
  ScreenState state = navigate({}, Toggle{Mode::large_text});
  state = navigate(state, Toggle{Mode::high_contrast});
  state = navigate(state, OpenSearch{});
  state = navigate(state, TypeText{"SFZ"});
  EXPECT_TRUE(state.large_text);
  state = navigate(state, EndSession{});
  EXPECT_FALSE(state.large_text || state.high_contrast || state.low_reach);
  EXPECT_EQ(state.pages.size(), 1u);
}

TEST(Navigate, TheWayIsBoundedAndHomeStaysAtItsStart) {
  ScreenState state;
  for (int i = 0; i < 500; ++i) state = navigate(state, OpenItem{"item-" + std::to_string(i)});
  EXPECT_EQ(state.pages.size(), max_page_depth);
  EXPECT_TRUE(std::holds_alternative<HomePage>(state.pages.front()));
  EXPECT_EQ(page<DetailPage>(state).id, "item-499");
}

TEST(Navigate, AnIntentOfAnotherPageChangesNothing) {
  const ScreenState home;
  EXPECT_EQ(navigate(home, ChooseTab{3}).pages.size(), 1u);
  EXPECT_EQ(navigate(home, TypeText{"A"}).pages.size(), 1u);
}

TEST(Navigate, WhatWasSaidIsGoneWithTheNextTouch) {
  ScreenState state;
  state.notice = "本页已经读完";
  EXPECT_TRUE(navigate(state, OpenSearch{}).notice.empty());
}

TEST(Navigate, AGradeKeepsItsReasonsAndAnotherKindOfGradeDropsThem) {
  ScreenState state = navigate(navigate({}, OpenItem{"guide-1"}), OpenFeedback{"guide-1"});
  EXPECT_FALSE(said_on(state.page())) << "nothing is rated by itself";
  state = navigate(navigate(state, ChooseGrade{model::Grade::dissatisfied}), ChooseWords{"不好找"});
  state = navigate(navigate(state, ChooseWords{"内容不全"}), ChooseWords{"不好找"});
  state = navigate(state, ChooseGrade{model::Grade::very_dissatisfied});
  EXPECT_EQ(page<FeedbackPage>(state).reasons, std::vector<std::string>{"内容不全"});
  state = navigate(state, ChooseGrade{model::Grade::satisfied});
  EXPECT_TRUE(page<FeedbackPage>(state).reasons.empty());
  for (int i = 0; i < 9; ++i) state = navigate(state, ChooseWords{std::to_string(i)});
  EXPECT_EQ(page<FeedbackPage>(state).reasons.size(), model::most_reasons);
  EXPECT_EQ(std::get<model::Rating>(*said_on(state.page())).entity, "guide-1");
}

TEST(Navigate, WordsAreWrittenOnlyWhileTheKeyboardIsOpenAndAreAHundredAtMost) {
  ScreenState state = navigate(navigate({}, OpenWish{}), TypeText{"X"});
  EXPECT_EQ(page<WishPage>(state).text, "");
  state = navigate(state, OpenKeyboard{});
  for (int i = 0; i < 120; ++i) state = navigate(state, TypeText{"👨‍👩‍👧"});  // one grapheme cluster of five code points
  EXPECT_EQ(model::grapheme_count(page<WishPage>(state).text), model::most_feedback_text);
  state = navigate(navigate(state, ClearText{}), TypeText{"0300-5550107"});
  state = navigate(navigate(state, TypeText{"AB"}), EraseText{});
  state = navigate(state, GoBack{});
  EXPECT_FALSE(page<WishPage>(state).writing) << "back closes the keyboard first";
  EXPECT_EQ(std::get<model::Wish>(*said_on(state.page())).text, "＊A") << "no number is sent";
  state = navigate(state, GoBack{});
  EXPECT_TRUE(std::holds_alternative<HomePage>(state.page()));
  EXPECT_TRUE(page<WishPage>(navigate(state, OpenWish{})).text.empty()) << "the draft went with its page";
}

TEST(Navigate, WhatCouldNotBeKeptStaysADraft) {
  ScreenState state = navigate(navigate({}, OpenFeedback{}), ChooseGrade{model::Grade::satisfied});
  state = navigate(navigate(navigate(state, OpenKeyboard{}), TypeText{"A"}), GoBack{});
  EXPECT_EQ(page<FeedbackPage>(answered(state, Sent::not_stored)).text, "A");
  EXPECT_EQ(page<FeedbackPage>(answered(state, Sent::stored)).text, "");
}

}  // namespace
}  // namespace gongkai::screens

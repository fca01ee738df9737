// Every touch screen there is, for the tests that walk them all. A new screen is added here.
#pragma once

#include <string>
#include <vector>

#include "tests/app/screens/shown.h"

namespace gongkai::screens {

inline std::vector<Shown> every_screen() {
  std::vector<Shown> all = touch_pages();
  for (const Shown& shown : exceptions()) {
    if (shown.surface == Surface::touch) all.push_back(shown);
  }
  for (int tab = 0; tab < 8; ++tab) all.push_back({"guide-tab-" + std::to_string(tab), at(DetailPage{"guide-cgj-0001", tab, -1})});
  all.push_back({"large-fee-table", at(DetailPage{"fee-scjg-01", 0, -1})});
  all.push_back({"large-fee-table-narrowed", at(DetailPage{"fee-scjg-01", 1, -1})});
  all.push_back({"fee-row", at(DetailPage{"fee-cgj-01", 0, 0})});
  all.push_back({"stats-formula", at(DetailPage{"stats-2026-10", 0, 3})});
  all.push_back({"organs", at(CatalogPage{"A-01"})});
  all.push_back({"list-policies", at(ListPage{ListKind::policies})});
  for (const Choosing choosing : {Choosing::organ, Choosing::subject}) {
    ListPage choice{ListKind::guides};
    choice.choosing = choosing;
    all.push_back({choosing == Choosing::organ ? "choose-organ" : "choose-subject", at(choice)});
  }
  ListPage narrow{ListKind::guides, 1, "org-zrzy", {}, 0, "D-01", ListSort::newest};
  all.push_back({"list-narrowed", at(narrow)});
  all.push_back({"search-empty", at(SearchPage{})});
  all.push_back({"search-long", at(SearchPage{std::string(60, 'W')})});
  all.push_back({"second-page", at(ListPage{ListKind::guides, 0, {}, {}, 1})});
  for (const char* id : {"chan-12345", "pledge-zwzx-01", "report-scjg-2025"}) all.push_back({id, at(DetailPage{id, 0, -1})});
  all.push_back({"picture-in-notice", at(DetailPage{"notice-2026-003", 0, -1})});
  all.push_back({"files", at(DetailPage{"notice-2026-005", 0, -1})});
  all.push_back({"picture", at(PicturePage{std::string(64, 'a'), "办事大厅一楼平面图"})});
  all.push_back({"picture-zoomed", at(PicturePage{std::string(64, 'a'), "办事大厅一楼平面图", 200, 250})});
  std::string long_words;  // as many as may be written
  for (std::size_t i = 0; i < model::most_feedback_text; ++i) long_words += "W";
  for (const Sent sent : {Sent::stored, Sent::replaced, Sent::too_much, Sent::not_stored}) {
    all.push_back({"feedback-sent-" + std::to_string(static_cast<int>(sent)), at(FeedbackPage{"", model::Grade::satisfied, {}, long_words, false, sent})});
  }
  all.push_back({"feedback-begun", at(FeedbackPage{"notice-2026-001"})});
  all.push_back({"feedback-written", at(FeedbackPage{"", {}, {}, long_words, true})});
  all.push_back({"feedback-writing", writing(FeedbackPage{"", {}, {}, long_words, true}, Ink::none)});
  all.push_back({"search-not-read", writing(SearchPage{std::string(60, 'W')}, Ink::not_read)});
  all.push_back({"wish-written", at(WishPage{{}, long_words, true})});
  all.push_back({"wish-sent", at(WishPage{{}, {}, false, Sent::stored})});
  ScreenState said;
  said.notice = "本终端没有安装朗读功能，需要帮助请到咨询窗口";
  all.push_back({"said", said});
  for (Shown read : {Shown{"read-home"}, Shown{"read-guide", at(DetailPage{"guide-cgj-0001", 3, -1})},
                     Shown{"read-notice", at(DetailPage{"notice-2026-001", 0, -1})}, Shown{"read-search", at(SearchPage{"zp"})}}) {
    read.state.sentence = 3;
    all.push_back(std::move(read));
  }
  for (const Printing printing : {Printing::not_yet, Printing::at_work, Printing::done}) {
    Shown sheet{"print-" + std::to_string(static_cast<int>(printing)), at(DetailPage{"guide-cgj-0001", 0, -1})};
    sheet.state.printing = printing;
    sheet.what = Shown::What::printer;
    all.push_back(std::move(sheet));
  }
  return all;
}

}  // namespace gongkai::screens

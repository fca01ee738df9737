#include "app/screens/navigate.h"

#include <algorithm>

#include "content/model/item_rules.h"

namespace gongkai::screens {

namespace {

void open(ScreenState& state, Page page) {
  if (state.pages.size() >= max_page_depth) state.pages.erase(state.pages.begin() + 1);
  state.pages.push_back(std::move(page));
}

template <class P>
P* shown(ScreenState& state) {
  return std::get_if<P>(&state.pages.back());
}

// UTF-8: one backspace takes one character.
void erase_last(std::string& text) {
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
  if (!text.empty()) text.pop_back();
}

std::string* draft_of(ScreenState& state) {
  if (auto* feedback = shown<FeedbackPage>(state); feedback != nullptr && feedback->writing) return &feedback->text;
  if (auto* wish = shown<WishPage>(state); wish != nullptr && wish->writing) return &wish->text;
  return nullptr;
}

bool* keyboard_of(ScreenState& state) {
  if (auto* feedback = shown<FeedbackPage>(state)) return &feedback->writing;
  if (auto* wish = shown<WishPage>(state)) return &wish->writing;
  return nullptr;
}

void switch_words(std::vector<std::string>& chosen, const std::string& words, std::size_t most) {
  if (std::erase(chosen, words) == 0 && chosen.size() < most) chosen.push_back(words);
}

struct Step {
  ScreenState& state;

  void operator()(const GoHome&) { state.pages = {HomePage{}}; }
  void operator()(const GoBack&) {
    if (auto* detail = shown<DetailPage>(state); detail != nullptr && detail->step >= 0) {
      detail->step = -1;  // an open sheet closes first
    } else if (auto* list = shown<ListPage>(state); list != nullptr && list->choosing != Choosing::nothing) {
      list->choosing = Choosing::nothing;
    } else if (bool* keyboard = keyboard_of(state); keyboard != nullptr && *keyboard) {
      *keyboard = false;
    } else if (state.pages.size() > 1) {
      state.pages.pop_back();
    }
  }
  void operator()(const OpenList& to) { open(state, ListPage{to.kind, 0, {}, {}, 0}); }
  void operator()(const OpenCatalog& to) { open(state, CatalogPage{to.node}); }
  void operator()(const OpenItem& to) { open(state, DetailPage{to.id, 0, -1}); }
  void operator()(const OpenSearch&) {
    if (shown<SearchPage>(state) == nullptr) open(state, SearchPage{});
  }
  // What else was chosen stays; the list begins anew.
  template <class Change>
  void narrow(Change change) {
    auto* list = shown<ListPage>(state);
    if (list == nullptr) return;
    change(*list);
    list->letter.clear();
    list->page = 0;
    list->choosing = Choosing::nothing;
  }
  void operator()(const ChooseFilter& choice) {
    narrow([&](ListPage& list) { list.filter = choice.filter; });
  }
  void operator()(const ChooseOrgan& choice) {
    narrow([&](ListPage& list) { list.organ = choice.organ; });
  }
  void operator()(const ChooseSubject& choice) {
    narrow([&](ListPage& list) { list.subject = choice.node; });
  }
  void operator()(const ChooseOrder& choice) {
    narrow([&](ListPage& list) { list.order = choice.order; });
  }
  void operator()(const OpenChoice& choice) {
    if (auto* list = shown<ListPage>(state)) list->choosing = choice.choosing;
  }
  void operator()(const ClearFilters&) {
    if (auto* list = shown<ListPage>(state)) *list = ListPage{list->kind};
  }
  void operator()(const ChooseLetter& choice) {
    if (auto* list = shown<ListPage>(state)) {
      list->letter = choice.letter;
      list->page = 0;
    }
  }
  void operator()(const ChoosePage& choice) {
    if (auto* list = shown<ListPage>(state)) list->page = std::max(0, choice.page);
    if (auto* catalog = shown<CatalogPage>(state)) catalog->page = std::max(0, choice.page);
  }
  void operator()(const ChooseTab& choice) {
    if (auto* detail = shown<DetailPage>(state)) detail->tab = choice.tab;
  }
  void operator()(const ChooseStep& choice) {
    if (auto* detail = shown<DetailPage>(state)) detail->step = choice.step;
  }
  void operator()(const OpenPicture& to) { open(state, PicturePage{to.sha256, to.caption}); }
  void operator()(const ZoomPicture& by) {
    auto* picture = shown<PicturePage>(state);
    if (picture == nullptr) return;
    picture->zoom_percent = by.steps == 0 ? 100 : std::clamp(picture->zoom_percent + 50 * by.steps, 100, most_zoom_percent);
    if (picture->zoom_percent == 100) picture->pan_permille = 500;
  }
  void operator()(const PanPicture& by) {
    if (auto* picture = shown<PicturePage>(state)) {
      picture->pan_permille = std::clamp(picture->pan_permille + 250 * by.steps, 0, 1000);
    }
  }
  void operator()(const TurnPage&) {}  // the kiosk keeps how far a page is scrolled
  void operator()(const Toggle& toggle) {
    switch (toggle.mode) {
      case Mode::large_text: state.large_text = !state.large_text; break;
      case Mode::high_contrast: state.high_contrast = !state.high_contrast; break;
      case Mode::low_reach: state.low_reach = !state.low_reach; break;
    }
  }
  void operator()(const SwitchLanguage&) {
    state.language = state.language == Language::english ? Language::chinese : Language::english;
  }
  void operator()(const ReadAloud&) { state.sentence = state.sentence ? std::nullopt : std::optional(0); }
  void operator()(const ReadFrom& at) { state.sentence = std::max(0, at.sentence); }
  void operator()(const ChangeVolume& by) { state.volume = std::clamp(state.volume + by.steps, quietest, loudest); }
  void operator()(const PrintSheet&) {}        // the kiosk prints and notes how it goes
  void operator()(const TypeText& typed) {
    auto* search = shown<SearchPage>(state);
    if (search != nullptr && search->text.size() + typed.text.size() <= max_search_bytes) search->text += typed.text;
    std::string* draft = draft_of(state);
    if (draft != nullptr && model::grapheme_count(*draft + typed.text) <= model::most_feedback_text) *draft += typed.text;
  }
  void operator()(const ReplaceText& by) {
    auto* search = shown<SearchPage>(state);
    if (search != nullptr && by.text.size() <= max_search_bytes) search->text = by.text;
  }
  void operator()(const EraseText&) {
    if (auto* search = shown<SearchPage>(state)) erase_last(search->text);
    if (std::string* draft = draft_of(state)) erase_last(*draft);
  }
  void operator()(const ClearText&) {
    if (auto* search = shown<SearchPage>(state)) search->text.clear();
    if (std::string* draft = draft_of(state)) draft->clear();
  }
  void operator()(const OpenWriting&) { state.writing.open = true; }
  void operator()(const CloseWriting&) { state.writing.open = false; }
  void operator()(const WriteHere&) {}     // the kiosk follows the finger, and reads what is written
  void operator()(const EraseStroke&) {}
  void operator()(const EraseStrokes&) {}
  void operator()(const OpenFeedback& of) { open(state, FeedbackPage{of.item}); }
  void operator()(const OpenWish&) { open(state, WishPage{}); }
  void operator()(const ChooseGrade& choice) {
    auto* page = shown<FeedbackPage>(state);
    if (page == nullptr) return;
    // What is good and what could be better are other words.
    if (!page->grade || praises(*page->grade) != praises(choice.grade)) page->reasons.clear();
    page->grade = choice.grade;
    page->sent = Sent::nothing;
  }
  void operator()(const ChooseWords& choice) {
    if (auto* feedback = shown<FeedbackPage>(state)) switch_words(feedback->reasons, choice.words, model::most_reasons);
    if (auto* wish = shown<WishPage>(state)) switch_words(wish->topics, choice.words, model::most_topics);
  }
  void operator()(const OpenKeyboard&) {
    if (bool* keyboard = keyboard_of(state)) *keyboard = true;
  }
  void operator()(const SendFeedback&) {}  // the kiosk keeps it and says what became of it: answered()
  void operator()(const KeepSession&) { state.idle_seconds_left.reset(); }
  void operator()(const EndSession&) { state = ScreenState{}; }
  void operator()(const AcknowledgeAlert&) {}  // the kiosk knows which alerts are shown and notes them
};

template <class... Kinds>
bool is_any(const Intent& intent) {
  return (std::holds_alternative<Kinds>(intent) || ...);
}

// The page stays as it is, and so does the place of the voice on it.
bool keeps_page(const Intent& intent) {
  return is_any<Toggle, ReadAloud, ReadFrom, ChangeVolume, PrintSheet, KeepSession, AcknowledgeAlert>(intent);
}

}  // namespace

bool keeps_strokes(const Intent& intent) {
  return is_any<EraseText, WriteHere, EraseStroke, TurnPage, Toggle, SwitchLanguage, ChangeVolume, KeepSession, AcknowledgeAlert>(intent);
}

ScreenState navigate(ScreenState state, const Intent& intent) {
  state.notice.clear();
  if (!keeps_page(intent)) state.sentence.reset();
  std::visit(Step{state}, intent);
  if (!keeps_strokes(intent)) state.writing = {.open = state.writing.open};
  return state;
}

bool praises(model::Grade grade) { return grade <= model::Grade::satisfied; }

std::optional<model::Feedback> said_on(const Page& page) {
  if (const auto* said = std::get_if<FeedbackPage>(&page); said != nullptr && said->grade) {
    return model::Rating{said->item, 0, *said->grade, said->reasons, model::without_long_numbers(said->text)};
  }
  if (const auto* wish = std::get_if<WishPage>(&page); wish != nullptr && (!wish->topics.empty() || !wish->text.empty())) {
    return model::Wish{wish->topics, model::without_long_numbers(wish->text)};
  }
  return std::nullopt;
}

ScreenState answered(ScreenState state, Sent sent) {
  const bool try_again = sent == Sent::not_stored;
  if (auto* feedback = shown<FeedbackPage>(state)) {
    if (!try_again) *feedback = FeedbackPage{feedback->item, feedback->grade};
    feedback->sent = sent;
  }
  if (auto* wish = shown<WishPage>(state)) {
    if (!try_again) *wish = WishPage{};
    wish->sent = sent;
  }
  return state;
}

}  // namespace gongkai::screens

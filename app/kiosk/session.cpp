#include "app/kiosk/session.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace gongkai::kiosk {

namespace {

using namespace std::chrono_literals;
using Moment = Session::Moment;

template <class... Kinds>
bool is_any(const screens::Intent& intent) {
  return (std::holds_alternative<Kinds>(intent) || ...);
}

// The same page with other content: it begins at its top.
bool starts_over(const screens::Intent& intent) {
  using namespace screens;
  return is_any<GoHome, ChooseFilter, ChooseOrgan, ChooseSubject, ChooseOrder, OpenChoice, ClearFilters, ChooseLetter, ChoosePage, ChooseTab, Toggle, SwitchLanguage, TypeText,
                ReplaceText, EraseText, ClearText, OpenKeyboard>(intent);
}

// Who listens does not touch; but nobody may be left standing with the page of one who has gone.
constexpr Moment listening = 10min;

Moment patience(const Session& session, const IdleRules& rules) {
  if (session.state.sentence) return std::max<Moment>(listening, 2 * rules.timeout);
  const bool slow = session.state.large_text || session.state.low_reach;
  return slow ? 2 * rules.timeout : rules.timeout;
}

bool at_rest(const screens::ScreenState& state) {
  return state.pages.size() == 1 && !state.sentence && state.volume == screens::usual_volume && !state.large_text &&
         !state.high_contrast && !state.low_reach && state.language == screens::Language::chinese;
}

int seconds_left(const IdleRules& rules, Moment since_asked) {
  const auto left = Moment(rules.warning) - since_asked;
  return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(left).count());
}

}  // namespace

void touch(Session& session, Moment now) {
  session.visited = true;
  session.last_touch = now;
  if (session.asked_at) session.asked_at = now;  // whoever touches beside the answer is there, and has the whole time again
}

void follow(Session& session, const screens::Intent& intent) {
  const std::size_t before = session.state.pages.size();
  session.state = screens::navigate(std::move(session.state), intent);
  const std::size_t after = session.state.pages.size();
  if (before == screens::max_page_depth && after == before &&
      is_any<screens::OpenList, screens::OpenCatalog, screens::OpenItem, screens::OpenPicture, screens::OpenFeedback, screens::OpenWish>(intent)) {
    session.scrolls.erase(session.scrolls.begin() + 1);  // navigate() dropped the oldest page after home
  }
  session.scrolls.resize(after);
  if (starts_over(intent)) session.scroll().clear();
  if (!session.state.idle_seconds_left) session.asked_at.reset();
}

bool let_pass(Session& session, const IdleRules& rules, Moment now) {
  if (session.asked_at) {
    const int left = seconds_left(rules, now - *session.asked_at);
    if (left <= 0) {
      session = Session{};
      return true;
    }
    if (session.state.idle_seconds_left == left) return false;
    session.state.idle_seconds_left = left;
    return true;
  }
  if (!session.visited || now - session.last_touch < patience(session, rules)) return false;
  if (at_rest(session.state)) {
    session = Session{};  // home without any mode: there is nothing to lose, so nothing to ask
    return true;
  }
  session.asked_at = now;
  session.state.idle_seconds_left = static_cast<int>(rules.warning.count());
  return true;
}

std::optional<Moment> next_due(const Session& session, const IdleRules& rules) {
  if (session.asked_at) {
    const int left = session.state.idle_seconds_left.value_or(1);
    return *session.asked_at + rules.warning - std::chrono::seconds(left - 1);
  }
  if (!session.visited) return std::nullopt;
  return session.last_touch + patience(session, rules);
}

void resume(Session& session, Moment now) {
  session.last_touch = now;
  session.asked_at.reset();
  session.state.idle_seconds_left.reset();
}

}  // namespace gongkai::kiosk

// One visit: where the visitor is, how far each page is scrolled, and when it ends. Replaced as a whole when the visit
// is over, so that nothing of it is left.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "app/screens/navigate.h"
#include "app/screens/screen_state.h"

namespace gongkai::kiosk {

using ScrollPositions = std::map<std::uint32_t, int>;  // by the id of the scrolled part, device px

struct IdleRules {
  std::chrono::seconds timeout{90};  // twice as long in large text or low reach
  std::chrono::seconds warning{20};
};

// What a visit has sent (feedback_box.h).
struct VisitFeedback {
  std::map<model::EntityId, std::int64_t> ratings;  // where the rating of an item is kept
  int sent = 0;
};

struct Session {
  using Moment = std::chrono::nanoseconds;  // monotonic

  screens::ScreenState state;
  std::vector<ScrollPositions> scrolls{1};  // one for each of state.pages
  bool visited = false;                     // somebody has touched since the last reset
  Moment last_touch{0};
  std::optional<Moment> asked_at;           // since when the question "您还在使用吗" stands

  VisitFeedback feedback;

  ScrollPositions& scroll() { return scrolls.back(); }
};

// A finger is on the screen.
void touch(Session& session, Session::Moment now);

// Follows an intent and keeps each page's scroll position: going back finds it as it was left.
void follow(Session& session, const screens::Intent& intent);

// Lets time pass: asks, counts down, ends the visit. True: the screen has to be built again.
bool let_pass(Session& session, const IdleRules& rules, Session::Moment now);

// When let_pass() is due next; nullopt: nothing will happen by itself.
std::optional<Session::Moment> next_due(const Session& session, const IdleRules& rules);

// An alert covered the screen until now: the visitor gets the whole waiting time again.
void resume(Session& session, Session::Moment now);

}  // namespace gongkai::kiosk

// The screens that --screen can name, as a state and the surface they stand on.
#pragma once

#include <optional>
#include <string>

#include "app/screens/screens.h"

namespace gongkai::kiosk {

struct NamedScreen {
  screens::ScreenState state;
  std::optional<screens::Surface> surface;  // lobby, strip, wall; nothing: the profile's own
  std::optional<model::EntityId> shown;     // whose turn it is on that board
  enum class Special { none, rescue, empty, alert } special = Special::none;
};

// For --help and for who misspells one.
inline constexpr const char* screen_names =
    "home list guides fees notices places policies figures contacts powers catalog node:编号 item:标识 search:文字 write "
    "feedback feedback:标识 wish guide fee notice publicity lobby strip wall lobby:标识 strip:标识 wall:标识 rescue idle "
    "alert empty";

// One of screen_names. `guide` and the like are the first item of the kind that shows what the kind can show (a flow
// chart, a table, a red head, rounds).
// E: an unknown name, or no such item in the store; Chinese.
model::Result<NamedScreen> screen_named(const std::string& name, const store::Generation* store, model::Instant now);

}  // namespace gongkai::kiosk

// What a playlist needs to know of an item, without its text: a few hundred bytes, so that the loop of a large catalogue
// is made anew within a frame whenever the clock asks for it.
#pragma once

#include <memory>
#include <vector>

#include "content/model/calendar.h"
#include "content/model/playlist.h"

namespace gongkai::model {

struct LoopItem {
  EntityId id;
  Kind kind = Kind::notice;
  std::optional<Absence> never;             // it does not hang on this screen whatever the time
  std::optional<Instant> publish_at;
  Instant from = Instant::min(), until = Instant::max();  // [from, until), all its windows together
  std::chrono::milliseconds dwell{0};
  int priority = 5;
  EntityId organ;
  std::vector<NodeCode> catalog;
  std::optional<AlertLevel> alert;          // of an emergency
  std::optional<Instant> issued_at;
  std::unique_ptr<const Publicity> posting; // of a publicity: its rounds without their rows, and its exposure
};
LoopItem loop_item(const Item& item, const ScreenIdentity& screen);

struct LoopItems {
  std::vector<LoopItem> items;
  WorkCalendar calendar;                    // says which postings run
};
LoopItems loop_items(std::span<const Item> items, const ScreenIdentity& screen);

std::optional<Absence> absence_of(const LoopItem& item, Instant now);

// The same as of the items themselves (playlist.h).
Playlist make_playlist(const LoopItems& items, const LoopContext& context, Instant now,
                       std::map<EntityId, Absence>* absent = nullptr);
Instant playlist_until(const LoopItems& items, Instant now);

}  // namespace gongkai::model

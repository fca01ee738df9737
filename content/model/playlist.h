// What may hang on a screen when nobody touches it, in which order within its class, and why the rest may not.
// The order in time is rotation.h. Deterministic: the same items, screen and moment give the same playlist.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/item.h"

namespace gongkai::model {

// What the playlist needs to know of the screen.
struct ScreenIdentity {
  std::string hall;    // "hall-01"
  std::string screen;  // "touch-03"
  Surface surface = Surface::touch;
};

enum class LoopClass { takeover, banner, publicity, fresh_notice, notice, guide, fee, figures, slogan };

// The classes that take turns, in the order of LoopRules; "publicity" etc. are their words in settings.
inline constexpr std::array turn_classes{LoopClass::publicity, LoopClass::fresh_notice, LoopClass::notice,
                                         LoopClass::guide,     LoopClass::fee,          LoopClass::figures,
                                         LoopClass::slogan};
inline constexpr std::array<const char*, turn_classes.size()> turn_class_words{
    "publicity", "fresh_notice", "notice", "guide", "fee", "figures", "slogan"};
using ClassNumbers = std::array<int, turn_classes.size()>;

// What the profile of a screen says of its loop.
struct LoopRules {
  ClassNumbers weights{6, 4, 3, 2, 2, 1, 1};  // turns of a class in proportion; 0: the class does not hang here
  ClassNumbers most{};                        // so many items of a class a day, another part of them each day; 0: all
  std::vector<EntityId> organs;               // only what these publish; empty: all
  std::vector<NodeCode> nodes;                // only what is filed under these or below them; empty: all
  int seed = 0;                               // with which part of a class `most` begins: two screens side by side differ
};

// What has been shown of one posting on this screen today.
struct Shown {
  int plays = 0;
  std::chrono::milliseconds visible{0};
};

struct LoopContext {
  ScreenIdentity screen;
  LoopRules rules{};
  std::map<EntityId, Shown> shown_today{};
  int open_permille = 0;         // how much of today's opening hours has passed; 0 on a closed day: nothing is owed
  std::set<EntityId> skipped{};  // items that could not be drawn
};

struct LoopMember {
  EntityId id;
  LoopClass loop_class = LoopClass::notice;
  std::chrono::milliseconds dwell{8000};
  bool owed = false;             // a posting behind its daily exposure: comes sooner and oftener
};

struct Playlist {
  std::vector<LoopMember> takeover;  // red and orange alerts, shown instead of everything, the most urgent first
  std::vector<LoopMember> banner;    // yellow and blue alerts: every second turn
  std::vector<LoopMember> loop;      // class by class; within a class by priority, newest first, id
  ClassNumbers weights{};            // those of the rules
};

// Why an item does not hang on a screen.
enum class Absence {
  withdrawn, not_yet, expired, other_hall, other_screen, other_surface,  // the item says so
  kind_not_shown,                                                       // a kind that is found by touch only
  class_off, other_organ, other_node, not_today,                         // the profile says so
  skipped,                                                               // it could not be drawn
};
std::string_view absence_words(Absence absence);  // Chinese, for --plan

bool in_scope(const Header& header, const ScreenIdentity& screen);
// Published, inside [valid_from, valid_to) and publish_at passed, in scope, on the surface; else why not.
std::optional<Absence> absence_of(const Item& item, const ScreenIdentity& screen, Instant now);
bool eligible(const Item& item, const ScreenIdentity& screen, Instant now);

// `absent`, where given, receives every item of `items` that is in none of the three lists, with the reason.
Playlist make_playlist(std::span<const Item> items, const LoopContext& context, Instant now,
                       std::map<EntityId, Absence>* absent = nullptr);

// The first moment after `now` at which make_playlist() can say something else of the same items: a window opens or
// closes, a notice loses its freshness, a day ends.
Instant playlist_until(std::span<const Item> items, Instant now);

// Whether a posting is behind its daily exposure. The whole of it is wanted after four fifths of the opening hours, so
// that a short fault can be made good.
bool behind(const Exposure& wanted, const Shown& shown, int open_permille);

// n of the dwell formula in tenths: Han 10, Latin or digit 5, punctuation 3.
std::int64_t reading_tenths(std::string_view text);
// So much is read in 40 s; longer text is split (app/screens/reading_pages.h).
inline constexpr std::int64_t longest_page_tenths = 1520;
// How long a still page stands: clamp(2 s + n/4, 8, 40) s, of a posting up to 60 s.
std::chrono::milliseconds reading_time(std::int64_t tenths, Kind kind);
std::chrono::milliseconds longest_reading(Kind kind);

}  // namespace gongkai::model

// What a screen shows in turn when nobody touches it: a deterministic weighted round robin over the
// classes publicity, fresh notices, notices, guides, fees, statistics, slogans, after emergency and banner.
#pragma once

#include <cstdint>
#include <span>
#include <string>
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

struct PlaylistSlot {
  EntityId id;
  LoopClass loop_class = LoopClass::notice;
  std::chrono::milliseconds dwell{8000};
};

struct Playlist {
  std::vector<PlaylistSlot> takeover;  // red and orange alerts, to be shown instead of everything
  std::vector<PlaylistSlot> banner;    // yellow and blue alerts
  std::vector<PlaylistSlot> loop;      // one full cycle
};

bool in_scope(const Header& header, const ScreenIdentity& screen);
// Published, inside [valid_from, valid_to) and publish_at passed, in scope, on the surface.
bool eligible(const Item& item, const ScreenIdentity& screen, Instant now);

Playlist make_playlist(std::span<const Item> items, const ScreenIdentity& screen, Instant now);

// clamp(2 s + n/4, 8, 40) s with n = Han 1, Latin or digit 0.5, punctuation 0.3.
std::chrono::milliseconds dwell_for(std::string_view shown_text);

}  // namespace gongkai::model

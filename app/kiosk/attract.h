// What is on when nobody chooses: the slots of the playlist in turn, each for its dwell; alerts before everything.
// Deterministic: the same playlists at the same moments show the same things.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "app/screens/screens.h"
#include "content/model/playlist.h"
#include "content/store/generation.h"

namespace gongkai::kiosk {

// Where the moving line stands. On the LED strip a message stays until it has passed once, whatever its dwell.
enum class CrawlPass { absent, running, passed };

class Attract {
 public:
  using Moment = std::chrono::nanoseconds;  // monotonic

  explicit Attract(screens::Surface surface) : surface_(surface) {}

  // Takes a new cycle and keeps the place: what is on stays on for the rest of its dwell if it is still in the cycle.
  void set(model::Playlist playlist, Moment now);

  // Goes on when the time has come. True: loop() says something else now.
  bool advance(Moment now, CrawlPass pass);

  screens::Loop loop(Moment now) const;

  // When advance() should be called next at the latest; nullopt: nothing will change by itself.
  std::optional<Moment> next_change() const;

 private:
  void start_slot(std::size_t position, Moment now);

  screens::Surface surface_;
  model::Playlist playlist_;
  std::size_t position_ = 0;
  Moment slot_started_{0};
  std::size_t alert_ = 0;        // which of several alerts is on
  Moment alert_started_{0};
};

// What may hang on this screen, and until when that is so.
struct Programme {
  model::Playlist playlist;
  model::Instant made_at{};
  std::optional<model::Instant> until;  // the first moment one of its items leaves by its own date
  std::int64_t items = 0;               // live ones in the store, of the kinds that can hang on a screen
};
Programme programme_of(const store::Generation& store, const model::ScreenIdentity& screen, model::Instant now);

// Whether programme_of() would still say the same, without reading the items: none has come or gone, and no notice has
// lost its freshness nor a posting period ended (looked at each hour).
bool is_current(const Programme& programme, const store::Generation& store, model::Instant now);

// An alert the visitor has read no longer covers the page; it goes on as a banner.
screens::Loop without_acknowledged(screens::Loop loop, const std::vector<model::EntityId>& acknowledged);

}  // namespace gongkai::kiosk

// What is on when nobody chooses: one item after the other, each for its dwell; alerts before everything.
// Deterministic: the same playlists at the same moments show the same things.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "app/screens/screens.h"
#include "content/model/loop_item.h"
#include "content/model/rotation.h"
#include "content/store/generation.h"

namespace gongkai::kiosk {

// Where the moving line stands. On the LED strip a message stays until it has passed once, whatever its dwell.
enum class CrawlPass { absent, running, passed };

class Attract {
 public:
  using Moment = std::chrono::nanoseconds;  // monotonic

  // How long a member is on in turn `turn` of its own, by what the board says then; nullopt: as long as its dwell says.
  using TurnLength = std::function<std::optional<std::chrono::milliseconds>(const model::LoopMember&, int turn)>;

  explicit Attract(screens::Surface surface, TurnLength length = {}) : surface_(surface), length_(std::move(length)) {}

  // Takes what may be shown from now on. What is on stays on for the rest of its dwell if it still may, a crawl that is
  // `running` to the end of its pass in any case; else the next has its turn at once. The rotation goes on.
  void set(model::Playlist playlist, Moment now, CrawlPass pass = CrawlPass::absent);

  // Goes on when the time has come. True: loop() says something else now.
  bool advance(Moment now, CrawlPass pass);

  screens::Loop loop(Moment now) const;
  const model::Playlist& playlist() const { return playlist_; }

  // What is on: an alert that covers everything, or the item whose turn it is; null: nothing.
  const model::LoopMember* on() const;
  Moment started() const;  // since when

  // When advance() should be called next at the latest; nullopt: nothing will change by itself.
  std::optional<Moment> next_change() const;

 private:
  void start_turn(Moment now);

  screens::Surface surface_;
  TurnLength length_;
  model::Playlist playlist_;
  model::Rotation rotation_;
  std::optional<model::LoopMember> turn_;  // whose turn it is
  Moment turn_started_{0};
  std::size_t alert_ = 0;                  // which of several alerts is on
  Moment alert_started_{0};
};

// What may hang on this screen, and until when that is so.
struct Programme {
  model::Playlist playlist;
  model::Instant until{};                  // the first moment at which it may be another
};
// `board`: its store, moment, hall and device; on boards of LEDs the windows of the hall have a turn among the figures.
// `absent`: why each of the others is not in it.
Programme programme_of(const model::LoopItems& items, const model::LoopContext& context, const screens::Context& board,
                       std::map<model::EntityId, model::Absence>* absent = nullptr);
// Of all the items in the store, in one go.
Programme programme_of(const model::LoopContext& context, const screens::Context& board,
                       std::map<model::EntityId, model::Absence>* absent = nullptr);

// Whether anything the loop shows or crawls is withdrawn in `store`, or gone.
bool any_withdrawn(const screens::Loop& loop, const store::Generation& store);

// An alert the visitor has read no longer covers the page; it goes on as a banner.
screens::Loop without_acknowledged(screens::Loop loop, const std::vector<model::EntityId>& acknowledged);

}  // namespace gongkai::kiosk

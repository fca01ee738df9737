// Whose turn it is: a deterministic weighted round robin over the classes of a playlist. The state survives a new
// playlist, so a rotation goes on where content comes and goes.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "content/model/playlist.h"

namespace gongkai::model {

// Notices, guides and fees each have a turn in any 15 minutes (domain section 7).
enum class TurnGroup { notices, guides, fees };
inline constexpr std::chrono::minutes group_interval{15};

struct Rotation {
  using Moment = std::chrono::nanoseconds;  // monotonic

  struct Past {
    std::int64_t turn = 0;                      // the one in which the item was last on
    std::int64_t times = 0;                     // how often it has been on: long texts show another page each time
  };
  std::int64_t turns = 0;
  std::map<EntityId, Past> past;
  ClassNumbers credit{};
  std::array<std::optional<Moment>, 3> seen{};  // by TurnGroup: when it was last on
  std::size_t banner = 0;                       // which of several is next
  std::optional<EntityId> on;                   // the item that is on, or was before the banner
  std::optional<LoopClass> on_class;
};

// Which turn of its own the item that is on has, from 0.
int turn_of(const Rotation& rotation, const EntityId& id);

// The next turn at `now`; nullptr when there is nothing to show. Points into `playlist`.
const LoopMember* next_turn(const Playlist& playlist, Rotation& rotation, Rotation::Moment now);

struct Cycle {
  std::vector<LoopMember> turns;
  std::chrono::milliseconds length{0};
  bool whole = true;              // false: `most` was reached before every item had its turn
};
// How long a member is on in turn `turn` of its own.
using LengthOf = std::function<std::chrono::milliseconds(const LoopMember&, int turn)>;
// From a fresh start until every item has had its turn, or until `most` has passed.
Cycle cycle_of(const Playlist& playlist, std::chrono::milliseconds most, const LengthOf& length_of = {});

// A full cycle should not take longer: who stands before the screen would not see it (domain section 7).
inline constexpr std::chrono::minutes longest_cycle{60};

}  // namespace gongkai::model

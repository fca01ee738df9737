#include "content/model/rotation.h"

#include <algorithm>
#include <span>

namespace gongkai::model {
namespace {

using namespace std::chrono_literals;
using Moment = Rotation::Moment;

// From when a group's turn is forced. Before it comes, the page that is on may last a minute, the two other groups may
// be as late and go first, and each of these turns may have an alert's 15 s before it.
constexpr Moment longest_turn = 60s, banner_turn = 15s;
constexpr Moment latest = Moment(group_interval) - 3 * (longest_turn + banner_turn) - banner_turn;

std::size_t index_of(LoopClass loop_class) {
  return static_cast<std::size_t>(std::find(turn_classes.begin(), turn_classes.end(), loop_class) -
                                  turn_classes.begin());
}

std::optional<std::size_t> group_of(LoopClass loop_class) {
  switch (loop_class) {
    case LoopClass::fresh_notice:
    case LoopClass::notice:
      return static_cast<std::size_t>(TurnGroup::notices);
    case LoopClass::guide:
      return static_cast<std::size_t>(TurnGroup::guides);
    case LoopClass::fee:
      return static_cast<std::size_t>(TurnGroup::fees);
    default:
      return std::nullopt;
  }
}

// The members of one class.
using Ring = std::span<const LoopMember>;

std::vector<Ring> rings_of(const Playlist& playlist) {
  std::vector<Ring> rings;
  const std::vector<LoopMember>& loop = playlist.loop;
  for (std::size_t from = 0, to = 0; from < loop.size(); from = to) {
    while (to < loop.size() && loop[to].loop_class == loop[from].loop_class) ++to;
    rings.emplace_back(loop.data() + from, to - from);
  }
  return rings;
}

bool any_owed(Ring ring) {
  return std::any_of(ring.begin(), ring.end(), [](const LoopMember& member) { return member.owed; });
}

// Who has waited longest; where a posting is owed, its waiting counts twice. Never the one that is on, unless it is
// the only one; those that were never on come first, in their order.
const LoopMember& longest_waiting(Ring ring, const Rotation& rotation) {
  const LoopMember* best = nullptr;
  std::int64_t best_wait = -1;
  for (const LoopMember& member : ring) {
    if (member.id == rotation.on && ring.size() > 1) continue;
    const auto past = rotation.past.find(member.id);
    constexpr std::int64_t for_ever = 1ll << 40;
    std::int64_t wait = past == rotation.past.end() ? for_ever : rotation.turns - past->second.turn + 1;
    if (member.owed) wait *= 2;
    if (wait > best_wait) {
      best = &member;
      best_wait = wait;
    }
  }
  return *best;
}

bool is_overdue(Ring ring, const Rotation& rotation, Moment now) {
  const auto group = group_of(ring.front().loop_class);
  return group && now - rotation.seen[*group].value_or(now) > latest;
}

// The class that is due: by credit, or because its group has waited too long. One that could only repeat what is on
// waits.
Ring due_class(const std::vector<Ring>& rings, const Playlist& playlist, Rotation& rotation, Moment now) {
  int total = 0;
  const Ring* best = nullptr;
  bool best_overdue = false;
  for (const Ring& ring : rings) {
    const std::size_t index = index_of(ring.front().loop_class);
    const int weight = playlist.weights[index] * (any_owed(ring) ? 2 : 1);
    rotation.credit[index] += weight;
    total += weight;
    if (rings.size() > 1 && ring.size() == 1 && ring.front().id == rotation.on) continue;
    const bool overdue = is_overdue(ring, rotation, now);
    const bool better = best == nullptr || overdue > best_overdue ||
                        (overdue == best_overdue && rotation.credit[index] > rotation.credit[index_of(best->front().loop_class)]);
    if (!better) continue;
    best = &ring;
    best_overdue = overdue;
  }
  rotation.credit[index_of(best->front().loop_class)] -= total;
  return *best;
}

// The clocks of the groups: one that is on is seen now; one that is not there cannot be late; at the start all begin.
void note_groups(const std::vector<Ring>& rings, Rotation& rotation, Moment now) {
  const auto on = rotation.on_class ? group_of(*rotation.on_class) : std::nullopt;
  if (on) rotation.seen[*on] = now;
  for (const Ring& ring : rings) {
    const auto group = group_of(ring.front().loop_class);
    if (group && !rotation.seen[*group]) rotation.seen[*group] = now;
  }
}

// What is no longer in the playlist is forgotten, or the past would grow for ever. An item that comes back begins anew.
void forget_the_gone(const Playlist& playlist, Rotation& rotation) {
  if (rotation.past.size() <= playlist.loop.size()) return;
  std::set<EntityId> there;
  for (const LoopMember& member : playlist.loop) there.insert(member.id);
  std::erase_if(rotation.past, [&](const auto& entry) { return !there.contains(entry.first); });
}

const LoopMember* banner_turn_of(const Playlist& playlist, Rotation& rotation) {
  rotation.on_class = LoopClass::banner;
  return &playlist.banner[rotation.banner++ % playlist.banner.size()];
}

}  // namespace

const LoopMember* next_turn(const Playlist& playlist, Rotation& rotation, Moment now) {
  const std::vector<Ring> rings = rings_of(playlist);
  note_groups(rings, rotation, now);
  const bool banner_due = !playlist.banner.empty() && (rings.empty() || rotation.on_class != LoopClass::banner);
  if (banner_due) return banner_turn_of(playlist, rotation);
  if (rings.empty()) {
    rotation.on_class.reset();
    return nullptr;
  }
  forget_the_gone(playlist, rotation);
  const LoopMember& member = longest_waiting(due_class(rings, playlist, rotation, now), rotation);
  Rotation::Past& past = rotation.past[member.id];
  past = {++rotation.turns, past.times + 1};
  rotation.on = member.id;
  rotation.on_class = member.loop_class;
  if (const auto group = group_of(member.loop_class)) rotation.seen[*group] = now;
  return &member;
}

Cycle cycle_of(const Playlist& playlist, std::chrono::milliseconds most, const LengthOf& length_of) {
  Cycle cycle;
  Rotation rotation;
  std::set<EntityId> missing;
  for (const LoopMember& member : playlist.loop) missing.insert(member.id);
  while (!missing.empty()) {
    if (cycle.length >= most) {
      cycle.whole = false;
      break;
    }
    const LoopMember* member = next_turn(playlist, rotation, cycle.length);
    cycle.turns.push_back(*member);
    cycle.turns.back().dwell = length_of ? length_of(*member, turn_of(rotation, member->id)) : member->dwell;
    cycle.length += std::max<std::chrono::milliseconds>(cycle.turns.back().dwell, 1ms);
    missing.erase(member->id);
  }
  return cycle;
}

int turn_of(const Rotation& rotation, const EntityId& id) {
  const auto past = rotation.past.find(id);
  return past == rotation.past.end() ? 0 : static_cast<int>(past->second.times - 1);
}

}  // namespace gongkai::model

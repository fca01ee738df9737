// The guarantees of the attract loop, each as a property over random catalogues.
#include "content/model/rotation.h"

#include <random>

#include "tests/content/model/sample.h"

namespace gongkai::model {
namespace {

using namespace std::chrono_literals;
using Moment = Rotation::Moment;
using Random = std::mt19937;

int below(Random& random, int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); }

// A playlist as make_playlist() makes them: class by class, dwells of 8 to 40 s, of a publicity 60 s.
Playlist random_playlist(Random& random, int most_of_a_class) {
  Playlist playlist;
  playlist.weights = LoopRules{}.weights;
  for (const LoopClass loop_class : turn_classes) {
    const int count = below(random, 3) == 0 ? 0 : below(random, most_of_a_class) + 1;
    const int longest = loop_class == LoopClass::publicity ? 53 : 33;
    for (int i = 0; i < count; ++i) {
      const std::string id = "item-" + std::to_string(static_cast<int>(loop_class)) + "-" + std::to_string(i);
      playlist.loop.push_back({id, loop_class, std::chrono::seconds{8 + below(random, longest)}, false});
    }
  }
  return playlist;
}

void add_banners(Playlist& playlist, int count) {
  for (int i = 0; i < count; ++i) {
    playlist.banner.push_back({"em-" + std::to_string(i), LoopClass::banner, 15s, false});
  }
}

struct Turn {
  EntityId id;
  LoopClass loop_class;
  Moment from, to;
};

std::vector<Turn> turns_of(const Playlist& playlist, Rotation& rotation, Moment from, int count) {
  std::vector<Turn> turns;
  for (int i = 0; i < count; ++i) {
    const LoopMember* member = next_turn(playlist, rotation, from);
    if (member == nullptr) break;
    turns.push_back({member->id, member->loop_class, from, from + member->dwell});
    from += member->dwell;
  }
  return turns;
}

// Each property is looked at for so many catalogues, with and without banners.
template <class Property>
void for_random_catalogues(int most_of_a_class, const Property& property) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    Playlist playlist = random_playlist(random, most_of_a_class);
    if (seed % 3 == 0) add_banners(playlist, 1 + below(random, 3));
    SCOPED_TRACE("seed " + std::to_string(seed));
    property(playlist, random);
    if (testing::Test::HasFatalFailure()) return;
  }
}

int members_of(const Playlist& playlist, LoopClass loop_class) {
  return static_cast<int>(std::count_if(playlist.loop.begin(), playlist.loop.end(),
                                        [&](const LoopMember& m) { return m.loop_class == loop_class; }));
}

// Of one class, every `members` turns in a row are all different: nothing repeats before all others have shown.
void expect_strict_rotation(const std::vector<Turn>& turns, LoopClass loop_class, int members) {
  std::vector<EntityId> of_class;
  for (const Turn& turn : turns) {
    if (turn.loop_class == loop_class) of_class.push_back(turn.id);
  }
  for (std::size_t i = 0; i + static_cast<std::size_t>(members) <= of_class.size(); ++i) {
    const auto from = of_class.begin() + static_cast<std::ptrdiff_t>(i);
    ASSERT_EQ(std::set<EntityId>(from, from + members).size(), static_cast<std::size_t>(members)) << "turn " << i;
  }
}

TEST(RotationProperty, NoItemTwiceRunningIfAnotherIsEligible) {
  for_random_catalogues(4, [](const Playlist& playlist, Random&) {
    Rotation rotation;
    std::optional<EntityId> before;
    for (const Turn& turn : turns_of(playlist, rotation, 0s, 500)) {
      if (turn.loop_class == LoopClass::banner) continue;
      if (playlist.loop.size() > 1) { ASSERT_NE(turn.id, before); }
      before = turn.id;
    }
  });
}

TEST(RotationProperty, StrictRotationInsideAClass) {
  for_random_catalogues(12, [](const Playlist& playlist, Random&) {
    Rotation rotation;
    const auto turns = turns_of(playlist, rotation, 0s, 1200);
    for (const LoopClass loop_class : turn_classes) {
      const int members = members_of(playlist, loop_class);
      if (members > 0) expect_strict_rotation(turns, loop_class, members);
    }
  });
}

TEST(RotationProperty, NoticesGuidesAndFeesInAnyQuarterOfAnHour) {
  const std::vector<std::vector<LoopClass>> groups{
      {LoopClass::fresh_notice, LoopClass::notice}, {LoopClass::guide}, {LoopClass::fee}};
  for_random_catalogues(40, [&](const Playlist& playlist, Random&) {
    Rotation rotation;
    const auto turns = turns_of(playlist, rotation, 5h, 1000);
    for (const auto& group : groups) {
      int members = 0;
      for (const LoopClass loop_class : group) members += members_of(playlist, loop_class);
      if (members == 0) continue;
      Moment away_since = 5h;
      for (const Turn& turn : turns) {
        if (std::find(group.begin(), group.end(), turn.loop_class) == group.end()) continue;
        ASSERT_LE(turn.from - away_since, Moment(group_interval));
        away_since = turn.to;
      }
      ASSERT_LE(turns.back().to - away_since, Moment(group_interval));
    }
  });
}

// Two classes that outweigh all others by far: without the guarantee a fee would come every hour.
TEST(RotationProperty, TheQuarterOfAnHourHoldsAgainstTheWeights) {
  Random random(7);
  Playlist playlist = random_playlist(random, 5);
  playlist.loop = {{"pub-1", LoopClass::publicity, 60s, false}, {"pub-2", LoopClass::publicity, 60s, false},
                   {"notice-1", LoopClass::notice, 40s, false}, {"guide-1", LoopClass::guide, 40s, false},
                   {"fee-1", LoopClass::fee, 40s, false}};
  playlist.weights = {100, 100, 1, 1, 1, 1, 1};
  add_banners(playlist, 2);
  Rotation rotation;
  std::map<LoopClass, Moment> away_since{{LoopClass::notice, 0s}, {LoopClass::guide, 0s}, {LoopClass::fee, 0s}};
  for (const Turn& turn : turns_of(playlist, rotation, 0s, 2000)) {
    const auto group = away_since.find(turn.loop_class);
    if (group == away_since.end()) continue;
    ASSERT_LE(turn.from - group->second, Moment(group_interval));
    group->second = turn.to;
  }
}

TEST(RotationProperty, EveryItemHasItsTurnAndTheCycleEnds) {
  for_random_catalogues(40, [](const Playlist& playlist, Random&) {
    const Cycle cycle = cycle_of(playlist, 240h);
    std::set<EntityId> shown;
    std::chrono::milliseconds length{0};
    for (const LoopMember& turn : cycle.turns) {
      if (turn.loop_class != LoopClass::banner) shown.insert(turn.id);
      length += turn.dwell;
    }
    ASSERT_TRUE(cycle.whole);
    ASSERT_EQ(shown.size(), playlist.loop.size());
    ASSERT_EQ(length, cycle.length);
  });
}

TEST(RotationProperty, TheSameInputsGiveTheSameTurns) {
  for_random_catalogues(10, [](const Playlist& playlist, Random&) {
    Rotation one, two;
    const auto a = turns_of(playlist, one, 0s, 400), b = turns_of(playlist, two, 0s, 400);
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) ASSERT_EQ(a[i].id, b[i].id);
  });
}

// Domain section 7: how long a whole cycle takes is told, and that it is too long beyond an hour.
TEST(RotationProperty, TheCycleIsAsLongAsItsTurnsAndItsEndIsKnownToBeMissing) {
  for_random_catalogues(40, [](const Playlist& playlist, Random&) {
    if (playlist.loop.empty()) return;
    const Cycle whole = cycle_of(playlist, 240h);
    const Cycle cut = cycle_of(playlist, whole.length / 2);
    EXPECT_FALSE(cut.whole && whole.turns.size() > 2);
    EXPECT_LE(cut.length, whole.length);
  });
  EXPECT_EQ(longest_cycle, 60min);
}

TEST(RotationProperty, EverySecondTurnIsABannerWhereThereIsOne) {
  for_random_catalogues(6, [](const Playlist& playlist, Random&) {
    if (playlist.banner.empty() || playlist.loop.empty()) return;
    Rotation rotation;
    const auto turns = turns_of(playlist, rotation, 0s, 200);
    for (std::size_t i = 0; i < turns.size(); ++i) {
      ASSERT_EQ(turns[i].loop_class == LoopClass::banner, i % 2 == 0);
      if (i % 2 == 0) { ASSERT_EQ(turns[i].id, playlist.banner[i / 2 % playlist.banner.size()].id); }
    }
  });
}

TEST(RotationProperty, WeightsDecideHowOftenAClassIsOn) {
  Playlist playlist;
  playlist.weights = LoopRules{}.weights;
  for (const LoopClass loop_class : turn_classes) {
    for (int i = 0; i < 3; ++i) {
      playlist.loop.push_back({std::to_string(static_cast<int>(loop_class)) + "-" + std::to_string(i), loop_class, 10s, false});
    }
  }
  Rotation rotation;
  std::map<LoopClass, int> share;
  for (const Turn& turn : turns_of(playlist, rotation, 0s, 1900)) ++share[turn.loop_class];
  for (std::size_t i = 0; i < turn_classes.size(); ++i) {
    EXPECT_EQ(share[turn_classes[i]], 100 * playlist.weights[i]) << turn_class_words[i];
  }
}

TEST(RotationProperty, WhatIsOwedComesFirstAndItsWeightDoubles) {
  for_random_catalogues(8, [](Playlist playlist, Random& random) {
    const int members = members_of(playlist, LoopClass::publicity);
    if (members < 2 || !playlist.banner.empty()) return;
    const auto owed = static_cast<std::size_t>(below(random, members));
    const auto count = [&](bool is_owed) {
      playlist.loop[owed].owed = is_owed;
      Rotation rotation;
      int mine = 0, publicities = 0;
      const auto turns = turns_of(playlist, rotation, 0s, 1000);
      for (const Turn& turn : turns) {
        mine += turn.id == playlist.loop[owed].id;
        publicities += turn.loop_class == LoopClass::publicity;
      }
      const auto first = std::find_if(turns.begin(), turns.end(),
                                      [](const Turn& turn) { return turn.loop_class == LoopClass::publicity; });
      if (is_owed) { EXPECT_EQ(first->id, playlist.loop[owed].id) << "to the front of its class"; }
      return std::pair(mine, publicities);
    };
    const auto [mine, publicities] = count(false);
    const auto [mine_owed, publicities_owed] = count(true);
    ASSERT_GE(publicities_owed, publicities);
    ASSERT_GT(mine_owed, mine * 5 / 4) << "of " << members;
  });
}

TEST(RotationProperty, TheRotationGoesOnWhereContentComesAndGoes) {
  for_random_catalogues(8, [](Playlist playlist, Random& random) {
    if (playlist.loop.size() < 4) return;
    Rotation rotation;
    auto turns = turns_of(playlist, rotation, 0s, 437);  // all have been on
    // One leaves, one comes.
    const LoopMember gone = playlist.loop[static_cast<std::size_t>(below(random, static_cast<int>(playlist.loop.size())))];
    LoopMember fresh = gone;
    fresh.id = "item-new";
    for (LoopMember& member : playlist.loop) {
      if (member.id == gone.id) member = fresh;
    }
    auto later = turns_of(playlist, rotation, turns.back().to, 600);
    const auto first = std::find_if(later.begin(), later.end(),
                                    [&](const Turn& turn) { return turn.loop_class == fresh.loop_class; });
    ASSERT_NE(first, later.end());
    ASSERT_EQ(first->id, fresh.id) << "what is new is the next of its class";
    for (const Turn& turn : later) ASSERT_NE(turn.id, gone.id);
    ASSERT_LE(rotation.past.size(), playlist.loop.size()) << "the gone one is forgotten";
    std::erase_if(turns, [&](const Turn& turn) { return turn.id == gone.id; });
    turns.insert(turns.end(), later.begin(), later.end());
    for (const LoopClass loop_class : turn_classes) {
      // The class of the newcomer begins another rotation with it.
      if (loop_class == fresh.loop_class) continue;
      const int members = members_of(playlist, loop_class);
      if (members > 0) expect_strict_rotation(turns, loop_class, members);
    }
  });
}

TEST(RotationProperty, TakesEachItemItMayAndNoOther) {
  const Instant now = sample::moment("2026-11-25T10:00:00+08:00");
  for (unsigned seed = 1; seed <= 40; ++seed) {
    Random random(seed);
    std::vector<Item> items;
    for (int i = 0; i < 60; ++i) {
      const int kind = below(random, 4);
      Item item = kind == 0 ? sample::notice() : kind == 1 ? sample::guide() : kind == 2 ? sample::fee() : sample::publicity();
      item.header.id = "item-" + std::to_string(i);
      item.header.priority = below(random, 10);
      const auto moved = [&] { return now + std::chrono::hours{below(random, 200) - 150}; };
      item.header.publish_at = item.header.valid_from = moved();
      if (below(random, 2) == 0) item.header.valid_to = moved();
      if (below(random, 6) == 0) item.header.state = State::withdrawn;
      if (below(random, 6) == 0) item.header.scope = {{"hall-02"}, {"*"}};
      if (below(random, 6) == 0) item.header.channels = {Surface::led};
      items.push_back(item);
    }
    const LoopContext context{.screen = {"hall-01", "touch-01", Surface::touch}};
    std::map<EntityId, Absence> absent;
    const Playlist playlist = make_playlist(items, context, now, &absent);
    ASSERT_EQ(playlist.loop.size() + absent.size(), items.size());
    const LoopMember* before = nullptr;
    for (const LoopMember& member : playlist.loop) {
      const Item& item = *std::find_if(items.begin(), items.end(), [&](const Item& i) { return i.header.id == member.id; });
      const Header& header = item.header;
      ASSERT_TRUE(header.state == State::published && *header.publish_at <= now && *header.valid_from <= now);
      ASSERT_TRUE(!header.valid_to || now < *header.valid_to);
      ASSERT_EQ(header.scope.halls.front(), "*");
      ASSERT_EQ(header.channels.front(), Surface::touch);
      ASSERT_FALSE(absent.contains(member.id));
      ASSERT_TRUE(member.dwell >= 8s && member.dwell <= (item.kind() == Kind::publicity ? 60s : 40s));
      if (before != nullptr) { ASSERT_LE(before->loop_class, member.loop_class); }
      before = &member;
    }
  }
}

}  // namespace
}  // namespace gongkai::model

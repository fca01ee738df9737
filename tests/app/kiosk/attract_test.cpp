#include "app/kiosk/attract.h"

#include <gtest/gtest.h>

namespace gongkai::kiosk {
namespace {

using namespace std::chrono_literals;
using model::LoopClass;
using screens::Surface;

model::Playlist playlist(std::initializer_list<std::pair<const char*, LoopClass>> slots) {
  model::Playlist playlist;
  playlist.weights.fill(1);
  for (const auto& [id, loop_class] : slots) playlist.loop.push_back({id, loop_class, 10s, false});
  return playlist;
}

model::Playlist three() {
  return playlist({{"pub-1", LoopClass::publicity}, {"notice-1", LoopClass::notice}, {"guide-1", LoopClass::guide}});
}

// What is shown over `length`, looked at every 100 ms.
std::vector<std::string> shown(Attract attract, std::chrono::seconds length) {
  std::vector<std::string> ids;
  for (Attract::Moment now = 0s; now < length; now += 100ms) {
    attract.advance(now, CrawlPass::absent);
    const auto loop = attract.loop(now);
    if (loop.shown && (ids.empty() || ids.back() != *loop.shown)) ids.push_back(*loop.shown);
  }
  return ids;
}

TEST(Attract, ShowsEachSlotForItsDwellAndGoesRound) {
  Attract attract(Surface::touch);
  attract.set(three(), 0s);
  EXPECT_EQ(shown(attract, 40s), (std::vector<std::string>{"pub-1", "notice-1", "guide-1", "pub-1"}));
}

// What a board says in a turn, and so how long it takes to be read, is another in each.
TEST(Attract, EachTurnIsAsLongAsTheBoardSays) {
  const auto length = [](const model::LoopMember& member, int turn) -> std::optional<std::chrono::milliseconds> {
    if (member.id != "notice-1") return std::nullopt;
    return std::chrono::seconds(turn == 0 ? 3 : 20);
  };
  Attract attract(Surface::wall, length);
  attract.set(three(), 0s);
  std::vector<Attract::Moment> starts;
  for (Attract::Moment now = 0s; now < 60s; now += 1s) {
    if (attract.advance(now, CrawlPass::absent)) starts.push_back(now);
  }
  EXPECT_EQ(starts, (std::vector<Attract::Moment>{10s, 13s, 23s, 33s, 53s}));
}

TEST(Attract, TheSameInputsShowTheSame) {
  Attract one(Surface::lobby), two(Surface::lobby);
  one.set(three(), 0s);
  two.set(three(), 0s);
  EXPECT_EQ(shown(one, 300s), shown(two, 300s));
}

TEST(Attract, NewContentLeavesWhatIsOnAlone) {
  Attract attract(Surface::touch);
  attract.set(three(), 0s);
  attract.advance(10s, CrawlPass::absent);
  attract.set(playlist({{"pub-1", LoopClass::publicity}, {"notice-9", LoopClass::fresh_notice},
                        {"notice-1", LoopClass::notice}, {"guide-1", LoopClass::guide}}), 15s);
  EXPECT_EQ(attract.loop(15s).shown, "notice-1");
  EXPECT_EQ(attract.loop(15s).progress_permille, 500);
  EXPECT_TRUE(attract.advance(20s, CrawlPass::absent));
  EXPECT_NE(attract.loop(20s).shown, "notice-1");
}

TEST(Attract, AnItemThatLeftGivesWayAtOnce) {
  Attract attract(Surface::touch);
  attract.set(three(), 0s);
  attract.advance(10s, CrawlPass::absent);
  attract.set(playlist({{"pub-1", LoopClass::publicity}, {"guide-1", LoopClass::guide}}), 12s);
  EXPECT_EQ(attract.loop(12s).shown, "guide-1") << "who has not been on yet";
  attract.set(model::Playlist{}, 13s);
  EXPECT_FALSE(attract.loop(13s).shown);
  EXPECT_FALSE(attract.advance(60s, CrawlPass::absent));
}

TEST(Attract, OnTheStripAMessagePassesOnceWhateverItsDwell) {
  Attract attract(Surface::strip);
  attract.set(three(), 0s);
  EXPECT_FALSE(attract.advance(60s, CrawlPass::running));
  EXPECT_TRUE(attract.advance(61s, CrawlPass::passed));
  EXPECT_EQ(attract.loop(61s).shown, "notice-1");
  EXPECT_FALSE(attract.advance(65s, CrawlPass::absent));
  EXPECT_TRUE(attract.advance(71s, CrawlPass::absent)) << "a still page has its dwell";
}

TEST(Attract, ATurnSaysHowOftenItsItemHasBeenOn) {
  Attract attract(Surface::lobby);
  attract.set(playlist({{"notice-1", LoopClass::notice}, {"notice-2", LoopClass::notice}}), 0s);
  EXPECT_EQ(attract.loop(0s).turn, 0);
  attract.advance(10s, CrawlPass::absent);
  EXPECT_EQ(attract.loop(10s).turn, 0);
  attract.advance(20s, CrawlPass::absent);
  EXPECT_EQ(attract.loop(20s).shown, "notice-1");
  EXPECT_EQ(attract.loop(20s).turn, 1);
}

TEST(Attract, TheCrawlCarriesTheNewsOnceEachMostPressingFirst) {
  Attract attract(Surface::lobby);
  attract.set(playlist({{"pub-1", LoopClass::publicity}, {"notice-2", LoopClass::fresh_notice}, {"notice-1", LoopClass::notice},
                        {"guide-1", LoopClass::guide}, {"fee-1", LoopClass::fee}}), 0s);
  EXPECT_EQ(attract.loop(0s).crawl, (std::vector<model::EntityId>{"pub-1", "notice-2", "notice-1"}));
}

TEST(Attract, SeveralAlertsTakeTurnsEvery15Seconds) {
  Attract attract(Surface::touch);
  model::Playlist list = three();
  list.takeover = {{"em-red", LoopClass::takeover, 15s, false}, {"em-orange", LoopClass::takeover, 15s, false}};
  attract.set(list, 0s);
  EXPECT_EQ(attract.loop(0s).alerts.front(), "em-red");
  EXPECT_EQ(attract.next_change(), Attract::Moment(15s));
  EXPECT_TRUE(attract.advance(15s, CrawlPass::absent));
  EXPECT_EQ(attract.loop(15s).alerts, (std::vector<model::EntityId>{"em-orange", "em-red"}));
  EXPECT_EQ(attract.loop(15s).shown, "pub-1") << "the loop waits while an alert is on";
}

TEST(Attract, AReadAlertBecomesABanner) {
  screens::Loop loop;
  loop.alerts = {"em-1", "em-2"};
  loop.banners = {"em-3"};
  loop = without_acknowledged(loop, {"em-1"});
  EXPECT_EQ(loop.alerts, std::vector<model::EntityId>{"em-2"});
  EXPECT_EQ(loop.banners, (std::vector<model::EntityId>{"em-1", "em-3"}));
}

}  // namespace
}  // namespace gongkai::kiosk

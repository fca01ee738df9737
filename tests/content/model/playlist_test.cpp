#include "content/model/playlist.h"

#include <map>
#include <set>

#include "tests/content/model/sample.h"

namespace gongkai::model {
namespace {

using namespace sample;
using std::chrono::milliseconds;

const ScreenIdentity touch{"hall-01", "touch-03", Surface::touch};
const Instant now = moment("2026-11-25T10:00:00+08:00");

Item named(Item item, const std::string& id) {
  item.header.id = id;
  return item;
}

std::vector<Item> many(int notices, int guides, int fees) {
  std::vector<Item> items{publicity()};
  const Item calendar_2026 = reference("cal-2026", "日历", Calendar{{2026, {}, {}}});
  items.push_back(calendar_2026);
  for (int i = 0; i < notices; ++i) items.push_back(named(notice(), "notice-" + std::to_string(i)));
  for (int i = 0; i < guides; ++i) items.push_back(named(guide(), "guide-" + std::to_string(i)));
  for (int i = 0; i < fees; ++i) items.push_back(named(fee(), "fee-" + std::to_string(i)));
  return items;
}

TEST(Playlist, WindowsScopeAndSurface) {
  Item item = notice();
  EXPECT_TRUE(eligible(item, touch, now));
  EXPECT_FALSE(eligible(item, {"hall-01", "led-01", Surface::led}, now));
  EXPECT_FALSE(eligible(item, touch, *item.header.valid_from - std::chrono::seconds{1}));
  item.header.valid_to = now;
  EXPECT_FALSE(eligible(item, touch, now));  // the window is half open
  EXPECT_TRUE(eligible(item, touch, now - std::chrono::seconds{1}));
  item = notice();
  item.header.publish_at = now + std::chrono::seconds{1};
  EXPECT_FALSE(eligible(item, touch, now));
  item = notice();
  item.header.scope = {{"hall-02"}, {"*"}};
  EXPECT_FALSE(eligible(item, touch, now));
  item.header.scope = {{"hall-01"}, {"touch-03"}};
  EXPECT_TRUE(eligible(item, touch, now));
  item.header.state = State::withdrawn;
  EXPECT_FALSE(eligible(item, touch, now));
}

TEST(Playlist, OneCycleShowsEveryItemInRotation) {
  const auto loop = make_playlist(many(7, 20, 5), touch, now).loop;
  std::map<LoopClass, std::vector<EntityId>> shown;
  for (const PlaylistSlot& slot : loop) shown[slot.loop_class].push_back(slot.id);
  EXPECT_EQ(shown[LoopClass::guide].size() >= 20, true);
  for (const auto& [loop_class, ids] : shown) {
    const std::size_t members = std::set<EntityId>(ids.begin(), ids.end()).size();
    for (std::size_t i = members; i < ids.size(); ++i) EXPECT_EQ(ids[i], ids[i - members]);
  }
  EXPECT_EQ(std::set<EntityId>(shown[LoopClass::notice].begin(), shown[LoopClass::notice].end()).size(), 7u);
  EXPECT_EQ(std::set<EntityId>(shown[LoopClass::fee].begin(), shown[LoopClass::fee].end()).size(), 5u);
}

TEST(Playlist, NoItemTwiceRunning) {
  for (int guides : {0, 1, 3}) {
    const auto loop = make_playlist(many(1, guides, 0), touch, now).loop;
    ASSERT_GE(loop.size(), 2u);
    for (std::size_t i = 0; i < loop.size(); ++i) EXPECT_NE(loop[i].id, loop[(i + 1) % loop.size()].id);
  }
}

TEST(Playlist, AnOnlyItemIsShownAlone) {
  const auto loop = make_playlist(std::vector{notice()}, touch, now).loop;
  ASSERT_EQ(loop.size(), 1u);
  EXPECT_EQ(loop[0].loop_class, LoopClass::notice);
  EXPECT_TRUE(make_playlist({}, touch, now).loop.empty());
}

TEST(Playlist, NoticesGuidesAndFeesComeEveryQuarterOfAnHour) {
  const auto loop = make_playlist(many(9, 60, 12), touch, now).loop;
  for (const LoopClass wanted : {LoopClass::notice, LoopClass::guide, LoopClass::fee}) {
    milliseconds waited{0};
    for (std::size_t i = 0; i < 2 * loop.size(); ++i) {
      const PlaylistSlot& slot = loop[i % loop.size()];
      if (slot.loop_class == wanted) waited = milliseconds{0};
      waited += slot.dwell;
      ASSERT_LE(waited, std::chrono::minutes{15});
    }
  }
}

TEST(Playlist, WeightsDecideHowOften) {
  const auto loop = make_playlist(many(3, 30, 3), touch, now).loop;
  std::map<LoopClass, double> share;
  for (const PlaylistSlot& slot : loop) share[slot.loop_class] += 1;
  EXPECT_NEAR(share[LoopClass::guide] / share[LoopClass::fee], 1.0, 0.2);     // 2 : 2
  EXPECT_NEAR(share[LoopClass::notice] / share[LoopClass::guide], 1.5, 0.3);  // 3 : 2
  EXPECT_GT(share[LoopClass::publicity], share[LoopClass::notice]);
}

TEST(Playlist, TheSameInputsGiveTheSamePlaylist) {
  auto items = many(5, 9, 4);
  const auto first = make_playlist(items, touch, now).loop;
  std::reverse(items.begin(), items.end());
  const auto second = make_playlist(items, touch, now).loop;
  ASSERT_EQ(first.size(), second.size());
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].id, second[i].id);
}

TEST(Playlist, NoticesAreFreshForThreeDays) {
  Item item = notice();
  item.header.publish_at = now - std::chrono::days{3};
  EXPECT_EQ(make_playlist(std::vector{item}, touch, now).loop[0].loop_class, LoopClass::fresh_notice);
  item.header.publish_at = now - std::chrono::days{3} - std::chrono::seconds{1};
  EXPECT_EQ(make_playlist(std::vector{item}, touch, now).loop[0].loop_class, LoopClass::notice);
}

TEST(Playlist, PriorityThenNewestThenIdWithinAClass) {
  std::vector<Item> items{named(notice(), "notice-c"), named(notice(), "notice-b"),
                          named(notice(), "notice-a")};
  items[0].header.priority = 2;
  items[1].header.publish_at = *items[1].header.publish_at + std::chrono::seconds{60};
  const auto loop = make_playlist(items, touch, now).loop;
  ASSERT_GE(loop.size(), 3u);
  EXPECT_EQ(loop[0].id + loop[1].id + loop[2].id, "notice-cnotice-bnotice-a");
}

TEST(Playlist, RedTakesOverYellowIsABanner) {
  const Instant during = moment("2026-11-25T15:00:00+08:00");
  Item yellow = named(emergency(), "em-2026-0005");
  of<Emergency>(yellow).alert_level = AlertLevel::yellow;
  const std::vector<Item> items{notice(), named(notice(), "notice-2"), emergency(), yellow};
  const Playlist playlist = make_playlist(items, touch, during);
  ASSERT_EQ(playlist.takeover.size(), 1u);
  EXPECT_EQ(playlist.takeover[0].id, "em-2026-0004");
  ASSERT_EQ(playlist.banner.size(), 1u);
  ASSERT_EQ(playlist.loop.size(), 4u);
  EXPECT_EQ(playlist.loop[0].id, "em-2026-0005");
  EXPECT_EQ(playlist.loop[2].id, "em-2026-0005");
  const Playlist after = make_playlist(items, touch, moment("2026-11-25T20:20:00+08:00"));
  EXPECT_TRUE(after.takeover.empty());
  EXPECT_TRUE(after.banner.empty());
}

TEST(Playlist, Dwell) {
  std::string han;
  for (int i = 0; i < 96; ++i) han += "字";
  EXPECT_EQ(dwell_for(han), milliseconds{26000});
  EXPECT_EQ(dwell_for("短"), milliseconds{8000});
  EXPECT_EQ(dwell_for(han + han), milliseconds{40000});
  EXPECT_EQ(dwell_for(std::string(80, 'a')), milliseconds{12000});
}

}  // namespace
}  // namespace gongkai::model

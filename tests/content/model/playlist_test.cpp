#include "content/model/playlist.h"

#include "content/model/rotation.h"

#include "tests/content/model/sample.h"

namespace gongkai::model {
namespace {

using namespace sample;
using std::chrono::milliseconds;

const ScreenIdentity touch{"hall-01", "touch-03", Surface::touch};
const LoopContext on_touch{.screen = touch};
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

TEST(Playlist, AnOnlyItemIsShownAlone) {
  const auto loop = make_playlist(std::vector{notice()}, on_touch, now).loop;
  ASSERT_EQ(loop.size(), 1u);
  EXPECT_EQ(loop[0].loop_class, LoopClass::notice);
  EXPECT_TRUE(make_playlist({}, on_touch, now).loop.empty());
}

TEST(Playlist, TheSameInputsGiveTheSamePlaylist) {
  auto items = many(5, 9, 4);
  const auto first = make_playlist(items, on_touch, now).loop;
  std::reverse(items.begin(), items.end());
  const auto second = make_playlist(items, on_touch, now).loop;
  ASSERT_EQ(first.size(), second.size());
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].id, second[i].id);
}

TEST(Playlist, NoticesAreFreshForThreeDays) {
  Item item = notice();
  item.header.publish_at = now - std::chrono::days{3};
  EXPECT_EQ(make_playlist(std::vector{item}, on_touch, now).loop[0].loop_class, LoopClass::fresh_notice);
  item.header.publish_at = now - std::chrono::days{3} - std::chrono::seconds{1};
  EXPECT_EQ(make_playlist(std::vector{item}, on_touch, now).loop[0].loop_class, LoopClass::notice);
}

TEST(Playlist, PriorityThenNewestThenIdWithinAClass) {
  std::vector<Item> items{named(notice(), "notice-c"), named(notice(), "notice-b"),
                          named(notice(), "notice-a")};
  items[0].header.priority = 2;
  items[1].header.publish_at = *items[1].header.publish_at + std::chrono::seconds{60};
  const auto loop = make_playlist(items, on_touch, now).loop;
  ASSERT_GE(loop.size(), 3u);
  EXPECT_EQ(loop[0].id + loop[1].id + loop[2].id, "notice-cnotice-bnotice-a");
}

TEST(Playlist, RedTakesOverYellowIsABanner) {
  const Instant during = moment("2026-11-25T15:00:00+08:00");
  Item yellow = named(emergency(), "em-2026-0005");
  of<Emergency>(yellow).alert_level = AlertLevel::yellow;
  const std::vector<Item> items{notice(), named(notice(), "notice-2"), emergency(), yellow};
  const Playlist playlist = make_playlist(items, on_touch, during);
  ASSERT_EQ(playlist.takeover.size(), 1u);
  EXPECT_EQ(playlist.takeover[0].id, "em-2026-0004");
  ASSERT_EQ(playlist.banner.size(), 1u);
  EXPECT_EQ(playlist.loop.size(), 2u);
  const Playlist after = make_playlist(items, on_touch, moment("2026-11-25T20:20:00+08:00"));
  EXPECT_TRUE(after.takeover.empty());
  EXPECT_TRUE(after.banner.empty());
}

TEST(Playlist, AlertsGoByLevelThenTheNewest) {
  const Instant during = moment("2026-11-25T15:00:00+08:00");
  const auto alert = [&](const char* id, AlertLevel level, int minutes_ago) {
    Item item = named(emergency(), id);
    of<Emergency>(item).alert_level = level;
    of<Emergency>(item).issued_at = during - std::chrono::minutes{minutes_ago};
    return item;
  };
  std::vector<Item> items{alert("em-orange", AlertLevel::orange, 1), alert("em-red-b", AlertLevel::red, 40), alert("em-blue", AlertLevel::blue, 2),
                          alert("em-red-a", AlertLevel::red, 40), alert("em-red-new", AlertLevel::red, 5), alert("em-yellow", AlertLevel::yellow, 30)};
  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.header.id < b.header.id; });
  do {
    const Playlist playlist = make_playlist(items, on_touch, during);
    std::string order;
    for (const LoopMember& one : playlist.takeover) order += one.id + " ";
    ASSERT_EQ(order, "em-red-new em-red-a em-red-b em-orange ");
    ASSERT_EQ(playlist.banner.size(), 2u);
    ASSERT_EQ(playlist.banner[0].id, "em-yellow");
  } while (std::next_permutation(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.header.id < b.header.id; }));
}

TEST(Playlist, TheProfileChoosesClassesOrgansAndNodes) {
  std::vector<Item> items{notice(), guide(), fee()};
  LoopContext context = on_touch;
  std::map<EntityId, Absence> absent;
  context.rules.weights[3] = 0;  // guides
  EXPECT_EQ(make_playlist(items, context, now, &absent).loop.size(), 2u);
  EXPECT_EQ(absent.at(items[1].header.id), Absence::class_off);
  context = on_touch;
  context.rules.organs = {"org-elsewhere"};
  absent.clear();
  EXPECT_TRUE(make_playlist(items, context, now, &absent).loop.empty());
  EXPECT_EQ(absent.at(items[0].header.id), Absence::other_organ);
  context = on_touch;
  items[0].header.catalog = {"E-01"};
  items[1].header.catalog = {"C-01"};
  items[2].header.catalog = {"D-02"};
  context.rules.nodes = {"E", "D-02"};
  absent.clear();
  EXPECT_EQ(make_playlist(items, context, now, &absent).loop.size(), 2u);
  EXPECT_EQ(absent.at(items[1].header.id), Absence::other_node);
  context = on_touch;
  context.skipped = {items[0].header.id};
  absent.clear();
  EXPECT_EQ(make_playlist(items, context, now, &absent).loop.size(), 2u);
  EXPECT_EQ(absent.at(items[0].header.id), Absence::skipped);
}

TEST(Playlist, APartOfAClassADayComesRoundInDays) {
  const auto items = many(0, 10, 0);
  LoopContext context = on_touch;
  context.rules.most[3] = 4;
  std::map<EntityId, int> days_on;
  for (int day = 0; day < 5; ++day) {
    std::map<EntityId, Absence> absent;
    const Instant at = now + std::chrono::days{day};
    int guides = 0;
    for (const LoopMember& member : make_playlist(items, context, at, &absent).loop) {
      if (member.loop_class != LoopClass::guide) continue;
      ++guides;
      ++days_on[member.id];
    }
    EXPECT_EQ(guides, 4);
    EXPECT_EQ(std::count_if(absent.begin(), absent.end(), [](const auto& a) { return a.second == Absence::not_today; }), 6);
  }
  EXPECT_EQ(days_on.size(), 10u);
  for (const auto& [id, days] : days_on) EXPECT_EQ(days, 2) << id << ": 5 days of 4 among 10";
}

TEST(Playlist, IsGoodUntilTheFirstWindowOpensOrCloses) {
  std::vector<Item> items{notice()};
  items[0].header.publish_at = items[0].header.valid_from = now - std::chrono::days{9};
  items[0].header.valid_to = std::nullopt;
  EXPECT_EQ(playlist_until(items, now), moment("2026-11-26T00:00:00+08:00")) << "a day's end changes periods";
  items.push_back(named(items[0], "notice-ahead"));
  items[1].header.publish_at = items[1].header.valid_from = now + std::chrono::seconds{77};
  EXPECT_EQ(playlist_until(items, now), now + std::chrono::seconds{77});
  items[0].header.valid_to = now + std::chrono::seconds{13};
  EXPECT_EQ(playlist_until(items, now), now + std::chrono::seconds{13});
  items[0].header.publish_at = now - std::chrono::days{3};
  EXPECT_EQ(playlist_until(items, now), now + std::chrono::seconds{1}) << "it stops being fresh";
}

TEST(Playlist, APostingIsOwedWhatTheDayShouldHaveShown) {
  const Exposure wanted{20, 1200};
  using std::chrono::seconds;
  EXPECT_FALSE(behind(wanted, {0, seconds{0}}, 0)) << "before the hall opens nothing is owed";
  EXPECT_TRUE(behind(wanted, {4, seconds{600}}, 200)) << "a quarter of the target: 5 plays";
  EXPECT_FALSE(behind(wanted, {5, seconds{300}}, 200));
  EXPECT_TRUE(behind(wanted, {20, seconds{1199}}, 900)) << "the seconds count as well";
  EXPECT_FALSE(behind(wanted, {20, seconds{1200}}, 1000));
}

// T = clamp(2 s + n/4, 8, 40): of any text, to the tenth; a posting has at most 60 s.
TEST(PlaylistProperty, TheDwellIsThatOfTheFormula) {
  const std::pair<const char*, double> letters[] = {{"字", 1.0}, {"𬭎", 1.0}, {"A", 0.5}, {"7", 0.5}, {"，", 0.3}, {"。", 0.3}, {"-", 0.3}, {" ", 0.0}};
  unsigned state = 1;
  const auto below = [&](unsigned n) { return (state = state * 1664525 + 1013904223) / 65536 % n; };
  for (int round = 0; round < 300; ++round) {
    std::string text;
    double n = 0;
    for (unsigned i = below(250); i > 0; --i) {
      const auto& [letter, weight] = letters[below(8)];
      text += letter;
      n += weight;
    }
    const double seconds = std::clamp(2 + n / 4, 8.0, 40.0);
    EXPECT_NEAR(static_cast<double>(reading_time(reading_tenths(text), Kind::notice).count()), 1000 * seconds, 1.0) << text;
    EXPECT_NEAR(static_cast<double>(reading_tenths(text)), 10 * n, 0.01);
  }
  Item posting = publicity();
  std::string title;
  for (int i = 0; i < 100; ++i) title += "字";
  posting.header.title = title;
  posting.header.channels = {Surface::wall};
  of<Publicity>(posting).body = {TextBlock{TextRole::paragraph, title + title}};
  EXPECT_EQ(make_playlist(std::vector{posting}, {.screen = {"hall-01", "wall-01", Surface::wall}}, now).loop.at(0).dwell, milliseconds{60000});
}

TEST(PlaylistProperty, ASeedChoosesAnotherPartOfTheDayAndTheSameSeedTheSame) {
  const auto items = many(0, 10, 0);
  const auto guides = [&](int seed) {
    LoopContext context = on_touch;
    context.rules.most[3] = 4;
    context.rules.seed = seed;
    std::set<EntityId> ids;
    for (const LoopMember& member : make_playlist(items, context, now).loop) ids.insert(member.id);
    return ids;
  };
  for (int seed = 0; seed < 5; ++seed) EXPECT_EQ(guides(seed), guides(seed));
  EXPECT_NE(guides(0), guides(1)) << "two screens side by side differ";
}

TEST(Playlist, Dwell) {
  std::string han;
  for (int i = 0; i < 96; ++i) han += "字";
  EXPECT_EQ(reading_time(reading_tenths(han), Kind::notice), milliseconds{26000});
  EXPECT_EQ(reading_time(reading_tenths("短"), Kind::notice), milliseconds{8000});
  EXPECT_EQ(reading_time(reading_tenths(han + han), Kind::notice), milliseconds{40000});
  EXPECT_EQ(reading_time(reading_tenths(std::string(80, 'a')), Kind::notice), milliseconds{12000});
}

}  // namespace
}  // namespace gongkai::model

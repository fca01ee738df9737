// Alerts on every kind of screen: several at once, release, expiry without network, over a visit; and items that end.
#include "tests/app/kiosk/terminal_at_work.h"

namespace gongkai::kiosk {
namespace {

using model::AlertLevel;
using screens::Surface;

class TerminalUnderAlerts : public TerminalWithContent {
 protected:
  struct Alert {
    const char* id;
    AlertLevel level;
    std::chrono::minutes issued_ago{60};
    std::chrono::hours ends_in{6};
  };
  void commit(const std::function<void(store::GenerationWriter&)>& change) {
    auto writer = store::GenerationWriter::begin(profile_.store, fakes::demo_now());
    ASSERT_TRUE(writer.has_value());
    change(*writer);
    ASSERT_TRUE(writer->commit(fakes::demo_now()).has_value());
  }
  void publish(std::initializer_list<Alert> alerts) {
    commit([&](store::GenerationWriter& writer) {
      for (const Alert& one : alerts) {
        model::Item item;
        item.header.id = one.id;
        item.header.rev = 1;
        item.header.title = "暴雨预警";
        item.header.scope = {{"*"}, {"*"}};
        const model::Instant now = fakes::demo_now();
        item.body = model::Emergency{"暴雨", one.level, now - 1h, now + one.ends_in, now - one.issued_ago, "汀兰区", "强降雨",
                                     {"停止户外作业"}, "临澜市气象台", {"duty-a", "duty-b"}};
        ASSERT_TRUE(writer.put(item, codec::encode_item(item), {"zwzx", ++place_}).has_value());
      }
    });
    tick(1s);
  }
  void release(const char* id) {
    commit([&](store::GenerationWriter& writer) {
      ASSERT_TRUE(writer.withdraw({id, model::Kind::emergency, 2, "暴雨预警", "预警解除"}, {"zwzx", ++place_}).has_value());
    });
    tick(1s);
  }
  void become(Surface surface) {
    profile_ = adapted(profile_, surface);
    profile_.screen_id = surface == Surface::touch ? "touch-01" : "board-01";
    start();
    for (int second = 0; second < 3; ++second) pass_a_second();
  }
  void pass_a_second() {
    tick(1s);
    terminal_->step(60);
    terminal_->paint(canvas_->view());
  }
  std::string mode() const { return terminal_->showing() ? terminal_->showing()->mode : ""; }

  int place_ = 8000;
};

constexpr Surface every_surface[] = {Surface::touch, Surface::lobby, Surface::strip, Surface::wall};

TEST_F(TerminalUnderAlerts, TheHighestLevelComesFirstThenTheNewestAndEachHasFifteenSeconds) {
  start();
  publish({{"em-orange", AlertLevel::orange, 1min}, {"em-red-old", AlertLevel::red, 90min}, {"em-red-new", AlertLevel::red, 5min}});
  std::vector<model::EntityId> order;
  for (int second = 0; second < 60; ++second) {
    order.push_back(*terminal_->shown_item());
    tick(1s);
  }
  for (int second = 0; second < 60; ++second) {
    const char* expected[] = {"em-red-new", "em-red-old", "em-orange", "em-red-new"};
    EXPECT_EQ(order[static_cast<std::size_t>(second)], expected[second / 15]) << second;
  }
  publish({{"em-red-newest", AlertLevel::red, 0min}});
  EXPECT_EQ(terminal_->shown_item(), "em-red-newest") << "at once, whoever's turn it was";
  release("em-red-newest");
  EXPECT_EQ(terminal_->shown_item(), "em-red-new");
}

TEST_F(TerminalUnderAlerts, EveryScreenIsTakenOverAndReleasedWithinASecondOfKnowing) {
  for (const Surface surface : every_surface) {
    SCOPED_TRACE(static_cast<int>(surface));
    become(surface);
    EXPECT_NE(mode(), "alert");
    const std::string id = "em-" + std::to_string(static_cast<int>(surface));
    publish({{id.c_str(), AlertLevel::orange}});
    EXPECT_EQ(mode(), "alert") << "a crawl in the middle of its pass included";
    EXPECT_EQ(terminal_->shown_item(), id);
    EXPECT_EQ(pixels_out_of_date(), 0);
    release(id.c_str());
    EXPECT_NE(mode(), "alert");
    EXPECT_EQ(pixels_out_of_date(), 0);
  }
}

TEST_F(TerminalUnderAlerts, WithoutNetworkItEndsByItselfOnEveryScreen) {
  for (const Surface surface : every_surface) {
    SCOPED_TRACE(static_cast<int>(surface));
    clock_.passed = 0s;
    become(surface);
    const std::string id = "em-" + std::to_string(static_cast<int>(surface));
    publish({{id.c_str(), AlertLevel::red, 60min, 1h}});
    clock_.passed = 1h - 2s;
    tick(1s);
    EXPECT_EQ(mode(), "alert");
    tick(1s);
    EXPECT_NE(mode(), "alert");
  }
}

TEST_F(TerminalUnderAlerts, YellowAndBlueAreABandAndEverySecondTurn) {
  become(Surface::lobby);
  publish({{"em-yellow", AlertLevel::yellow}, {"em-blue", AlertLevel::blue}});
  std::vector<model::EntityId> turns;
  for (int second = 0; second < 240; ++second) {
    const auto item = *terminal_->shown_item();
    if (turns.empty() || turns.back() != item) turns.push_back(item);
    EXPECT_NE(mode(), "alert");
    pass_a_second();
  }
  const auto alerts = std::count_if(turns.begin(), turns.end(), [](const auto& id) { return id.starts_with("em-"); });
  EXPECT_NEAR(static_cast<double>(alerts), static_cast<double>(turns.size()) / 2, 1.0);
  EXPECT_TRUE(colors().contains(0xFFD83Bu)) << "the band of the more urgent of the two";
}

TEST_F(TerminalUnderAlerts, AVisitorWhoHasReadThemAllHasThePageBackWithABand) {
  start();
  tap(810, 1010);  // the door 办事指南
  ASSERT_EQ(terminal_->state().pages.size(), 2u);
  publish({{"em-red", AlertLevel::red}, {"em-orange", AlertLevel::orange}});
  EXPECT_EQ(mode(), "alert");
  tap(540, 1770);  // 我知道了
  EXPECT_EQ(terminal_->state().acknowledged_alerts.size(), 1u);
  EXPECT_EQ(canvas_->view().row(5)[5] & 0xFFFFFF, 0xFF9A1Fu) << "the other one";
  tap(540, 1770);
  EXPECT_EQ(terminal_->state().acknowledged_alerts.size(), 2u);
  ASSERT_EQ(terminal_->state().pages.size(), 2u);
  EXPECT_TRUE(colors().contains(0xA5281Bu)) << "the band of the red one";
  release("em-red");
  release("em-orange");
  EXPECT_EQ(terminal_->state().pages.size(), 2u);
  EXPECT_FALSE(colors().contains(0xFF9A1Fu));
}

// Frame by frame: the block beside the crawl turns from light to dark and back less than twice a second (domain
// section 5), far below the three flashes that can hurt (WCAG 2.3.1).
TEST_F(TerminalUnderAlerts, TheStripFlashesBelowTwoHertz) {
  become(Surface::strip);
  publish({{"em-red", AlertLevel::red}});
  int changes = 0;
  constexpr int seconds = 12;
  std::uint32_t before = canvas_->view().row(0)[0] & 0xFFFFFF;
  for (int frame = 0; frame < 60 * seconds; ++frame) {
    tick(std::chrono::nanoseconds(1s) / 60);
    terminal_->step(1);
    terminal_->paint(canvas_->view());
    const std::uint32_t now = canvas_->view().row(0)[0] & 0xFFFFFF;
    changes += now != before;
    before = now;
  }
  EXPECT_GE(changes, seconds - 2) << "it flashes";
  EXPECT_LT(changes, 2 * 2 * seconds) << "two changes are one flash";
}

// ---- items that end while they are on

class TerminalWithEndingItems : public TerminalUnderAlerts {
 protected:
  // Two messages of an organ of their own, the first of which ends after `length`.
  void start_with(Surface surface, std::chrono::seconds length) {
    const model::Instant now = fakes::demo_now();
    std::vector<model::Item> two(2, store::open_current(profile_.store)->items({model::Kind::notice}, now).front());
    for (std::size_t i = 0; i < 2; ++i) {
      model::Header& header = two[i].header;
      header.id = i == 0 ? "notice-ends" : "notice-stays";
      header.organ = "org-test";
      header.title = i == 0 ? "即将到期的通知" : "另一条通知";
      header.led_text = "这是一条相当长的滚动文字，走完全程需要十几秒，到期也不应当在半途被切断";
      header.priority = i == 0 ? 2 : 3;
      header.scope = {{"*"}, {"*"}};
      header.channels = {model::Surface::touch, model::Surface::led, model::Surface::wall};
      header.publish_at = header.valid_from = now - 24h;
      if (i == 0) header.valid_to = now + length;
    }
    commit([&](store::GenerationWriter& writer) {
      for (const model::Item& item : two) ASSERT_TRUE(writer.put(item, codec::encode_item(item), {"zwzx", ++place_}).has_value());
    });
    profile_ = adapted(profile_, surface);
    profile_.screen_id = "board-01";
    profile_.schedule.rules.organs = {"org-test"};
    profile_.led.layout = screens::LedLayout::two_lines;
    start();
    ASSERT_EQ(terminal_->shown_item(), "notice-ends");
  }
};

TEST_F(TerminalWithEndingItems, APageLeavesWithinASecondOfItsEnd) {
  for (const Surface surface : {Surface::touch, Surface::lobby, Surface::wall}) {
    SCOPED_TRACE(static_cast<int>(surface));
    clock_.passed = 0s;
    start_with(surface, 5s);
    for (int second = 1; second < 60; ++second) {
      pass_a_second();
      if (second < 5) { EXPECT_EQ(terminal_->shown_item(), "notice-ends") << second; }
      if (second >= 6) { EXPECT_EQ(terminal_->shown_item(), "notice-stays") << second; }
    }
  }
}

TEST_F(TerminalWithEndingItems, ACrawlFinishesItsPassAndDoesNotComeAgain) {
  start_with(Surface::strip, 5s);
  int left_after = 0;
  for (int second = 1; second < 120; ++second) {
    pass_a_second();
    if (terminal_->shown_item() == "notice-ends") {
      EXPECT_EQ(left_after, 0) << "it does not come again";
      EXPECT_NE(terminal_->showing()->crawl, Showing::Crawl::none);
    } else if (left_after == 0) {
      left_after = second;
    }
  }
  EXPECT_GT(left_after, 10) << "it was not cut";
  EXPECT_LT(left_after, 40);
}

}  // namespace
}  // namespace gongkai::kiosk

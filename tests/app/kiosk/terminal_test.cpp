#include "tests/app/kiosk/terminal_at_work.h"
#include "tests/fakes/sample_draft.h"

namespace gongkai::kiosk {
namespace {

TEST_F(TerminalAtWork, WithoutAStoreTheFirstFrameIsTheRescueScreenAndNotBlack) {
  EXPECT_TRUE(start().in_rescue());
  const auto seen = colors();
  EXPECT_GT(seen.size(), 2u) << "words on a ground";
  EXPECT_FALSE(seen.size() == 1 && *seen.begin() == 0);
  EXPECT_TRUE(tick(1s).empty()) << "nothing moves on it";
  EXPECT_FALSE(tick(60s).empty()) << "its clock goes on";
}

TEST_F(TerminalAtWork, ContentThatArrivesReplacesTheRescueScreen) {
  EXPECT_TRUE(start().in_rescue());
  fakes::demo_store(GONGKAI_SOURCE_DIR, profile_.store);
  tick(1s);
  EXPECT_FALSE(terminal_->in_rescue());
  EXPECT_GT(colors().size(), 20u);
}

TEST_F(TerminalAtWork, AFaultyFontsFileLeadsToTheRescueScreenAndIsTriedAgain) {
  fakes::demo_store(GONGKAI_SOURCE_DIR, profile_.store);
  const fs::path good = profile_.fonts;
  fs::rename(good, folder_ / "away");
  EXPECT_TRUE(start().in_rescue());
  EXPECT_GT(colors().size(), 2u);
  fs::rename(folder_ / "away", good);
  tick(5s);
  EXPECT_TRUE(terminal_->in_rescue());
  tick(6s);
  EXPECT_FALSE(terminal_->in_rescue());
}

// As many characters as a notice may have, and much more than is laid out at once.
TEST_F(TerminalAtWork, ALongNoticeIsReadToItsEndAndBack) {
  auto writer = store::GenerationWriter::begin(profile_.store, fakes::demo_now());
  ASSERT_TRUE(writer.has_value());
  model::Item item = codec::decode_item(fakes::notice_json("notice-2026-900", 1, "长公告")).item.value();
  item.header.publish_at = item.header.valid_from = fakes::demo_now() - 1h;
  model::Notice notice;
  for (int i = 0; i < 400; ++i) {
    const std::string words = std::to_string(i) + std::string(static_cast<std::size_t>(100 + i % 90), 'w');
    notice.body.push_back(model::TextBlock{model::TextRole::paragraph, words});
  }
  notice.body.push_back(model::TableBlock{{"最后的表"}, {{"最后一行"}}});
  item.body = notice;
  ASSERT_TRUE(writer->put(item, codec::encode_item(item), {"zwzx", 1}).has_value());
  ASSERT_TRUE(writer->commit(fakes::demo_now()).has_value());
  start();
  tap(540, 400);  // the notice on the home page
  ASSERT_TRUE(std::holds_alternative<screens::DetailPage>(terminal_->state().page()));

  const auto drag_all_the_way = [&](int way) {
    int drags = 0;
    for (std::vector<render::Rect> damage{{}}; !damage.empty() && drags < 200; ++drags) {
      const auto at = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.passed += 1s);
      const int from = way < 0 ? 1500 : 300;
      terminal_->touch({1, sdl::TouchPhase::down, {540, from}, at});
      terminal_->touch({1, sdl::TouchPhase::move, {540, from + way / 2}, at + 100ms});
      terminal_->touch({1, sdl::TouchPhase::move, {540, from + way}, at + 200ms});
      terminal_->touch({1, sdl::TouchPhase::up, {540, from + way}, at + 900ms});  // let go at rest: no fling
      terminal_->step(120);  // at the end the page comes back
      damage = terminal_->paint(canvas_->view());
      EXPECT_TRUE(drags % 8 != 0 || pixels_out_of_date() == 0) << "drag " << drags;
    }
    return drags;
  };
  const int down = drag_all_the_way(-1100);
  EXPECT_GT(down, 20);
  EXPECT_LT(down, 200);
  EXPECT_EQ(pixels_out_of_date(), 0);
  EXPECT_EQ(drag_all_the_way(1100), down) << "the way back is as long";
  EXPECT_EQ(pixels_out_of_date(), 0);

  // The buttons below turn a page there and back.
  const auto pixels = [&] {
    std::vector<std::uint32_t> all;
    for (int y = 0; y < profile_.size.height; ++y) all.insert(all.end(), canvas_->view().row(y), canvas_->view().row(y) + profile_.size.width);
    return all;
  };
  const auto first = pixels();
  tap(800, 1660);
  EXPECT_EQ(pixels_out_of_date(), 0);
  EXPECT_NE(pixels() == first, true);
  tap(280, 1660);
  EXPECT_EQ(pixels() == first, true);
}

TEST_F(TerminalAtWork, TouchesOnTheRescueScreenDoNothing) {
  start();
  tap(500, 1000);
  EXPECT_EQ(terminal_->state().pages.size(), 1u);
}

TEST_F(TerminalWithContent, TheModeButtonsWorkFromTheFixedBar) {
  start();
  tap_nav(2);
  EXPECT_TRUE(terminal_->state().large_text);
  tap_nav(3);
  EXPECT_TRUE(terminal_->state().high_contrast);
  tap_nav(0);
  EXPECT_TRUE(terminal_->state().large_text) << "home keeps the modes of the visit";
}

TEST_F(TerminalWithContent, APressIsSeenBeforeTheFingerIsLifted) {
  start();
  const auto at = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.passed);
  const std::uint32_t before = canvas_->view().row(1860)[30];
  terminal_->touch({1, sdl::TouchPhase::down, {90, 1860}, at});
  const auto damage = terminal_->paint(canvas_->view());
  ASSERT_EQ(damage.size(), 1u);
  EXPECT_LT(damage[0].width, 300) << "only the button is painted";
  EXPECT_NE(canvas_->view().row(1860)[30], before);
  terminal_->touch({1, sdl::TouchPhase::move, {90, 200}, at + 20ms});
  terminal_->paint(canvas_->view());
  EXPECT_EQ(canvas_->view().row(1860)[30], before) << "sliding off gives it back";
}

TEST_F(TerminalWithContent, WhatIsPaintedInPiecesIsWhatIsPaintedAtOnce) {
  start();
  tap(500, 1420);  // one of the small doors: a list
  const auto at = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.passed);
  terminal_->touch({1, sdl::TouchPhase::down, {500, 1200}, at});
  for (int i = 1; i <= 12; ++i) {
    terminal_->touch({1, sdl::TouchPhase::move, {500, 1200 - 40 * i}, at + 16ms * i});
    terminal_->step(1);
    terminal_->paint(canvas_->view());
  }
  terminal_->touch({1, sdl::TouchPhase::up, {500, 720}, at + 200ms});
  for (int i = 0; i < 200; ++i) {
    terminal_->step(1);
    terminal_->paint(canvas_->view());
  }
  EXPECT_EQ(pixels_out_of_date(), 0);
}

TEST_F(TerminalWithContent, OnlyWhatChangedIsPainted) {
  start();
  tap(810, 1010);  // a page without a crawl
  tick(90s);
  for (int i = 0; i < 10; ++i) tick(1s);
  ASSERT_EQ(terminal_->state().idle_seconds_left, 10);
  const auto damage = tick(1s);  // 10 becomes 9; the test font draws all digits alike, but not all numbers
  int area = 0;
  for (const auto& rect : damage) area += rect.width * rect.height;
  EXPECT_GT(area, 0) << "the question counts down";
  EXPECT_LT(area, 1080 * 1920 / 20);
  EXPECT_EQ(pixels_out_of_date(), 0);
}

TEST_F(TerminalWithContent, WhateverHappensThePixelsAreThoseOfTheWholePage) {
  using screens::Surface;
  for (const Surface surface : {Surface::touch, Surface::lobby, Surface::strip, Surface::wall}) {
    profile_ = adapted(profile_, surface);
    start();
    if (surface == Surface::touch) tap(810, 1010);
    for (int i = 0; i < 40; ++i) {
      tick(7s);  // clock, slots, bars, question, the end of the visit
      terminal_->step(420);
      terminal_->paint(canvas_->view());
      ASSERT_EQ(pixels_out_of_date(), 0) << "surface " << static_cast<int>(surface) << " after " << 7 * i << " s";
    }
  }
}

TEST_F(TerminalWithContent, AVisitEndsByItselfAfterTheQuestion) {
  start();
  tap_nav(3);
  tick(90s);
  EXPECT_EQ(terminal_->state().idle_seconds_left, 20);
  for (int i = 0; i < 20; ++i) tick(1s);
  EXPECT_FALSE(terminal_->state().idle_seconds_left);
  EXPECT_FALSE(terminal_->state().high_contrast);
}

TEST_F(TerminalWithContent, ARedAlertCoversTheVisitAndGivesItBackAsItWas) {
  start();
  tap(810, 1010);  // the door 办事指南
  ASSERT_EQ(terminal_->state().pages.size(), 2u);
  publish_alert(1, false);
  tick(1s);
  const std::uint32_t ground = canvas_->view().row(5)[5] & 0xFFFFFF;
  EXPECT_EQ(ground, 0xA5281Bu) << "the red of the alert";
  tick(200s);
  EXPECT_FALSE(terminal_->state().idle_seconds_left) << "nobody is asked under an alert";
  publish_alert(2, true);
  tick(1s);
  EXPECT_NE(canvas_->view().row(5)[5] & 0xFFFFFF, 0xA5281Bu);
  ASSERT_EQ(terminal_->state().pages.size(), 2u);
  tick(60s);
  EXPECT_FALSE(terminal_->state().idle_seconds_left) << "the waiting time starts anew";
}

TEST_F(TerminalWithContent, AfterAnAlertEveryPixelOfTheVisitIsWhereItWas) {
  start();
  tap(810, 1010);
  const auto drag = [&](sdl::TouchPhase phase, int y) {
    clock_.passed += 300ms;
    terminal_->touch({1, phase, {500, y}, std::chrono::duration_cast<std::chrono::milliseconds>(clock_.passed)});
  };
  drag(sdl::TouchPhase::down, 1200);
  drag(sdl::TouchPhase::move, 900);
  drag(sdl::TouchPhase::move, 850);
  clock_.passed += 500ms;
  drag(sdl::TouchPhase::up, 850);  // at rest: no fling
  tick(1s);
  const paint::Bitmap seen = canvas_->view();
  const std::vector<std::uint32_t> before(seen.pixels, seen.pixels + 1080 * 1920);
  publish_alert(1, false);
  tick(1s);
  EXPECT_EQ(seen.row(5)[5] & 0xFFFFFF, 0xA5281Bu);
  publish_alert(2, true);
  tick(1s);
  EXPECT_TRUE(std::equal(before.begin(), before.end(), seen.pixels));
}

TEST_F(TerminalWithContent, AnAlertEndsByItselfAtItsTime) {
  start();
  publish_alert(1, false);
  tick(1s);
  EXPECT_EQ(canvas_->view().row(5)[5] & 0xFFFFFF, 0xA5281Bu);
  tick(6h - 2s);
  EXPECT_EQ(canvas_->view().row(5)[5] & 0xFFFFFF, 0xA5281Bu);
  tick(1s);
  EXPECT_NE(canvas_->view().row(5)[5] & 0xFFFFFF, 0xA5281Bu);
}

TEST_F(TerminalWithContent, AClockTenYearsAheadLetsNothingExpire) {
  publish_alert(1, false);
  clock_.start_ += 24h * 3650;
  start();
  EXPECT_EQ(canvas_->view().row(5)[5] & 0xFFFFFF, 0xA5281Bu) << "the alert of six hours still stands";
}

TEST_F(TerminalWithContent, AClockThatIsSetTurnsNothingOver) {
  profile_.surface = screens::Surface::lobby;
  profile_.size = {1920, 1080};
  start();
  const auto lower_half = [this] {
    std::vector<std::uint32_t> pixels;
    for (int y = 300; y < 900; ++y) pixels.insert(pixels.end(), canvas_->view().row(y), canvas_->view().row(y) + 1200);
    return pixels;
  };
  const auto before = lower_half();
  for (const auto jump : {1h, -1h, -1h, 1h}) {
    clock_.start_ += jump;
    tick(0s);
    EXPECT_EQ(lower_half(), before) << "the same item is on";
  }
}

TEST_F(TerminalWithContent, ADeadClockDoesNotGoBehindTheContent) {
  clock_.start_ = *model::parse_instant("1970-01-01T08:00:00+08:00");
  start();
  EXPECT_FALSE(terminal_->in_rescue());
  EXPECT_GT(colors().size(), 20u);
  EXPECT_GT(terminal_->next_due(), clock_.monotonic());
}

TEST_F(TerminalWithContent, TheCrawlMovesInWholePixelsAndOnlyItsBandIsPainted) {
  start();
  ASSERT_TRUE(terminal_->moving());
  for (int frame = 0; frame < 300; ++frame) {
    terminal_->step(1);
    const auto damage = terminal_->paint(canvas_->view());
    ASSERT_EQ(damage.size(), 1u);
    EXPECT_LT(damage[0].height, 120);
  }
}

TEST_F(TerminalWithContent, TheStripShowsItsMessageOnceAndGoesOn) {
  profile_ = adapted(profile_, screens::Surface::strip);
  profile_.screen_id = "led-01";
  start();
  EXPECT_FALSE(terminal_->in_rescue());
  int shown = 0;
  for (int second = 0; second < 600; ++second) {
    const auto damage = tick(1s);
    terminal_->step(60);
    for (const auto& rect : damage) shown += rect.height == 64 ? 1 : 0;
  }
  EXPECT_GT(shown, 10) << "several messages in ten minutes";
}

TEST_F(TerminalWithContent, AFingerOnTheGlassKeepsThePageUntilItIsLifted) {
  start();
  const auto at = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.passed);
  terminal_->touch({1, sdl::TouchPhase::down, {700, 1010}, at});
  tick(0s);
  publish_alert(1, false);
  tick(2s);
  EXPECT_NE(canvas_->view().row(5)[5] & 0xFFFFFF, 0xA5281Bu);
  tick(6s);  // dirt on the glass must not keep an alert away
  EXPECT_EQ(canvas_->view().row(5)[5] & 0xFFFFFF, 0xA5281Bu);
}

TEST_F(TerminalWithContent, APageAtItsEndFollowsTheFingerALittleAndComesBack) {
  start();
  tap(540, 400);  // the first notice
  ASSERT_TRUE(std::holds_alternative<screens::DetailPage>(terminal_->state().page()));
  const auto pixels = [&] {
    std::vector<std::uint32_t> out;
    for (int y = 0; y < profile_.size.height; ++y) out.insert(out.end(), canvas_->view().row(y), canvas_->view().row(y) + profile_.size.width);
    return out;
  };
  const auto before = pixels();
  const auto at = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.passed += 1s);
  terminal_->touch({1, sdl::TouchPhase::down, {540, 600}, at});
  terminal_->touch({1, sdl::TouchPhase::move, {540, 640}, at + 20ms});
  terminal_->touch({1, sdl::TouchPhase::move, {540, 840}, at + 40ms});
  EXPECT_FALSE(terminal_->moving()) << "the finger holds it";
  terminal_->paint(canvas_->view());
  EXPECT_NE(pixels(), before);
  EXPECT_EQ(pixels_out_of_date(), 0);
  terminal_->touch({1, sdl::TouchPhase::up, {540, 840}, at + 900ms});
  int frames = 0;
  for (; terminal_->moving() && frames < 100; ++frames) {
    terminal_->step(1);
    terminal_->paint(canvas_->view());
  }
  EXPECT_LT(frames, 60);
  EXPECT_EQ(pixels(), before);
}

TEST_F(TerminalWithContent, ATouchOfNobodyDoesNotKeepAVisitAlive) {
  start();
  tap_nav(2);
  const auto at_home = screens::ScreenState{};
  ASSERT_TRUE(terminal_->state().large_text != at_home.large_text || terminal_->state().pages.size() > 1);
  for (int second = 0; second < 400; ++second) {
    const auto at = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.passed);
    terminal_->touch({1, sdl::TouchPhase::down, {3, 3}, at});
    terminal_->touch({1, sdl::TouchPhase::up, {3, 3}, at + 40ms});
    tick(1s);
  }
  EXPECT_EQ(terminal_->state().large_text, at_home.large_text);
  EXPECT_EQ(terminal_->state().pages.size(), 1u);
}

}  // namespace
}  // namespace gongkai::kiosk

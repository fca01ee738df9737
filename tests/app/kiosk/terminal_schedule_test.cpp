#include <thread>

#include "content/trust/digest.h"
#include "render/paint/png_file.h"
#include "tests/app/kiosk/terminal_at_work.h"

namespace gongkai::kiosk {
namespace {

// Saturday 2026-11-21, 09:42: the screen is dark from 10:00 to 12:00.
class TerminalWithHours : public TerminalWithContent {
 protected:
  void SetUp() override {
    TerminalWithContent::SetUp();
    profile_.schedule.dark.named[5] = DaySpans{{10 * 60, 12 * 60}};
  }
  bool all_black() const { return colors() == std::set<std::uint32_t>{0}; }
  // In place of the picture of the one notice that has a picture.
  void show_in_notice(const fs::path& png) {
    std::ifstream in(png, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(in), {}), name = trust::sha256_hex(bytes);
    fs::create_directories(profile_.store / "blobs" / name.substr(0, 2));
    fs::copy_file(png, profile_.store / "blobs" / name.substr(0, 2) / name);
    const auto store = store::open_current(profile_.store);
    ASSERT_TRUE(store.has_value());
    model::Item item = *store->find("notice-2026-003");
    item.header.rev += 1;
    for (model::BodyBlock& block : std::get<model::Notice>(item.body).body) {
      if (auto* image = std::get_if<model::ImageBlock>(&block)) image->sha256 = name;
    }
    auto writer = store::GenerationWriter::begin(profile_.store, fakes::demo_now());
    ASSERT_TRUE(writer.has_value());
    ASSERT_TRUE(writer->put(item, codec::encode_item(item), {"zwzx", 900}).has_value());
    ASSERT_TRUE(writer->commit(fakes::demo_now()).has_value());
  }
};

TEST_F(TerminalWithHours, IsBlackInTheDarkHoursAndDeafToTouches) {
  start();
  EXPECT_FALSE(all_black());
  tick(18min);
  EXPECT_TRUE(all_black());
  EXPECT_FALSE(terminal_->moving());
  EXPECT_TRUE(tick(1s).empty()) << "nothing to paint";
  tap(810, 1010);
  EXPECT_TRUE(all_black());
  EXPECT_EQ(terminal_->state().pages.size(), 1u);
  tick(2h);
  EXPECT_FALSE(all_black());
  EXPECT_EQ(pixels_out_of_date(), 0);
}

TEST_F(TerminalWithHours, ARedAlertLightsTheScreen) {
  start();
  tick(20min);
  EXPECT_TRUE(all_black());
  publish_alert(1, false);
  tick(1s);
  tick(1s);
  EXPECT_EQ(canvas_->view().row(5)[5] & 0xFFFFFF, 0xA5281Bu);
  publish_alert(2, true);
  tick(1s);
  tick(1s);
  EXPECT_TRUE(all_black());
}

TEST_F(TerminalWithHours, DimsItsColoursByTheTable) {
  profile_.schedule.brightness.fill(30);
  profile_.schedule.brightness[20] = 100;  // 10:00
  profile_.schedule.dark = {};
  start();
  const std::uint32_t dim = canvas_->view().row(5)[5] & 0xFF;
  tick(18min);
  EXPECT_GT(canvas_->view().row(5)[5] & 0xFF, dim * 3 / 2);
  EXPECT_EQ(pixels_out_of_date(), 0);
}

// White is no colour of the theme, but nothing on the wall shines through the night.
TEST_F(TerminalWithHours, DimsTheGroundOfACodeToo) {
  profile_.schedule.brightness.fill(30);
  profile_.schedule.dark = {};
  profile_.surface = screens::Surface::wall;
  profile_.size = {1920, 480};
  profile_.hall.portal = "https://zwfw.linlan.example/item/";
  start();
  std::uint32_t brightest = 0, white = 0;
  for (int y = 0; y < 480; ++y) {
    for (int x = 0; x < 1920; ++x) brightest = std::max(brightest, canvas_->view().row(y)[x] & 0xFF);
    for (int x = 1600; x < 1920; ++x) white += (canvas_->view().row(y)[x] & 0xFFFFFF) == 0x949494;
  }
  EXPECT_LT(brightest, 0xA0u);
  EXPECT_GT(white, 10000u) << "there is a code, and it is grey";
}

TEST_F(TerminalWithHours, DimsPicturesToo) {
  constexpr std::uint32_t green = 0x00FF00;
  paint::Canvas picture({400, 300});
  for (int y = 0; y < 300; ++y) std::fill_n(picture.view().row(y), 400, 0xFF000000 | green);
  ASSERT_TRUE(paint::write_png(folder_ / "green.png", picture.view()).has_value());
  show_in_notice(folder_ / "green.png");
  profile_.schedule.brightness.fill(30);
  profile_.schedule.dark = {};
  profile_.surface = screens::Surface::lobby;
  profile_.size = {960, 540};
  start();
  std::set<std::uint32_t> seen = colors();
  for (int turns = 0; turns < 200 && !seen.contains(0x009400) && !seen.contains(green); ++turns) {
    tick(10s);
    seen = colors();
  }
  EXPECT_TRUE(seen.contains(0x009400)) << "as dark as white would be";
  EXPECT_FALSE(seen.contains(green));
}

TEST_F(TerminalWithHours, RunsTheCommandsWhenTheDarkHoursBeginAndEnd) {
  const fs::path said = folder_ / "said";
  const auto command = [&](const char* word) {
    return std::vector<std::string>{"/bin/sh", "-c", "echo " + std::string(word) + " >> '" + said.string() + "'"};
  };
  profile_.dark_off = command("off");
  profile_.dark_on = command("on");
  const auto words = [&](std::size_t wanted) {
    std::string all;
    for (int i = 0; i < 500 && all.size() < wanted; ++i) {  // the commands run beside us; 5 s bound a hang
      std::this_thread::sleep_for(10ms);
      std::ifstream in(said);
      all = std::string(std::istreambuf_iterator<char>(in), {});
    }
    return all;
  };
  start();
  tick(18min);
  EXPECT_EQ(words(4), "off\n");
  tick(2h);
  EXPECT_EQ(words(7), "off\non\n");
}

// What the strip crawls is taken back: the words leave within the second in which the content is known.
TEST_F(TerminalWithContent, WhatIsWithdrawnLeavesInTheMiddleOfItsPass) {
  profile_ = adapted(profile_, screens::Surface::strip);
  profile_.screen_id = "led-01";
  start();
  terminal_->step(60);
  const auto item = terminal_->shown_item();
  ASSERT_TRUE(item.has_value());
  const store::Generation store = std::move(*store::open_current(profile_.store));
  const auto before = store.find(*item);
  const std::string bureau = item->substr(item->find('-') + 1, item->find('-', item->find('-') + 1) - item->find('-') - 1);
  auto writer = store::GenerationWriter::begin(profile_.store, fakes::demo_now());
  ASSERT_TRUE(writer && writer->withdraw({*item, before->kind(), before->header.rev + 1, before->header.title, "有误"},
                                         {bureau, 9000}));
  ASSERT_TRUE(writer->commit(fakes::demo_now()).has_value());
  tick(1s);
  EXPECT_NE(terminal_->shown_item(), item);
  int lit = 0;
  for (int y = 32; y < 48; ++y) {  // the rows that are the moving line's in every layout
    for (int x = 100; x < 512; ++x) lit += (canvas_->view().row(y)[x] & 0xFFFFFF) != 0;
  }
  EXPECT_EQ(lit, 0) << "the next line has not entered yet";
}

// Each effect of the closed set, on real turns of the loop: what is painted in pieces is the page in the end, and the
// pieces are never more than what changed.
// The windows of a hall stand in one table, of which each turn shows another page: no single one of them was shown.
TEST_F(TerminalWithContent, TheWindowsOfTheHallAreShownAsOneAndPageByPage) {
  profile_ = adapted(profile_, screens::Surface::strip);
  start();
  std::set<int> pages;
  for (int i = 0; i < 3'000 && pages.size() < 2; ++i) {
    tick(6s);
    terminal_->step(360);
    const auto showing = terminal_->showing();
    if (!showing) continue;
    EXPECT_FALSE(showing->item.starts_with("win-")) << showing->item;
    if (showing->item != "roster-" + profile_.hall.id) continue;
    EXPECT_EQ(showing->rev, 0);
    pages.insert(showing->page);
  }
  EXPECT_EQ(pages, (std::set{0, 1}));
}

TEST_F(TerminalWithContent, EveryEffectOfTheStripEndsInThePageItself) {
  profile_ = adapted(profile_, screens::Surface::strip);
  profile_.screen_id = "led-01";
  using screens::LedEffect;
  for (const LedEffect effect : {LedEffect::scroll_up, LedEffect::page, LedEffect::curtain, LedEffect::still}) {
    profile_.led.effect = effect;
    profile_.led_step = 3;
    start();
    int changes = 0, narrow = 0;
    for (int second = 0; second < 60; ++second) {
      tick(1s);
      const bool changing = !terminal_->settled();
      for (int frame = 0; frame < 60 && !terminal_->settled(); ++frame) {
        terminal_->step(1);
        for (const auto& rect : terminal_->paint(canvas_->view())) narrow += rect.width <= 3 ? 1 : 0;
      }
      EXPECT_TRUE(terminal_->settled());
      if (!changing) continue;
      ++changes;
      EXPECT_EQ(pixels_out_of_date(), 0) << static_cast<int>(effect);
    }
    const bool moves = effect == LedEffect::scroll_up || effect == LedEffect::curtain;
    EXPECT_EQ(changes > 3, moves) << static_cast<int>(effect);
    EXPECT_EQ(narrow > 0, effect == LedEffect::curtain);
  }
}

TEST_F(TerminalWithContent, TheLobbyFadesFromItemToItemAndOnlyTheCardIsTouched) {
  profile_ = adapted(profile_, screens::Surface::lobby);
  profile_.screen_id = "lobby-01";
  start();
  int fades = 0;
  for (int second = 0; second < 150; ++second) {
    tick(1s);
    if (terminal_->settled()) continue;
    ++fades;
    for (int frame = 0; frame < 20 && !terminal_->settled(); ++frame) {
      terminal_->step(1);
      for (const auto& rect : terminal_->paint(canvas_->view())) EXPECT_LT(rect.width, 1920 * 3 / 4 + (rect.height < 120 ? 1920 : 0));
    }
    EXPECT_TRUE(terminal_->settled());
    EXPECT_EQ(pixels_out_of_date(), 0);
  }
  EXPECT_GT(fades, 1);
}

// LEDs of one or two diodes a pixel get no other colour, in the loop as under an alert.
TEST_F(TerminalWithContent, APoorPaletteHoldsForEveryPixel) {
  profile_ = adapted(profile_, screens::Surface::strip);
  profile_.screen_id = "led-01";
  const std::pair<Palette, std::set<std::uint32_t>> palettes[] = {
      {Palette::mono, {0x000000, 0xFF0000}}, {Palette::red_green_amber, {0x000000, 0xFF0000, 0x00FF00, 0xFFFF00}}};
  for (const auto& [palette, allowed] : palettes) {
    profile_.palette = palette;
    start();
    std::set<std::uint32_t> seen;
    for (int second = 0; second < 120; ++second) {
      tick(1s);
      terminal_->step(60);
      seen.merge(colors());
    }
    if (palette == Palette::red_green_amber) {
      publish_alert(1, false);
      tick(1s);
      seen.merge(colors());
    }
    EXPECT_EQ(seen, allowed) << "and each of them is used";
  }
}

}  // namespace
}  // namespace gongkai::kiosk

// A guide printed from the terminal: a fake lp keeps what it was given, poppler turns the PDF back into a picture, zbar
// reads the code on it.
#include <cstdlib>
#include <memory>
#include <thread>

#include "app/kiosk/paper.h"
#include "render/paint/png_file.h"
#include "tests/app/kiosk/terminal_at_work.h"

namespace gongkai::kiosk {
namespace {

std::string output_of(const std::string& command) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string out;
  for (int c; (c = std::fgetc(pipe.get())) != EOF;) out += static_cast<char>(c);
  return out;
}

class Printing : public TerminalWithContent {
 protected:
  void SetUp() override {
    TerminalWithContent::SetUp();
    profile_.hall.portal = "https://zwfw.linlan.example/item/";
    profile_.printer.command = script("lp", "cat > \"$0.pdf\"; echo >> \"$0.jobs\"");
  }
  std::vector<std::string> script(const std::string& name, const std::string& does) {
    const fs::path file = folder_ / name;
    std::ofstream(file) << "#!/bin/sh\n" << does << "\n";
    fs::permissions(file, fs::perms::owner_all);
    return {file};
  }
  std::size_t jobs() const {
    std::error_code none;
    const auto bytes = fs::file_size(folder_ / "lp.jobs", none);
    return none ? 0 : static_cast<std::size_t>(bytes);
  }

  std::optional<render::Point> place_of(const std::string& label) const {
    std::vector<layout::HitArea> areas = terminal_->view().frame().hits.areas;
    for (const auto& layer : terminal_->view().frame().scrolls) areas.insert(areas.end(), layer.hits.areas.begin(), layer.hits.areas.end());
    for (const layout::HitArea& area : areas) {
      if (area.label.find(label) == std::string::npos) continue;
      for (int y = 8; y < profile_.size.height; y += 16) {
        for (int x = 8; x < profile_.size.width; x += 16) {
          if (terminal_->view().under({x, y}).action == area.action) return render::Point{x, y};
        }
      }
    }
    return std::nullopt;
  }
  void tap_on(const std::string& label) {
    const auto place = place_of(label);
    ASSERT_TRUE(place.has_value()) << label;
    tap(place->x, place->y);
  }
  void open_a_guide() {
    start();
    tap_on("办事指南");
    tap_on("便民摊点（疏导区）摊位申请");
  }
  // Real time passes for the command, little on the terminal's clock.
  void wait_for_the_end() {
    for (int i = 0; i < 2000 && state().printing == screens::Printing::at_work; ++i) {
      tick(60ms * (i == 0));
      std::this_thread::sleep_for(5ms);
    }
  }
  const screens::ScreenState& state() const { return terminal_->state(); }
};

TEST_F(Printing, AVisitorGetsOneSheet) {
  open_a_guide();
  const auto button = place_of("打印一页");
  ASSERT_TRUE(button.has_value());
  tap(button->x, button->y);
  EXPECT_NE(state().printing, screens::Printing::not_yet) << "the command may have ended already";
  wait_for_the_end();
  EXPECT_EQ(state().printing, screens::Printing::done);
  EXPECT_NE(state().notice.find("请在出纸口取纸"), std::string::npos) << state().notice;
  for (int i = 0; i < 20; ++i) tap(button->x, button->y);
  EXPECT_EQ(jobs(), 1u);
  for (const auto& layer : terminal_->view().frame().scrolls) {
    for (const auto& area : layer.hits.areas) EXPECT_EQ(area.label.find("打印一页"), std::string::npos);
  }
  tick(200s);  // the next visitor
  tick(25s);
  EXPECT_EQ(state().printing, screens::Printing::not_yet);
  tap_on("办事指南");
  tap_on("便民摊点（疏导区）摊位申请");
  tap_on("打印一页");
  wait_for_the_end();
  EXPECT_EQ(jobs(), 2u);
}

TEST_F(Printing, WhatIsWrongIsSaidAndTheVisitorMayTryAgain) {
  struct Case {
    const char *status, *words;
  };
  for (const Case& one : {Case{"echo 'printer hall-a4 is idle.'; echo '\tAlerts: media-empty-error'", "没有纸了"},
                          Case{"echo 'printer hall-a4 disabled since Sun -'", "不能打印"},
                          Case{"echo hall-a4-12 gongkai 1; echo hall-a4-13 gongkai 1; echo hall-a4-14 gongkai 1", "前面还有几份"},
                          Case{"exit 1", "没有打印成功"}}) {
    profile_.printer.status = script("lpstat", one.status);
    open_a_guide();
    tap_on("打印一页");
    wait_for_the_end();
    EXPECT_NE(state().notice.find(one.words), std::string::npos) << state().notice;
    EXPECT_EQ(state().printing, screens::Printing::not_yet);
    EXPECT_EQ(jobs(), 0u);
  }
  profile_.printer.status = script("lpstat", "echo 'printer hall-a4 is idle.  enabled since Sun'; echo '\tAlerts: none'; echo hall-a4-12 gongkai 1");
  open_a_guide();
  tap_on("打印一页");
  wait_for_the_end();
  EXPECT_EQ(jobs(), 1u) << state().notice;
}

TEST_F(Printing, ACommandThatFailsHangsOrIsMissingIsSaid) {
  profile_.printer.command = script("lp-broken", "echo 'lp: no such destination' >&2; exit 1");
  open_a_guide();
  tap_on("打印一页");
  wait_for_the_end();
  EXPECT_NE(state().notice.find("没有打印成功"), std::string::npos) << state().notice;

  profile_.printer.command = {"/nowhere/lp"};
  open_a_guide();
  tap_on("打印一页");
  wait_for_the_end();
  EXPECT_NE(state().notice.find("没有打印成功"), std::string::npos) << state().notice;

  profile_.printer.command = script("lp-hangs", "exec sleep 600");
  open_a_guide();
  tap_on("打印一页");
  tick(60ms);
  tick(31s);
  EXPECT_NE(state().notice.find("没有打印成功"), std::string::npos) << state().notice;
}

TEST_F(Printing, WithoutAPrinterThePageSaysSo) {
  profile_.printer.command.clear();
  open_a_guide();
  std::string words;
  for (const auto& layer : terminal_->view().frame().scrolls) {
    for (const auto& op : layer.ops) {
      if (const auto* glyphs = std::get_if<layout::GlyphOp>(&op.what)) words += glyphs->text;
    }
    for (const auto& area : layer.hits.areas) EXPECT_EQ(area.label.find("打印"), std::string::npos);
  }
  EXPECT_NE(words.find("本终端没有打印机"), std::string::npos) << words;
}

// With the real fonts: the sheet is A4, shows what was painted, and its code leads to the guide.
TEST(Paper, IsAPageThatOthersCanRead) {
  const fs::path folder = work_folder();
  Profile profile = read_profile(fs::path(GONGKAI_SOURCE_DIR) / "kiosk-config/profiles/touch.toml").profile;
  profile.store = folder / "store";
  fakes::demo_store(GONGKAI_SOURCE_DIR, profile.store);
  const auto store = store::open_current(profile.store);
  ASSERT_TRUE(store.has_value());
  auto stage = open_stage(profile);
  ASSERT_TRUE(stage.has_value());
  screens::Context context;
  context.store = &*store;
  context.now = fakes::demo_now();
  context.hall = profile.hall;
  const auto guide = store->find("guide-cgj-0001");
  ASSERT_TRUE(guide.has_value());
  const fs::path pdf = folder / "guide.pdf";
  std::ofstream(pdf, std::ios::binary) << printed_guide(context, *guide, *stage);
  EXPECT_LT(fs::file_size(pdf), 1u << 20);

  const std::string about = output_of("pdfinfo '" + pdf.string() + "' 2>&1");
  EXPECT_NE(about.find("Pages:           1"), std::string::npos) << about;
  EXPECT_NE(about.find("(A4)"), std::string::npos) << about;
  EXPECT_EQ(about.find("Error"), std::string::npos) << about;
  EXPECT_EQ(output_of("pdftoppm -r 200 -gray -png -singlefile '" + pdf.string() + "' '" + (folder / "guide").string() + "' 2>&1"), "");
  EXPECT_EQ(output_of("zbarimg --quiet --raw -Sdisable -Sqrcode.enable '" + (folder / "guide.png").string() + "' 2>/dev/null"),
            "https://zwfw.linlan.example/item/guide-cgj-0001\n");
}

}  // namespace
}  // namespace gongkai::kiosk

// A whole terminal without its window, on hand-moved clocks and with the square font.
#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <set>

#include "app/kiosk/terminal.h"
#include "content/codec/item_json.h"
#include "content/store/generation_writer.h"
#include "tests/fakes/demo_store.h"
#include "tests/fakes/square_font.h"

namespace gongkai::kiosk {
namespace fs = std::filesystem;
using namespace std::chrono_literals;

// Wall clock and monotonic clock move together, by hand.
class HandClock final : public process::Clock {
 public:
  std::chrono::sys_seconds now() const override { return start_ + std::chrono::floor<std::chrono::seconds>(passed); }
  std::chrono::nanoseconds monotonic() const override { return 1000s + passed; }
  std::chrono::sys_seconds start_ = fakes::demo_now();
  std::chrono::nanoseconds passed{0};
};

inline fs::path work_folder() {
  const fs::path folder =
      fs::path(GONGKAI_BINARY_DIR) / "terminal_test" / testing::UnitTest::GetInstance()->current_test_info()->name();
  fs::create_directories(folder);
  return folder;
}

class TerminalAtWork : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = work_folder();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    profile_.hall.name = "临澜市政务服务中心";
    profile_.store = folder_ / "store";
    profile_.fonts = fakes::write_square_fonts_file(folder_);
    null_ = std::fopen("/dev/null", "w");
    log_ = std::make_unique<process::Log>(clock_, process::LogLevel::error, null_);
  }
  void TearDown() override { std::fclose(null_); }

  Terminal& start() {
    terminal_ = std::make_unique<Terminal>(profile_, clock_, *log_);
    terminal_->resize(profile_.size);
    canvas_ = std::make_unique<paint::Canvas>(profile_.size);
    tick(0s);
    return *terminal_;
  }
  std::vector<render::Rect> tick(std::chrono::nanoseconds passed) {
    clock_.passed += passed;
    terminal_->update();
    return terminal_->paint(canvas_->view());
  }
  // How many colours are on the screen, and whether all of it is black.
  std::set<std::uint32_t> colors() const {
    const paint::Bitmap view = canvas_->view();
    std::set<std::uint32_t> found;
    for (int y = 0; y < view.height; ++y) {
      for (int x = 0; x < view.width; ++x) found.insert(view.row(y)[x] & 0xFFFFFF);
    }
    return found;
  }
  // How far the canvas, painted in pieces, is from the page painted at once.
  int pixels_out_of_date() {
    paint::Canvas whole(profile_.size);
    terminal_->redraw();
    terminal_->paint(whole.view());
    int different = 0;
    for (int y = 0; y < profile_.size.height; ++y) {
      for (int x = 0; x < profile_.size.width; ++x) {
        if (canvas_->view().row(y)[x] != whole.view().row(y)[x]) ++different;
      }
    }
    return different;
  }
  void tap(int x, int y) {
    clock_.passed += 400ms;
    const auto at = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.passed);
    terminal_->touch({1, sdl::TouchPhase::down, {x, y}, at});
    terminal_->touch({1, sdl::TouchPhase::up, {x, y}, at + 50ms});
    tick(60ms);
  }
  // Finds what the screen offers under any of its points by tapping is not possible; the fixed buttons are known:
  // six of them along the lower edge of a touch page.
  void tap_nav(int button) { tap(84 + 152 * button, 1860); }
  void publish_alert(std::int64_t rev, bool withdrawn) {
    auto writer = store::GenerationWriter::begin(profile_.store, fakes::demo_now());
    ASSERT_TRUE(writer.has_value());
    if (withdrawn) {
      ASSERT_TRUE(writer->withdraw({"em-2026-0099", model::Kind::emergency, rev, "暴雨红色预警", "预警解除"}, {"zwzx", 900 + rev}).has_value());
    } else {
      model::Item item;
      item.header.id = "em-2026-0099";
      item.header.rev = rev;
      item.header.title = "暴雨红色预警";
      item.header.scope = {{"*"}, {"*"}};
      item.header.channels = {model::Surface::touch, model::Surface::led, model::Surface::wall};
      const model::Instant now = fakes::demo_now();
      item.body = model::Emergency{"暴雨", model::AlertLevel::red, now - 1h, now + 6h, now - 1h, "汀兰区", "强降雨",
                                   {"停止户外作业"}, "临澜市气象台", {"duty-a", "duty-b"}};
      ASSERT_TRUE(writer->put(item, codec::encode_item(item), {"zwzx", 900 + rev}).has_value());
    }
    ASSERT_TRUE(writer->commit(fakes::demo_now()).has_value());
  }

  HandClock clock_;
  Profile profile_;
  fs::path folder_;
  std::FILE* null_ = nullptr;
  std::unique_ptr<process::Log> log_;
  std::unique_ptr<Terminal> terminal_;
  std::unique_ptr<paint::Canvas> canvas_;
};

class TerminalWithContent : public TerminalAtWork {
 protected:
  void SetUp() override {
    TerminalAtWork::SetUp();
    fakes::demo_store(GONGKAI_SOURCE_DIR, profile_.store);
  }
};

}  // namespace gongkai::kiosk

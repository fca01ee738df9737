// Characters written with a finger on the terminal: into the search box and into what is said of an item.
#include "app/kiosk/wiped_memory.h"
#include "tests/app/handwriting/written.h"
#include "tests/app/kiosk/citizen.h"
#include "tests/app/kiosk/copies_in_memory.h"

namespace gongkai::kiosk {
namespace {

using handwriting::field_side;
using handwriting::Stroke;

class Writer : public Citizen {
 protected:
  // The field on the screen; empty where there is none.
  render::Rect field() const {
    for (const layout::HitArea& area : frame().hits.areas) {
      if (area.label == "写字格") return area.rect;
    }
    return {};
  }
  render::Point in_field(render::Point part) const {
    const render::Rect rect = field();
    return {rect.x + part.x * rect.width / field_side, rect.y + part.y * rect.height / field_side};
  }
  // A finger of 60 reports a second.
  void write(const Stroke& stroke, std::int64_t finger = 1) {
    const auto report = [&](sdl::TouchPhase phase, render::Point part) {
      clock_.passed += 16ms;
      terminal_->touch({finger, phase, in_field(part), std::chrono::duration_cast<std::chrono::milliseconds>(clock_.passed)});
      terminal_->update();
      damage_ = terminal_->paint(canvas_->view());
    };
    report(sdl::TouchPhase::down, stroke.front());
    for (std::size_t i = 1; i < stroke.size(); ++i) {
      constexpr int steps = 6;
      const render::Point a = stroke[i - 1], b = stroke[i];
      for (int k = 1; k <= steps; ++k) report(sdl::TouchPhase::move, {a.x + (b.x - a.x) * k / steps, a.y + (b.y - a.y) * k / steps});
    }
    report(sdl::TouchPhase::up, stroke.back());
    tick(100ms);
  }
  void write(std::string_view character) {
    for (const Stroke& stroke : handwriting::strokes_of(character)) write(stroke);
    tick(150ms);
  }
  // A candidate is the only target whose whole name is one character.
  testing::AssertionResult choose(const std::string& character) {
    for (const layout::HitArea& area : frame().hits.areas) {
      if (area.label != character) continue;
      tap(area.rect.x + area.rect.width / 2, area.rect.y + area.rect.height / 2);
      return testing::AssertionSuccess();
    }
    return testing::AssertionFailure() << character << " is not offered: " << words();
  }
  void open_field() {
    ASSERT_TRUE(tap_on("搜索"));
    ASSERT_TRUE(tap_on("手写"));
    ASSERT_FALSE(field().empty());
  }
  const std::string& searched() const { return std::get<screens::SearchPage>(terminal_->state().page()).text; }
  std::size_t strokes() const { return terminal_->view().ink().strokes().size(); }
  bool inked(render::Point part) const {
    const render::Point at = in_field(part);
    const render::Color ink = layout::default_theme().color(layout::Tone::indigo);
    return canvas_->view().row(at.y)[at.x] == (0xFF000000u | static_cast<std::uint32_t>(ink.red) << 16 | static_cast<std::uint32_t>(ink.green) << 8 | ink.blue);
  }

  std::vector<render::Rect> damage_;  // of the last report of a finger
};

TEST_F(Writer, FindsAGuideByACharacterWrittenWithAFinger) {
  open_field();
  EXPECT_TRUE(reads("请用手指"));
  write("户");
  ASSERT_TRUE(choose("户"));
  EXPECT_EQ(searched(), "户");
  EXPECT_EQ(strokes(), 0u) << "the field is free for the next character";
  EXPECT_TRUE(reads("户外招牌设置许可（新办）")) << "results while writing";
  write("招");
  EXPECT_TRUE(tap_on("退格"));
  EXPECT_EQ(searched(), "");
  EXPECT_EQ(strokes(), 8u) << "what is not chosen yet stays";
  ASSERT_TRUE(choose("招"));
  EXPECT_EQ(searched(), "招");
  ASSERT_TRUE(tap_on("字母键"));
  EXPECT_TRUE(field().empty());
  ASSERT_TRUE(choose("P"));
  EXPECT_EQ(searched(), "招P") << "one box takes any mix";
}

TEST_F(Writer, SeesTheInkAtOnceAndLittleElseIsPainted) {
  open_field();
  write({{2000, 2000}, {2400, 2100}});
  EXPECT_TRUE(inked({2000, 2000}));
  for (const render::Rect& area : damage_) EXPECT_LE(area.width * area.height, 60 * 60);
  for (const Stroke& stroke : handwriting::strokes_of("税")) write(stroke);
  EXPECT_TRUE(inked({5400, 2800}));
  EXPECT_EQ(pixels_out_of_date(), 0);
  tap_nav(2);  // large text: the field stands elsewhere
  EXPECT_TRUE(inked({5400, 2800}));
  EXPECT_EQ(strokes(), 13u);
  tick(91s * 2);
  ASSERT_TRUE(terminal_->state().idle_seconds_left.has_value());
  EXPECT_FALSE(inked({5400, 2800})) << "under the question";
  EXPECT_EQ(pixels_out_of_date(), 0);
  ASSERT_TRUE(tap_on("继续"));
  EXPECT_TRUE(inked({5400, 2800}));
  EXPECT_TRUE(tap_on("撤一笔"));
  EXPECT_EQ(strokes(), 12u);
  EXPECT_TRUE(tap_on("重写"));
  EXPECT_EQ(strokes(), 0u);
  EXPECT_FALSE(inked({5400, 2800}));
  EXPECT_EQ(pixels_out_of_date(), 0);
}

TEST_F(Writer, WritesAndDoesNotScrollNorTypeWithAnotherFinger) {
  open_field();
  ASSERT_TRUE(tap_on("字母键"));
  for (const char* key : {"S", "P"}) ASSERT_TRUE(choose(key));
  ASSERT_TRUE(tap_on("手写"));
  const ScrollPositions before = terminal_->view().scroll_positions();
  const render::Point result{500, frame().scrolls.back().viewport.y + 60};
  clock_.passed += 400ms;
  const auto now = [&] { return std::chrono::duration_cast<std::chrono::milliseconds>(clock_.passed); };
  terminal_->touch({1, sdl::TouchPhase::down, in_field({5000, 9000}), now()});
  terminal_->touch({2, sdl::TouchPhase::down, result, now() + 5ms});  // the heel of the hand
  for (int y = 9000; y > -9000; y -= 300) terminal_->touch({1, sdl::TouchPhase::move, in_field({5000, y}), now() + 10ms});
  terminal_->touch({2, sdl::TouchPhase::up, result, now() + 20ms});
  terminal_->touch({1, sdl::TouchPhase::up, in_field({5000, -9000}), now() + 30ms});
  tick(1s);
  EXPECT_EQ(terminal_->view().scroll_positions(), before);
  EXPECT_EQ(searched(), "SP");
  ASSERT_EQ(strokes(), 1u);
  EXPECT_LT(terminal_->view().ink().strokes()[0].back().y, 500) << "along the edge of the field";
  EXPECT_FALSE(terminal_->state().writing.candidates.empty());
}

// The guard against dirt and ghosts knows touches that come again and again at one place: so do strokes.
TEST_F(Writer, IsNeverTakenForDirtNorForGone) {
  open_field();
  const std::vector<Stroke> dots{{{4000, 4000}}, {{4600, 4300}}, {{4200, 4900}, {4300, 5000}}, {{4100, 4100}}};
  for (int i = 0; i < 45; ++i) {  // a minute of small, quick writing in the middle of the field
    for (std::size_t k = 0; k < dots.size(); ++k) {
      write(dots[k]);
      tick(80ms);
      ASSERT_EQ(strokes(), k + 1) << i;
    }
    const auto again = place_of("重写");
    ASSERT_TRUE(again.has_value());
    tap(again->x + 20 * (i % 3), again->y);  // a hand hits no pixel twice
    ASSERT_FALSE(terminal_->state().idle_seconds_left.has_value());
  }
  write({{1000, 1000}, {3000, 1000}});
  for (int x = 3000; x < 9000; x += 60) {  // one stroke for 50 s, over the turn of a minute
    clock_.passed += 500ms;
    terminal_->touch({1, x == 3000 ? sdl::TouchPhase::down : sdl::TouchPhase::move, in_field({x, 5000}),
                      std::chrono::duration_cast<std::chrono::milliseconds>(clock_.passed)});
    tick(0ms);
    if (x == 4500) {
      EXPECT_EQ(strokes(), 2u) << "a slow hand is not cut off";
    }
  }
  EXPECT_GT(terminal_->view().ink().strokes()[1].size(), 20u);
}

TEST_F(Writer, SaysInCharactersWhatIsThoughtOfAnItem) {
  profile_.state = folder_ / "state";
  start();
  ASSERT_TRUE(tap_on("咨询投诉"));
  ASSERT_TRUE(tap_on("我想了解"));
  ASSERT_TRUE(tap_on("想了解的具体内容"));
  ASSERT_TRUE(tap_on("手写"));
  for (const char* character : {"税", "户", "口"}) {
    write(character);
    ASSERT_TRUE(choose(character));
  }
  EXPECT_EQ(std::get<screens::WishPage>(terminal_->state().page()).text, "税户口");
  ASSERT_TRUE(tap_on("完成"));
  EXPECT_TRUE(reads("税户口"));
}

TEST_F(Writer, LeavesNothingBehind) {
  open_field();
  for (int i = 0; i < 6; ++i) {
    write("招");
    ASSERT_TRUE(choose("招"));
  }
  write("身");
  const auto too_high = [](std::string bytes) {
    for (char& byte : bytes) byte = static_cast<char>(byte + 1);
    return bytes;
  };
  const std::string typed = too_high("招招招招招招");
  const Stroke& stroke = terminal_->view().ink().strokes().front();
  const std::string written = too_high({reinterpret_cast<const char*>(stroke.data()), 5 * sizeof stroke.front()});
  if (memory_is_wiped) {
    EXPECT_GT(copies_in_memory(typed), 0u);
    EXPECT_GT(copies_in_memory(written), 0u);
  }
  tick(91s);
  tick(21s);
  EXPECT_EQ(terminal_->state().pages.size(), 1u);
  EXPECT_FALSE(terminal_->state().writing.open);
  EXPECT_EQ(strokes(), 0u);
  if (memory_is_wiped) {
    EXPECT_EQ(copies_in_memory(typed), 0u) << "of what was chosen";
    EXPECT_EQ(copies_in_memory(written), 0u) << "of how it was written";
  }
}

TEST_F(Writer, HasLettersWhereTheModelIsAbsentOrDamaged) {
  const fs::path model = folder_ / "a.model", log_file = folder_ / "kiosk.log";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> out(std::fopen(log_file.c_str(), "w"), std::fclose);
  log_ = std::make_unique<process::Log>(clock_, process::LogLevel::warning, out.get());
  const auto logged = [&] {
    std::fflush(out.get());
    std::ifstream in(log_file);
    return std::string{std::istreambuf_iterator<char>(in), {}};
  };
  profile_.handwriting_model = model;
  start();
  ASSERT_TRUE(tap_on("搜索"));
  EXPECT_FALSE(place_of("手写").has_value()) << "what is not installed is not offered";
  EXPECT_EQ(logged().find("KIOSK-076"), std::string::npos) << "and is no fault";

  std::ofstream(model) << std::string(5000, 'x');
  start();
  ASSERT_TRUE(tap_on("搜索"));
  ASSERT_TRUE(tap_on("手写"));
  EXPECT_TRUE(field().empty());
  EXPECT_TRUE(reads("手写现在用不了"));
  EXPECT_FALSE(place_of("手写").has_value());
  EXPECT_NE(logged().find("KIOSK-076"), std::string::npos);
  EXPECT_NE(logged().find(model.string()), std::string::npos);
  ASSERT_TRUE(choose("Z"));
  EXPECT_EQ(searched(), "Z");
}

}  // namespace
}  // namespace gongkai::kiosk

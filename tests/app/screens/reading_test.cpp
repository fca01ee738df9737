#include "app/screens/reading.h"

#include <gtest/gtest.h>

#include <set>

#include "app/screens/navigate.h"
#include "app/screens/targets.h"
#include "tests/app/screens/shown.h"

namespace gongkai::screens {
namespace {

Screen read(const Page& page, int sentence, const Panel& panel = {}) {
  Shown shown{"reading"};
  shown.state.pages.push_back(page);
  shown.state.sentence = sentence;
  Context context = context_of(shown);
  context.device = touch_device(panel);
  return build(shown.state, context);
}

// In landscape flow charts go sideways, and are a part of their own.
constexpr render::Size upright{1080, 1920}, lying{1920, 1080};

layout::Frame laid_out(const Screen& screen, render::Size size = upright) {
  return layout::lay_out(screen.root, layout::default_theme(), size, demo_city().engine);
}

bool says(const Screen& screen, const std::string& words) {
  return std::any_of(screen.sentences.begin(), screen.sentences.end(),
                     [&](const Sentence& one) { return one.shown.find(words) != std::string::npos; });
}

// The words that stand on the ground of the mark.
std::string marked_words(const layout::DisplayList& ops, const layout::Theme& theme) {
  std::string words;
  for (const auto& op : ops) {
    const auto* glyphs = std::get_if<layout::GlyphOp>(&op.what);
    const render::Color ink = theme.color(layout::Tone::on_marked);
    if (glyphs != nullptr && !layout::marked_area(ops).empty() && glyphs->color == ink &&
        !intersection(layout::marked_area(ops), op.bounds).empty()) {
      words += glyphs->text;
    }
  }
  return words;
}

TEST(ReadingAPage, GoesFromItsTitleToItsEnd) {
  const Screen screen = read(DetailPage{"notice-2026-001"}, 0);
  ASSERT_GT(screen.sentences.size(), 4u);
  const auto item = demo_city().store.find("notice-2026-001");
  EXPECT_TRUE(says(screen, item->header.title.substr(0, 12)));
  EXPECT_TRUE(says(screen, "来源"));
  EXPECT_FALSE(says(screen, "高对比")) << "the buttons are not read";
}

TEST(ReadingAPage, LeavesOutWhatIsThereToBeTouched) {
  const Screen guide = read(DetailPage{"guide-cgj-0001"}, 0);
  EXPECT_FALSE(says(guide, "申请材料 ")) << "a tab";
  EXPECT_TRUE(says(guide, "申请材料")) << "a heading";
  Shown shown{"search"};
  shown.state.pages.push_back(SearchPage{"zp"});
  shown.state.sentence = 0;
  const Screen search = build(shown.state, context_of(shown));
  EXPECT_FALSE(says(search, "退格"));
}

class ReadingOnPanels : public ::testing::TestWithParam<render::Size> {};

// Over every sentence of a guide with flow chart, tables and lists: at most one piece is marked, and nothing moves.
TEST_P(ReadingOnPanels, MarksEachSentenceWithoutMovingAnything) {
  std::set<std::string> unmarked;
  std::multiset<std::pair<int, int>> places;
  bool marked = false;
  const auto add = [&](const layout::DisplayList& ops) {
    marked = marked || !layout::marked_area(ops).empty();
    for (const auto& op : ops) {
      if (const auto* glyphs = std::get_if<layout::GlyphOp>(&op.what)) {
        for (const auto& g : glyphs->glyphs) places.insert({g.x + 64 * glyphs->origin.x, g.y + 64 * glyphs->origin.y});
      }
    }
  };
  const auto look_at = [&](const layout::Frame& frame) {
    places.clear();
    marked = !layout::marked_area(frame.ops).empty();
    for (const auto& layer : frame.scrolls) {
      add(layer.ops);
      for (const auto& part : layer.sideways) add(part.ops);
    }
  };
  const Panel panel{GetParam().width, GetParam().height};
  const Screen first = read(DetailPage{"guide-cgj-0001"}, 0, panel);
  look_at(laid_out(first, GetParam()));
  const auto places_before = places;
  int marks = 0;
  for (std::size_t i = 0; i < first.sentences.size(); ++i) {
    look_at(laid_out(read(DetailPage{"guide-cgj-0001"}, static_cast<int>(i), panel), GetParam()));
    if (marked) ++marks;
    if (!marked) unmarked.insert(first.sentences[i].shown);
    ASSERT_EQ(places, places_before) << first.sentences[i].shown;
  }
  EXPECT_LE(unmarked.size(), 2u) << *unmarked.begin();  // the headings of a table
  EXPECT_GT(marks, 10);
  EXPECT_EQ(std::count_if(first.sentences.begin(), first.sentences.end(), [](const Sentence& one) { return one.shown == "办理流程"; }), 1);
}

INSTANTIATE_TEST_SUITE_P(Panels, ReadingOnPanels, ::testing::Values(upright, lying),
                         [](const auto& one) { return one.param == upright ? "Upright" : "Lying"; });

TEST(ReadingAPage, TheMarkHoldsTheSentenceAndNoMore) {
  const Screen screen = read(DetailPage{"notice-2026-001"}, 6);
  const layout::Frame frame = laid_out(screen);
  std::string words = marked_words(frame.ops, layout::default_theme());
  for (const auto& layer : frame.scrolls) words += marked_words(layer.ops, layout::default_theme());
  EXPECT_NE(words.find(screen.sentences[6].shown.substr(0, 6)), std::string::npos) << words << "\n" << screen.sentences[6].shown;
}

TEST(ReadingAPage, VolumeStaysWithinItsStepsAndPagesEndTheVoice) {
  ScreenState state;
  for (int i = 0; i < 9; ++i) state = navigate(state, ChangeVolume{1});
  EXPECT_EQ(state.volume, loudest);
  for (int i = 0; i < 9; ++i) state = navigate(state, ChangeVolume{-1});
  EXPECT_EQ(state.volume, quietest);
  state = navigate(state, ReadAloud{});
  EXPECT_EQ(state.sentence, 0);
  state = navigate(state, ReadFrom{7});
  EXPECT_EQ(navigate(state, Toggle{Mode::large_text}).sentence, 7);
  EXPECT_FALSE(navigate(state, OpenSearch{}).sentence.has_value());
  EXPECT_FALSE(navigate(state, ReadAloud{}).sentence.has_value());
  EXPECT_EQ(navigate(state, EndSession{}).volume, usual_volume);
}

}  // namespace
}  // namespace gongkai::screens

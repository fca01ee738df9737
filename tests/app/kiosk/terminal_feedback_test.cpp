// Ratings and wishes by touches: from the glass to the file, and nothing of what was not sent.
#include <sstream>

#include "app/kiosk/stroke_keys.h"
#include "content/store/feedback_queue.h"
#include "render/layout/flow.h"
#include "tests/app/kiosk/terminal_at_work.h"

namespace gongkai::kiosk {
namespace {

using screens::FeedbackPage;
using screens::Sent;

class TerminalFeedback : public TerminalWithContent {
 protected:
  void SetUp() override {
    TerminalWithContent::SetUp();
    profile_.state = folder_ / "state";
    log_file_ = std::fopen((folder_ / "log").c_str(), "w");
    log_ = std::make_unique<process::Log>(clock_, process::LogLevel::debug, log_file_);
  }
  void TearDown() override {
    terminal_.reset();
    std::fclose(log_file_);
    TerminalWithContent::TearDown();
  }

  // Where a target stands whose label is `label`, from a screen laid out beside the terminal's.
  void tap_on(const std::string& label) {
    const auto opened = store::open_current(profile_.store);
    ASSERT_TRUE(opened.has_value());
    screens::Context context;
    context.store = &*opened;
    context.now = clock_.now();
    context.hall = profile_.hall;
    context.device = device_of(profile_);
    context.takes_feedback = true;
    StrokeKeys strokes(*log_);  // whether there is a row of them moves the letters
    context.strokes = strokes.source();
    context.loop.shown = "pub-zjj-2026-01";  // home leaves the same room to every item
    context.loop.crawl = {"notice-2026-001"};
    const screens::Screen screen = screens::build(terminal_->state(), context);
    layout::Theme theme = screens::themed(terminal_->state(), layout::default_theme(), layout::high_contrast_theme());
    theme.unit = unit_of(profile_);
    const layout::Frame frame = layout::lay_out(screen.root, theme, profile_.size, engine_);
    for (const auto& area : frame.hits.areas) {
      if (area.label == label) return tap(area.rect.x + area.rect.width / 2, area.rect.y + area.rect.height / 2);
    }
    for (const auto& layer : frame.scrolls) {
      for (const auto& area : layer.hits.areas) {
        if (area.label != label) continue;
        const int y = area.rect.y + area.rect.height / 2;
        ASSERT_LT(y, layer.viewport.height) << label << " is below the edge";
        return tap(layer.viewport.x + area.rect.x + area.rect.width / 2, layer.viewport.y + y);
      }
    }
    FAIL() << "no target " << label;
  }
  void tap_through(std::initializer_list<const char*> labels) {
    for (const char* label : labels) ASSERT_NO_FATAL_FAILURE(tap_on(label));
  }
  std::vector<model::Feedback> kept() const {
    std::vector<model::Feedback> all;
    if (!fs::exists(profile_.state / "feedback.db")) return all;
    EXPECT_TRUE(store::read_feedback(profile_.state / "feedback.db", [&](const model::Feedback& said) { all.push_back(said); }).has_value());
    return all;
  }
  // Whether the words are in any file the terminal has written, its log among them.
  bool written_anywhere(const std::string& words) {
    std::fflush(log_file_);
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      if (!entry.is_regular_file() || entry.path().string().find("/store/") != std::string::npos) continue;
      std::ostringstream bytes;
      bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
      if (bytes.str().find(words) != std::string::npos) return true;
    }
    return false;
  }
  template <class P>
  const P& page() const {
    return std::get<P>(terminal_->state().page());
  }

  std::FILE* log_file_ = nullptr;
  text::FontStack fonts_ = fakes::square_font_stack();
  text::TextEngine engine_{fonts_};
};

TEST_F(TerminalFeedback, AnItemIsRatedAndRatedAgain) {
  start();
  tap_through({"咨询投诉", "12345政务服务便民热线", "评价", "不满意", "内容不全", "不好找", "还想说的话", "Q", "W", "E", "E", "退格", "完成", "提交评价"});
  ASSERT_EQ(page<FeedbackPage>().sent, Sent::stored);
  EXPECT_EQ(page<FeedbackPage>().text, "") << "no longer a draft";
  auto all = kept();
  ASSERT_EQ(all.size(), 1u);
  const auto first = std::get<model::Rating>(all[0]);
  EXPECT_EQ(first.entity, "chan-12345");
  EXPECT_EQ(first.rev, 1);
  EXPECT_EQ(first.grade, model::Grade::dissatisfied);
  EXPECT_EQ(first.reasons, (std::vector<std::string>{"内容不全", "不好找"}));
  EXPECT_EQ(first.text, "QWE");

  tap_through({"返回", "评价", "非常满意", "提交评价"});
  EXPECT_EQ(page<FeedbackPage>().sent, Sent::replaced);
  all = kept();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(std::get<model::Rating>(all[0]).grade, model::Grade::very_satisfied);
  EXPECT_FALSE(written_anywhere("QWE"));

  for (int i = 0; i < 111; ++i) tick(1s);  // the visit ends; the next one is another
  ASSERT_TRUE(std::holds_alternative<screens::HomePage>(terminal_->state().page()));
  tap_through({"咨询投诉", "评价大厅服务", "满意", "提交评价", "返回", "返回"});
  all = kept();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(std::get<model::Rating>(all[1]).entity, "");
}

TEST_F(TerminalFeedback, NothingIsSentUnlessItIsSent) {
  start();
  tap_through({"咨询投诉", "评价大厅服务", "非常不满意", "还想说的话", "X", "Y", "Z", "Z", "Y", "完成"});
  for (int i = 0; i < 111; ++i) tick(1s);
  ASSERT_TRUE(std::holds_alternative<screens::HomePage>(terminal_->state().page()));
  EXPECT_TRUE(kept().empty());
  EXPECT_FALSE(written_anywhere("XYZZY"));
}

TEST_F(TerminalFeedback, ASearchThatFindsNothingLeadsToAWishAndIsNotKeptItself) {
  start();
  tap_through({"搜索", "Q", "Q", "Q", "Q", "Q", "Q", "告诉我们您想了解什么"});
  EXPECT_EQ(page<screens::WishPage>().text, "") << "what was typed for the search is not carried over";
  tap_through({"想了解的具体内容", "L", "D", "完成", "提交"});
  EXPECT_EQ(page<screens::WishPage>().sent, Sent::stored);
  const auto all = kept();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(std::get<model::Wish>(all[0]).text, "LD");
  EXPECT_FALSE(written_anywhere("QQQ"));
}

// That there was a search in vain is worth knowing; what was typed is nobody's business.
TEST_F(TerminalFeedback, SearchesAreCountedByTheHourAndNotByTheirWords) {
  start();
  tap_through({"搜索", "Q", "Q", "Q", "首页", "搜索", "S", "F", "Z", "首页"});
  EXPECT_FALSE(written_anywhere("KIOSK-090"));
  tick(61min);
  EXPECT_TRUE(written_anywhere("searches=2 in_vain=1")) << "once for each search, however many letters it had";
  EXPECT_FALSE(written_anywhere("QQQ"));
}

TEST_F(TerminalFeedback, WhereNothingCanBeKeptTheDraftStaysAndIsSaid) {
  std::ofstream(profile_.state) << "a file where the folder should be";
  start();
  tap_through({"咨询投诉", "评价大厅服务", "满意", "提交评价"});
  EXPECT_EQ(page<FeedbackPage>().sent, Sent::not_stored);
  EXPECT_EQ(page<FeedbackPage>().grade, model::Grade::satisfied);
  fs::remove(profile_.state);
  tap_through({"提交评价"});
  EXPECT_EQ(page<FeedbackPage>().sent, Sent::stored);
}

TEST_F(TerminalFeedback, WithoutAPlaceToKeepItNothingIsOffered) {
  profile_.state.clear();
  start();
  tap_through({"咨询投诉", "12345政务服务便民热线"});
  screens::Context context;
  const auto opened = store::open_current(profile_.store);
  context.store = &*opened;
  context.now = clock_.now();
  const screens::Screen screen = screens::build(terminal_->state(), context);
  for (const screens::Intent& intent : screen.intents) {
    EXPECT_FALSE(std::holds_alternative<screens::OpenFeedback>(intent));
  }
}

}  // namespace
}  // namespace gongkai::kiosk

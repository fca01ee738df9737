// Golden frames as text. GONGKAI_UPDATE_GOLDEN=1 writes them anew; read the difference before committing it.
#include "render/layout/frame_dump.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/render/layout/block_builders.h"

namespace gongkai::layout {
namespace {

void expect_golden(const std::string& name, const Frame& frame) {
  const auto file = std::filesystem::path(GONGKAI_SOURCE_DIR) / "tests/golden/frames" / ("layout_" + name + ".txt");
  const std::string now = dump(frame);
  if (std::getenv("GONGKAI_UPDATE_GOLDEN")) std::ofstream(file) << now;
  std::ifstream in(file);
  ASSERT_TRUE(in) << file << " is missing";
  std::stringstream golden;
  golden << in.rdbuf();
  EXPECT_EQ(now, golden.str());
}

Block toned(Block block, Tone tone) {
  for (TextSpan& span : std::get<TextContent>(block.content).spans) span.tone = tone;
  return block;
}

class GoldenTest : public testing::Test {
 protected:
  SquareText text_;
  Theme theme_ = default_theme();
};

TEST_F(GoldenTest, ACardWithEverything) {
  Block tag = toned(text_block("公示", 28), Tone::on_accent);
  tag.fill = Tone::vermilion;
  tag.radius = 8;
  tag.padding = edges(18, 4);
  Block progress;
  progress.content = ProgressContent{2, 5, Tone::line, Tone::vermilion};
  Block qr;
  qr.content = QrContent{"https://example.org/x"};
  Block image;
  image.content = ImageContent{"00ff", "附图", 300, 150};
  Block card = column(12, {tag, text_block("关于2026年第四季度城镇老旧小区改造项目名单的公示", 50), progress,
                           row(24, {qr, image})});
  group_of(card).across = Place::start;
  group_of(card).children[1].min_width = 300;
  card.padding = edges(36, 28);
  card.fill = Tone::surface;
  card.radius = 16;
  card.top_bar = Tone::vermilion;
  card.bottom_line = Tone::line;
  card.action = 9;
  Block root = column(0, {card});
  root.padding = all_edges(40);
  expect_golden("card", lay_out(root, theme_, {800, 900}, text_.engine));
}

TEST_F(GoldenTest, AFlowChartWithADecisionAndAWayBack) {
  FlowChartContent chart;
  chart.boxes = {{"1", "申请", "线上或窗口", "", FlowShape::start}, {"2", "是否齐全", "", "当场", FlowShape::decision},
                 {"3", "补正", "出具通知书", "1日"}, {"4", "受理", "", "即时", FlowShape::end, 4}};
  chart.links = {{0, 1, ""}, {1, 2, "不齐全"}, {2, 1, "补正后"}, {1, 3, "齐全"}};
  Block block;
  block.content = chart;
  expect_golden("flowchart", lay_out(block, theme_, {1000, 800}, text_.engine));
}

TEST_F(GoldenTest, AScrollWithAStickyHeaderAndATicker) {
  TableContent table;
  table.columns = {{"项目", 3}, {"标准", 1}};
  table.rows = {{{{"登记费"}, {"80元/件"}}}, {{{"工本费"}, {"10元/本", text::FontRole::sans_bold, Tone::ink, true}}, 3}};
  Block block;
  block.content = table;
  TickerContent line;
  line.id = 8;
  line.spans.push_back({"因系统升级暂停受理", text::FontRole::sans, 34, Tone::vermilion, false});
  Block ticker;
  ticker.content = line;
  ticker.height = 80;
  ticker.fill = Tone::vermilion_soft;
  expect_golden("scroll_and_ticker",
                lay_out(column(0, {scroll_block(1, block), ticker}), theme_, {600, 260}, text_.engine));
}

TEST_F(GoldenTest, AHalfSizeScreenKeepsTheProportions) {
  theme_.unit = 0.5;
  Block card = column(12, {text_block("办事指南", 48), toned(text_block("现有 282 项", 30), Tone::ink_second)});
  card.padding = edges(32, 24);
  card.fill = Tone::indigo_soft;
  card.radius = 16;
  expect_golden("half_size", lay_out(column(0, {card}), theme_, {540, 200}, text_.engine));
}

TEST_F(GoldenTest, ATickerRunsTheWayItReads) {
  TickerContent line;
  line.spans.push_back({"ئۇيغۇر تىلى", text::FontRole::sans, 34, Tone::ink, false});
  Block ticker;
  ticker.content = line;
  EXPECT_EQ(lay_out(ticker, theme_, {600, 80}, text_.engine).tickers.at(0).run, TickerStrip::Run::rightwards);
  line.spans[0].text = "公告";
  ticker.content = line;
  const Frame frame = lay_out(ticker, theme_, {600, 80}, text_.engine);
  EXPECT_EQ(frame.tickers.at(0).run, TickerStrip::Run::leftwards);
  EXPECT_EQ(frame.tickers.at(0).width, 68);
  EXPECT_EQ(frame.tickers.at(0).period(), 668);
}

}  // namespace
}  // namespace gongkai::layout

// Ways of a citizen through the demo city, walked with a finger.
#include "tests/app/kiosk/citizen.h"

namespace gongkai::kiosk {
namespace {

TEST_F(Citizen, FindsTheMaterialsOfAGuideAndTakesItsCodeAlong) {
  ASSERT_TRUE(tap_on("办事指南"));
  EXPECT_TRUE(reads("首页 ›办事指南"));
  ASSERT_TRUE(tap_on("部门"));
  ASSERT_TRUE(tap_on("城市管理局"));
  ASSERT_TRUE(tap_on("户外招牌设置许可（新办）"));
  EXPECT_TRUE(reads("首页 ›办事指南 ›户外招牌设置许可（新办）"));
  EXPECT_TRUE(reads("法定时限"));
  EXPECT_TRUE(reads("75"));  // (20 - 5) / 20
  ASSERT_TRUE(tap_on("材料"));
  EXPECT_LE(taps_, 6);
  EXPECT_TRUE(reads("招牌设置申请表"));
  EXPECT_TRUE(reads("可免提交"));
  EXPECT_TRUE(reads("容缺后补"));
  ASSERT_TRUE(tap_on("收费"));
  EXPECT_TRUE(reads("不收费"));

  std::string code;
  for (const layout::Op& op : frame().ops) {
    if (const auto* qr = std::get_if<layout::QrOp>(&op.what)) code = qr->text;
  }
  EXPECT_EQ(code, "https://zwfw.linlan.example/item/guide-cgj-0001");
  ASSERT_TRUE(tap_on("首页"));
  EXPECT_TRUE(reads("公告公示"));
}

TEST_F(Citizen, ReadsAStepOfTheFlowChart) {
  ASSERT_TRUE(tap_on("办事指南"));
  ASSERT_TRUE(tap_on("户外招牌设置许可（新办）"));
  ASSERT_TRUE(tap_on("流程"));
  ASSERT_TRUE(tap_on("现场踏勘"));
  EXPECT_TRUE(reads("市容科"));
  EXPECT_TRUE(reads("2个工作日"));
  EXPECT_TRUE(reads("申请人可不到场"));
}

TEST_F(Citizen, ReachesTheLastOfThreeHundredFeesUnderTheTablesHead) {
  ASSERT_TRUE(tap_on("收费标准"));
  ASSERT_TRUE(tap_on("特种设备检验检测费"));
  ASSERT_EQ(frame().scrolls.back().sticky.size(), 1U);
  const layout::StickyBand& head = frame().scrolls.back().sticky.front();
  EXPECT_EQ(words_of(head.ops), "收费项目标准依据减免");

  int drags = 0;
  while (!sees("材料光谱分析") && drag_up()) ++drags;
  EXPECT_GT(drags, 10);
  EXPECT_TRUE(sees("材料光谱分析"));
  EXPECT_TRUE(frame().scrolls.back().sticky.front().offset_at(scrolled(frame().scrolls.back().id)).has_value());
}

TEST_F(Citizen, IsAskedTwelveTimesAndKeepsThePageEachTime) {
  ASSERT_TRUE(tap_on("办事指南"));
  ASSERT_TRUE(tap_on("户外招牌设置许可（新办）"));
  ASSERT_TRUE(tap_on("材料"));
  for (int i = 0; i < 12; ++i) {
    tick(91s);
    ASSERT_TRUE(terminal_->state().idle_seconds_left.has_value()) << i;
    tick(19s);
    ASSERT_TRUE(tap_on("继续")) << i;
    ASSERT_TRUE(reads("招牌设置申请表")) << i;
  }
  tick(91s);
  tick(21s);
  EXPECT_EQ(terminal_->state().pages.size(), 1U);
}

}  // namespace
}  // namespace gongkai::kiosk

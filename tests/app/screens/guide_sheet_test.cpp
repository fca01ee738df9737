// A guide on one sheet of paper.
#include "app/screens/guide_sheet.h"

#include <gtest/gtest.h>

#include "tests/app/screens/shown.h"

namespace gongkai::screens {
namespace {

constexpr SheetLength lengths[] = {SheetLength::whole, SheetLength::without_steps, SheetLength::names_only, SheetLength::shortest};

layout::Theme a_tenth_of_a_millimetre_a_pixel() {
  layout::Theme theme = layout::default_theme();
  theme.unit = 1;
  return theme;
}

int height_of(const model::Item& guide, SheetLength length) {
  return layout::measure_height(guide_sheet(context_of({}), guide, length), a_tenth_of_a_millimetre_a_pixel(), sheet_width_units,
                                demo_city().engine);
}

std::string words_on(const model::Item& guide, SheetLength length) {
  const layout::Frame frame = layout::lay_out(guide_sheet(context_of({}), guide, length), a_tenth_of_a_millimetre_a_pixel(),
                                              {sheet_width_units, sheet_height_units}, demo_city().engine);
  std::string all;
  for (const layout::Op& op : frame.ops) {
    if (const auto* glyphs = std::get_if<layout::GlyphOp>(&op.what)) all += glyphs->text;
    if (const auto* code = std::get_if<layout::QrOp>(&op.what)) all += "<" + code->text + ">";
  }
  return all;
}

TEST(GuideSheet, SaysWhatIsNeededAtTheWindow) {
  const auto guide = demo_city().store.find("guide-cgj-0001");
  ASSERT_TRUE(guide.has_value());
  const std::string words = words_on(*guide, SheetLength::whole);
  for (const char* wanted : {"户外招牌设置许可（新办）", "5个工作日", "招牌设置申请表", "可免提交", "容缺后补", "不收费", "A07窗口", "咨询电话",
                             "12345", "<https://zwfw.linlan.example/item/guide-cgj-0001>", "来源：临澜市城市管理局", "打印于", "演示数据"}) {
    EXPECT_NE(words.find(wanted), std::string::npos) << wanted << " is not on the sheet: " << words;
  }
  EXPECT_EQ(words.find("补正材料"), std::string::npos) << "a way back is no step forward";
}

TEST(GuideSheet, EveryGuideOfTheCityFitsAtSomeLength) {
  int guides = 0, whole = 0;
  for (const model::Item& guide : demo_city().store.items({model::Kind::guide})) {
    ++guides;
    whole += height_of(guide, SheetLength::whole) <= sheet_height_units;
    EXPECT_LE(height_of(guide, SheetLength::shortest), sheet_height_units) << guide.header.id;
  }
  EXPECT_GE(guides, 40);
  EXPECT_GT(whole, guides / 2) << "most need nothing left out";
}

TEST(GuideSheet, TheLongestGuideFitsAtItsShortestAndSaysSo) {
  auto guide = *demo_city().store.find("guide-cgj-0001");
  auto& body = std::get<model::Guide>(guide.body);
  std::string endless;
  for (int i = 0; i < 100; ++i) endless += "很长的名称";
  guide.header.title = endless;
  model::Material paper;
  paper.name = paper.spec = endless;
  body.materials.assign(60, paper);
  body.conditions.assign(40, endless);
  body.places.assign(12, {"A07", endless, endless});
  body.consult = body.online_url = body.result.name = endless;
  body.charged = true;
  body.fee_ids = {"fee-scjg-01", "fee-cgj-01"};
  for (const SheetLength length : lengths) {
    if (length != SheetLength::shortest) {
      EXPECT_GT(height_of(guide, length), sheet_height_units) << static_cast<int>(length);
    }
  }
  EXPECT_LE(height_of(guide, SheetLength::shortest), sheet_height_units);
  const std::string words = words_on(guide, SheetLength::shortest);
  EXPECT_NE(words.find("另有 50 项"), std::string::npos) << words;
  EXPECT_NE(words.find("扫码或到窗口查看全文"), std::string::npos);
}

}  // namespace
}  // namespace gongkai::screens

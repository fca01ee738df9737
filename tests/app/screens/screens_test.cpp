#include "app/screens/screens.h"

#include <gtest/gtest.h>

#include "content/codec/item_json.h"
#include "content/store/generation_writer.h"
#include "render/layout/frame_dump.h"
#include "tests/app/screens/shown.h"

namespace gongkai::screens {
namespace {

std::string words_of(const Shown& shown) { return layout::dump(frame_of(shown)); }

bool says(const Shown& shown, const std::string& words) { return words_of(shown).find(words) != std::string::npos; }

// Large text, high contrast and low reach, in every combination.
std::vector<Shown> in_all_modes(const Shown& shown) {
  std::vector<Shown> all;
  for (int bits = 0; bits < 8; ++bits) {
    Shown one = shown;
    one.state.large_text = bits & 1;
    one.state.high_contrast = bits & 2;
    one.state.low_reach = bits & 4;
    one.name += " mode " + std::to_string(bits);
    all.push_back(std::move(one));
  }
  return all;
}

TEST(Screens, NothingReachesOverTheEdgeInAnyMode) {
  for (const Shown& shown : touch_pages()) {
    for (const Shown& one : in_all_modes(shown)) {
      const layout::Frame frame = frame_of(one);
      for (const auto& op : frame.ops) {
        EXPECT_GE(op.bounds.x, 0) << one.name;
        EXPECT_LE(op.bounds.right(), frame.size.width) << one.name;
        EXPECT_LE(op.bounds.bottom(), frame.size.height) << one.name;
      }
      for (const auto& layer : frame.scrolls) {
        for (const auto& op : layer.ops) EXPECT_LE(op.bounds.right(), layer.content.width) << one.name;
      }
    }
  }
}

TEST(Screens, EveryTouchAreaMeansSomethingAndIsLargeEnough) {
  for (const Shown& shown : touch_pages()) {
    for (const Shown& one : in_all_modes(shown)) {
      const Screen screen = build(one.state, context_of(one));
      const layout::Frame frame = frame_of(one);
      const auto check = [&](const layout::HitArea& area) {
        EXPECT_LE(area.action, screen.intents.size()) << one.name;
        EXPECT_GE(area.rect.height, 80) << one.name << " " << area.label;
        EXPECT_FALSE(area.label.empty()) << one.name;
      };
      for (const auto& area : frame.hits.areas) check(area);
      for (const auto& layer : frame.scrolls) {
        for (const auto& area : layer.hits.areas) {
          EXPECT_LE(area.action, screen.intents.size()) << one.name;
          EXPECT_GE(area.rect.height, 72) << one.name << " " << area.label;
        }
      }
    }
  }
}

TEST(Screens, InLowReachEveryFixedControlLiesWithinReach) {
  for (Shown shown : touch_pages()) {
    if (shown.name == "idle" || shown.name == "guide-step") continue;  // their ground covers the screen on purpose
    shown.state.low_reach = true;
    const layout::Frame frame = frame_of(shown);
    for (const auto& area : frame.hits.areas) EXPECT_GE(area.rect.y, 1920 - 940) << shown.name << " " << area.label;
    for (const auto& layer : frame.scrolls) EXPECT_GE(layer.viewport.y, 1920 - 940) << shown.name;
  }
}

TEST(Screens, TheWayToMaterialsIsShort) {
  // Scenario 4: home -> guides -> guide -> materials, at most six touches.
  const Screen home = build({}, context_of({"home", {}}));
  int touches = 0;
  ScreenState state;
  for (const Intent& intent : home.intents) {
    if (const auto* list = std::get_if<OpenList>(&intent); list != nullptr && list->kind == ListKind::guides) {
      state.pages.push_back(ListPage{list->kind});
      ++touches;
    }
  }
  const Screen guides = build(state, context_of({"guides", state}));
  const auto opens = [](const Intent& intent) {
    const auto* item = std::get_if<OpenItem>(&intent);
    return item != nullptr && item->id == "guide-cgj-0001";
  };
  EXPECT_TRUE(std::any_of(guides.intents.begin(), guides.intents.end(), opens));
  state.pages.push_back(DetailPage{"guide-cgj-0001", 2, -1});
  touches += 2;
  EXPECT_TRUE(says({"materials", state}, "招牌设置申请表"));
  EXPECT_LE(touches, 6);
}

TEST(Screens, ComputedValuesAreComputed) {
  const Shown guide{"guide", at(DetailPage{"guide-zrzy-0001", 0, -1})};
  EXPECT_TRUE(says(guide, "90"));  // 30 -> 3 working days
  const Shown stats{"stats", at(DetailPage{"stats-2026-10", 0, -1})};
  EXPECT_NE(words_of(stats).find("%"), std::string::npos);
}

TEST(Screens, APublicityShowsItsRunningRoundItsChangesAndItsDeadline) {
  const Shown shown{"publicity", at(DetailPage{"pub-ymj-2026-01", 0, -1})};
  const std::string words = words_of(shown);
  for (const char* part : {"第二榜（公示中）", "第一榜（已结束）", "核减", "还剩", "异议反映"}) {
    EXPECT_NE(words.find(part), std::string::npos) << part;
  }
}

TEST(Screens, WithoutAStoreTheHallAndItsHotlineAreShown) {
  const std::string words = words_of({"waiting", {}, Surface::touch, Shown::What::waiting});
  for (const char* part : {"临澜市政务服务中心", "正在准备内容", "12345"}) EXPECT_NE(words.find(part), std::string::npos);
}

TEST(Screens, WhatIsDisclosedOnRequestShowsItsNameAndHowToAskAlone) {
  model::Item item = *demo_city().store.find("notice-2026-001");
  item.header.access = model::Access::on_request;
  fakes::TemporaryFolder folder;
  auto writer = store::GenerationWriter::begin(folder / "store", fakes::demo_now());
  ASSERT_TRUE(writer && writer->put(item, codec::encode_item(item), {"zwzx", 1}) && writer->commit(fakes::demo_now()));
  const auto store = store::open_current(folder / "store");
  ASSERT_TRUE(store);
  Context context = context_of({});
  context.store = &*store;
  context.loop.shown = item.header.id;
  const std::string body = std::get<model::TextBlock>(std::get<model::Notice>(item.body).body.front()).text.substr(0, 30);
  for (const ScreenState& state : {ScreenState{}, at(DetailPage{item.header.id, 0, -1})}) {
    const Screen screen = build(state, context);
    const std::string dump = layout::dump(layout::lay_out(screen.root, layout::default_theme(), {1080, 1920}, demo_city().engine));
    EXPECT_NE(dump.find("依申请公开"), std::string::npos);
    EXPECT_EQ(dump.find(body), std::string::npos) << body;
  }
}

// Domain section 7: what is sent ahead of its day is not shown before, wherever another item leads to it.
TEST(Screens, AFeeThatIsNotYetInForceStandsInNoGuide) {
  const model::Item guide = *demo_city().store.find("guide-gaj-0004");
  model::Item fee = *demo_city().store.find(std::get<model::Guide>(guide.body).fee_ids.front());
  const std::string rate = std::get<model::Fee>(fee.body).rows.front().standard;
  for (const int days_ahead : {-1, 1}) {
    fee.header.publish_at = fee.header.valid_from = fakes::demo_now() + std::chrono::days{days_ahead};
    fakes::TemporaryFolder folder;
    auto writer = store::GenerationWriter::begin(folder / "store", fakes::demo_now());
    ASSERT_TRUE(writer && writer->put(guide, codec::encode_item(guide), {"gaj", 1}) && writer->put(fee, codec::encode_item(fee), {"gaj", 1}) &&
                writer->commit(fakes::demo_now()));
    const auto store = store::open_current(folder / "store");
    ASSERT_TRUE(store);
    Context context = context_of({});
    context.store = &*store;
    bool said = false;
    for (int tab = 0; tab < 8; ++tab) {
      const Screen screen = build(at(DetailPage{guide.header.id, tab, -1}), context);
      said = said || layout::dump(layout::lay_out(screen.root, layout::default_theme(), {1080, 1920}, demo_city().engine)).find(rate) != std::string::npos;
    }
    EXPECT_EQ(said, days_ahead < 0) << rate;
  }
}

TEST(Screens, AListIsNarrowedByOrganAndSubjectTogether) {
  ListPage page{ListKind::guides};
  page.choosing = Choosing::organ;
  const std::string choices = words_of({"organs", at(page)});
  EXPECT_NE(choices.find("全部部门"), std::string::npos);
  EXPECT_NE(choices.find("临澜市公安局"), std::string::npos);
  page.choosing = Choosing::nothing;
  page.organ = "org-gaj";
  page.subject = "D-01";
  const std::string list = words_of({"list", at(page)});
  for (const char* part : {"临澜市公安局　×", "公共服务　×", "清除全部", "居民身份证换领"}) EXPECT_NE(list.find(part), std::string::npos) << part;
  EXPECT_EQ(list.find("不动产"), std::string::npos);
  page.letter = "I";
  EXPECT_TRUE(says({"nothing", at(page)}, "清除全部条件"));
}

TEST(Screens, ALongDocumentHasButtonsThatTurnItsPages) {
  const Screen screen = build(at(DetailPage{"notice-2026-005", 0, -1}), context_of({}));
  int turns = 0;
  for (const Intent& intent : screen.intents) turns += std::holds_alternative<TurnPage>(intent) ? 1 : 0;
  EXPECT_EQ(turns, 2);
}

TEST(Screens, AnAlertSaysAllThatTheLawAsksFor) {
  // 突发事件应对法 64: category, level, start, area, warning, measures, issuer, time of issue.
  const std::string words = words_of({"alert", {}, Surface::touch, Shown::What::alert});
  for (const char* part : {"暴雨", "红色", "起止时间", "影响范围", "警示事项", "措施1", "临澜市气象台", "我知道了"}) {
    EXPECT_NE(words.find(part), std::string::npos) << part;
  }
}

TEST(Screens, StaleContentSaysSoInWords) {
  Shown shown{"home", {}};
  Context context = context_of(shown);
  context.freshness = Freshness::very_stale;
  const auto frame = layout::lay_out(build({}, context).root, layout::default_theme(), {1080, 1920}, demo_city().engine);
  EXPECT_NE(layout::dump(frame).find("内容可能已变更，请以窗口为准"), std::string::npos);
}

TEST(Screens, ANoticeLineHoldsTwentyEightCharacters) {
  // GB/T 9704: 28 characters a line; 28 x 36 units lie between the margins of the portrait screen.
  const layout::Frame frame = frame_of({"notice", at(DetailPage{"notice-2026-001", 0, -1})});
  ASSERT_EQ(frame.scrolls.size(), 1u);
  int left = 1080, right = 0;
  for (const auto& op : frame.scrolls[0].ops) {
    const auto* glyphs = std::get_if<layout::GlyphOp>(&op.what);
    if (glyphs == nullptr || glyphs->px != 36) continue;
    left = std::min(left, op.bounds.x);
    right = std::max(right, op.bounds.right());
  }
  EXPECT_NEAR(right - left, 28 * 36, 36);
}

TEST(Screens, TheLargestFeeTableIsWhole) {
  const layout::Frame frame = frame_of({"fee", at(DetailPage{"fee-scjg-01", 0, -1})});
  const auto fee = demo_city().store.find("fee-scjg-01");
  ASSERT_TRUE(fee);
  const auto& rows = std::get<model::Fee>(fee->body).rows;
  ASSERT_EQ(rows.size(), 300u);
  const std::string words = layout::dump(frame);
  EXPECT_NE(words.find(rows.back().standard.substr(0, 3)), std::string::npos);
  EXPECT_FALSE(frame.scrolls.at(0).sticky.empty());
}

}  // namespace
}  // namespace gongkai::screens

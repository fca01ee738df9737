// Rules that need the other entities, scenario 20 among them.
#include "tests/content/model/sample.h"

namespace gongkai::model {
namespace {

using namespace sample;

std::vector<Item> catalogue() {
  Organ organ;
  organ.complaint = "chan-12345";
  Window window;
  window.no = "A07";
  window.items = {"guide-cg-0007"};
  Item on_window = reference("win-A07", "A07号窗口", window);
  on_window.header.organ = "org-cgj";
  return {reference("org-cgj", "市城管局", organ),
          reference("chan-12345", "热线", Channel{}),
          reference("chan-yimin", "移民局", Channel{}),
          reference("node-C", "行政权力", Node{"C", "", 3, "gavel", 0}),
          reference("node-C-01", "行政许可", Node{"C-01", "C", 1, "file", 1}),
          on_window,
          guide(),
          fee(),
          notice(),
          publicity()};
}

template <class Body>
Item& item_of(std::vector<Item>& items) {
  return *std::find_if(items.begin(), items.end(),
                       [](const Item& item) { return std::holds_alternative<Body>(item.body); });
}

TEST(CatalogueRules, AWholeCatalogueHasNoFaults) {
  EXPECT_TRUE(check_catalogue(catalogue()).empty()) << all_of(check_catalogue(catalogue()));
}

TEST(CatalogueRules, WhatIsReferredToMustExist) {
  auto items = catalogue();
  Item& one = item_of<Guide>(items);
  one.header.organ = "org-none";
  one.header.catalog = {"C-09"};
  auto& body = of<Guide>(one);
  body.charged = true;
  body.fee_ids = {"fee-none"};
  body.complaint = "chan-none";
  body.places = {{"Z99", "", "全天"}};
  body.joint = Joint{"org-none", {"org-cgj", "org-gone"}};
  const auto faults = check_catalogue(items);
  EXPECT_TRUE(has(faults, "E-REF-ORGAN", "/organ"));
  EXPECT_TRUE(has(faults, "E-REF-NODE", "/catalog/0"));
  EXPECT_TRUE(has(faults, "E-REF-FEE", "/fee/fee_ids/0"));
  EXPECT_TRUE(has(faults, "E-REF-CHANNEL", "/complaint"));
  EXPECT_TRUE(has(faults, "E-REF-WINDOW", "/places/0/window"));
  EXPECT_TRUE(has(faults, "E-REF-ORGAN", "/joint/lead"));
  EXPECT_TRUE(has(faults, "E-REF-ORGAN", "/joint/co/1"));
  EXPECT_EQ(faults.size(), 7u) << all_of(faults);
}

TEST(CatalogueRules, AKindCannotStandForAnother) {
  auto items = catalogue();
  item_of<Guide>(items).header.organ = "chan-12345";
  EXPECT_TRUE(has(check_catalogue(items), "E-REF-ORGAN"));
}

TEST(CatalogueRules, WithdrawnIsGone) {
  auto items = catalogue();
  item_of<Fee>(items).header.state = State::withdrawn;
  auto& body = of<Guide>(item_of<Guide>(items));
  body.charged = true;
  body.fee_ids = {"fee-hw-01"};
  EXPECT_TRUE(has(check_catalogue(items), "E-REF-FEE"));
}

TEST(CatalogueRules, AWindowThatIsNotThereIsAWarningWhereAnAddressStands) {
  auto items = catalogue();
  of<Guide>(item_of<Guide>(items)).places[0].window = "Z99";
  EXPECT_TRUE(has(check_catalogue(items), "W-REF-WINDOW"));
}

TEST(CatalogueRules, TwoLiveGuidesMayNotShareACode) {
  auto items = catalogue();
  items.push_back(guide());
  items.back().header.id = "guide-cg-0008";
  EXPECT_TRUE(has(check_catalogue(items), "E-CAT-IMPL-CODE"));
  items.back().header.state = State::withdrawn;
  EXPECT_TRUE(check_catalogue(items).empty());
}

TEST(CatalogueRules, OneIdOneRevision) {
  auto items = catalogue();
  items.push_back(notice());
  items.back().header.title = "另一个标题";
  EXPECT_TRUE(has(check_catalogue(items), "E-CAT-CONFLICT", "/id"));
  items.back().header.rev = 5;
  const auto faults = check_catalogue(items);
  ASSERT_EQ(faults.size(), 1u) << all_of(faults);
  EXPECT_EQ(faults[0].code, "I-CAT-OLDER");
}

TEST(CatalogueRules, ADocumentNumberUsedAgain) {
  auto items = catalogue();
  items.push_back(notice());
  items.back().header.id = "notice-2026-119";
  const auto faults = check_catalogue(items);
  ASSERT_EQ(faults.size(), 1u) << all_of(faults);
  EXPECT_EQ(faults[0].code, "W-CAT-DOCNO");
}

TEST(CatalogueRules, NodesAreATreeOfFourLevels) {
  auto items = catalogue();
  items.push_back(reference("node-D-01", "甲", Node{"D-01", "D", 1, "file", 0}));
  EXPECT_TRUE(has(check_catalogue(items), "E-REF-NODE", "/parent"));
  items.back() = reference("node-C-02", "乙", Node{"C-02", "C-03", 1, "file", 0});
  items.push_back(reference("node-C-03", "丙", Node{"C-03", "C-02", 1, "file", 0}));
  EXPECT_TRUE(has(check_catalogue(items), "E-NODE-DEPTH", "/parent"));
  items.push_back(reference("node-C-01b", "丁", Node{"C-01", "C", 1, "file", 0}));
  EXPECT_TRUE(has(check_catalogue(items), "E-CAT-DUPLICATE", "/code"));
}

TEST(CatalogueRules, AtMost100000) {
  std::vector<Item> items;
  for (int i = 0; i < 100000; ++i)
    items.push_back(reference(("org-" + std::to_string(i)).c_str(), "机构", Organ{}));
  EXPECT_FALSE(has(check_catalogue(items), "E-CAT-SIZE"));
  items.push_back(reference("org-last", "机构", Organ{}));
  EXPECT_TRUE(has(check_catalogue(items), "E-CAT-SIZE"));
}

}  // namespace
}  // namespace gongkai::model

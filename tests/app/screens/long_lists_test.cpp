// What makes long tables, lists and documents usable: letters, floors, types, rows looked at closely, days left.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>

#include "app/screens/detail_kinds.h"
#include "app/screens/list_filters.h"
#include "app/screens/navigate.h"
#include "app/screens/pages.h"
#include "app/screens/targets.h"
#include "content/store/generation_writer.h"
#include "render/layout/frame_dump.h"
#include "tests/app/screens/shown.h"
#include "tests/content/store/store_content.h"

namespace gongkai::screens {
namespace {

layout::Frame laid_out(const ScreenState& state, render::Size size = {1080, 1920}) {
  Context context = context_of({});
  context.device = touch_device({size.width, size.height, 0.369, size.height / 2});
  const layout::Theme theme = themed(state, layout::default_theme(), layout::high_contrast_theme());
  return layout::lay_out(build(state, context).root, theme, size, demo_city().engine);
}

// Every line of text on the page, with the layer it is in (0: none).
void each_line(const layout::Frame& frame, const std::function<void(const std::string&, std::uint32_t)>& visit) {
  const auto of_list = [&](const layout::DisplayList& ops, std::uint32_t layer) {
    for (const auto& op : ops) {
      if (const auto* glyphs = std::get_if<layout::GlyphOp>(&op.what)) visit(glyphs->text, layer);
    }
  };
  of_list(frame.ops, 0);
  for (const auto& layer : frame.scrolls) of_list(layer.ops, layer.id);
}

bool says(const layout::Frame& frame, const std::string& words) {
  bool found = false;
  each_line(frame, [&](const std::string& line, std::uint32_t) { found = found || line.find(words) != std::string::npos; });
  return found;
}

const std::vector<model::Item>& all_powers() {
  static const auto powers = demo_city().store.items({model::Kind::power}, fakes::demo_now());
  return powers;
}

Screen built(const ScreenState& state) { return build(state, context_of({})); }

template <class I>
std::vector<I> intents_of(const ScreenState& state) {
  std::vector<I> all;
  const Screen screen = built(state);
  for (const Intent& intent : screen.intents) {
    if (const auto* one = std::get_if<I>(&intent)) all.push_back(*one);
  }
  return all;
}

ScreenState large(ScreenState state) {
  state.large_text = true;
  return state;
}

TEST(FeeTables, ADocumentNumberIsNeverBrokenInItsSecondHalf) {
  for (const ScreenState& page : {at(ListPage{ListKind::fees}), at(DetailPage{"fee-cgj-01"})}) {
    for (const ScreenState& state : {page, large(page)}) {
      int numbers = 0;
      each_line(laid_out(state), [&](const std::string& line, std::uint32_t) {
        if (line.find("〔") == std::string::npos) return;
        ++numbers;
        EXPECT_NE(line.find("号"), std::string::npos) << line;
      });
      EXPECT_GE(numbers, state.large_text ? 0 : 4);
    }
  }
}

TEST(FeeTables, TheLettersOfALongTableShowEveryRowOnce) {
  const auto item = demo_city().store.find("fee-scjg-01");
  const auto& fee = std::get<model::Fee>(item->body);
  const auto letters = fee_letters(fee);
  ASSERT_GT(letters.size(), 1u);
  std::set<int> seen;
  for (int tab = 1; tab <= static_cast<int>(letters.size()); ++tab) {
    for (const ChooseStep& row : intents_of<ChooseStep>(at(DetailPage{"fee-scjg-01", tab}))) EXPECT_TRUE(seen.insert(row.step).second);
  }
  EXPECT_EQ(seen.size(), fee.rows.size());
  EXPECT_EQ(intents_of<ChooseStep>(at(DetailPage{"fee-scjg-01"})).size(), fee.rows.size());
  EXPECT_EQ(intents_of<ChooseTab>(at(DetailPage{"fee-scjg-01"})).size(), letters.size() + 1);
  EXPECT_TRUE(intents_of<ChooseTab>(at(DetailPage{"fee-cgj-01"})).empty()) << "a short table needs none";
}

TEST(FeeTables, ARowThatIsTappedIsShownInFull) {
  const auto item = demo_city().store.find("fee-cgj-01");
  const auto& row = std::get<model::Fee>(item->body).rows.front();
  const ScreenState state = at(DetailPage{"fee-cgj-01", 0, 0});
  const layout::Frame frame = laid_out(state);
  for (const std::string& words : {std::string("收费明细"), row.name, row.standard, row.unit, item->header.basis.front().name}) {
    EXPECT_TRUE(says(frame, words)) << words;
  }
  EXPECT_EQ(std::get<DetailPage>(navigate(state, GoBack{}).page()).step, -1) << "back closes it first";
}

// A row of the longest words is read by scrolling; a short one leaves the page in sight. Either way the button that
// closes it stands on the screen.
TEST(FeeTables, TheSheetOfARowIsAsHighAsItsWordsUntilTheyFillIt) {
  const auto sheet_of = [](const model::FeeRow& row, render::Size size) {
    model::Item item = *demo_city().store.find("fee-cgj-01");
    std::get<model::Fee>(item.body).rows = {row};
    Context context = context_of({});
    context.device = touch_device({size.width, size.height, 0.369, size.height / 2});
    const ScreenState state = at(DetailPage{item.header.id, 0, 0});
    Intents intents;
    std::vector<Sentence> sentences;
    const Block sheet = fee_row_sheet(Building{state, context, intents, sentences}, item, 0);
    return layout::lay_out(sheet, layout::default_theme(), size, demo_city().engine);
  };
  const auto repeated = [](const std::string& word, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += word;
    return all;
  };
  model::FeeRow row;
  row.name = repeated("检", 60);
  row.unit = "台·次";
  row.standard = "45元";
  row.basis_ref = 0;
  for (const render::Size size : {render::Size{1080, 1920}, {1920, 1080}}) {
    row.reduction.reset();
    const layout::Frame brief = sheet_of(row, size);
    EXPECT_TRUE(brief.scrolls.empty()) << size.width;
    row.reduction = repeated("免", 200);
    const layout::Frame full = sheet_of(row, size);
    ASSERT_EQ(full.scrolls.size(), 1U) << size.width;
    for (const layout::Frame* frame : {&brief, &full}) {
      const render::Rect closing = frame->hits.areas.back().rect;
      EXPECT_EQ(intersection(closing, {0, 0, size.width, size.height}), closing) << size.width;
      for (const layout::Op& op : frame->ops) EXPECT_GE(op.bounds.y, 0) << size.width;
    }
  }
}

std::vector<std::int64_t> counts_of(const ListPage& page) {
  std::vector<std::int64_t> counts;
  for (const ChooseFilter& filter : intents_of<ChooseFilter>(at(page))) {
    ListPage chosen = page;
    chosen.filter = filter.filter;
    Intents intents;
    std::vector<Sentence> sentences;
    const Context context = context_of({});
    const ScreenState state = at(chosen);
    counts.push_back(context.store->count(narrowed(Building{state, context, intents, sentences}, chosen), context.now));
  }
  return counts;
}

TEST(Filters, ThePowersAddUpByType) {
  const auto counts = counts_of({ListKind::powers});
  ASSERT_GT(counts.size(), 4u);
  EXPECT_EQ(std::accumulate(counts.begin() + 1, counts.end(), std::int64_t{0}), counts[0]);
}

TEST(Filters, TheServicesMostAskedForComeFirst) {
  ListPage page{ListKind::guides};
  page.order = ListSort::frequent;
  std::vector<int> priorities;
  for (const OpenItem& item : intents_of<OpenItem>(at(page))) priorities.push_back(demo_city().store.find(item.id)->header.priority);
  ASSERT_GT(priorities.size(), 20u);
  EXPECT_TRUE(std::is_sorted(priorities.begin(), priorities.end()));
  EXPECT_LT(priorities.front(), priorities.back());
}

TEST(Filters, TheWindowsAreFoundByFloor) {
  const auto counts = counts_of({ListKind::places});  // all, organs, windows, and the floors
  ASSERT_GT(counts.size(), 5u);
  EXPECT_EQ(std::accumulate(counts.begin() + 3, counts.end(), std::int64_t{0}), counts[2]);
  EXPECT_TRUE(says(laid_out(at(ListPage{ListKind::places})), "一楼东区"));
}

TEST(Publicity, TheDaysLeftStandAboveTheTextOrBesideTheList) {
  const ScreenState state = at(DetailPage{"pub-ymj-2026-01"});
  const layout::Frame portrait = laid_out(state);
  int line = 0, days_left = -1, body = -1;
  each_line(portrait, [&](const std::string& words, std::uint32_t layer) {
    if (layer == 50) ++line;
    if (days_left < 0 && words.find("还剩 ") != std::string::npos) days_left = line;
    if (body < 0 && words.find("村民代表会议") != std::string::npos) body = line;
  });
  ASSERT_GT(days_left, 0);
  EXPECT_LT(days_left, body);
  bool beside = false;
  each_line(laid_out(state, {1920, 1080}), [&](const std::string& words, std::uint32_t layer) {
    beside = beside || (layer == 51 && words.find("异议反映") != std::string::npos);
  });
  EXPECT_TRUE(beside);
}

// The office of an objection is of little use without its number; and no list breaks a masked number.
TEST(Publicity, SaysWhomToCallAndKeepsNumbersWhole) {
  const layout::Frame frame = laid_out(at(DetailPage{"pub-ymj-2026-01", 2}), {1080, 20000});
  EXPECT_TRUE(says(frame, "0300-5554"));
  int numbers = 0;
  each_line(frame, [&](const std::string& line, std::uint32_t) {
    if (line.find("**") == std::string::npos) return;
    ++numbers;
    EXPECT_EQ(line.size(), 18u) << line;
  });
  EXPECT_GT(numbers, 20);
}

TEST(References, AWindowSaysItsNumberAndAnOrganItsWindows) {
  EXPECT_TRUE(says(laid_out(at(DetailPage{"win-A07"})), "A07窗口　户外招牌与摊点"));
  const ScreenState organ = at(DetailPage{"org-cgj"});
  EXPECT_TRUE(says(laid_out(organ, {1080, 6000}), "A07窗口　一楼南区"));
  EXPECT_TRUE(says(laid_out(organ, {1080, 6000}), "市城市管理局监督投诉 0300-5554049"));
  const auto items = intents_of<OpenItem>(organ);
  EXPECT_TRUE(std::any_of(items.begin(), items.end(), [](const OpenItem& item) { return item.id == "win-A07"; }));
}

TEST(Powers, NameTheirDocumentsAndAFirstOffenceOnlyWhereItIsPunished) {
  const layout::Frame penalty = laid_out(at(DetailPage{"pow-cgj-0001"}), {1080, 6000});
  EXPECT_TRUE(says(penalty, "格式文书"));
  EXPECT_TRUE(says(penalty, "首违不罚"));
  const auto licence = std::find_if(all_powers().begin(), all_powers().end(), [](const model::Item& item) {
    return std::get<model::Power>(item.body).type != model::PowerType::penalty;
  });
  EXPECT_FALSE(says(laid_out(at(DetailPage{licence->header.id}), {1080, 6000}), "首违不罚"));
}

TEST(Guides, SayForWhomTheyAreAndWhoWorksTogether) {
  const layout::Frame joint = laid_out(at(DetailPage{"guide-zwzx-0001"}));
  for (const char* words : {"承诺件", "自然人", "临澜市政务服务中心牵头"}) EXPECT_TRUE(says(joint, words)) << words;
}

// Nothing under a heading is out of reach, however much there is.
TEST(Catalogue, AHeadingIsReadPageByPageToItsEnd) {
  const store::Generation& store = demo_city().store;
  store::ListQuery query;
  query.node = "C";
  const auto all = static_cast<std::size_t>(store.count(query, fakes::demo_now()));
  ASSERT_GT(all, rows_a_page);
  std::set<model::EntityId> seen;
  ScreenState state = at(CatalogPage{"C"});
  for (const OpenItem& item : intents_of<OpenItem>(state)) EXPECT_TRUE(seen.insert(item.id).second);
  EXPECT_EQ(seen.size(), rows_a_page);
  const auto pages = intents_of<ChoosePage>(state);
  ASSERT_EQ(pages.size(), 1u);
  state = navigate(state, pages[0]);
  for (const OpenItem& item : intents_of<OpenItem>(state)) EXPECT_TRUE(seen.insert(item.id).second) << item.id;
  EXPECT_EQ(seen.size(), all);
  EXPECT_TRUE(says(laid_out(at(CatalogPage{"C-01"})), "行政许可"));
  const auto crumbs = [](const char* code) {
    std::string first;
    each_line(laid_out(at(CatalogPage{code})), [&](const std::string& line, std::uint32_t layer) { first += layer == 0 ? line : ""; });
    return first;
  };
  EXPECT_NE(crumbs("C-01").find("公开目录 ›行政权力 ›行政许可"), std::string::npos) << crumbs("C-01");
}

TEST(Titles, TheLongestThatIsPublishedStandsInFourLines) {
  const std::string phrase = "临澜市城市管理局关于公布户外招牌设置许可等事项办理条件和申请材料的通知";  // 35 characters
  const std::string title = phrase + "（" + phrase + "、" + phrase.substr(0, 3 * 28) + "）";
  ASSERT_EQ(title.size(), 3u * 101);
  fakes::TemporaryFolder folder;
  static_cast<void>(fakes::demo_store(GONGKAI_SOURCE_DIR, folder / "store"));
  {
    auto writer = store::GenerationWriter::begin(folder / "store", fakes::demo_now());
    ASSERT_TRUE(writer);
    store_test::put(*writer, fakes::notice_json("notice-2026-900", 1, title));
    ASSERT_TRUE(writer->commit(fakes::demo_now()));
  }
  const auto store = store::open_current(folder / "store");
  ASSERT_TRUE(store);
  Context context = context_of({});
  context.store = &*store;
  ListPage list{ListKind::announcements, 0, "org-zwzx"};
  for (const ScreenState& state : {at(DetailPage{"notice-2026-900"}), at(list)}) {
    int lines = 0;
    each_line(layout::lay_out(build(state, context).root, layout::default_theme(), {1080, 6000}, demo_city().engine),
              [&](const std::string& line, std::uint32_t) { lines += line.size() > 9 && title.find(line) != std::string::npos ? 1 : 0; });
    EXPECT_GE(lines, 3);
    EXPECT_LE(lines, 4);
  }
}

// What was taken back is explained to whoever asks (行政处罚法 48), and is no fee, no service any more.
TEST(Withdrawals, AreListedWithTheirReasons) {
  EXPECT_FALSE(says(laid_out(at(ListPage{ListKind::fees})), "撤回说明"));
  fakes::TemporaryFolder folder;
  static_cast<void>(fakes::demo_store(GONGKAI_SOURCE_DIR, folder / "store"));
  {
    auto writer = store::GenerationWriter::begin(folder / "store", fakes::demo_now());
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->withdraw({"fee-cgj-99", model::Kind::fee, 2, "占道停车费", "收费依据已经废止"}, {"cgj", 900}));
    ASSERT_TRUE(writer->commit(fakes::demo_now()));
  }
  const auto store = store::open_current(folder / "store");
  ASSERT_TRUE(store);
  Context context = context_of({});
  context.store = &*store;
  ListPage page{ListKind::fees};
  const auto chip = [&]() {
    const Screen screen = build(at(page), context);
    int last = 0;
    for (const Intent& intent : screen.intents) {
      if (const auto* filter = std::get_if<ChooseFilter>(&intent)) last = filter->filter;
    }
    return last;
  };
  page.filter = chip();
  const auto shown = [&](const ScreenState& state) {
    const layout::Theme theme = layout::default_theme();
    return layout::lay_out(build(state, context).root, theme, {1080, 1920}, demo_city().engine);
  };
  EXPECT_TRUE(says(shown(at(page)), "撤回说明 1"));
  EXPECT_TRUE(says(shown(at(page)), "占道停车费"));
  EXPECT_FALSE(says(shown(at(page)), "城镇生活垃圾处理费"));
  EXPECT_FALSE(says(shown(at(page)), "无减免"));
  EXPECT_TRUE(says(shown(at(DetailPage{"fee-cgj-99"})), "收费依据已经废止"));
}

TEST(Figures, ATapOnARateShowsItsFormula) {
  EXPECT_FALSE(says(laid_out(at(DetailPage{"stats-2026-10"})), "÷"));
  EXPECT_TRUE(says(laid_out(at(DetailPage{"stats-2026-10", 0, 0})), "办结率 = 办结数÷受理数 = 5788 ÷ 5890 = 98.27%"));
}

TEST(Guides, NineTitlesStandInOneLine) {
  const layout::Frame frame = laid_out(at(DetailPage{"guide-cgj-0001"}));
  std::set<int> tops;
  int tabs = 0;
  for (const auto& area : frame.hits.areas) {
    for (const char* words : {"概要", "条件", "材料 5", "流程", "收费", "依据", "地点", "常见问题", "样表"}) {
      if (area.label.find(words) == std::string::npos) continue;
      ++tabs;
      tops.insert(area.rect.y);
    }
  }
  EXPECT_EQ(tabs, 9);
  EXPECT_EQ(tops.size(), 1u);
}

}  // namespace
}  // namespace gongkai::screens
